"""The pages of supervision."""

from huiqi.supervision.views.board import board, circulars, export, way_from_desk
from huiqi.supervision.views.case import act, case, case_file
from huiqi.supervision.views.explaining import explain
from huiqi.supervision.views.rules import rule, rules

__all__ = [
    "act",
    "board",
    "case",
    "case_file",
    "circulars",
    "explain",
    "export",
    "rule",
    "rules",
    "way_from_desk",
]
