"""The ladder of cultivation: what a firm holds until when, and what each further step lacks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.eligibility.facts import Facts
from huiqi.eligibility.statuses import Standing
from huiqi.enterprises.selectors import known_facts, own_profile
from huiqi.kernel.access import ActorRequest, reads
from huiqi.policies.selectors import Appraisal, appraise, readable
from huiqi.policies.selectors.ladder import Rung, ladder_of
from huiqi.policies.views.cards import elsewhere, fact_pages
from huiqi.policies.wording import ladder as wording
from huiqi.policies.wording import title
from huiqi.policies.wording.cases import case_rows


@reads
def ladder(request: ActorRequest) -> HttpResponse:
    """The steps from below, each with what it lacks."""
    enterprise = own_profile(request.actor)
    if enterprise is None:
        return elsewhere(request)
    on = localdate()
    facts = readable(known_facts(enterprise), on)
    context = {"enterprise": enterprise, "on": on, **ladder_shown(appraise(facts, on), facts, on)}
    return render(request, "policies/ladder.html", context)


def ladder_shown(found: Appraisal, facts: Facts, on: date) -> dict[str, Any]:
    """The ladder as its page and the report show it."""
    steps, beside = ladder_of(found.cases, facts, on)
    urls = fact_pages()
    return {
        "steps": [[_rung(one, urls, on) for one in step] for step in steps],
        "beside": [_rung(one, urls, on) for one in beside],
    }


def _rung(rung: Rung, urls: Mapping[str, str], on: date) -> dict[str, Any]:
    told = rung.case.examination
    held = rung.holding is not None and rung.holding.term in wording.HELD
    return {
        "code": rung.code,
        "name": wording.name(rung.title),
        "policy": title(told.version),
        "badge": wording.badge(rung.holding, rung.case.standing),
        "held": held,
        "can": rung.case.standing is Standing.ELIGIBLE,
        "dates": wording.dates(rung.title, rung.holding, on),
        "date_it": _asked_at(rung) if wording.is_undated(rung.title, rung.holding) else "",
        "lacking": wording.lacking(told),
        "unknown": wording.unknown(told, urls),
        "to_confirm": wording.to_confirm(told),
        "row": rung.case.row,
        "rows": case_rows(told.finding, urls),
        "tables": wording.tables(rung.scores),
        "tables_title": wording.tables_title(rung.scores),
    }


def _asked_at(rung: Rung) -> str:
    """Where the day of a certificate is asked for."""
    return f"{reverse('policies:calendar')}#id_{rung.title}"
