"""Conditions in words: what is asked for, on which article, how points are given."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.eligibility import wording as engine
from huiqi.eligibility.amounts import number, written
from huiqi.eligibility.conditions import AtLeast, Banded, BestOf, Item, Meets, Stepped, SumOf
from huiqi.eligibility.examination import Examination
from huiqi.eligibility.findings import Finding, ItemFinding
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.policies.rules.places import placed
from huiqi.ui.fact_inputs import language, words_of


def described(finding: Finding) -> engine.Described:
    """A finding in the reader's language."""
    return engine.describe(finding, language())


def summary(examination: Examination) -> str:
    """The verdict's reasons in one line."""
    return engine.summary(examination, language())


def lines(finding: Finding, depth: int = 0, joined: bool = True) -> Iterator[tuple[int, Finding]]:
    """The findings a reader sees as lines, each with its depth: members of an `all` stand in a row, others below."""
    node = finding.node
    if not isinstance(node, AtLeast):
        yield depth, finding
        return
    flat = joined and node.word == "all"
    if not flat:
        yield depth, finding
    for child in finding.children:
        yield from lines(child, depth + (not flat), node.word == "all")


def placed_lines(finding: Finding) -> Iterator[tuple[int, Finding, str]]:
    """The same lines, each with its place in the policy."""
    for (depth, line), place in placed(((depth, line), line.node) for depth, line in lines(finding)):
        yield depth, line, place


def indented(depth: int, text: str) -> str:
    """A line below another."""
    return f"{'　' * (depth - 1)}· {text}" if depth else text


def clause(finding: Finding) -> str:
    """The article a condition rests on: its own, those of what it consists of, or that nobody has checked which."""
    inner = dict.fromkeys(child.clause for child in finding.children if child.clause)
    return finding.clause or _("、").join(inner) or _("全文（条款未核）")


def condition_rows(finding: Finding) -> list[dict[str, object]]:
    """What a policy asks for: condition, what is required, clause; a score table line by line, each line once.

    `place` names a line that somebody can ask about; `fact` is what it is about, where that is one fact.
    """
    found: list[dict[str, object]] = []
    told: set[Item] = set()
    for depth, line, place in placed_lines(finding):
        said = described(line)
        source = clause(line)
        row = {"condition": indented(depth, said.condition), "required": said.expected, "clause": source}
        again = [words_of(part.item, "label") for part in line.items if part.item in told and part.item.label]
        if again:
            row["required"] = _("%(required)s（%(items)s）") % {"required": said.expected, "items": " + ".join(again)}
        policy = line.node.policy if isinstance(line.node, Meets) else ""
        found.append({**row, "policy": policy, "place": place, "fact": line.fact or ""})
        for place_in, part in enumerate(line.items, 1):
            if part.item not in told:
                told.add(part.item)
                found += _score_rows(part, depth + 1, source, f"{place}.{place_in}")
    return found


def _score_rows(part: ItemFinding, depth: int, source: str, place: str) -> Iterator[dict[str, object]]:
    """A line of a score table, and what it consists of; the line as a whole has a place."""
    for name, points in scoring(part):
        row = {"condition": indented(depth, name), "required": points, "clause": source, "policy": ""}
        yield {**row, "place": place, "fact": ""}
        place = ""


def sentences(finding: Finding) -> list[str]:
    """What a policy asks for, a sentence per condition."""
    return [
        _("%(condition)s：%(required)s（%(clause)s）") % row
        if row.get("clause")
        else _("%(condition)s：%(required)s") % row
        for row in condition_rows(finding)
    ]


def scoring(part: ItemFinding) -> Iterator[tuple[str, str]]:
    """How a line of a score table gives points: its name, and what gives how many."""
    item, name = part.item, words_of(part.item, "label") if part.item.label else ""
    if isinstance(item, Banded):
        yield name, _("；").join(_bands(item, part))
    elif isinstance(item, Stepped):
        yield name, _stepped(item)
    else:
        assert isinstance(item, BestOf | SumOf)
        yield name, _("下列各项取最高分") if isinstance(item, BestOf) else _most(_("下列各项相加"), item.cap)
        for inner in part.parts:
            for below, points in scoring(inner):
                yield indented(1, below), points


def _bands(item: Banded, part: ItemFinding) -> Iterator[str]:
    conditions = iter(part.conditions)
    several = len({finding.fact for finding in part.conditions}) > 1
    for band in item.bands:
        points = _("%(points)s 分") % {"points": number(band.points)}
        if band.condition is None:
            yield _("其他：%(points)s") % {"points": points}
        elif (finding := next(conditions, None)) is not None:
            yield _("%(required)s：%(points)s") % {"required": _required(finding, several), "points": points}


def _required(finding: Finding, named: bool) -> str:
    """What a band asks for; where several facts decide, each by its name."""
    if isinstance(finding.node, AtLeast):
        between = _("，且") if finding.node.word == "all" else _("，或")
        named = len({child.fact for child in finding.children}) > 1
        return between.join(_required(child, named) for child in finding.children)
    said = described(finding)
    return f"{said.condition} {said.expected}" if named else said.expected


def _stepped(item: Stepped) -> str:
    words = _("%(fact)s每满 %(every)s，得 %(points)s 分") % {
        "fact": engine.fact_label(item.fact, language()),
        "every": written(vocabulary()[item.fact], item.every, language()),
        "points": number(item.points),
    }
    return _most(words, item.cap)


def _most(words: str, cap: Decimal | None) -> str:
    return words if cap is None else _("%(words)s，最多 %(cap)s 分") % {"words": words, "cap": number(cap)}


def who(finding: Finding, limit: int = 3) -> str:
    """For whom a policy is, in one line: its first conditions."""
    first = [engine.statement(line, language()) for depth, line in lines(finding) if not depth]
    line, rest = _("；").join(first[:limit]), len(first) - limit
    more = ngettext("%(line)s；另有 %(rest)d 项条件", "%(line)s；另有 %(rest)d 项条件", max(rest, 0))
    return more % {"line": line, "rest": rest} if rest > 0 else line
