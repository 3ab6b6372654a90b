"""What a firm may say became of a policy: applied, granted, paid, in this order of days and never more than granted."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from huiqi.policies.words import Stage

OWN = (Stage.APPLIED, Stage.GRANTED, Stage.PAID)
"""What a firm records itself, in the order in which it happens."""

EARLIEST = date(2000, 1, 1)
MOST = Decimal("100000000000")
"""A hundred billion yuan: nobody is granted more."""

Known = Mapping[Stage, tuple[date, Decimal | None]]


def problem(stage: Stage, on: date, amount: Decimal | None, known: Known, today: date) -> tuple[str, str]:
    """(code, field) of what is wrong with a record beside those of the same year; two empty texts where nothing is."""
    if on > today:
        return "in_future", "on"
    if on < EARLIEST:
        return "too_early", "on"
    if stage is not Stage.APPLIED and amount is None:
        return "no_amount", "amount"
    if amount is not None and not 0 < amount <= MOST:
        return "bad_amount", "amount"
    return _against(stage, on, amount, known)


def _against(stage: Stage, on: date, amount: Decimal | None, known: Known) -> tuple[str, str]:
    place = OWN.index(stage)
    if any(known[one][0] > on for one in OWN[:place] if one in known):
        return "before_the_step_before", "on"
    if any(known[one][0] < on for one in OWN[place + 1 :] if one in known):
        return "after_the_step_after", "on"
    granted = amount if stage is Stage.GRANTED else known.get(Stage.GRANTED, (on, None))[1]
    paid = amount if stage is Stage.PAID else known.get(Stage.PAID, (on, None))[1]
    if stage in (Stage.GRANTED, Stage.PAID) and granted is not None and paid is not None and paid > granted:
        return "more_than_granted", "amount"
    return "", ""
