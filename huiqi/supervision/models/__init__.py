"""Tables of supervision."""

from huiqi.supervision.models.case import CaseFile, Measure, Objection, StepRule, SupervisionCase
from huiqi.supervision.models.decision import AuthorityDecision
from huiqi.supervision.models.explanation import Explanation

__all__ = ["AuthorityDecision", "CaseFile", "Explanation", "Measure", "Objection", "StepRule", "SupervisionCase"]
