"""Days of an agreement: when a milestone may lie, when the firm is asked again, when nothing more is waited for."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

ASK_AGAIN_AFTER = timedelta(days=10)
"""Natural days without an answer, after which the firm is asked once more; as many again, and it stays unconfirmed."""

ALIKE_WITHIN = timedelta(days=90)
"""Two services for one firm that lie no further apart may be one service told twice."""

LONGEST = timedelta(days=3 * 366)
"""Nobody agrees on a milestone further away."""

INVOICE = re.compile(r"[0-9]{8}|[0-9]{20}")
"""A paper invoice has eight digits; a fully digital one 数电票 twenty (国家税务总局公告2024年第11号)."""


def wrong_with_plan(start: date, plan: Iterable[tuple[str, date]]) -> str:
    """The code of what is wrong with the milestones of a plan; empty where nothing is."""
    days = [due for _name, due in plan]
    if not days:
        return "no_milestone"
    if min(days) < start:
        return "milestone_before_start"
    if max(days) > start + LONGEST:
        return "milestone_too_far"
    return ""


def is_invoice_number(text: str) -> bool:
    """Whether a number has the shape of an invoice's."""
    return INVOICE.fullmatch(text) is not None
