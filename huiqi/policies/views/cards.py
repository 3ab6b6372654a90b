"""What the pages of a check have in common."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.enterprises.selectors import own_profile, steps
from huiqi.kernel.access import Actor, ActorRequest, note
from huiqi.policies import wording
from huiqi.policies.selectors import Appraisal, Case
from huiqi.policies.services import note_opened
from huiqi.policies.wording.estimates import totals

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise


PAGE = 20
"""Cards on a page of one standing."""
FEW = 12
"""Cards of each standing where all are shown."""


def elsewhere(request: ActorRequest) -> HttpResponse:
    """Who has no firm registers one; who has only claimed his checks as a visitor does."""
    return redirect("enterprises:register" if request.actor.seat is None else "policies:check")


def look(actor: Actor, code: str) -> "Enterprise | None":
    """The firm for which somebody looks at a policy, if he acts for one; that it looked is noted behind the page."""
    enterprise = own_profile(actor)
    if enterprise is not None:
        note(lambda: note_opened(enterprise, code, at=timezone.now()))
    return enterprise


def fact_pages() -> dict[str, str]:
    """Where a firm states each fact; what is asked of a person has no such page."""
    pages = {step.code: reverse("enterprises:step", args=[step.code]) for step in steps()}
    told = [fact for fact in vocabulary().values() if fact.group in pages]
    return {fact.name: f"{pages[fact.group]}#id_{fact.name}" for fact in told}


def skipped_in(data: QueryDict) -> list[str]:
    """The questions a reader has passed over."""
    return sorted({name for name in data.getlist("skip") if name in vocabulary()})


def results(
    found: Appraisal,
    urls: Mapping[str, str],
    verdict: str = "",
    *,
    folded: bool = True,
    few: int | None = None,
    page: str | None = None,
) -> dict[str, Any]:
    """What the pages of a check have in common; `few` of each sort where all are shown, a page of the one asked for."""
    wanted = [case for case in found.cases if not verdict or case.standing == verdict]
    shown = Paginator(wanted, PAGE).get_page(page) if verdict else None
    wanted = list(shown) if shown else wanted
    return {
        "page": shown,
        "unlisted": (shown and sum(found.counts.values()) - len(found.cases)) if verdict == Standing.INELIGIBLE else 0,
        "on": found.on,
        "total": sum(found.counts.values()),
        "persons": len(found.personal),
        "tiles": wording.tiles(found.counts, "#{}"),
        "sections": _sections(wanted, found.counts, urls, folded=folded and not verdict, few=few),
        "yuan": totals(found.reckoning, _names(found)),
        "personal": [] if verdict else cards(found.personal[:few], urls),
    }


def _names(found: Appraisal) -> dict[str, str]:
    """Of the policies that bring yuan, which alone are named beside a sum."""
    return {case.version.code: wording.title(case.version) for case in found.cases if case.estimate}


def _sections(
    cases: list[Case], counts: Mapping[Standing, int], urls: Mapping[str, str], *, folded: bool, few: int | None
) -> list[dict[str, object]]:
    """The cases by where one stands, the first `few` of each; what one does not have lies folded beneath."""
    by_standing: dict[Standing, list[Case]] = {each: [] for each in Standing}
    for case in cases:
        by_standing[case.standing].append(case)
    return [
        {
            "anchor": str(standing),
            "title": wording.section_title(standing, counts[standing]),
            "folded": folded and standing is Standing.INELIGIBLE,
            "cards": cards(found[:few], urls),
            "more": counts[standing] if few and len(found) > few else 0,
        }
        for standing, found in by_standing.items()
        if found
    ]


def cards(cases: Iterable[Case], urls: Mapping[str, str]) -> list[dict[str, object]]:
    """The cases as cards, each with the row its actions need."""
    return [{**_card(case, urls), "row": case.row} for case in cases]


def _card(case: Case, urls: Mapping[str, str]) -> dict[str, object]:
    told = case.examination
    return wording.card(told.version, told, case.tiers, urls, case.between, case.starts, case.estimate)
