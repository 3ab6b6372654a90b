"""The library, and one policy."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.eligibility.findings import Finding
from huiqi.eligibility.reading import CODE
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.versions import Subject
from huiqi.kernel.access import Actor, ActorRequest, public, reads
from huiqi.kernel.kept import kept
from huiqi.network.selectors import province_here
from huiqi.policies import wording
from huiqi.policies.forms import DayForm, FilterForm
from huiqi.policies.models import Document
from huiqi.policies.permissions import can_draft, can_push, can_see_funnel
from huiqi.policies.selectors import (
    conditions_of,
    faqs_of,
    following,
    is_followed,
    items_of_document,
    library,
    listed,
    local_and_generic,
    row_of,
    state_on,
    version_shown,
    waiting_count,
    waiting_faqs,
)
from huiqi.policies.selectors.documents import place_of
from huiqi.policies.selectors.shelf import mentioned
from huiqi.policies.views.cards import look
from huiqi.policies.views.reading import reading
from huiqi.policies.wording.drafts import waiting, window_badge
from huiqi.policies.wording.faqs import shown
from huiqi.policies.wording.faqs import waiting as faqs_waiting

PAGE = 20


@reads
@public
@kept()
def policies(request: ActorRequest) -> HttpResponse:
    """The library, by words, place, kind and state."""
    on = localdate()
    form = FilterForm(request.GET, province=province_here(on))
    day, pages = form.wanted(on).on, Paginator(listed(form.wanted(on)), PAGE)
    page = pages.get_page(request.GET.get("page"))
    asked = conditions_of(*page, on=day)
    lines = [_line(version, finding, day) for version, finding in zip(page, asked, strict=True)]
    page.object_list = lines  # type: ignore[assignment]  # what is shown stands for what was found
    context = {"form": form, "page": page, "total": pages.count, **_desk(request.actor)}
    return render(request, "policies/policies.html", context)


def _desk(actor: Actor) -> dict[str, object]:
    """What stands above the list for those who write it."""
    if not can_draft(actor):
        return {}
    told = {"waiting": waiting(waiting_count(actor)), "faqs_waiting": faqs_waiting(waiting_faqs(actor))}
    return {"may_draft": True, **told}


def _line(version: Version, asked: Finding, on: date) -> dict[str, object]:
    dated = "" if version.is_in_force(on) else f"?on={version.effective_from}"
    return {
        "url": f"{reverse('policies:page', args=[version.code])}{dated}",
        "version": version,
        "title": wording.title(version),
        "validity": wording.validity(version),
        "benefit": wording.benefit_line(version),
        "who": wording.who(asked),
        "state": wording.state_badge(version, state_on(version, on)),
    }


@reads
@public
@kept()
def page(request: ActorRequest, code: str) -> HttpResponse:
    """One policy as it reads on a day."""
    today, day = localdate(), DayForm(request.GET)
    on = day.day(today)
    version = version_shown(code, on)
    if version is None:
        raise Http404
    context = {
        "version": version,
        "row": row_of(version),
        "said": wording.policy(version, today, _successor(version, today)),
        "state": wording.state_badge(version, state_on(version, today)),
        "ended": state_on(version, today),
        "versions": wording.versions(library().versions_of(code), version),
        "bad_day": not day.is_valid(),
        **_beside(version, on, today, request.actor),
        "crumbs": [{"label": _("政策库"), "url": reverse("policies:list")}, {"label": wording.title(version)}],
    }
    return render(request, "policies/page.html", context)


def _successor(version: Version, today: date) -> str:
    """The title of the policy that takes a version's place; of a next version of its own, its own title."""
    code = CODE.match(version.superseded_by or "")
    found = mentioned(code[0], today) if code else None
    return found.title if found else ""


def _located(rows: list[dict[str, object]], texts: list[Document]) -> list[dict[str, object]]:
    """Each condition with the address of the paragraph it rests on, where that is kept."""
    for row in rows:
        found = place_of(str(row["clause"]), texts) if texts else None
        row["at"] = f"{reverse('policies:document', args=[found[0].ref])}#p{found[1]}" if found else ""
    return rows


def _answered(rows: list[dict[str, Any]], version: Version) -> dict[str, Any]:
    """The conditions, each with what was answered about it for everybody; what is about none of them apart."""
    since = version.effective_from
    told = {place: [shown(faq, since) for faq in found] for place, found in faqs_of(version.code).items()}
    for row in rows:
        row["answered"] = told.pop(str(row["place"]), []) if row["place"] else []
    return {"conditions": rows, "answered": [one for apart in told.values() for one in apart]}


def _follow(version: Version, actor: Actor) -> str:
    """Whether the reader's firm follows the item (`yes`, `no`); empty for whoever has no firm. At most two queries."""
    enterprise = look(actor, version.code) if version.subject is Subject.ENTERPRISE else None
    if enterprise is None:
        return ""
    return "yes" if is_followed(enterprise, version.code) else "no"


def _beside(version: Version, on: date, today: date, actor: Actor) -> dict[str, Any]:
    """What stands beside a policy: its texts, its conditions led to them, its window, what took its place."""
    told = reading(version, today, actor)
    return {
        **told,
        **_answered(_located(wording.condition_rows(conditions_of(version, on=on)[0]), told["texts"]), version),
        "personal": version.subject is Subject.PERSON,
        "follow": _follow(version, actor),
        "window": window_badge(version, today),
        "may_draft": can_draft(actor),
        "may_see_funnel": can_see_funnel(actor),
        "may_push": can_push(actor) and version.subject is Subject.ENTERPRISE and version.is_in_force(today),
        "kin": local_and_generic(version, today),
        "siblings": items_of_document(version, today),
        "following": following(version, today),
    }
