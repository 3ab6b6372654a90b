"""The distance to a condition in words, for every kind: `研发占比：现为 2.6%，要求不低于 3%，还差 0.4 个百分点`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from huiqi.eligibility import wording
from huiqi.eligibility.amounts import Language, number, pick
from huiqi.eligibility.conditions import Age, AnyItem, AtLeast, Flag, Holds, Manual, Node, Score
from huiqi.eligibility.findings import Finding, ItemFinding
from huiqi.eligibility.phrases import phrase
from huiqi.eligibility.scores import ceiling
from huiqi.eligibility.vocabulary import vocabulary


def distance(finding: Finding, language: Language) -> str:
    """What is known, what is required and by how much it is missed."""
    node = finding.node
    return _DISTANCES.get(type(node), _plain)(finding, language)


def _plain(finding: Finding, language: Language) -> str:
    """A number, a code, a place or a line of business."""
    said = wording.describe(finding, language)
    words = {"name": said.condition, "actual": said.actual, "required": said.expected, "short": said.shortfall}
    return phrase("distance" if said.shortfall else "distance plain", language, **words)


def _flag(finding: Finding, language: Language) -> str:
    assert isinstance(finding.node, Flag)
    fact = vocabulary()[finding.node.fact]
    now = pick((fact.yes, fact.yes_en) if finding.actual else (fact.no, fact.no_en), language)
    return phrase("distance flag", language, actual=now, required=wording.requirement(finding, language))


def _held(finding: Finding, language: Language) -> str:
    said = wording.describe(finding, language)
    parts = [said.shortfall or _plain(finding, language), *said.remarks]
    return phrase("names", language).join(parts)


def _age(finding: Finding, language: Language) -> str:
    said = wording.describe(finding, language)
    if not said.shortfall:
        return _plain(finding, language)
    return phrase("distance day", language, name=said.condition, required=said.expected, short=said.shortfall)


def _award(finding: Finding, language: Language) -> str:
    said = wording.describe(finding, language)
    return phrase("distance award", language, required=said.expected)


def _manual(finding: Finding, language: Language) -> str:
    said = wording.describe(finding, language)
    return phrase("names", language).join([said.condition, *said.remarks])


def _score(finding: Finding, language: Language) -> str:
    """How many points are short, and which line of the table could bring the most of them."""
    best = max(open_items(finding.items), key=_left, default=None)
    said = _plain(finding, language)
    if best is None or not best.item.label or _left(best) <= 0:
        return said
    label = pick((best.item.label, best.item.label_en or best.item.label), language)
    return phrase("distance points", language, said=said, item=label, points=number(_left(best)))


def open_items(items: tuple[ItemFinding, ...]) -> Iterator[ItemFinding]:
    """The lines of a table that are not full."""
    return (item for item in items if item.most < ceiling(item.item))


def _left(found: ItemFinding) -> Decimal:
    most = ceiling(found.item)
    return most - found.least if most.is_finite() else Decimal(0)


def _group(finding: Finding, language: Language) -> str:
    return wording.describe(finding, language).condition


_DISTANCES: Mapping[type[Node], Callable[[Finding, Language], str]] = {
    Flag: _flag,
    Holds: _held,
    Age: _age,
    AnyItem: _award,
    Manual: _manual,
    Score: _score,
    AtLeast: _group,
}
