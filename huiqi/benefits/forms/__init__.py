"""Forms of benefits without filing."""

from huiqi.benefits.forms.plan import ChooseForm, PlanForm, initial
from huiqi.benefits.forms.verbs import (
    AccountForm,
    AnswerForm,
    ObjectForm,
    PaidForm,
    ReasonForm,
    RecoverForm,
    SendForm,
    SubmitForm,
    VerbForm,
)

__all__ = [
    "AccountForm",
    "AnswerForm",
    "ChooseForm",
    "ObjectForm",
    "PaidForm",
    "PlanForm",
    "ReasonForm",
    "RecoverForm",
    "SendForm",
    "SubmitForm",
    "VerbForm",
    "initial",
]
