"""A firm's calendar, what it follows, and the secret link by which other programs read it."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.enterprises.selectors import own_profile
from huiqi.kernel.access import Actor, ActorRequest, acts, public, reads, writes
from huiqi.policies import selectors, services
from huiqi.policies.forms import SinceForm
from huiqi.policies.rules.ics import calendar as as_ics
from huiqi.policies.selectors import feed_by, season_of, version_shown
from huiqi.policies.views.cards import elsewhere
from huiqi.policies.wording.calendar import fed, followed_row, months

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise


@writes
def calendar(request: ActorRequest) -> HttpResponse:
    """The days ahead, what is followed, and certificates of which the day is missing: it is asked for here."""
    enterprise = own_profile(request.actor)
    if enterprise is None:
        return elsewhere(request)
    at, on = timezone.now(), localdate()
    form = SinceForm(request.POST or None, codes=selectors.undated(enterprise, on), on=on)
    if request.method == "POST" and form.is_valid():
        if services.date_certificates(enterprise, form.since(), actor=request.actor, at=at):
            messages.success(request, _("发证日期已记下，到期前会提醒您。"))
        return redirect("policies:calendar")
    context = _page(enterprise, request.actor, on) | {"form": form, "enterprise": enterprise}
    return render(request, "policies/calendar.html", context)


def _page(enterprise: "Enterprise", actor: Actor, on: date) -> dict[str, object]:
    shown = [version_shown(row.policy.code, on) for row in selectors.follows_of(enterprise)]
    told = selectors.openings_by_code([version.code for version in shown if version], enterprise.region)
    feed = selectors.feed_of(enterprise, actor.person_id or 0)
    path = reverse("policies:feed", args=[feed.ref, selectors.secret_of(feed)]) if feed else ""
    return {
        "months": months(selectors.days_of(enterprise, on), on),
        "followed": [
            followed_row(version, season_of(version, on, told.get(version.code, ())), on)
            for version in shown
            if version
        ],
        "feed": f"{settings.ADDRESS}{path}" if path else "",
    }


@reads
@public
def feed(_request: ActorRequest, ref: UUID, secret: str) -> HttpResponse:
    """The calendar as other programs read it, for whoever holds the link."""
    on = localdate()
    found = feed_by(ref, secret, on)
    if found is None:
        raise Http404
    days = fed(selectors.days_of(found.enterprise, on), str(found.enterprise.organisation.ref))
    name = _("惠企日历：%(firm)s") % {"firm": found.enterprise.name}
    answer = HttpResponse(as_ics(name, days), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=3600"
    answer["Content-Disposition"] = 'inline; filename="huiqi.ics"'
    return answer


def own_firm(request: ActorRequest) -> "Enterprise":
    """The firm of the actor; nobody else has a calendar."""
    enterprise = own_profile(request.actor)
    if enterprise is None:
        raise Http404
    return enterprise


@acts
def change_feed(request: ActorRequest) -> HttpResponse:
    """Make a new link, or close the one there is."""
    enterprise, at = own_firm(request), timezone.now()
    if request.POST.get("do") == "revoke":
        if services.revoke_feed(enterprise, actor=request.actor, at=at):
            messages.info(request, _("订阅地址已停用，用它的日历不会再更新。"))
    else:
        services.open_feed(enterprise, actor=request.actor, at=at)
        messages.success(request, _("订阅地址已生成。谁有这个地址，谁就能看这份日历，请不要转发。"))
    return redirect("policies:calendar")


@acts
def follow(request: ActorRequest, code: str) -> HttpResponse:
    """Follow an item, or follow it no longer."""
    enterprise, at = own_firm(request), timezone.now()
    version = version_shown(code, localdate(at))
    if version is None:
        raise Http404
    if request.POST.get("do") == "stop":
        services.unfollow(enterprise, code, actor=request.actor, at=at)
        messages.info(request, _("不再关注，也不再提醒。"))
    else:
        services.follow(enterprise, code, actor=request.actor, at=at)
        messages.success(request, _("已关注。开始申报时，以及截止前 30 天、7 天、1 天，会提醒您。"))
    back = request.POST.get("back") == "calendar"
    return redirect("policies:calendar") if back else redirect("policies:page", code)
