"""What a tier of a benefit is worth in yuan, as data: base, rate, ceiling, article.

Docs: docs/reference/conditions.md, “What it is worth”.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.shapes import Raw, Shapes
from huiqi.eligibility.vocabulary import Fact, FactType
from huiqi.kernel.words import Word


class Per(Word):
    """How often it is had."""

    YEAR = "year", "每年"
    ONCE = "once", "一次性"


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of the base, or yuan for each; where there are several, the first whose condition is met counts."""

    condition: Node | None
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of the base up to a bound (None: all that remains) at a rate of its own."""

    up_to: Decimal | None
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Years:
    """Times the years of a fact in months, at most so many."""

    fact: str
    most: Decimal


@dataclass(frozen=True, slots=True)
class Worth:
    """How the yuan are reckoned: base × rate (× time), each up to its ceiling; without a base, a fixed amount."""

    of: tuple[str, ...]
    rates: tuple[Rate, ...]
    slices: tuple[Slice, ...]
    base_most: Decimal | None
    years: Years | None
    days_since: str | None
    """A date: times the days from it to the day examined."""
    most: Decimal | None
    upper: bool
    """The regulation says “at most”: a place may grant less."""
    per: Per
    clause: str
    note: str
    note_en: str
    instead_of: tuple[str, ...]
    """Codes of policies that cannot be had for the same thing."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts the sum is reckoned from."""
        beside = (self.years.fact if self.years else None, self.days_since)
        return (*self.of, *(name for name in beside if name))


KEYS = frozenset(
    {"of", "rate", "each", "rates", "slices", "amount", "of_at_most", "years", "days_since", "at_most", "upper"}
    | {"per", "clause", "note", "note_en", "instead_of"}
)
_SORTS = ("rate", "each", "rates", "slices", "amount")
"""How it is reckoned: exactly one of these is said."""
ReadCondition = Callable[[object, str], Node]
_BASES = {FactType.MONEY, FactType.COUNT}


def read_worth(shapes: Shapes, raw: object, path: str, condition: ReadCondition) -> Worth:
    """Read the `worth` of a tier; every fault is written down in `shapes`."""
    given = shapes.mapping(raw, path)
    shapes.keys(given, KEYS, path)
    said = [sort for sort in _SORTS if sort in given]
    if len(said) != 1:
        raise shapes.broken(path, "must have exactly one of " + ", ".join(_SORTS))
    of = _base(shapes, given, path)
    if bool(of) == (said == ["amount"]):
        raise shapes.broken(f"{path}.of", "must name facts, except beside a fixed amount")
    return Worth(
        of=of,
        rates=_rates(shapes, given, path, condition),
        slices=_slices(shapes, given, path),
        base_most=_amount(shapes, given, "of_at_most", path),
        years=_years(shapes, given, path),
        days_since=_fact(shapes, given["days_since"], f"{path}.days_since", FactType.DATE).name
        if "days_since" in given
        else None,
        most=_amount(shapes, given, "at_most", path),
        upper=given.get("upper") is True,
        per=_per(shapes, given, path),
        clause=str(given.get("clause") or ""),
        note=str(given.get("note") or ""),
        note_en=str(given.get("note_en") or ""),
        instead_of=tuple(shapes.text(code, f"{path}.instead_of") for code in _listed(given.get("instead_of"))),
    )


def _listed(raw: object) -> list[object]:
    return list(raw) if isinstance(raw, list | tuple) else []


def _base(shapes: Shapes, given: Raw, path: str) -> tuple[str, ...]:
    if "of" not in given:
        return ()
    return tuple(
        _fact(shapes, name, f"{path}.of[{place}]", *_BASES).name
        for place, name in enumerate(shapes.list_of(given["of"], f"{path}.of"))
    )


def _fact(shapes: Shapes, raw: object, path: str, *kinds: FactType) -> Fact:
    fact = shapes.fact(raw, path)
    if fact.type not in kinds:
        raise shapes.broken(path, "must be " + " or ".join(kinds))
    return fact


def _positive(shapes: Shapes, raw: object, path: str) -> Decimal:
    number = shapes.number(raw, path)
    if number <= 0:
        raise shapes.broken(path, "must be above 0")
    return number


def _amount(shapes: Shapes, given: Raw, name: str, path: str) -> Decimal | None:
    return _positive(shapes, given[name], f"{path}.{name}") if name in given else None


def _rates(shapes: Shapes, given: Raw, path: str, condition: ReadCondition) -> tuple[Rate, ...]:
    for name in ("rate", "each", "amount"):
        if name in given:
            return (Rate(None, _positive(shapes, given[name], f"{path}.{name}")),)
    if "slices" in given:
        return ()
    found = []
    for place, one in enumerate(shapes.list_of(given["rates"], f"{path}.rates")):
        at = f"{path}.rates[{place}]"
        step = shapes.mapping(one, at)
        shapes.keys(step, frozenset({"if", "rate"}), at)
        asked = condition(step["if"], f"{at}.if") if "if" in step else None
        found.append(Rate(asked, _positive(shapes, step.get("rate"), f"{at}.rate")))
    return tuple(found)


def _slices(shapes: Shapes, given: Raw, path: str) -> tuple[Slice, ...]:
    if "slices" not in given:
        return ()
    found: list[Slice] = []
    for place, one in enumerate(shapes.list_of(given["slices"], f"{path}.slices")):
        at = f"{path}.slices[{place}]"
        step = shapes.mapping(one, at)
        shapes.keys(step, frozenset({"up_to", "rate"}), at)
        bound = _amount(shapes, step, "up_to", at)
        before = found[-1].up_to if found else Decimal(0)
        if before is None or (bound is not None and bound <= before):
            raise shapes.broken(at, "must lie above the one before it")
        found.append(Slice(bound, _positive(shapes, step.get("rate"), f"{at}.rate")))
    return tuple(found)


def _years(shapes: Shapes, given: Raw, path: str) -> Years | None:
    if "years" not in given:
        return None
    at = f"{path}.years"
    said = shapes.mapping(given["years"], at)
    shapes.keys(said, frozenset({"months", "at_most"}), at)
    fact = _fact(shapes, said.get("months"), f"{at}.months", FactType.MONTHS)
    return Years(fact.name, _positive(shapes, said.get("at_most"), f"{at}.at_most"))


def _per(shapes: Shapes, given: Raw, path: str) -> Per:
    try:
        return Per(shapes.text(given.get("per"), f"{path}.per"))
    except ValueError:
        raise shapes.broken(f"{path}.per", "must be one of " + ", ".join(Per)) from None
