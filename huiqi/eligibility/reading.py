"""Reading a condition from JSON: strict, with the path of every fault, negation pushed down to the leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from huiqi.eligibility.conditions import (
    Age,
    AnyItem,
    AtLeast,
    Band,
    Banded,
    BestOf,
    Compare,
    DayOperand,
    FactOperand,
    Flag,
    Holds,
    Item,
    Manual,
    Meets,
    Node,
    OneOf,
    Operand,
    ParameterOperand,
    Score,
    Stepped,
    SumOf,
    Within,
)
from huiqi.eligibility.parameters import parameters
from huiqi.eligibility.shapes import BadCondition, Broken, Named, Names, Raw, Shapes
from huiqi.eligibility.vocabulary import NUMBERS, Fact, FactType

CODE = re.compile(r"[A-Z][0-9]{2,3}", re.ASCII)
"""A policy's code."""

_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_SHARED = frozenset({"clause", "label", "label_en"})
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="} | {
    "in": "not_in",
    "not_in": "in",
    "within": "not_within",
    "not_within": "within",
    "has_any": "has_none",
    "has_none": "has_any",
    "has_all": "lacks_any",
    "any_item": "no_item",
    "years_at_least": "years_below",
    "is": "is_not",
    "before_day": "from_day",
}


@dataclass
class _Reader(Shapes):
    policy: str = ""

    # Nodes

    def node(self, raw: object, path: str, negated: bool = False, clause: str | None = None) -> Node:
        given = self.mapping(raw, path)
        kinds = [kind for kind in _NODES if kind in given]
        if not kinds:
            raise self.broken(path, "is no node: it needs one of " + ", ".join(_NODES))
        denied = negated and "label" in given
        named: Named = {**self.names(given, path), "clause": clause, "denies_label": denied}
        if "clause" in given:
            named["clause"] = self.text(given["clause"], f"{path}.clause")
        keys, read = _NODES[kinds[0]]
        self.keys(given, keys | _SHARED, path)
        return read(self, given, path, negated, named)

    def children(self, raw: object, path: str, negated: bool, named: Named) -> tuple[Node, ...]:
        found: list[Node] = []
        for place, child in enumerate(self.list_of(raw, path)):
            try:
                found.append(self.node(child, f"{path}[{place}]", negated, named["clause"]))
            except Broken:
                continue
        return tuple(found)

    def all_of(self, raw: Raw, path: str, negated: bool, named: Named) -> Node:
        of = self.children(raw["all"], f"{path}.all", negated, named)
        return AtLeast(count=1 if negated else len(of), of=of, word="any" if negated else "all", **named)

    def any_of(self, raw: Raw, path: str, negated: bool, named: Named) -> Node:
        of = self.children(raw["any"], f"{path}.any", negated, named)
        return AtLeast(count=len(of) if negated else 1, of=of, word="all" if negated else "any", **named)

    def some_of(self, raw: Raw, path: str, negated: bool, named: Named) -> Node:
        count = self.whole(raw.get("at_least"), f"{path}.at_least")
        wanted = len(self.list_of(raw["of"], f"{path}.of"))
        if count > wanted:
            raise self.broken(f"{path}.at_least", f"asks for more than the {wanted} there are")
        of = self.children(raw["of"], f"{path}.of", negated, named)
        return AtLeast(count=len(of) - count + 1 if negated else count, of=of, word="at_least", **named)

    def not_(self, raw: Raw, path: str, negated: bool, named: Named) -> Node:
        inner = self.mapping(raw["not"], f"{path}.not")
        node = self.node(inner, f"{path}.not", not negated, named["clause"])
        # A name given to the negation names what is required, so it wins over the inner one.
        return replace(node, denies_label=negated, **self.names(raw, path)) if "label" in raw else node

    def meets(self, raw: Raw, path: str, negated: bool, named: Named) -> Node:
        code = self.text(raw["meets"], f"{path}.meets")
        if not CODE.fullmatch(code):
            raise self.broken(f"{path}.meets", "must be a policy's code")
        return Meets(policy=code, negated=negated, **named)

    def manual(self, raw: Raw, path: str, negated: bool, named: Named) -> Node:
        text = self.text(raw["manual"], f"{path}.manual")
        english = self.text(raw.get("manual_en"), f"{path}.manual_en")
        code = self.text(raw.get("code"), f"{path}.code")
        if not _NAME.fullmatch(code):
            raise self.broken(f"{path}.code", "must be lower-case letters, digits and underscores")
        return Manual(text=text, text_en=english, key=f"{self.policy}.{code}", negated=negated, **named)

    def leaf(self, raw: Raw, path: str, negated: bool, named: Named) -> Node:
        fact = self.fact(raw["fact"], f"{path}.fact")
        op = raw.get("op")
        if fact.type is FactType.CODE and op in ("=", "!="):
            raw = {**raw, "op": "in" if op == "=" else "not_in", "value": [raw.get("value")]}
            op = raw["op"]
        if op == "before_day":
            raw = {"value": None, **raw}
        types, read = _OPS.get(op, (frozenset(), None)) if isinstance(op, str) else (frozenset(), None)
        if read is None or fact.type not in types:
            raise self.broken(f"{path}.op", f"{op!r} is no operation for {fact.name}, which is {fact.type.value}")
        if "value" not in raw:
            raise self.broken(f"{path}.value", "is missing")
        return read(self, fact, _OPPOSITE[str(op)] if negated else str(op), raw["value"], f"{path}.value", named)

    # Leaves

    def compare(self, fact: Fact, op: str, raw: object, path: str, named: Named) -> Node:
        return Compare(fact=fact.name, op=op, value=self.operand(fact, raw, path), **named)

    def before_day(self, fact: Fact, op: str, _raw: object, _path: str, named: Named) -> Node:
        return Compare(fact=fact.name, op="<" if op == "before_day" else ">=", value=DayOperand(), **named)

    def operand(self, fact: Fact, raw: object, path: str) -> Operand:
        if isinstance(raw, Mapping):
            return self.reference(fact, raw, path)
        return self.day(raw, path) if fact.type is FactType.DATE else self.number(raw, path)

    def reference(self, fact: Fact, raw: Raw, path: str) -> Operand:
        if "parameter" in raw:
            self.keys(raw, frozenset({"parameter"}), path)
            name = self.text(raw["parameter"], f"{path}.parameter")
            if name not in parameters() or not fact.is_number:
                raise self.broken(f"{path}.parameter", f"no parameter {name!r} for {fact.name}")
            return ParameterOperand(parameter=name)
        self.keys(raw, frozenset({"fact", "times"}), path)
        other = self.fact(raw.get("fact"), f"{path}.fact")
        if other.is_number != fact.is_number or (not fact.is_number and (other.type != fact.type or "times" in raw)):
            raise self.broken(f"{path}.fact", f"{fact.name} cannot be compared with {other.name}")
        return FactOperand(fact=other.name, times=self.number(raw.get("times", 1), f"{path}.times"))

    def one_of(self, fact: Fact, op: str, raw: object, path: str, named: Named) -> Node:
        return OneOf(fact=fact.name, op=op, codes=self.codes(fact, raw, path), **named)

    def within(self, fact: Fact, op: str, raw: object, path: str, named: Named) -> Node:
        return Within(fact=fact.name, op=op, codes=self.codes(fact, raw, path), **named)

    def holds(self, fact: Fact, op: str, raw: object, path: str, named: Named) -> Node:
        return Holds(fact=fact.name, op=op, codes=self.codes(fact, raw, path), **named)

    def flag(self, fact: Fact, op: str, raw: object, path: str, named: Named) -> Node:
        if not isinstance(raw, bool):
            raise self.broken(path, "must be true or false")
        return Flag(fact=fact.name, op="is", value=raw is (op == "is"), **named)

    def any_item(self, fact: Fact, op: str, raw: object, path: str, named: Named) -> Node:
        wanted = self.mapping(raw, path)
        self.keys(wanted, frozenset({"level", "within_years", "rank_at_most"}), path)
        levels = self.codes(fact, wanted.get("level"), f"{path}.level")
        years, rank = (
            None if wanted.get(part) is None else self.whole(wanted[part], f"{path}.{part}", least)
            for part, least in (("within_years", 0), ("rank_at_most", 1))
        )
        return AnyItem(fact=fact.name, op=op, levels=levels, within_years=years, rank_at_most=rank, **named)

    def age(self, fact: Fact, op: str, raw: object, path: str, named: Named) -> Node:
        return Age(fact=fact.name, op=op, years=self.whole(raw, path), **named)

    # Scores

    def score(self, raw: Raw, path: str, negated: bool, named: Named) -> Node:
        items = self.items(raw["score"], f"{path}.score")
        given = [word for word in ("at_least", "above") if word in raw]
        if len(given) != 1:
            raise self.broken(path, "needs either at_least or above")
        bound = self.number(raw[given[0]], f"{path}.{given[0]}")
        op = ">=" if given[0] == "at_least" else ">"
        return Score(items=items, op=_OPPOSITE[op] if negated else op, bound=bound, **named)

    def items(self, raw: object, path: str) -> tuple[Item, ...]:
        return tuple(self.item(item, f"{path}[{place}]") for place, item in enumerate(self.list_of(raw, path)))

    def item(self, raw: object, path: str) -> Item:
        given = self.mapping(raw, path)
        kind = next((kind for kind in _ITEMS if kind in given), None)
        if kind is None:
            raise self.broken(path, "is no score item: it needs one of " + ", ".join(_ITEMS))
        keys, read = _ITEMS[kind]
        self.keys(given, keys | {"label", "label_en"}, path)
        return read(self, given, path, self.names(given, path))

    def banded(self, raw: Raw, path: str, names: Names) -> Item:
        bands: list[Band] = []
        for place, band in enumerate(self.list_of(raw["bands"], f"{path}.bands")):
            bands.append(self.band(band, f"{path}.bands[{place}]", bands))
        return Banded(bands=tuple(bands), **names)

    def band(self, raw: object, path: str, earlier: list[Band]) -> Band:
        given = self.mapping(raw, path)
        self.keys(given, frozenset({"if", "points"}), path)
        points = self.number(given.get("points"), f"{path}.points")
        condition = self.node(given["if"], f"{path}.if") if "if" in given else None
        if isinstance(condition, Flag) and any(_is_opposite(condition, band.condition) for band in earlier):
            condition = None  # Who comes this far without the yes has the no: nothing is left to ask.
        return Band(condition=condition, points=points)

    def stepped(self, raw: Raw, path: str, names: Names) -> Item:
        fact = self.fact(raw["per"], f"{path}.per")
        every = self.number(raw.get("every", 1), f"{path}.every")
        if not fact.is_number or every <= 0:
            raise self.broken(path, "counts full steps of a number, each greater than 0")
        points, cap = self.number(raw.get("points"), f"{path}.points"), self.cap(raw, path)
        return Stepped(fact=fact.name, every=every, points=points, cap=cap, **names)

    def best_of(self, raw: Raw, path: str, names: Names) -> Item:
        return BestOf(of=self.items(raw["best_of"], f"{path}.best_of"), **names)

    def sum_of(self, raw: Raw, path: str, names: Names) -> Item:
        return SumOf(of=self.items(raw["sum_of"], f"{path}.sum_of"), cap=self.cap(raw, path), **names)


