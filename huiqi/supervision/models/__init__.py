"""Tables of supervision."""

from huiqi.supervision.models.case import CaseFile, Measure, Objection, StepRule, SupervisionCase
from huiqi.supervision.models.explanation import Explanation

__all__ = ["CaseFile", "Explanation", "Measure", "Objection", "StepRule", "SupervisionCase"]
