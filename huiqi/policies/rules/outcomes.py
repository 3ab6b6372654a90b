"""What became of a policy at a firm: applied, granted, paid, in this order of days and never more than granted; or
refused, of which nothing came."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from huiqi.policies.words import Stage

STEPS = (Stage.APPLIED, Stage.GRANTED, Stage.PAID)
"""What follows each other."""
OWN = (*STEPS, Stage.REFUSED)
"""What a firm records itself."""
OF_MONEY = (Stage.GRANTED, Stage.PAID)

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
    if stage in OF_MONEY and amount is None:
        return "no_amount", "amount"
    if amount is not None and not 0 < amount <= MOST:
        return "bad_amount", "amount"
    return _refusal(stage, on, known) or _against(stage, on, amount, known)


def _refusal(stage: Stage, on: date, known: Known) -> tuple[str, str] | None:
    """A refusal ends what was applied for before it; whoever is granted it all the same is so on a later day."""
    if stage is Stage.REFUSED:
        if Stage.APPLIED in known and known[Stage.APPLIED][0] > on:
            return "before_the_step_before", "on"
        decided = any(known[one][0] <= on for one in OF_MONEY if one in known)
        return ("granted_already", "stage") if decided else ("", "")
    if stage in OF_MONEY and Stage.REFUSED in known and known[Stage.REFUSED][0] >= on:
        return "refused_already", "on"
    return None


def _against(stage: Stage, on: date, amount: Decimal | None, known: Known) -> tuple[str, str]:
    place = STEPS.index(stage)
    if any(known[one][0] > on for one in STEPS[:place] if one in known):
        return "before_the_step_before", "on"
    if any(known[one][0] < on for one in STEPS[place + 1 :] if one in known):
        return "after_the_step_after", "on"
    granted = amount if stage is Stage.GRANTED else known.get(Stage.GRANTED, (on, None))[1]
    paid = amount if stage is Stage.PAID else known.get(Stage.PAID, (on, None))[1]
    if stage in OF_MONEY and granted is not None and paid is not None and paid > granted:
        return "more_than_granted", "amount"
    return "", ""
