"""What one firm is paid: a rate of a base up to a cap, or a fixed sum, as the programme's notice states it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_DOWN, Decimal

FEN = Decimal("0.01")
MOST = Decimal("1000000000")
"""Yuan: more than any firm is paid by one programme; a figure above it is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Pay:
    """What a tier of the policy's benefit pays: `percent` of the fact `base`, or `fixed` yuan; never above `cap` yuan.

    A policy that says “不超过…的60%” leaves the rate to the place: the programme states which it pays.
    """

    base: str = ""
    percent: Decimal | None = None
    fixed: Decimal | None = None
    cap: Decimal | None = None

    def stored(self) -> dict[str, str]:
        """As JSON; an amount is text, so that no fen is lost."""
        return {name: str(value) for name, value in asdict(self).items() if value not in (None, "")}


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in yuan with the lines it was reckoned by."""

    amount: Decimal
    base: Decimal | None
    reckoned: Decimal
    capped: bool


def read_pay(stored: Mapping[str, str]) -> Pay:
    """What was stored."""
    numbers = {name: Decimal(stored[name]) for name in ("percent", "fixed", "cap") if stored.get(name)}
    return Pay(base=stored.get("base", ""), **numbers)


def reckon(pay: Pay, base: Decimal | None) -> Sum | None:
    """The sum for one firm; None where its base is not known. Rounded down to the fen: “不超过” is never passed."""
    if pay.fixed is not None:
        reckoned = pay.fixed
    elif base is None:
        return None
    else:
        reckoned = base * (pay.percent or Decimal()) / 100
    capped = pay.cap is not None and reckoned > pay.cap
    amount = pay.cap if capped and pay.cap is not None else reckoned
    return Sum(amount.quantize(FEN, ROUND_DOWN), None if pay.fixed is not None else base, reckoned, capped)


def faults(pay: Pay) -> Sequence[tuple[str, str]]:
    """(field, code of the fault) of what cannot be paid: both or neither way, a rate that is none, a cap of nothing."""
    found = []
    if (pay.fixed is None) == (pay.percent is None):
        found.append(("fixed", "one_way"))
    if pay.percent is not None and not pay.base:
        found.append(("base", "no_base"))
    if pay.percent is not None and not 0 < pay.percent <= 100:
        found.append(("percent", "no_rate"))
    found += [(name, "no_sum") for name in ("fixed", "cap") if not _payable(getattr(pay, name))]
    return found


def _payable(sum_: Decimal | None) -> bool:
    return sum_ is None or 0 < sum_ <= MOST
