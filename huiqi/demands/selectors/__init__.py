"""Questions about demands. `visible_to` is the only way to one."""

from huiqi.demands.selectors.accountability import accountability, responsible
from huiqi.demands.selectors.case import Case, archive_of, attachment, case_of, possible, visits_from
from huiqi.demands.selectors.desk import PER_PAGE, DeskFilter, DeskTab, Pages, desk, desk_counts, desk_tabs, latest, own
from huiqi.demands.selectors.seeing import open_handling, visible_to
from huiqi.demands.selectors.terms import Term, terms

__all__ = [
    "PER_PAGE",
    "Case",
    "DeskFilter",
    "DeskTab",
    "Pages",
    "Term",
    "accountability",
    "archive_of",
    "attachment",
    "case_of",
    "desk",
    "desk_counts",
    "desk_tabs",
    "latest",
    "open_handling",
    "own",
    "possible",
    "responsible",
    "terms",
    "visible_to",
    "visits_from",
]
