"""Proposals for a page: the text with the words they rest on marked, and beside it what each says."""

import itertools
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import NOTHING
from huiqi.eligibility.library import Library
from huiqi.eligibility.outline import Line, Reading, read
from huiqi.eligibility.proposals.proposal import Certainty
from huiqi.eligibility.proposals.quoted import ORIGIN
from huiqi.eligibility.reading import read_condition
from huiqi.policies.forms.propose import Offer
from huiqi.policies.wording.conditions import condition_rows
from huiqi.policies.wording.rule import problem, shown

CERTAIN = {
    Certainty.SURE: ("good", lazy("有把握")),
    Certainty.LIKELY: ("info", lazy("多半是")),
    Certainty.DOUBTFUL: ("ask", lazy("拿不准，请您定")),
}
NO_ANSWER = {
    "unreachable": lazy("模型连接不上，这里仍是语法读出的条件。可以过一会儿再请它读。"),
    "slow": lazy("模型没有在限定的时间里答复，这里仍是语法读出的条件。可以过一会儿再请它读。"),
    "http": lazy("模型服务拒绝了请求。请管理员核对地址、密钥和模型名称。"),
    "unreadable": lazy("模型的答复读不懂，没有采用。这里仍是语法读出的条件。"),
}
NOTHING_MORE = lazy("模型没有提出别的、在原文里有依据的条件。")
INCLUSION = {
    ">=": lazy("含本数"),
    "<=": lazy("含本数"),
    ">": lazy("不含本数"),
    "<": lazy("不含本数"),
}


def marked(text: str, offers: list[Offer]) -> Iterator[dict[str, Any]]:
    """The text in pieces; a piece that conditions rest on has their numbers, and those that begin there."""
    spans = [(one.row.start, one.row.end, number) for number, one in enumerate(offers, start=1)]
    edges = sorted({0, len(text), *(edge for start, end, _number in spans for edge in (start, end))})
    seen: set[int] = set()
    for start, end in itertools.pairwise(edges):
        numbers = [number for low, high, number in spans if low <= start and end <= high]
        first = [number for number in numbers if number not in seen]
        seen.update(first)
        yield {"words": text[start:end], "numbers": numbers, "first": first}


def together(logic: str, offers: list[Offer]) -> str:
    """How what is offered holds together, by the numbers on the page; empty where all of it simply holds."""
    if " or " not in logic:
        return ""
    shown = {str(number): str(at) for at, one in enumerate(offers, start=1) for number in one.row.numbers}
    said = _NUMBER.sub(lambda found: shown.get(found[0], ""), logic)
    said = _AGAIN.sub(r"\1", said)  # the two ends of a range are one thing to decide
    return _ALONE.sub(r"\1", said).replace(" and ", _(" 并且 ")).replace(" or ", _(" 或者 "))


_NUMBER, _AGAIN, _ALONE = re.compile(r"\d+"), re.compile(r"\b(\d+)(?: and \1\b)+"), re.compile(r"\((\d+)\)")


def cards(text: str, offers: list[Offer], library: Library, on: date, *, said: bool) -> list[dict[str, Any]]:
    """What a person decides about: the words, how they were understood, how sure that is, and what is wrong."""
    return [_card(text, at, one, library, on, said=said) for at, one in enumerate(offers)]


def _card(text: str, at: int, one: Offer, library: Library, on: date, *, said: bool) -> dict[str, Any]:
    reading = alone(one.line)
    wrong = [problem(found) for found in reading.problems.values()]
    tone, sure = CERTAIN[one.row.certainty]
    is_open = one.is_open or (said and one.answer == "yes" and bool(wrong))
    return {
        "at": at,
        "number": at + 1,
        "offer": one,
        "words": text[one.row.start : one.row.end],
        "tone": tone,
        "sure": sure,
        "by_model": one.row.origin == ORIGIN,
        "is_manual": one.line["kind"] == "manual",
        "inclusion": INCLUSION.get(str(one.line.get("op", "")), "") if _is_amount(one.line) else "",
        "says": _says(reading, library, on),
        "wrong": wrong if said else [],
        "undecided": said and not one.answer,
        "is_open": is_open,
        "node": _bare(shown(one.line, (at,), {}, set())) if is_open else None,
        "hidden": [] if is_open else list(posted(one.line, f"n.{at}")),
    }


def _is_amount(line: Line) -> bool:
    return line["kind"] == "fact" and isinstance(line.get("value"), str) and any(map(str.isdigit, str(line["value"])))


def alone(line: Line) -> Reading:
    """A line read by itself."""
    return read({"kind": "group", "word": "all", "of": [line]}, "P00")


def _says(reading: Reading, library: Library, on: date) -> str:
    """The line as enterprises will read it; nothing where it cannot be read yet."""
    if reading.raw is None:
        return ""
    rows = condition_rows(Examiner(NOTHING, on, library).find(read_condition(reading.raw, "P00")))
    return _("；").join(_("%(condition)s：%(required)s") % row for row in rows)


def _bare(node: dict[str, Any]) -> dict[str, Any]:
    """A line of the editor without the tools that move it."""
    return node | {"number": "", "adds": [], "of": [_bare(child) for child in node["of"]]}


def posted(line: Line, key: str) -> Iterator[tuple[str, str]]:
    """A line as the inputs that carry it."""
    for name, value in line.items():
        if name == "of":
            for place, child in enumerate(value):
                yield from posted(child, f"{key}.{place}")
        elif isinstance(value, list):
            yield from ((f"{key}-values", str(one)) for one in value)
        elif isinstance(value, bool):
            yield f"{key}-{name}", "1" if value else ""
        else:
            yield f"{key}-{name}", str(value)
