"""The estimated benefit in yuan with the lines of its calculation, and sums that count no two which exclude each other.

An estimate says what the regulation's own figures give for the facts as stated: an unknown base gives no amount but the
fact to state, an undecided rate a least and a most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.findings import unique
from huiqi.eligibility.library import PolicyVersion
from huiqi.eligibility.statuses import Status
from huiqi.eligibility.worth import Per, Worth
from huiqi.kernel.words import Word

_FEN, _MONTHS = Decimal("0.01"), Decimal(12)
_SEARCHED = 12
"""Policies that exclude each other in one knot, up to which every choice is tried."""


class Step(Word):
    """What a line of a calculation says."""

    BASE = "base", "基数"
    BASE_MOST = "base_most", "基数封顶"
    RATE = "rate", "比例"
    EACH = "each", "每人（项）"
    SLICE = "slice", "分段"
    FIXED = "fixed", "定额"
    YEARS = "years", "年数"
    DAYS = "days", "天数"
    MOST = "most", "封顶"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a calculation: its kind and its values; `wording` says it."""

    step: Step
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a policy would bring. Without amounts, `missing` names the facts to state."""

    code: str
    worth: Worth
    least: Decimal | None = None
    most: Decimal | None = None
    lines: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over policies that can be had together, once or every year."""

    per: Per
    least: Decimal
    most: Decimal
    counted: tuple[Estimate, ...]
    upper: bool
    """One of them is only an upper bound."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All that can be said in yuan: the sums, what was left out of them for which other, and what lacks its base."""

    totals: tuple[Total, ...]
    left_out: tuple[tuple[Estimate, tuple[str, ...]], ...]
    unknown: tuple[Estimate, ...]


def estimate(version: PolicyVersion, examiner: Examiner) -> Estimate | None:
    """What the tiers of a policy that are met, or may be, would bring; None where none of them is told in yuan."""
    tiers = [(benefit.worth, examiner.status_of(benefit.condition)) for benefit in version.benefits]
    worths = [worth for worth, status in tiers if worth and status is Status.MET]
    worths = worths[:1] or [worth for worth, status in tiers if worth and status is Status.UNKNOWN]
    found = [_estimate(version.code, worth, examiner) for worth in worths]
    if len(found) < 2:
        return found[0] if found else None
    if missing := unique(name for one in found for name in one.missing):
        return Estimate(version.code, found[0].worth, missing=missing)
    least, most = min(one.least or Decimal(0) for one in found), max(one.most or Decimal(0) for one in found)
    return Estimate(version.code, found[0].worth, least, most, tuple(line for one in found for line in one.lines))


def _estimate(code: str, worth: Worth, examiner: Examiner) -> Estimate:
    missing = unique(_asked(name, examiner) for name in worth.facts if examiner.known(name).value is None)
    if missing:
        return Estimate(code, worth, missing=missing)
    base, lines = _base(worth, examiner)
    times, timed = _times(worth, examiner)
    rates = _possible(worth, examiner)
    amounts = [_capped(_product(worth, base, rate) * times, worth.most) for rate in rates]
    lines += [line for rate in rates for line in _rate_lines(worth, base, rate)] + timed
    if worth.most is not None and any(_product(worth, base, rate) * times > worth.most for rate in rates):
        lines.append(Line(Step.MOST, {"most": worth.most}))
    return Estimate(code, worth, _fen(min(amounts)), _fen(max(amounts)), tuple(lines))


def _asked(name: str, examiner: Examiner) -> str:
    """What to state in place of a fact that follows from others."""
    ways = examiner.known(name).ways
    return ways[0][0] if ways and ways[0] else name


def _number(name: str, examiner: Examiner) -> Decimal:
    value = examiner.known(name).value
    assert isinstance(value, int | Decimal)
    return max(Decimal(value), Decimal(0))


def _base(worth: Worth, examiner: Examiner) -> tuple[Decimal, list[Line]]:
    """The base with its lines; a fixed amount counts once."""
    if not worth.of:
        return Decimal(1), []
    parts = {name: _number(name, examiner) for name in worth.of}
    lines = [Line(Step.BASE, {"fact": name, "value": value}) for name, value in parts.items()]
    base = sum(parts.values(), Decimal(0))
    if worth.base_most is not None and base > worth.base_most:
        return worth.base_most, [*lines, Line(Step.BASE_MOST, {"fact": worth.of[0], "most": worth.base_most})]
    return base, lines


