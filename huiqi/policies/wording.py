"""What policies says to people, in the reader's language: titles, validity, verdicts, what is short or missing."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.utils.translation import ngettext, pgettext

from huiqi.eligibility import wording as engine
from huiqi.eligibility.amounts import number, written
from huiqi.eligibility.conditions import AtLeast, Banded, BestOf, Item, Meets, Stepped, SumOf
from huiqi.eligibility.examination import Examination
from huiqi.eligibility.facts import Facts
from huiqi.eligibility.findings import Finding, ItemFinding
from huiqi.eligibility.questions import Question, askable
from huiqi.eligibility.statuses import Status, Verdict
from huiqi.eligibility.versions import Benefit, Grade, PolicyKind, PublicationStatus
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.policies.words import State
from huiqi.standards import regions
from huiqi.ui.fact_inputs import language, words_of
from huiqi.ui.wording import full_day

Tiers = tuple[tuple[Benefit, Status], ...]
PRESSING = 30
"""Days before its last day in which a policy is pressing."""
TONES = {Verdict.ELIGIBLE: "good", Verdict.UNKNOWN: "ask", Verdict.INELIGIBLE: "quiet"}
COUNTED = {
    Verdict.ELIGIBLE: mark("可以享受"),
    Verdict.UNKNOWN: mark("还缺情况"),
    Verdict.INELIGIBLE: mark("目前不符合"),
}


def title(version: Version) -> str:
    """The policy's name."""
    return words_of(version, "title")


def text(version: Version, name: str) -> str:
    """`how_to_apply`, `apply_at`, `window_note` or `note`; the original where there is no translation."""
    english = version.texts[f"{name}_en"] if language() == "en" else ""
    return english or version.texts[name]


def materials(version: Version) -> tuple[str, ...]:
    """What must be handed in."""
    english = version.materials_en if language() == "en" else ()
    return english or version.materials


def benefits(version: Version) -> list[str]:
    """The tiers of the benefit, in their order."""
    return [benefit(tier) for tier in version.benefits]


def benefit_line(version: Version) -> str:
    """All tiers as one line."""
    return _("；").join(benefits(version))


def benefit(tier: Benefit) -> str:
    """One tier."""
    return words_of(tier, "text")


def validity(version: Version) -> str:
    """From when until when, as a phrase."""
    since = full_day(version.effective_from)
    if version.effective_through is None:
        return _("%(since)s起施行") % {"since": since}
    return _("%(since)s至%(through)s") % {"since": since, "through": full_day(version.effective_through)}


def ends(version: Version) -> str:
    """Until when it can be had, in few words."""
    if version.effective_through is None:
        return _("长期有效")
    return _("至%(through)s") % {"through": full_day(version.effective_through)}


def perimeter(version: Version) -> str:
    """Where it applies."""
    node = regions.find(version.region)
    return _("全国") if node.code == regions.NATION else " · ".join(step.name for step in node.path)


def searched(version: Version) -> str:
    """Everything by which it is found, in both languages."""
    tiers = (words for tier in version.benefits for words in (tier.text, tier.text_en))
    names = (version.code, version.title, version.title_en, version.document_number, version.issuer)
    return "\n".join((*names, *tiers, *version.materials, *version.texts.values()))


def ending(version: Version, days: int) -> dict[str, object]:
    """A policy that ends soon, for a list."""
    left = ngettext("还有 %(days)d 天", "还有 %(days)d 天", days) % {"days": days} if days else _("今天截止")
    return {"title": title(version), "left": left, "tone": "ask" if days <= PRESSING else "quiet"}


def tiles(counts: Mapping[Verdict, int], address: str) -> list[dict[str, object]]:
    """How many of each verdict, each opening its list; `address` has a place for the verdict."""
    return [
        {"label": _(COUNTED[verdict]), "value": count, "tone": TONES[verdict], "url": address.format(verdict)}
        for verdict, count in counts.items()
    ]


def section_title(verdict: Verdict, count: int) -> str:
    """The heading over the policies of one verdict."""
    return _("%(verdict)s（%(count)d）") % {"verdict": _(COUNTED[verdict]), "count": count}


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


def indented(depth: int, text: str) -> str:
    """A line below another."""
    return f"{'　' * (depth - 1)}· {text}" if depth else text


