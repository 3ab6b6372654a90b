"""Pages of filings."""

from huiqi.filings.views.bringing import outcome_list, outcome_report, outcomes, template
from huiqi.filings.views.carrying import begin, handoff, mine, sheet
from huiqi.filings.views.keeping import change_rule, retention, rules_here
from huiqi.filings.views.slots import bring_here, file_here, filed_by_me

__all__ = [
    "begin",
    "bring_here",
    "change_rule",
    "file_here",
    "filed_by_me",
    "handoff",
    "mine",
    "outcome_list",
    "outcome_report",
    "outcomes",
    "retention",
    "rules_here",
    "sheet",
    "template",
]
