"""Questions about filings: what a firm would carry, what it has carried, whom a line of outcomes is about."""

from huiqi.filings.selectors.bringing import About, about, codes_meant, handoff_by_number, list_of, lists_visible_to
from huiqi.filings.selectors.carrying import Offered, fileable, handoff_of, handoffs_of, offered, outcomes_by_number
from huiqi.filings.selectors.keeping import due_by, is_kept_until, retention_rules

__all__ = [
    "About",
    "Offered",
    "about",
    "codes_meant",
    "due_by",
    "fileable",
    "handoff_by_number",
    "handoff_of",
    "handoffs_of",
    "is_kept_until",
    "list_of",
    "lists_visible_to",
    "offered",
    "outcomes_by_number",
    "retention_rules",
]
