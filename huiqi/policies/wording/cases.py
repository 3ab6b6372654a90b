"""Verdicts in words: what is short or missing, as cards, tiles and tabs."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.utils.translation import ngettext

from huiqi.eligibility import wording as engine
from huiqi.eligibility.amounts import number, written
from huiqi.eligibility.conditions import Item
from huiqi.eligibility.distances import distance
from huiqi.eligibility.estimates import Estimate
from huiqi.eligibility.examination import Examination
from huiqi.eligibility.facts import Facts
from huiqi.eligibility.findings import Finding, ItemFinding
from huiqi.eligibility.nearness import Gaps, standing
from huiqi.eligibility.questions import Question, askable
from huiqi.eligibility.statuses import Standing, Status, Verdict
from huiqi.eligibility.versions import Benefit, Grade, PolicyKind
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.policies.wording.conditions import clause, described, indented, placed_lines, scoring, summary
from huiqi.policies.wording.estimates import benefit_in_yuan
from huiqi.policies.wording.versions import benefit, benefits, ends, materials, text, title
from huiqi.ui.fact_inputs import language
from huiqi.ui.wording import full_day

Tiers = tuple[tuple[Benefit, Status], ...]


TONES = {Standing.ELIGIBLE: "good", Standing.UNKNOWN: "ask", Standing.NEAR: "soon", Standing.INELIGIBLE: "quiet"}


COUNTED = {
    Standing.ELIGIBLE: mark("可以享受"),
    Standing.UNKNOWN: mark("还缺情况"),
    Standing.NEAR: mark("差一点"),
    Standing.INELIGIBLE: mark("目前不符合"),
}


def tiles(counts: Mapping[Standing, int], address: str) -> list[dict[str, object]]:
    """How many of each verdict, each opening its list; `address` has a place for the verdict."""
    return [
        {"label": _(COUNTED[verdict]), "value": count, "tone": TONES[verdict], "url": address.format(verdict)}
        for verdict, count in counts.items()
    ]


def section_title(verdict: Standing, count: int) -> str:
    """The heading over the policies of one verdict."""
    return _("%(verdict)s（%(count)d）") % {"verdict": _(COUNTED[verdict]), "count": count}


def case_rows(finding: Finding, urls: Mapping[str, str]) -> list[dict[str, object]]:
    """Each condition with what is required and what is known; `urls` says where a missing fact is stated."""
    found: list[dict[str, object]] = []
    seen: set[Item] = set()
    for depth, line, place in placed_lines(finding):
        said = described(line)
        row: dict[str, object] = {
            "place": place,
            "fact": line.fact or "",
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
        for place_in, part in enumerate(line.items, 1):
            told = {"clause": clause(line), "fact": "", "place": "" if part.item in seen else f"{place}.{place_in}"}
            seen.add(part.item)
            found += [{**points, **told} for points in _points(part, depth + 1)]
    return found


def _points(part: ItemFinding, depth: int) -> Iterator[dict[str, object]]:
    (name, required), *_below = scoring(part)
    least, most = number(part.least), number(part.most) if part.most.is_finite() else "…"
    known = {"status": "info", "yours": _("%(points)s 分") % {"points": least}}
    unknown = {"status": "unknown", "yours": _("%(least)s 至 %(most)s 分") % {"least": least, "most": most}}
    row = known if part.is_known else unknown
    yield {"condition": indented(depth, name), "required": required, **row}


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


def near_badge(starts: date | None) -> dict[str, str]:
    """Of a policy that is near, in a word: by little, or in time."""
    if starts is None:
        return {"tone": "soon", "words": _("差一点")}
    return {"tone": "info", "words": _("%(day)s起施行") % {"day": full_day(starts)}}


def near_lines(between: Gaps, starts: date | None) -> list[str]:
    """The distance to a policy that is near, a line for each thing that stands in the way."""
    if starts is not None:
        return [_("自 %(day)s 起施行，按现在的情况届时符合。") % {"day": starts.isoformat()}]
    return distances(between)


def distances(between: Gaps) -> list[str]:
    """A sentence for each thing that stands in the way."""
    return [_("%(distance)s。") % {"distance": distance(gap.finding, language())} for gap in between]


def card(
    version: Version,
    examination: Examination,
    tiers: Tiers,
    urls: Mapping[str, str],
    between: Gaps = (),
    starts: date | None = None,
    worth: Estimate | None = None,
) -> dict[str, object]:
    """A policy with its verdict, ready for a page; where it is near, how far it is; what it brings in yuan."""
    had = [benefit(tier) for tier, status in tiers if status is not Status.UNMET]
    return {
        "code": version.code,
        "title": title(version),
        "document_number": version.document_number,
        "ends": ends(version),
        "verdict": str(examination.verdict),
        "standing": str(Standing.NEAR if starts else standing(examination, between)),
        "badge": near_badge(starts) if between or starts else badge(examination),
        "near": near_lines(between, starts),
        "yuan": benefit_in_yuan(worth, urls),
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


def tabs(counts: Mapping[Standing, int], url: str, verdict: str) -> list[dict[str, object]]:
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
