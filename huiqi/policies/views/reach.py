"""Whom a draft reaches: live beside the editor, on a page of its own, and the enterprises behind each figure."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.eligibility.outline import read
from huiqi.eligibility.reading import read_condition
from huiqi.eligibility.statuses import Standing
from huiqi.enterprises.selectors import visible_to as firms_visible_to
from huiqi.kernel.access import ActorRequest, note, reads, writes
from huiqi.policies.forms.outline import typed_in
from huiqi.policies.models import Draft
from huiqi.policies.selectors.affected import GROUPS, Reach, aims_of, reach
from huiqi.policies.selectors.firms import firm_found, served_by
from huiqi.policies.services.sights import note_sight
from huiqi.policies.views.drafts import crumb, crumbs, seen
from huiqi.policies.views.reaching import packed, reached, unpacked
from huiqi.policies.wording.cases import case_rows
from huiqi.policies.wording.reach import heading, place, went
from huiqi.policies.words import Move

PER_PAGE = 25


@writes
def draft_counts(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Whom the rule as it is typed reaches: a part of the editor's page. It stores nothing.

    `tier`: what is typed is the condition of a tier, asked for beside that of the policy.
    """
    found = seen(request, ref)
    raw = read(typed_in(request.POST), found.code).raw if request.method == "POST" else found.content.get("condition")
    if raw and "tier" in request.GET:
        raw = {"all": [*filter(None, [found.content.get("condition")]), raw]}
    typed = read_condition(raw, found.code) if raw else None
    context = {"draft": found} | (reached(request, found, typed, packed(raw)) if raw else {"readable": False})
    context |= {"compared": False} if "tier" in request.GET else {}
    return render(request, "policies/counts.html", context)


@reads
def draft_reach(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Whom a draft reaches and what it changes for whom, by city, industry and size."""
    found = seen(request, ref)
    rule = request.GET.get("rule", "")
    context = {"draft": found, "crumbs": crumbs(crumb(found))}
    context |= reached(request, found, unpacked(rule, found.code), rule)
    return render(request, "policies/reach.html", context)


@reads
def draft_firms(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The enterprises behind one figure, as far as one may see who they are."""
    found = seen(request, ref)
    rule = request.GET.get("rule", "")
    counted = reach(*aims_of(found, localdate(), unpacked(rule, found.code)), localdate())
    what, within = _asked(request)
    context = {"draft": found, "heading": heading(what, within), "crumbs": _crumbs(found, rule), "rule": rule}
    if counted is not None:
        context |= _listed(request, counted, what, within)
    return render(request, "policies/firms.html", context)


def _asked(request: ActorRequest) -> tuple[Standing | Move | None, dict[str, str]]:
    """What the list is of."""
    said = request.GET.get("what", "")
    what = next((word for word in (*Standing, *Move) if word == said), None)
    within = {group: request.GET[group] for group in GROUPS if group in request.GET}
    try:
        heading(what, within)
    except LookupError:
        raise Http404 from None
    return what, within


def _crumbs(found: Draft, rule: str) -> list[dict[str, str]]:
    back = reverse("policies:draft_reach", args=[found.ref]) + (f"?{urlencode({'rule': rule})}" if rule else "")
    return crumbs(crumb(found), {"label": _("影响到谁"), "url": back})


def _listed(
    request: ActorRequest, counted: Reach, what: Standing | Move | None, within: dict[str, str]
) -> dict[str, Any]:
    """A page of them, each with how it stood and would stand."""
    served = served_by(request.actor, localdate())
    page = Paginator(counted.rows(what, within, served).tolist(), PER_PAGE).get_page(request.GET.get("page"))
    firms = firms_visible_to(request.actor).in_bulk(page.object_list)
    rows = [
        {"firm": firms[one], "place": place(firms[one].region), **went(*counted.of(one))}
        for one in page.object_list
        if one in firms
    ]
    return {"page": page, "rows": rows, "only_served": served is not None, "total": page.paginator.count}


@reads
def draft_firm(request: ActorRequest, ref: UUID, firm: UUID) -> HttpResponse:
    """Why one enterprise stands as it does, by what is known of it now; who looked is written down."""
    found = seen(request, ref)
    rule = request.GET.get("rule", "")
    aims = aims_of(found, localdate(), unpacked(rule, found.code))
    shown = firm_found(request.actor, firm, aims, localdate())
    if shown is None:
        raise Http404
    actor, at = request.actor, timezone.now()
    note(lambda: note_sight(found, shown.firm, actor=actor, at=at))
    context = {"draft": found, "firm": shown.firm, "crumbs": _crumbs(found, rule), **went(shown.stood, shown.stands)}
    context |= {"after_rows": _rows(shown.after), "before_rows": _rows(shown.before), "on": localdate()}
    return render(request, "policies/firm.html", context)


def _rows(finding: Any) -> list[dict[str, object]]:
    return case_rows(finding, {}) if finding is not None else []
