"""What if: a firm changes some facts in the address and sees what opens and what closes. Nothing is stored."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.eligibility.estimates import Estimate
from huiqi.eligibility.examination import Examination
from huiqi.eligibility.statuses import Standing
from huiqi.enterprises.selectors import known_facts, own_profile
from huiqi.kernel.access import ActorRequest, reads
from huiqi.network.selectors import province_here
from huiqi.policies.forms.supposing import SupposedDayForm, changes_in, link, names_in, supposing_form
from huiqi.policies.selectors import Case
from huiqi.policies.selectors.supposing import Shifted, Supposition, supposed
from huiqi.policies.views.cards import elsewhere, fact_pages
from huiqi.policies.wording import supposing as wording
from huiqi.policies.wording import title
from huiqi.policies.wording.cases import case_rows
from huiqi.policies.wording.estimates import totals

MOST_EACH = 20
"""Policies of a group that are shown condition by condition."""


@reads
def what_if(request: ActorRequest) -> HttpResponse:
    """The supposition in the address; one that says more than it changes is led to the address that does not."""
    enterprise = own_profile(request.actor)
    if enterprise is None:
        return elsewhere(request)
    today, known = localdate(), known_facts(enterprise)
    day = SupposedDayForm(request.GET, names_in(request.GET), today)
    on = (day.cleaned_data.get("on") or today) if day.is_valid() else today
    form = supposing_form(request.GET, known, on, province_here(today))
    context: dict[str, Any] = {"enterprise": enterprise, "form": form, "day": day, "groups": []}
    if form.is_valid() and day.is_valid():
        changes = changes_in(form, known)
        said = link(form, changes, on, today)
        if not day.cleaned_data["also"] and QueryDict(said) != request.GET:
            return redirect(f"{request.path}?{said}" if said else request.path)
        context |= _found(known, changes, today, on)
    return render(request, "policies/what_if.html", context)


def _found(known: dict[str, Any], changes: dict[str, Any], today: date, on: date) -> dict[str, Any]:
    """What the supposition does; nothing is looked at where nothing is supposed."""
    if not changes and on == today:
        return {"supposes": False}
    found, pages = supposed(known, changes, today, on), fact_pages()
    told = [row | {"url": pages.get(row["name"], "")} for row in wording.changes(known, changes, on)]
    return {
        "supposes": True,
        "changes": told,
        "on": on,
        "other_day": on != today,
        **_sums(found),
        "groups": _groups(found, pages),
    }


def _sums(found: Supposition) -> dict[str, Any]:
    names = {code: title(case.version) for code, case in found.names.items()}
    return {"sum_before": totals(found.before, names)["amounts"], "sum_after": totals(found.after, names)["amounts"]}


def _groups(found: Supposition, pages: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"title": _(wording.HEADS[moved]), "anchor": str(moved), "rows": _rows(rows, pages)}
        for moved, rows in groupby(found.shifted, key=lambda one: one.shift)
    ]


def _rows(shifted: Iterable[Shifted], pages: Mapping[str, str]) -> list[dict[str, Any]]:
    """Those of a group, the first of them condition by condition; of the others their pages tell each."""
    return [_row(one) | (_each(one, pages) if place < MOST_EACH else {}) for place, one in enumerate(shifted)]


def _each(one: Shifted, pages: Mapping[str, str]) -> dict[str, Any]:
    return {"row": one.shown.row, "each": case_rows(one.shown.examination.finding, pages)}


def _row(one: Shifted) -> dict[str, Any]:
    shown = one.shown.version
    (was, told, worth), (will, later, more) = _said(one.before), _said(one.after)
    return {
        "code": shown.code,
        "title": title(shown),
        "before": wording.standing_badge(was),
        "after": wording.standing_badge(will),
        "why": wording.why(one.shift, told, later),
        "yuan": wording.yuan(one.shift, worth, more),
    }


def _said(case: Case | None) -> tuple[Standing | None, Examination | None, Estimate | None]:
    return (case.standing, case.examination, case.estimate) if case else (None, None, None)