def _times(worth: Worth, examiner: Examiner) -> tuple[Decimal, list[Line]]:
    times, lines = Decimal(1), []
    if worth.years is not None:
        whole = _number(worth.years.fact, examiner) / _MONTHS
        times = min(whole, worth.years.most)
        lines.append(Line(Step.YEARS, {"years": times, "most": worth.years.most}))
    if worth.days_since is not None:
        since = examiner.known(worth.days_since).value
        assert isinstance(since, date)
        days = max((examiner.on - since).days, 0)
        times *= days
        lines.append(Line(Step.DAYS, {"days": Decimal(days), "since": since}))
    return times, lines


def _possible(worth: Worth, examiner: Examiner) -> list[Decimal]:
    """The rates that may hold: the first whose condition is met, and those before it that are not known."""
    if worth.slices:
        return [Decimal(0)]
    found: list[Decimal] = []
    for one in worth.rates:
        status = examiner.status_of(one.condition)
        if status is not Status.UNMET:
            found.append(one.rate)
        if status is Status.MET:
            break
    return found or [Decimal(0)]


def _product(worth: Worth, base: Decimal, rate: Decimal) -> Decimal:
    return sum((part * at for part, at in _sliced(worth, base)), Decimal(0)) if worth.slices else base * rate


def _sliced(worth: Worth, base: Decimal) -> Iterator[tuple[Decimal, Decimal]]:
    """The parts of the base in each slice, with the slice's rate; empty ones left out."""
    below = Decimal(0)
    for one in worth.slices:
        part = (base if one.up_to is None else min(base, one.up_to)) - below
        if part > 0:
            yield part, one.rate
        below = one.up_to or base


def _rate_lines(worth: Worth, base: Decimal, rate: Decimal) -> list[Line]:
    if worth.slices:
        return [Line(Step.SLICE, {"part": part, "rate": at}) for part, at in _sliced(worth, base)]
    if not worth.of:
        return [Line(Step.FIXED, {"amount": rate})]
    return [Line(Step.RATE if rate < 1 else Step.EACH, {"rate": rate})]


def _capped(amount: Decimal, most: Decimal | None) -> Decimal:
    return amount if most is None else min(amount, most)


def _fen(amount: Decimal) -> Decimal:
    return amount.quantize(_FEN, ROUND_HALF_UP)


def reckon(estimates: Iterable[Estimate]) -> Reckoning:
    """Sum what can be had together; of policies that exclude each other, the choice that brings most."""
    every = list(estimates)
    known = [one for one in every if one.least is not None]
    unknown = tuple(one for one in every if one.least is None)
    chosen = sorted((one for knot in _knots(known) for one in _best(knot)), key=lambda one: one.code)
    taken = {one.code for one in chosen}
    left = [(one, tuple(other.code for other in chosen if _exclude(one, other))) for one in known]
    return Reckoning(
        tuple(_total(per, found) for per in Per if (found := [one for one in chosen if one.worth.per is per])),
        tuple((one, by) for one, by in left if one.code not in taken),
        unknown,
    )


def _total(per: Per, counted: list[Estimate]) -> Total:
    least, most = (sum((getattr(one, end) or Decimal(0) for one in counted), Decimal(0)) for end in ("least", "most"))
    return Total(per, least, most, tuple(counted), any(one.worth.upper for one in counted))


def _exclude(one: Estimate, other: Estimate) -> bool:
    return one.code in other.worth.instead_of or other.code in one.worth.instead_of


def _knots(known: list[Estimate]) -> list[list[Estimate]]:
    """Policies tied to each other by exclusion, directly or not; most stand alone."""
    knots: list[list[Estimate]] = []
    for one in known:
        tied = [knot for knot in knots if any(_exclude(one, other) for other in knot)]
        knots = [knot for knot in knots if knot not in tied] + [[one, *(each for knot in tied for each in knot)]]
    return knots


def _best(knot: list[Estimate]) -> tuple[Estimate, ...]:
    """The members that can be had together and bring most; in a knot of very many, the first by amount."""
    ordered = sorted(knot, key=_amounts, reverse=True)[:_SEARCHED]
    sets = [chosen for size in range(1, len(ordered) + 1) for chosen in combinations(ordered, size)]
    fitting = [chosen for chosen in sets if not any(_exclude(a, b) for a, b in combinations(chosen, 2))]
    return max(fitting, key=lambda chosen: [sum(ends) for ends in zip(*map(_amounts, chosen), strict=True)])


def _amounts(one: Estimate) -> tuple[Decimal, Decimal]:
    return one.least or Decimal(0), one.most or Decimal(0)
