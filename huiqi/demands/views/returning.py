"""Demands that nobody wants: what waits for a ruling, what was ruled, and the time that was lost."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.demands import selectors, services
from huiqi.demands.permissions import can_arbitrate, can_see_accountability
from huiqi.demands.selectors import PER_PAGE
from huiqi.demands.wording import returning as words
from huiqi.kernel.access import ActorRequest, acts, reads


@reads
def disputes(request: ActorRequest) -> HttpResponse:
    """What nobody wants and waits for a ruling, the oldest first."""
    if not can_arbitrate(request.actor):
        raise Http404
    page = selectors.Pages(selectors.disputes(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    at = timezone.now()
    for one in page:
        selectors.listed(request.actor, one.demand)
    rows = [words.dispute_row(one) | {"waits": words.waits(at, one.raised_at)} for one in page]
    return render(request, "demands/disputes.html", {"page": page, "rows": rows})


@reads
def rulings(request: ActorRequest) -> HttpResponse:
    """What was ruled, the newest first: the precedents."""
    if not can_see_accountability(request.actor):
        raise Http404
    page = selectors.Pages(selectors.rulings(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    rows = [words.precedent_row(one) for one in page]
    return render(
        request, "demands/rulings.html", {"page": page, "rows": rows, "may_retire": can_arbitrate(request.actor)}
    )


@acts
def retire_ruling(request: ActorRequest, ref: UUID) -> HttpResponse:
    """From now on it is no precedent any more."""
    ruling = selectors.rulings(request.actor).filter(ref=ref).first() if can_arbitrate(request.actor) else None
    if ruling is None:
        raise Http404
    services.retire_ruling(ref, actor=request.actor, at=timezone.now())
    messages.success(request, _("这条先例不再提示，裁定本身不变。"))
    return redirect("demands:rulings")


@reads
def lost_time(request: ActorRequest) -> HttpResponse:
    """The time that demands lost in the wrong hands, and whose fault it is."""
    if not can_see_accountability(request.actor):
        raise Http404
    page = selectors.Pages(selectors.lost_time(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        selectors.listed(request.actor, one.demand)
    people = selectors.responsible(page.object_list)
    rows = [words.lost_row(one, people) for one in page]
    return render(request, "demands/lost_time.html", {"page": page, "rows": rows})