def clause(finding: Finding) -> str:
    """The article a condition rests on: its own, those of what it consists of, or that nobody has checked which."""
    inner = dict.fromkeys(child.clause for child in finding.children if child.clause)
    return finding.clause or _("、").join(inner) or _("全文（条款未核）")


def condition_rows(finding: Finding) -> list[dict[str, object]]:
    """What a policy asks for: condition, what is required, clause; a score table line by line, each line once."""
    found: list[dict[str, object]] = []
    told: set[Item] = set()
    for depth, line in lines(finding):
        said = described(line)
        source = clause(line)
        row = {"condition": indented(depth, said.condition), "required": said.expected, "clause": source}
        again = [words_of(part.item, "label") for part in line.items if part.item in told and part.item.label]
        if again:
            row["required"] = _("%(required)s（%(items)s）") % {"required": said.expected, "items": " + ".join(again)}
        found.append({**row, "policy": line.node.policy if isinstance(line.node, Meets) else ""})
        for part in (part for part in line.items if part.item not in told):
            told.add(part.item)
            for name, points in scoring(part):
                found.append(
                    {"condition": indented(depth + 1, name), "required": points, "clause": source, "policy": ""}
                )
    return found


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


def case_rows(finding: Finding, urls: Mapping[str, str]) -> list[dict[str, object]]:
    """Each condition with what is required and what is known; `urls` says where a missing fact is stated."""
    found: list[dict[str, object]] = []
    for depth, line in lines(finding):
        said = described(line)
        row: dict[str, object] = {
            "condition": indented(depth, said.condition),
            "required": said.expected,
            "status": str(line.status),
            "yours": said.actual or said.status,
            "short": _("；").join((*filter(None, [said.shortfall]), *said.remarks)),
            "clause": clause(line),
        }
        if line.status is Status.UNKNOWN and (url := urls.get(line.fact or "")):
            row |= {"url": url, "url_label": _("去填写")}
        found.append(row)
        found += [{**points, "clause": clause(line)} for part in line.items for points in _points(part, depth + 1)]
    return found


def _points(part: ItemFinding, depth: int) -> Iterator[dict[str, object]]:
    (name, required), *_below = scoring(part)
    least, most = number(part.least), number(part.most) if part.most.is_finite() else "…"
    known = {"status": "info", "yours": _("%(points)s 分") % {"points": least}}
    unknown = {"status": "unknown", "yours": _("%(least)s 至 %(most)s 分") % {"least": least, "most": most}}
    row = known if part.is_known else unknown
    yield {"condition": indented(depth, name), "required": required, **row}


def who(finding: Finding, limit: int = 3) -> str:
    """For whom a policy is, in one line: its first conditions."""
    first = [engine.statement(line, language()) for depth, line in lines(finding) if not depth]
    line, rest = _("；").join(first[:limit]), len(first) - limit
    more = ngettext("%(line)s；另有 %(rest)d 项条件", "%(line)s；另有 %(rest)d 项条件", max(rest, 0))
    return more % {"line": line, "rest": rest} if rest > 0 else line


def badge(examination: Examination) -> dict[str, str]:
    """The verdict in a word."""
    verdict = examination.verdict
    if verdict is Verdict.INELIGIBLE:
        return {"tone": "ineligible", "words": _("目前不符合")}
    if verdict is Verdict.ELIGIBLE:
        title = examination.version.kind is PolicyKind.CULTIVATION
        return {"tone": "eligible", "words": _("可以申报") if title else _("可以享受")}
    missing = len(askable(examination.missing))
    if not missing:
        return {"tone": "unknown", "words": _("待人工确认")}
    words = ngettext("还缺 %(count)d 项情况", "还缺 %(count)d 项情况", missing)
    return {"tone": "unknown", "words": words % {"count": missing}}


def question_title(question: Question) -> str:
    """What answering one question is worth."""
    sure, most = len(question.settles), len(question.settles) + len(question.may_settle)
    if sure == most:
        words = ngettext("再答 1 题，可以确定 %(count)d 项政策", "再答 1 题，可以确定 %(count)d 项政策", sure)
    elif sure:
        words = _("再答 1 题，可以确定 %(sure)d 项政策，最多 %(count)d 项")
    else:
        words = ngettext("再答 1 题，最多可以确定 %(count)d 项政策", "再答 1 题，最多可以确定 %(count)d 项政策", most)
    return words % {"sure": sure, "count": most}


