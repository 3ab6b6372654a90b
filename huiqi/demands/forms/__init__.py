"""Forms of demands: one per verb, made of a few parts. What a form says is what its service takes."""

from huiqi.demands.forms.asking import AskForm, SupplyForm
from huiqi.demands.forms.baskets import BasketForm
from huiqi.demands.forms.bulk import BULK_FORMS, BulkDispatchForm, BulkForm, BulkHandOnForm
from huiqi.demands.forms.confirming import ConfirmCodeForm, ScreenForm
from huiqi.demands.forms.consulting import CallOffForm, DeclineOpinionForm, OpinionForm
from huiqi.demands.forms.contact import HandOnForm
from huiqi.demands.forms.custody import DispatchForm, HandlerForm, PartForm
from huiqi.demands.forms.extension import ExtensionForm
from huiqi.demands.forms.filing import AnonymousForm, FilingForm, FollowForm
from huiqi.demands.forms.intake import FindForm, FirmForm, IntakeForm, MailForm, ReceiptForm
from huiqi.demands.forms.joint import PlanForm
from huiqi.demands.forms.letters import LINK_FORMS, CodeForm, LinkForm, ReplaceScanForm
from huiqi.demands.forms.merging import AbsorbForm, LetGoForm, MergeForm, SplitForm
from huiqi.demands.forms.notes import NoteForm, StrikeForm
from huiqi.demands.forms.parts import ActorForm
from huiqi.demands.forms.pausing import SuspendForm
from huiqi.demands.forms.rating import RateForm
from huiqi.demands.forms.returning import ArbitrateForm, GivingForm
from huiqi.demands.forms.secrecy import NameInsiderForm, RemoveInsiderForm
from huiqi.demands.forms.sheets import SheetForm
from huiqi.demands.forms.standing import RepeatedForm, ReportForm
from huiqi.demands.forms.table import FORMS
from huiqi.demands.forms.templates import TemplateForm
from huiqi.demands.forms.verbs import VerbForm, WithdrawForm
from huiqi.demands.forms.visiting import ShareForm, VisitForm

__all__ = [
    "BULK_FORMS",
    "FORMS",
    "LINK_FORMS",
    "AbsorbForm",
    "ActorForm",
    "AnonymousForm",
    "ArbitrateForm",
    "AskForm",
    "BasketForm",
    "BulkDispatchForm",
    "BulkForm",
    "BulkHandOnForm",
    "CallOffForm",
    "CodeForm",
    "ConfirmCodeForm",
    "DeclineOpinionForm",
    "DispatchForm",
    "ExtensionForm",
    "FilingForm",
    "FindForm",
    "FirmForm",
    "FollowForm",
    "GivingForm",
    "HandOnForm",
    "HandlerForm",
    "IntakeForm",
    "LetGoForm",
    "LinkForm",
    "MailForm",
    "MergeForm",
    "NameInsiderForm",
    "NoteForm",
    "OpinionForm",
    "PartForm",
    "PlanForm",
    "RateForm",
    "ReceiptForm",
    "RemoveInsiderForm",
    "RepeatedForm",
    "ReplaceScanForm",
    "ReportForm",
    "ScreenForm",
    "ShareForm",
    "SheetForm",
    "SplitForm",
    "StrikeForm",
    "SupplyForm",
    "SuspendForm",
    "TemplateForm",
    "VerbForm",
    "VisitForm",
    "WithdrawForm",
]
