"""Questions of supervision: which cases somebody sees, how many climb, what the network's limits are."""

from huiqi.supervision.selectors.board import Counts, circulars, counts, filtered, today_and_week
from huiqi.supervision.selectors.cases import case_file, limits, reads_case_paper, reads_circular, rules, visible_to
from huiqi.supervision.selectors.explaining import explanation_for, explanations_asked

__all__ = [
    "Counts",
    "case_file",
    "circulars",
    "counts",
    "explanation_for",
    "explanations_asked",
    "filtered",
    "limits",
    "reads_case_paper",
    "reads_circular",
    "rules",
    "today_and_week",
    "visible_to",
]
