"""Forms of supervision."""

from huiqi.supervision.forms.verbs import FORMS, CaseForm, DecisionForm, ExplainForm, StepRuleForm

__all__ = ["FORMS", "CaseForm", "DecisionForm", "ExplainForm", "StepRuleForm"]
