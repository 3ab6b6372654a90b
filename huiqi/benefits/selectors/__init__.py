"""Questions about benefits without filing. `visible_to` and `entries_visible_to` are the only ways to a thing."""

from huiqi.benefits.selectors.finding import Found, Meant, firms_meant, judge_firms, listed_already
from huiqi.benefits.selectors.seeing import (
    Tally,
    entries_of,
    entries_visible_to,
    objections_of,
    offers_of,
    payment_lists_of,
    programmes,
    published_entries,
    reaches_entry,
    reaches_programme,
    tally,
    to_check_count,
    visible_to,
)

__all__ = [
    "Found",
    "Meant",
    "Tally",
    "entries_of",
    "entries_visible_to",
    "firms_meant",
    "judge_firms",
    "listed_already",
    "objections_of",
    "offers_of",
    "payment_lists_of",
    "programmes",
    "published_entries",
    "reaches_entry",
    "reaches_programme",
    "tally",
    "to_check_count",
    "visible_to",
]
