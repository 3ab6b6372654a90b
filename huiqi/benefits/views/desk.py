"""The desk of who approves guides and confirms payment lists."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from huiqi.benefits.models import PaymentList, Programme
from huiqi.benefits.permissions import has_desk
from huiqi.benefits.selectors import guides_done, guides_waiting, lists_done, lists_to_pay, lists_waiting
from huiqi.benefits.views.shown import region_name
from huiqi.benefits.wording import badge
from huiqi.kernel.access import ActorRequest, Role, reads
from huiqi.ui.wording import full_day, moment, yuan


@reads
def desk(request: ActorRequest) -> HttpResponse:
    """What waits for the actor, the limit that ends first on top, and what was done lately."""
    actor = request.actor
    if not has_desk(actor):
        raise Http404
    authority, finance = not actor.is_a(Role.FINANCE_REVIEWER), not actor.is_a(Role.AUTHORITY_REVIEWER)
    context = {
        "authority": authority,
        "finance": finance,
        "guides": [_guide(one) for one in guides_waiting(actor)] if authority else [],
        "guides_done": [_guide(one) for one in guides_done(actor)] if authority else [],
        "lists": [_list(one) for one in lists_waiting(actor)] if finance else [],
        "to_pay": [_list(one) | _due(one) for one in lists_to_pay(actor)] if finance else [],
        "lists_done": [_list(one) for one in lists_done(actor)] if finance else [],
    }
    return render(request, "benefits/desk.html", context)


def _guide(one: Programme) -> dict[str, Any]:
    late = one.guided_at is None and one.guide_due < timezone.localdate()
    return {
        "programme": one,
        "where": region_name(one.region),
        "badge": badge(one.state),
        "sent": moment(one.submitted_at) if one.submitted_at else "",
        "due": full_day(one.guide_due),
        "late": late,
    }


def _list(one: PaymentList) -> dict[str, Any]:
    return {"list": one, "badge": badge(one.state), "total": yuan(one.total), "made": moment(one.made_at)}


def _due(one: Any) -> dict[str, Any]:
    return {"waiting": one.waiting, "due": full_day(one.due), "late": one.due < timezone.localdate()}
