"""Questions about filings: what a firm would carry, what it has carried, whom a line of outcomes is about."""

from huiqi.filings.selectors.bringing import About, about, codes_meant, handoff_by_number, list_of, lists_visible_to
from huiqi.filings.selectors.carrying import Offered, fileable, handoff_of, handoffs_of, offered, outcomes_by_number

__all__ = [
    "About",
    "Offered",
    "about",
    "codes_meant",
    "fileable",
    "handoff_by_number",
    "handoff_of",
    "handoffs_of",
    "list_of",
    "lists_visible_to",
    "offered",
    "outcomes_by_number",
]