def _is_opposite(flag: Flag, earlier: Node | None) -> bool:
    return isinstance(earlier, Flag) and earlier.fact == flag.fact and earlier.value is not flag.value


_NodeReader = Callable[[_Reader, Raw, str, bool, Named], Node]
_NODES: Mapping[str, tuple[frozenset[str], _NodeReader]] = {
    "all": (frozenset({"all"}), _Reader.all_of),
    "any": (frozenset({"any"}), _Reader.any_of),
    "of": (frozenset({"of", "at_least"}), _Reader.some_of),
    "not": (frozenset({"not"}), _Reader.not_),
    "score": (frozenset({"score", "at_least", "above"}), _Reader.score),
    "meets": (frozenset({"meets"}), _Reader.meets),
    "manual": (frozenset({"manual", "manual_en", "code"}), _Reader.manual),
    "fact": (frozenset({"fact", "op", "value"}), _Reader.leaf),
}

_ItemReader = Callable[[_Reader, Raw, str, Names], Item]
_ITEMS: Mapping[str, tuple[frozenset[str], _ItemReader]] = {
    "bands": (frozenset({"bands"}), _Reader.banded),
    "best_of": (frozenset({"best_of"}), _Reader.best_of),
    "sum_of": (frozenset({"sum_of", "cap"}), _Reader.sum_of),
    "per": (frozenset({"per", "every", "points", "cap"}), _Reader.stepped),
}

