"""Forms of supervision."""

from huiqi.supervision.forms.verbs import FORMS, CaseForm, ExplainForm, StepRuleForm

__all__ = ["FORMS", "CaseForm", "ExplainForm", "StepRuleForm"]
