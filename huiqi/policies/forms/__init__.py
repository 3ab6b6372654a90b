"""The forms of policies."""

from huiqi.policies.forms.alerts import AlertForm
from huiqi.policies.forms.calendar import SinceForm
from huiqi.policies.forms.drafts import (
    BeginForm,
    PublishForm,
    ReasonForm,
    ReturnForm,
    VerbForm,
    WithdrawForm,
    WordsForm,
    initial,
)
from huiqi.policies.forms.library import ALL, DayForm, FilterForm
from huiqi.policies.forms.outcomes import OutcomeForm
from huiqi.policies.forms.pushes import WishForm

__all__ = [
    "ALL",
    "AlertForm",
    "BeginForm",
    "DayForm",
    "FilterForm",
    "OutcomeForm",
    "PublishForm",
    "ReasonForm",
    "ReturnForm",
    "SinceForm",
    "VerbForm",
    "WishForm",
    "WithdrawForm",
    "WordsForm",
    "initial",
]
