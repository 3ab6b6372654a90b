"""The forms of policies."""

from huiqi.policies.forms.calendar import SinceForm
from huiqi.policies.forms.drafts import BeginForm, ReasonForm, VerbForm, WithdrawForm, WordsForm, initial
from huiqi.policies.forms.library import ALL, DayForm, FilterForm

__all__ = [
    "ALL",
    "BeginForm",
    "DayForm",
    "FilterForm",
    "ReasonForm",
    "SinceForm",
    "VerbForm",
    "WithdrawForm",
    "WordsForm",
    "initial",
]
