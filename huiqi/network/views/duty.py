"""The page of a window's duty roster: for its own people, and for the hub's operator."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import people_of
from huiqi.kernel.access import ActorRequest, acts, reads, writes
from huiqi.kernel.refusal import Refused, tell
from huiqi.network import services, wording
from huiqi.network.forms import OfferForm, ShiftForm, SwapForm
from huiqi.network.models import DutyShift, Window
from huiqi.network.permissions import can_keep_posts, can_leave_note, can_offer_shift, can_swap_shift
from huiqi.network.selectors import shift_by_ref, to_swap_with
from huiqi.network.views.posts import seen_window

Answer = Callable[..., DutyShift]
"""A verb by which one answers what was offered."""


@reads
def duty(request: ActorRequest, slug: str) -> HttpResponse:
    """Who is on duty, now and in the next two weeks, and which hours have nobody."""
    window, at = seen_window(request, slug), now()
    context = {
        "window": window,
        **wording.roster(window, request.actor, at),
        "may_keep": can_keep_posts(request.actor, window),
    }
    return render(request, "network/duty.html", context)


@writes
def write_shift(request: ActorRequest, slug: str) -> HttpResponse:
    """Put somebody on duty."""
    window, at = seen_window(request, slug, can_keep_posts), now()
    people = people_of(window.organisation_id, localdate(at))
    form = ShiftForm(people, request.POST) if request.method == "POST" else ShiftForm.opened(people, at)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.set_shift(window.id, said["person"].id, said["since"], said["until"], actor=request.actor, at=at)
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        else:
            messages.success(request, _("已排班。紧急诉求一到，值班的人马上收到短信。"), extra_tags=request.path)
            return redirect("network:duty", slug)
    return render(request, "network/duty_form.html", {"window": window, "form": form, "title": _("排一班")})


@writes
def offer_shift(request: ActorRequest, slug: str, ref: UUID) -> HttpResponse:
    """Offer one's shift to a colleague, or hand it over."""
    window, at = seen_window(request, slug, can_leave_note), now()
    shift = _shift(window, ref)
    if not can_offer_shift(request.actor, shift):
        raise PermissionDenied
    form = OfferForm(people_of(window.organisation_id, localdate(at)).exclude(id=shift.person_id), request.POST or None)
    if form.is_valid():
        taker = form.cleaned_data["taker"]
        try:
            services.offer_shift(shift.id, taker.id, form.cleaned_data["note"], actor=request.actor, at=at)
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        else:
            messages.success(request, _("已请%(name)s接班，等他确认。") % {"name": taker.name}, extra_tags=request.path)
            return redirect("network:duty", slug)
    return render(request, "network/duty_form.html", {"window": window, "form": form, "title": _("交班")})


@writes
def swap_shift(request: ActorRequest, slug: str, ref: UUID) -> HttpResponse:
    """Offer one's shift for a colleague's."""
    window, at = seen_window(request, slug, can_leave_note), now()
    shift = _shift(window, ref)
    if not can_swap_shift(request.actor, shift, at):
        raise PermissionDenied
    form = SwapForm(to_swap_with(shift, at), request.POST or None)
    if form.is_valid():
        other = form.cleaned_data["other"]
        try:
            services.ask_swap(shift.id, other.id, form.cleaned_data["note"], actor=request.actor, at=at)
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        else:
            told = _("已请%(name)s换班，等对方同意。") % {"name": other.person.name}
            messages.success(request, told, extra_tags=request.path)
            return redirect("network:duty", slug)
    context = {"window": window, "form": form, "title": _("换班"), "mine": wording.hours_of(shift)}
    return render(request, "network/duty_form.html", context)


@acts
def take_shift(request: ActorRequest, slug: str, ref: UUID) -> HttpResponse:
    """Take over a shift that was offered to oneself."""
    return _answer(request, slug, ref, services.take_shift, _("已接班。"))


@acts
def accept_swap(request: ActorRequest, slug: str, ref: UUID) -> HttpResponse:
    """Agree to a swap that one was asked for."""
    return _answer(request, slug, ref, services.accept_swap, _("已换班，对方已收到通知。"))


@acts
def end_offer(request: ActorRequest, slug: str, ref: UUID) -> HttpResponse:
    """Decline what was offered to oneself, or withdraw what one offered."""
    return _answer(request, slug, ref, services.end_offer, _("已回绝或收回，这一班不变。"))


@acts
def drop_shift(request: ActorRequest, slug: str, ref: UUID) -> HttpResponse:
    """Take a shift out of the roster."""
    window = seen_window(request, slug, can_keep_posts)
    services.drop_shift(_shift(window, ref).id, actor=request.actor, at=now())
    messages.success(request, _("这一班已取消。"))
    return redirect("network:duty", slug)


def _answer(request: ActorRequest, slug: str, ref: UUID, verb: Answer, done: str) -> HttpResponse:
    window = seen_window(request, slug, can_leave_note)
    try:
        verb(_shift(window, ref).id, actor=request.actor, at=now())
    except Refused as refused:
        messages.warning(request, wording.refusal(refused))
    else:
        messages.success(request, done)
    return redirect("network:duty", slug)


def _shift(window: Window, ref: UUID) -> DutyShift:
    shift = shift_by_ref(window.id, ref)
    if shift is None:
        raise Http404
    return shift