def state_badge(version: Version, state: State) -> dict[str, str]:
    """Whether it is in force, in a word."""
    if state is State.CURRENT and version.status is PublicationStatus.PARTLY_REPEALED:
        return {"tone": "ask", "words": _(version.status.label)}
    return {
        "tone": {State.CURRENT: "good", State.UPCOMING: "info", State.ENDED: "quiet"}[state],
        "words": _(state.label),
    }


def card(version: Version, examination: Examination, tiers: Tiers, urls: Mapping[str, str]) -> dict[str, object]:
    """A policy with its verdict, ready for a page."""
    had = [benefit(tier) for tier, status in tiers if status is not Status.UNMET]
    return {
        "code": version.code,
        "title": title(version),
        "document_number": version.document_number,
        "ends": ends(version),
        "verdict": str(examination.verdict),
        "badge": badge(examination),
        "benefit": _("；").join(had or benefits(version)),
        "summary": summary(examination),
        "rows": case_rows(examination.finding, urls),
        "unverified": version.grade is Grade.C,
        "materials": materials(version),
        **{name: text(version, name) for name in ("how_to_apply", "apply_at", "window_note")},
    }


HEADLINE = ("organisation_kind", "region", "industry", "employees", "revenue", "total_assets")


def headline(facts: Facts, size_class: str | None) -> list[dict[str, str]]:
    """The facts by which a firm knows itself, size first."""
    known = {"size_class": size_class, **{name: facts.get(name) for name in HEADLINE}}
    return [
        {"label": engine.fact_label(name, language())}
        | ({} if value is None else {"value": written(vocabulary()[name], value, language())})
        for name, value in known.items()
    ]


def policy(version: Version) -> dict[str, object]:
    """A policy's own words, ready for its page."""
    names = ("how_to_apply", "apply_at", "window_note", "note")
    return {
        "title": title(version),
        "validity": validity(version),
        "tiers": [_tier(tier) for tier in version.benefits],
        "materials": materials(version),
        **{name: text(version, name) for name in names},
        "unverified": version.grade is Grade.C,
        "facts": _papers(version),
    }


def _papers(version: Version) -> list[dict[str, str]]:
    rows = [
        {"label": _("文号"), "value": version.document_number},
        {"label": _("发文机关"), "value": version.issuer},
        {"label": _("类别"), "value": _(version.kind.label)},
        {"label": _("适用地区"), "value": perimeter(version)},
        {"label": _("有效期"), "value": validity(version)},
        {"label": _("文件状态"), "value": _(version.status.label)},
        {"label": pgettext("label", "被替代"), "value": version.superseded_by or ""},
        {"label": _("来源核对"), "value": f"{version.grade} · {_(version.grade.label)}"},
        {"label": _("核对日期"), "value": full_day(version.last_verified)},
    ]
    return [row for row in rows if row["value"]]


def _tier(tier: Benefit) -> dict[str, str]:
    condition = engine.name(tier.condition, language()) if tier.condition else ""
    return {"text": benefit(tier), "condition": condition}


def versions(all_of: Sequence[Version], shown: Version) -> list[dict[str, object]]:
    """The versions of a policy, newest first, each with its address."""
    return [
        {"validity": validity(version), "document_number": version.document_number, "current": version is shown}
        | {"query": f"?on={version.effective_from.isoformat()}"}
        for version in reversed(all_of)
    ]


def tabs(counts: Mapping[Verdict, int], url: str, verdict: str) -> list[dict[str, object]]:
    """The list by verdict, as tabs."""
    every = {"label": _("全部"), "url": url, "count": sum(counts.values()), "current": not verdict}
    return [every] + [
        {"label": _(COUNTED[each]), "url": f"{url}?verdict={each}", "count": count, "current": verdict == each}
        for each, count in counts.items()
    ]


def group_label(label: str, known: int, total: int) -> str:
    """A step of the form with how much of it is filled in."""
    if not known:
        return label
    return _("%(label)s（已填 %(known)d 项，共 %(total)d 项）") % {"label": label, "known": known, "total": total}
