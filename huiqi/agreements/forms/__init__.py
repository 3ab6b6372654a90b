"""The forms of agreements: one per verb. What a form says is what its service takes."""

from huiqi.agreements.forms.parts import AgreementForm
from huiqi.agreements.forms.terms import TermsForm, first_terms
from huiqi.agreements.forms.verbs import FORMS, CodeForm, OutcomeForm, PlainForm, ReasonForm, VerdictForm

__all__ = [
    "FORMS",
    "AgreementForm",
    "CodeForm",
    "OutcomeForm",
    "PlainForm",
    "ReasonForm",
    "TermsForm",
    "VerdictForm",
    "first_terms",
]
