"""Campaigns: prepared with every published version, looked at, started, watched; and what one firm is told."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.enterprises.selectors import own_profile
from huiqi.kernel.access import ActorRequest, acts, reads, writes
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.policies import selectors, services
from huiqi.policies.flow import CAMPAIGN
from huiqi.policies.forms import WishForm
from huiqi.policies.models import Campaign
from huiqi.policies.permissions import can_push, can_see_pushes
from huiqi.policies.views.cards import elsewhere
from huiqi.policies.wording import pushes as wording
from huiqi.policies.words import CampaignState, CampaignVerb, PushReason, PushState

PAGE = 20
BUTTONS = (CampaignVerb.START, CampaignVerb.PAUSE, CampaignVerb.RESUME, CampaignVerb.CANCEL)


@reads
def pushes(request: ActorRequest) -> HttpResponse:
    """All campaigns, the latest first."""
    if not can_see_pushes(request.actor):
        raise Http404
    page = Paginator(selectors.campaigns(request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [wording.campaign_row(one) for one in page]
    return render(request, "policies/pushes.html", {"page": page, "rows": rows})


@reads
def push(request: ActorRequest, ref: UUID) -> HttpResponse:
    """One campaign: whom it concerns and what they read, before; how far it is, after."""
    campaign = get_object_or_404(selectors.campaigns(request.actor), ref=ref)
    told = selectors.told_of(campaign) if campaign.started_at else {}
    context = {
        **wording.campaign_row(campaign),
        "changed": wording.changed(campaign.changed),
        "preview": wording.preview(campaign),
        "prepared": campaign.state is CampaignState.PREPARED,
        "moving": campaign.state is CampaignState.SENDING or campaign.expected is None,
        "results": wording.results(told),
        "states": [_(state.label) for state in PushState],
        "buttons": _buttons(campaign) if can_push(request.actor) else [],
    }
    return render(request, "policies/push.html", context)


def _buttons(campaign: Campaign) -> list[dict[str, Any]]:
    return [
        {
            "verb": verb.value,
            "label": _(verb.label),
            "main": verb in (CampaignVerb.START, CampaignVerb.RESUME),
            "ends": verb is CampaignVerb.CANCEL,
        }
        for verb in BUTTONS
        if CAMPAIGN.allows(campaign.state, verb)
    ]


@acts
def push_act(request: ActorRequest, ref: UUID, verb: str) -> HttpResponse:
    """Start, pause, resume, cancel."""
    campaign = get_object_or_404(selectors.campaigns(request.actor), ref=ref)
    done = next((one for one in BUTTONS if one.value == verb), None)
    if done is None or not can_push(request.actor):
        raise Http404
    revision = request.POST.get("revision", "")
    told = {name: request.POST.get(name) == "on" for name in (PushReason.KEPT.value, PushReason.MAYBE.value)}
    seen = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else None
    try:
        services.act(campaign.ref, done, actor=request.actor, at=timezone.now(), revision=seen, tells=told)
        messages.success(request, wording.DONE[done])
    except Refused as refused:
        messages.warning(request, wording.REFUSALS[refused.code])
    except NotNow:
        messages.warning(request, wording.REFUSALS["not_now"])
    return redirect("policies:push", ref=ref)


@acts
def begin_push(request: ActorRequest, code: str) -> HttpResponse:
    """Prepare to tell firms of a policy that is in force already."""
    at = timezone.now()
    row = selectors.policy_in_force(code, localdate(at))
    if row is None or not can_push(request.actor):
        raise Http404
    try:
        made = services.push_now(row, actor=request.actor, at=at)
    except Refused as refused:
        messages.warning(request, wording.REFUSALS[refused.code])
        return redirect("policies:pushes")
    return redirect("policies:push", ref=made.ref)


@writes
def news(request: ActorRequest) -> HttpResponse:
    """What a firm was told, and how it wants to be."""
    enterprise, at = own_profile(request.actor), timezone.now()
    if enterprise is None:
        return elsewhere(request)
    form = WishForm(request.POST or None, kept=selectors.choice_of(enterprise, at))
    if request.method == "POST" and form.is_valid():
        services.choose(enterprise, form.wish(), actor=request.actor, at=at)
        messages.success(request, _("已按您的选择保存，从现在起照办。"))
        return redirect("policies:news")
    page = Paginator(selectors.pushes_of(enterprise), PAGE).get_page(request.GET.get("page"))
    rows = [wording.push_row(one) for one in page]
    return render(request, "policies/news.html", {"form": form, "page": page, "rows": rows, "enterprise": enterprise})
