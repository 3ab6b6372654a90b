"""Read back and confirmed: by the telephone's code, on a screen turned to the visitor, or read out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from huiqi.demands import services, wording
from huiqi.demands.forms import ConfirmCodeForm, ScreenForm
from huiqi.demands.permissions import can_take_in
from huiqi.demands.selectors import intake_of, taken_in_by
from huiqi.demands.views.intake import taken_page
from huiqi.demands.wording import confirming
from huiqi.kernel.access import ActorRequest, acts, address_of, public, reads, writes
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from huiqi.demands.models import Intake

STATUS = {"too_many_tries": 429, "no_such_screen": 404}


@acts
def confirm_taken(request: ActorRequest, ref: UUID, how: str) -> HttpResponse:
    """What whoever took it in does to have it confirmed: turn the screen, send the code, note that it was read out."""
    if not can_take_in(request.actor) or taken_in_by(request.actor, ref) is None:
        raise Http404
    at = timezone.now()
    try:
        told = _done(how, ref, request, at)
    except Refused as refused:
        messages.warning(request, wording.refusal(refused))
    else:
        messages.success(request, told)
    return redirect("demands:taken", ref=ref)


def _done(how: str, ref: UUID, request: ActorRequest, at: datetime) -> str:
    """Do one of the three; what to say of it."""
    if how == "screen":
        services.open_screen(ref, actor=request.actor, at=at)
        return _("核对的页面已打开，十五分钟内有效。")
    if how == "send":
        return confirming.code_sent(services.send_confirm_code(ref, actor=request.actor, at=at))
    if how == "read-out":
        services.confirm_read_out(ref, actor=request.actor, at=at)
        return _("已记下：读给对方听过，对方认可。")
    raise Http404


@acts
def confirm_code(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The code that who spoke has read out; a wrong one is said beside the field."""
    made = taken_in_by(request.actor, ref) if can_take_in(request.actor) else None
    if made is None:
        raise Http404
    form = ConfirmCodeForm(request.POST)
    if form.is_valid():
        try:
            services.confirm_by_code(ref, form.cleaned_data["code"], actor=request.actor, at=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("确认码对，来人已经核对无误。"))
            return redirect("demands:taken", ref=ref)
    return taken_page(request, made, form)


@reads
@never_cache
def confirming_now(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Asked by the page every few seconds: nothing yet, or let it show what has come."""
    made = taken_in_by(request.actor, ref) if can_take_in(request.actor) else None
    intake = intake_of(made) if made else None
    if intake is None:
        raise Http404
    waits = not intake.confirmed and confirming.is_open(intake, timezone.now())
    return HttpResponse(status=204, headers={} if waits else {"HX-Refresh": "true"})


@writes
@public
@never_cache
def screen(request: ActorRequest, key: str) -> HttpResponse:
    """The page turned to the visitor: what was written down, in big type, and “that is right”. Nothing else."""
    at = timezone.now()
    try:
        intake = services.screen_by_key(key, address=address_of(request), at=at)
    except Refused as refused:
        told = {"refused": wording.refusal(refused)}
        return render(request, "demands/screen_closed.html", told, status=STATUS[refused.code])
    form = ScreenForm(request.POST or None, has_mobile=bool(intake.mobile))
    if request.method == "POST" and form.is_valid() and _confirmed(form, intake, at):
        return redirect("demands:screen", key=key)
    return render(request, "demands/screen.html", confirming.screen_shown(intake) | {"form": form})


def _confirmed(form: ScreenForm, intake: Intake, at: datetime) -> bool:
    """Whether it is confirmed now; pressed twice it is, once."""
    try:
        services.confirm_on_screen(intake, **form.said(), at=at)
    except Refused as refused:
        if refused.code != "confirmed_already":
            form.refuse(refused)
            return False
    return True
