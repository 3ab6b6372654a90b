"""Forms of demands: one per verb, made of a few parts. What a form says is what its service takes."""

from huiqi.demands.forms.asking import AskForm, SupplyForm
from huiqi.demands.forms.custody import DispatchForm
from huiqi.demands.forms.filing import FilingForm, FollowForm
from huiqi.demands.forms.intake import FindForm, FirmForm, IntakeForm, ReceiptForm
from huiqi.demands.forms.parts import ActorForm
from huiqi.demands.forms.sheets import SheetForm
from huiqi.demands.forms.standing import RepeatedForm, ReportForm
from huiqi.demands.forms.table import FORMS
from huiqi.demands.forms.verbs import VerbForm

__all__ = [
    "FORMS",
    "ActorForm",
    "AskForm",
    "DispatchForm",
    "FilingForm",
    "FindForm",
    "FirmForm",
    "FollowForm",
    "IntakeForm",
    "ReceiptForm",
    "RepeatedForm",
    "ReportForm",
    "SheetForm",
    "SupplyForm",
    "VerbForm",
]