_LeafReader = Callable[[_Reader, Fact, str, object, str, Named], Node]
_COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")
_ORDERED = NUMBERS | {FactType.DATE}
_TREES = frozenset({FactType.REGION, FactType.INDUSTRY})
_SETS = frozenset({FactType.SET})
_OPS: Mapping[str, tuple[frozenset[FactType], _LeafReader]] = {
    **dict.fromkeys(_COMPARISONS, (_ORDERED, _Reader.compare)),
    **dict.fromkeys(("in", "not_in"), (frozenset({FactType.CODE}), _Reader.one_of)),
    **dict.fromkeys(("within", "not_within"), (_TREES, _Reader.within)),
    **dict.fromkeys(("has_any", "has_all", "has_none"), (_SETS, _Reader.holds)),
    "is": (frozenset({FactType.YES_NO}), _Reader.flag),
    "any_item": (frozenset({FactType.LIST}), _Reader.any_item),
    "years_at_least": (frozenset({FactType.DATE}), _Reader.age),
    "before_day": (frozenset({FactType.DATE}), _Reader.before_day),
}


def read_condition(raw: object, policy: str, path: str = "$.condition") -> Node:
    """The condition of a policy as a typed tree; raises `BadCondition` with every fault and its path."""
    reader = _Reader(policy=policy)
    try:
        node = reader.node(raw, path)
    except Broken:
        raise BadCondition(reader.faults) from None
    if reader.faults:
        raise BadCondition(reader.faults)
    return node
