"""Questions of supervision: which cases somebody sees, how many climb, what the network's limits are."""

from huiqi.supervision.selectors.board import Counts, circulars, counts, filtered
from huiqi.supervision.selectors.cases import (
    case_file,
    limits,
    reaches_case,
    reads_case_paper,
    reads_circular,
    rules,
    step_rule,
    visible_to,
)
from huiqi.supervision.selectors.explaining import (
    explanation_for,
    explanations_asked,
    named_asked,
    reaches_explanation,
)
from huiqi.supervision.selectors.on_demand import Supervised, beside, letters_to, with_steps

__all__ = [
    "Counts",
    "Supervised",
    "beside",
    "case_file",
    "circulars",
    "counts",
    "explanation_for",
    "explanations_asked",
    "filtered",
    "letters_to",
    "limits",
    "named_asked",
    "reaches_case",
    "reaches_explanation",
    "reads_case_paper",
    "reads_circular",
    "rules",
    "step_rule",
    "visible_to",
    "with_steps",
]
