"""Score tables: with some facts unknown every item has a least and a most, and the sum is compared as an interval."""

from __future__ import annotations

from decimal import Decimal

from huiqi.eligibility.conditions import Banded, BestOf, Item, Score, Stepped, SumOf
from huiqi.eligibility.derived import Source
from huiqi.eligibility.findings import Finding, ItemFinding, Shortfall
from huiqi.eligibility.leaves import COMPARISONS
from huiqi.eligibility.statuses import Status, decided
from huiqi.eligibility.vocabulary import FactType

_NONE = Decimal(0)


def find_score(node: Score, source: Source) -> Finding:
    """What is found about a sum of points."""
    items = tuple(_find_item(item, source) for item in node.items)
    least = sum((item.least for item in items), _NONE)
    most = sum((item.most for item in items), _NONE)
    status = compare_interval(node, least, most)
    shortfall = None
    if status is Status.UNMET:
        shortfall = Shortfall(FactType.POINTS, abs(node.bound - (most if node.op in (">=", ">") else least)))
    actual = least if least == most else None
    return Finding(node, status, node.bound, actual, shortfall, items=items, interval=(least, most))


def compare_interval(node: Score, least: Decimal, most: Decimal) -> Status:
    """Decided once both ends of the interval give the same answer."""
    compare = COMPARISONS[node.op]
    low, high = compare(least, node.bound), compare(most, node.bound)
    return decided(low) if low is high else Status.UNKNOWN


def _find_item(item: Item, source: Source) -> ItemFinding:
    if isinstance(item, Banded):
        return _banded(item, source)
    if isinstance(item, Stepped):
        return _stepped(item, source)
    assert isinstance(item, BestOf | SumOf)
    parts = tuple(_find_item(part, source) for part in item.of)
    if isinstance(item, BestOf):
        return ItemFinding(item, max(part.least for part in parts), max(part.most for part in parts), parts=parts)
    least, most = (sum(points, _NONE) for points in zip(*((part.least, part.most) for part in parts), strict=True))
    if item.cap is not None:
        least, most = min(least, item.cap), min(most, item.cap)
    return ItemFinding(item, least, most, parts=parts)


def _banded(item: Banded, source: Source) -> ItemFinding:
    possible: list[Decimal] = []
    looked_at: list[Finding] = []
    for band in item.bands:
        finding = None if band.condition is None else source.find(band.condition)
        if finding is not None:
            looked_at.append(finding)
        if finding is None or finding.status is not Status.UNMET:
            possible.append(band.points)
        if finding is None or finding.status is Status.MET:
            break
    else:
        possible.append(_NONE)
    return ItemFinding(item, min(possible), max(possible), tuple(looked_at))


def _stepped(item: Stepped, source: Source) -> ItemFinding:
    known = source.known(item.fact)
    if known.value is None:
        return ItemFinding(item, _NONE, Decimal("Infinity") if item.cap is None else item.cap, ways=known.ways)
    assert isinstance(known.value, int | Decimal)
    points = known.value // item.every * item.points
    points = points if item.cap is None else min(points, item.cap)
    return ItemFinding(item, Decimal(points), Decimal(points))


def ceiling(item: Item) -> Decimal:
    """The most points a line of a table can bring; without a cap, no end."""
    if isinstance(item, Banded):
        return max((band.points for band in item.bands), default=_NONE)
    if isinstance(item, Stepped):
        return Decimal("Infinity") if item.cap is None else item.cap
    assert isinstance(item, BestOf | SumOf)
    most = [ceiling(part) for part in item.of]
    if isinstance(item, BestOf):
        return max(most)
    total = sum(most, _NONE)
    return total if item.cap is None else min(total, item.cap)
