"""The ladder of cultivation in words: what is held until when, what each step still lacks, its points line by line."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from huiqi.eligibility import wording as engine
from huiqi.eligibility.amounts import number
from huiqi.eligibility.conditions import Manual
from huiqi.eligibility.examination import Examination
from huiqi.eligibility.findings import Finding, ItemFinding, missing_in
from huiqi.eligibility.ladder import YEARS, Holding, Term
from huiqi.eligibility.nearness import gaps
from huiqi.eligibility.questions import askable
from huiqi.eligibility.scores import ceiling
from huiqi.eligibility.statuses import Standing, Status
from huiqi.eligibility.validity import needs_a_day
from huiqi.eligibility.vocabulary import Held, vocabulary
from huiqi.policies.wording.cases import distances
from huiqi.policies.wording.conditions import described
from huiqi.policies.wording.supposing import standing_badge
from huiqi.ui.fact_inputs import language, words_of
from huiqi.ui.wording import full_day

TONES = {Term.HELD: "good", Term.ENDING: "soon", Term.ENDED: "late", Term.LACKING: "quiet"}
HELD = (Term.HELD, Term.ENDING)


def name(title: str) -> str:
    """What a title is called."""
    chinese, english = vocabulary()["qualifications"].choices[title]
    return english if language() == "en" else chinese


def badge(holding: Holding | None, standing: Standing) -> dict[str, str]:
    """Held, or else how near."""
    if holding is not None and holding.term is not Term.LACKING:
        return {"tone": TONES[holding.term], "words": _(holding.term.label)}
    return standing_badge(standing)


def dates(title: str, holding: Holding | None, on: date) -> list[str]:
    """Until when a title is held, and by when it must be brought up to date."""
    if holding is None or holding.term is Term.LACKING:
        return [_("有效期 %(years)d 年") % {"years": YEARS[title]}]
    found = [_until(holding.until, on)] if holding.until is not None else []
    if holding.update_by is not None:
        found.append(_("%(day)s前更新信息") % {"day": full_day(holding.update_by)})
    return found


def is_undated(title: str, holding: Holding | None) -> bool:
    """Whether nobody can say when a title that is held ends until somebody says when its certificate was issued."""
    held = holding is not None and holding.term in HELD and holding.until is None
    return held and needs_a_day(Held(title))


def _until(until: date, on: date) -> str:
    words = {"day": full_day(until), "days": abs((until - on).days)}
    if until < on:
        return _("%(day)s已过期") % words
    return _("%(day)s到期，还有 %(days)d 天") % words


def lacking(examination: Examination) -> list[str]:
    """What is not met, each with its distance."""
    return distances(gaps(examination.finding, examination.on))


def unknown(examination: Examination, urls: Mapping[str, str]) -> list[dict[str, str]]:
    """The facts that are missing, with where to state them."""
    asked = askable(_missing(examination))
    return [{"label": engine.asked(one, language()), "url": urls.get(one, "")} for one in asked]


def _missing(examination: Examination) -> list[str]:
    """Of an unknown verdict, what could settle it; beside what is not met, what else is not known."""
    if examination.missing:
        return list(examination.missing)
    return [name for finding in examination.findings for name in missing_in(finding)]


def to_confirm(examination: Examination) -> list[str]:
    """What a person must confirm."""
    open_ones = [one for one in examination.findings if isinstance(one.node, Manual) and one.status is Status.UNKNOWN]
    return [described(one).condition for one in open_ones]


def tables(scores: Sequence[Finding]) -> list[dict[str, Any]]:
    """Each score table: its sum, and its lines; of a part of a table that was told already, only the sum."""
    found: list[dict[str, Any]] = []
    told: set[object] = set()
    for score in scores:
        said = described(score)
        again = {part.item for part in score.items} <= told
        rows = [] if again else [_points(part) for part in score.items]
        told |= {part.item for part in score.items}
        found.append(
            {
                "name": said.condition,
                "sum": said.actual,
                "required": said.expected,
                "status": str(score.status),
                "rows": rows,
            }
        )
    return found


def tables_title(scores: Sequence[Finding]) -> str:
    """The first sum, over the folded tables."""
    if not scores:
        return ""
    said = described(scores[0])
    return _("评分：%(sum)s，要求%(required)s") % {"sum": said.actual, "required": said.expected}


def _points(part: ItemFinding) -> dict[str, Any]:
    most = ceiling(part.item)
    ends = {"least": number(part.least), "most": number(part.most) if part.most.is_finite() else "…"}
    had = ends["least"] if part.is_known else _("%(least)s 至 %(most)s") % ends
    return {
        "label": words_of(part.item, "label") if part.item.label else "",
        "had": had,
        "of": number(most) if most.is_finite() else "",
        "full": part.is_known and part.least == most,
        "share": int(part.least * 100 / most) if most.is_finite() and most else 0,
    }
