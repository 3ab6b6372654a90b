"""A condition as the outline a clerk goes on writing: the way back from `outline.read`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huiqi.eligibility.outline import Line, number_typed
from huiqi.eligibility.typed import TREES, tree_typed
from huiqi.eligibility.vocabulary import FactType, vocabulary

EMPTY: Line = {"kind": "group", "word": "all", "of": [{"kind": "fact"}]}


def outlined(raw: Mapping[str, Any]) -> Line:
    """The outline of a condition; one line alone stands in a group, so that others can be added."""
    line = _line(raw)
    return line if line["kind"] == "group" else {"kind": "group", "word": "all", "of": [line]}


def _line(raw: Mapping[str, Any]) -> Line:
    named = {name: raw[name] for name in ("label", "label_en", "clause") if raw.get(name)}
    return _body(raw) | named


def _body(raw: Mapping[str, Any]) -> Line:
    for word in ("all", "any"):
        if word in raw:
            return {"kind": "group", "word": word, "of": [_line(child) for child in raw[word]]}
    if "of" in raw:
        return {"kind": "group", "word": "at_least", "count": str(raw["at_least"]), "of": [_line(c) for c in raw["of"]]}
    if "not" in raw:
        return _denied(raw["not"])
    if "score" in raw:
        above = "above" in raw
        bound = str(raw["above" if above else "at_least"])
        return {"kind": "score", "above": above, "bound": bound, "of": [_item(item) for item in raw["score"]]}
    if "meets" in raw:
        return {"kind": "meets", "policy": raw["meets"]}
    if "manual" in raw:
        return {"kind": "manual", "text": raw["manual"], "text_en": raw.get("manual_en", ""), "code": raw["code"]}
    return _leaf(raw)


def _denied(inner: Mapping[str, Any]) -> Line:
    several = "any" in inner and len(inner["any"]) > 1 and not inner.get("label") and not inner.get("clause")
    return {"kind": "group", "word": "none", "of": [_line(c) for c in (inner["any"] if several else [inner])]}


def _leaf(raw: Mapping[str, Any]) -> Line:
    fact, op, value = vocabulary()[raw["fact"]], raw["op"], raw.get("value")
    line: Line = {"kind": "fact", "fact": fact.name, "op": op}
    if fact.type is FactType.CODE and op in ("=", "!="):
        return line | {"op": "in" if op == "=" else "not_in", "value": [value]}
    if isinstance(value, Mapping) and fact.type is FactType.LIST:
        parts = {name: str(value[name]) for name in ("within_years", "rank_at_most") if value.get(name) is not None}
        return line | {"value": list(value["level"]), **parts}
    if isinstance(value, Mapping):
        kind = "parameter" if "parameter" in value else "fact"
        times = {"times": str(value["times"])} if "times" in value else {}
        return line | {"against": f"{kind}:{value[kind]}", **times}
    if isinstance(value, bool):
        return line | {"value": "yes" if value else "no"}
    if fact.type in TREES:
        return line | {"value": tree_typed(fact, value or ())}
    if isinstance(value, list):
        return line | {"value": list(value)}
    if fact.is_number and value is not None:
        sure = {"sure": True} if fact.type is FactType.MONEY and value < 10_000 else {}
        return line | {"value": number_typed(fact, value)} | sure
    return line | ({} if value is None else {"value": str(value)})


def _item(raw: Mapping[str, Any]) -> Line:
    named = {name: raw[name] for name in ("label", "label_en") if raw.get(name)}
    cap = {"cap": str(raw["cap"])} if raw.get("cap") is not None else {}
    if "bands" in raw:
        return {"kind": "bands", "of": [_band(band) for band in raw["bands"]]} | named
    if "per" in raw:
        every = number_typed(vocabulary()[raw["per"]], raw.get("every", 1))
        return {"kind": "per", "fact": raw["per"], "every": every, "points": str(raw["points"]), **cap} | named
    kind = "best_of" if "best_of" in raw else "sum_of"
    return {"kind": kind, "of": [_item(item) for item in raw[kind]], **cap} | named


def _band(raw: Mapping[str, Any]) -> Line:
    return {"kind": "band", "points": str(raw["points"]), "of": [_line(raw["if"])] if "if" in raw else []}
