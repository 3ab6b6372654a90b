"""What an examination found: one finding per node, with its reasons as codes and typed values; `wording` says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from huiqi.eligibility.conditions import AtLeast, Item, Leaf, Manual, Node
from huiqi.eligibility.statuses import Status
from huiqi.eligibility.vocabulary import FactType, Value
from huiqi.kernel.words import Word

Ways = tuple[tuple[str, ...], ...]
"""Alternatives for learning what is unknown: each is a set of facts that, stated together, would tell it."""


class Note(Word):
    """What must be said about a finding beside its status."""

    TOO_COARSE = "too_coarse", "{fact}选得太粗，请选到更细一级"
    DIFFERS = "differs", "填写的值与按其他信息算出的 {computed} 不一致，以填写的为准"
    LAPSED = "lapsed", "{code}已于 {on} 过期"
    NOT_YET_VALID = "not_yet_valid", "{code}自 {on} 起才有效"
    ZERO_BASE = "zero_base", "{fact}为零，算不出比例"
    NO_PARAMETER = "no_parameter", "尚未收录当地当年的“{parameter}”"
    NO_VERSION = "no_version", "所依据的政策 {policy} 当日没有施行中的版本"
    NOT_CLASSIFIED = "not_classified", "该行业没有可用的划型标准"
    CONFIRMED = "confirmed", "已由人工确认"
    DENIED = "denied", "人工核实为不满足"


@dataclass(frozen=True, slots=True)
class Remark:
    """A note with its values."""

    note: Note
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """By how much a condition is missed.

    A number in the unit of `type` (days for a date), the day from which a date condition will be met, or missing codes.
    """

    type: FactType
    amount: Decimal | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyReference:
    """The policy a condition refers to."""

    code: str
    title: str
    title_en: str


Expected = Value | tuple[str, ...] | PolicyReference | None
Actual = Value | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class ItemFinding:
    """A line of a score table: the points are known where `least` equals `most`."""

    item: Item
    least: Decimal
    most: Decimal
    conditions: tuple[Finding, ...] = ()
    """The bands' conditions that were looked at."""
    parts: tuple[ItemFinding, ...] = ()
    ways: Ways = ()

    @property
    def is_known(self) -> bool:
        """Whether the points are settled."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one node."""

    node: Node
    status: Status
    expected: Expected = None
    """What is required, with references resolved; None where a reference is not known."""
    actual: Actual = None
    shortfall: Shortfall | None = None
    ways: Ways = ()
    remarks: tuple[Remark, ...] = ()
    children: tuple[Finding, ...] = ()
    """Of a group its members; of `meets` and of a derived fact the conditions behind it."""
    items: tuple[ItemFinding, ...] = ()
    interval: tuple[Decimal, Decimal] | None = None
    """The least and most points of a score."""

    @property
    def fact(self) -> str | None:
        """The fact the condition is about, if it is about one."""
        return self.node.fact if isinstance(self.node, Leaf) else None

    @property
    def clause(self) -> str | None:
        """The article the condition comes from."""
        return self.node.clause

    @property
    def kind(self) -> str:
        """The kind of node in lower case, for templates to choose by."""
        return type(self.node).__name__.lower()


def leaves(finding: Finding) -> Iterator[Finding]:
    """Every single condition in the order of the regulation; a score table and a referred policy count as one."""
    if isinstance(finding.node, AtLeast):
        for child in finding.children:
            yield from leaves(child)
    else:
        yield finding


def missing_in(finding: Finding) -> Iterator[str]:
    """The facts that could settle it, those that matter only; may repeat."""
    if finding.status is not Status.UNKNOWN:
        return
    for way in finding.ways:
        yield from way
    for child in finding.children:
        yield from missing_in(child)
    for item in finding.items:
        yield from _missing_in_item(item)


def to_confirm_in(finding: Finding) -> Iterator[str]:
    """The keys of the conditions a person must confirm before it is settled; may repeat."""
    if finding.status is not Status.UNKNOWN:
        return
    if isinstance(finding.node, Manual):
        yield finding.node.key
    inner = [condition for item in finding.items if not item.is_known for condition in _conditions_in(item)]
    for child in (*finding.children, *inner):
        yield from to_confirm_in(child)


def _missing_in_item(item: ItemFinding) -> Iterator[str]:
    if item.is_known:
        return
    for way in item.ways:
        yield from way
    for condition in item.conditions:
        yield from missing_in(condition)
    for part in item.parts:
        yield from _missing_in_item(part)


def _conditions_in(item: ItemFinding) -> Iterator[Finding]:
    yield from item.conditions
    for part in item.parts:
        yield from _conditions_in(part)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in order of first appearance."""
    return tuple(dict.fromkeys(names))


def both(first: Ways, second: Ways) -> Ways:
    """The ways to learn two unknown things at once."""
    if not first or not second:
        return first or second
    return tuple(unique((*one, *other)) for one in first for other in second)
