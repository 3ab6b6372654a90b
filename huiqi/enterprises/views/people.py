"""The people of a firm: who acts for it, until when; inviting, ending with a hand-over, a new representative."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import organisations_named, people_named, seats_at
from huiqi.enterprises.forms.claiming import InviteForm, LetGoForm, RepresentativeForm
from huiqi.enterprises.models import Enterprise
from huiqi.enterprises.permissions import can_manage_people, is_verified_at
from huiqi.enterprises.selectors import claims_on, history, own_claims, own_profile, way_in
from huiqi.enterprises.services import ask_representative, invite, let_go
from huiqi.enterprises.wording import claim_row, happened, person_row, refusal
from huiqi.kernel.access import ActorRequest, SeatLevel, reads, writes
from huiqi.kernel.refusal import Refused, tell

MOST_TOLD = 12
"""Happenings that the page of people tells."""


@reads
def people(request: ActorRequest) -> HttpResponse:
    """Who acts for the firm, who wants to, and what happened."""
    on, enterprise = timezone.localdate(), own_profile(request.actor)
    if enterprise is None:
        return redirect(way_in(request.actor, on))
    verified, manages = is_verified_at(request.actor, enterprise), can_manage_people(request.actor, enterprise)
    seats = seats_at(enterprise.organisation_id, on)
    shown = seats.exclude(level=SeatLevel.CLAIMED) if verified else seats.filter(person__ref=request.actor.person_ref)
    context = {
        "enterprise": enterprise,
        "rows": [person_row(seat, on) for seat in shown],
        "manages": manages,
        "verified": verified,
        "own_ref": UUID(request.actor.person_ref),
        "claim": None if verified else own_claims(request.actor).filter(enterprise=enterprise).first(),
        "claims": [claim_row(claim) for claim in claims_on(enterprise)] if manages else [],
        "story": _story(enterprise) if verified else [],
    }
    return render(request, "enterprises/people.html", context)


def _story(enterprise: Enterprise) -> list[dict[str, Any]]:
    entries = history(enterprise)
    refs = {ref for one in entries for ref in (one.actor_ref, one.data.get("person"), one.data.get("successor")) if ref}
    return happened(entries, people_named(refs), organisations_named(one.organisation_id for one in entries))[
        :MOST_TOLD
    ]


def _managed(request: ActorRequest) -> Enterprise:
    """The firm whose people the actor manages; nobody else finds anything here."""
    enterprise = own_profile(request.actor)
    if enterprise is None:
        raise Http404
    if not can_manage_people(request.actor, enterprise):
        raise PermissionDenied
    return enterprise


@writes
def invite_person(request: ActorRequest) -> HttpResponse:
    """Let somebody act for the firm, by his mobile number."""
    enterprise, at = _managed(request), timezone.now()
    form = InviteForm(request.POST or None, initial={"role": "enterprise_clerk"})
    if request.method == "POST" and form.is_valid():
        try:
            seat = invite(enterprise, form.told(at), actor=request.actor, at=at)
        except Refused as refused:
            tell(form, refused, refusal(refused))
        else:
            messages.info(request, _("已邀请%(name)s，用手机号登录就能办事。") % {"name": seat.person.name})
            return redirect("enterprises:people")
    return render(request, "enterprises/invite.html", {"form": form, "enterprise": enterprise})


@writes
def end_right(request: ActorRequest, ref: UUID) -> HttpResponse:
    """End a person's right, by the owner or by himself; a colleague takes over."""
    at, enterprise = timezone.now(), own_profile(request.actor)
    seats = list(seats_at(enterprise.organisation_id, timezone.localdate(at))) if enterprise else []
    leaver = next((seat.person for seat in seats if seat.person.ref == ref), None)
    if enterprise is None or leaver is None:
        raise Http404
    if leaver.id != request.actor.person_id and not can_manage_people(request.actor, enterprise):
        raise PermissionDenied
    verified = [seat.person for seat in seats if seat.level is SeatLevel.VERIFIED and seat.person.ref != ref]
    form = LetGoForm(request.POST or None, colleagues=[(str(one.ref), one.name) for one in verified])
    if request.method == "POST" and form.is_valid() and _ended(request, enterprise, ref, form, at):
        messages.info(request, _("%(name)s的权限已经结束。") % {"name": leaver.name})
        return redirect("enterprises:people")
    return render(request, "enterprises/let_go.html", {"form": form, "enterprise": enterprise, "leaver": leaver})


def _ended(request: ActorRequest, enterprise: Enterprise, ref: UUID, form: LetGoForm, at: datetime) -> bool:
    successor, reason = form.told()
    try:
        let_go(enterprise, ref, successor, reason, actor=request.actor, at=at)
    except Refused as refused:
        tell(form, refused, refusal(refused))
        return False
    return True


@writes
def representative(request: ActorRequest) -> HttpResponse:
    """Ask that the new legal representative follow; the window checks the new licence."""
    enterprise, at = _managed(request), timezone.now()
    form = RepresentativeForm(request.POST or None, request.FILES or None, actor=request.actor, at=at)
    if request.method == "POST" and form.is_valid():
        said = {"mobile": form.cleaned_data["mobile"], "name": form.cleaned_data["name"]}
        try:
            claim = ask_representative(enterprise, licence=form.stored["licence"], actor=request.actor, at=at, **said)
        except Refused as refused:
            tell(form, refused, refusal(refused))
        else:
            return redirect("enterprises:claim", ref=claim.ref)
    return render(request, "enterprises/representative.html", {"form": form, "enterprise": enterprise})
