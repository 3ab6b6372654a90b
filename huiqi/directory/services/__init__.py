"""The verbs of the directory. Each: one transaction, the row locked, one journal entry."""

from huiqi.directory.services.departments import (
    DepartmentEntry,
    Duty,
    add_duty,
    close_department,
    correct_department,
    end_duty,
    enter_department,
    refuse_closed,
)
from huiqi.directory.services.experts import ExpertEntry, correct_expert, end_expert, enter_expert
from huiqi.directory.services.handlers import require_handler
from huiqi.directory.services.institutions import Entry, Offer, enter_institution, offer, settle
from huiqi.directory.services.load import state_load
from huiqi.directory.services.matters import Line, MatterEntry, end_line, end_matter, open_matter, write_line

__all__ = [
    "DepartmentEntry",
    "Duty",
    "Entry",
    "ExpertEntry",
    "Line",
    "MatterEntry",
    "Offer",
    "add_duty",
    "close_department",
    "correct_department",
    "correct_expert",
    "end_duty",
    "end_expert",
    "end_line",
    "end_matter",
    "enter_department",
    "enter_expert",
    "enter_institution",
    "offer",
    "open_matter",
    "refuse_closed",
    "require_handler",
    "settle",
    "state_load",
    "write_line",
]
