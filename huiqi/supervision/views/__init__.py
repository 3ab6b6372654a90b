"""The pages of supervision."""

from huiqi.supervision.views.board import board, circulars, export
from huiqi.supervision.views.case import act, case, case_file
from huiqi.supervision.views.explaining import explain
from huiqi.supervision.views.rules import rule, rules
from huiqi.supervision.views.slots import on_case, way_from_desk

__all__ = [
    "act",
    "board",
    "case",
    "case_file",
    "circulars",
    "explain",
    "export",
    "on_case",
    "rule",
    "rules",
    "way_from_desk",
]
