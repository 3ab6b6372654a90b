"""The pages of keys: the list, one of them, and what can be done with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import people_named
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import ActorRequest, acts, reads, writes
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused, tell
from huiqi.programs import selectors, services, wording
from huiqi.programs.forms import SCOPE_HINTS, AskForm, ReasonForm
from huiqi.programs.models import AccessKey
from huiqi.programs.permissions import can, can_ask, can_list, can_see_all
from huiqi.programs.rules import MOST_A_MINUTE
from huiqi.programs.words import KeyVerb

SHOWN = 200


@reads
def keys(request: ActorRequest) -> HttpResponse:
    """The keys of the actor's office, or of all; what waits for somebody stands first."""
    if not can_list(request.actor):
        raise Http404
    rows = [wording.row(key, localdate()) for key in selectors.listed(request.actor)[:SHOWN]]
    told = {"rows": rows, "may_ask": can_ask(request.actor), "all": can_see_all(request.actor)}
    return render(request, "programs/keys.html", told)


@writes
def ask(request: ActorRequest) -> HttpResponse:
    """Ask for a key for one's own office."""
    if not can_ask(request.actor):
        raise Http404
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"submission": form.cleaned_data["submission"], "actor": request.actor}
        try:
            made = services.ask_for_key(form.asking(), **told, at=timezone.now())
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        else:
            messages.success(request, _("已申请，等安全管理员审批。批准以后会通知您来取出。"), extra_tags=request.path)
            return redirect("programs:key", ref=made.ref)
    return render(request, "programs/ask.html", {"form": form, "hints": SCOPE_HINTS})


def _seen(request: ActorRequest, ref: UUID, verb: KeyVerb | None = None) -> AccessKey:
    """A key that the actor sees, and with which he may do this; whether it is possible now is asked by the verb."""
    found = selectors.key_of(request.actor, ref)
    if found is None or (verb is not None and not can(request.actor, verb, found)):
        raise Http404
    return found


@reads
def key(request: ActorRequest, ref: UUID) -> HttpResponse:
    """What is known of one key, what may be done with it now, and what happened to it."""
    found = _seen(request, ref)
    happened = timeline(found.ref)
    people = people_named({found.asked_by, found.decided_by, *(one.actor_ref for one in happened)})
    context = {
        "key": found,
        "badge": wording.badge(found, localdate()),
        "facts": wording.facts(found, people),
        "verbs": [verb.name.lower() for verb in selectors.verbs_for(request.actor, found)],
        "story": wording.story(happened, people),
        "most": MOST_A_MINUTE,
        "over": selectors.is_over(found, localdate()),
        "ends": wording.ends_soon(found, localdate()),
        "may_ask": can_ask(request.actor),
    }
    return render(request, "programs/key.html", context)


@acts
def allow(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Allow it, as the second of two."""
    _seen(request, ref, KeyVerb.ALLOW)
    try:
        services.allow_key(ref, actor=request.actor, at=timezone.now())
    except NotNow as late:
        messages.warning(request, wording.refusal(late))
    else:
        messages.success(request, _("已批准，已通知申请单位来取出。"))
    return redirect("programs:key", ref=ref)


@acts
def fetch(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Show the secret, once: it stands on the answer to this press and nowhere else."""
    _seen(request, ref, KeyVerb.FETCH)
    try:
        found, secret = services.fetch_key(ref, actor=request.actor, at=timezone.now())
    except NotNow as late:
        messages.warning(request, wording.refusal(late))
        return redirect("programs:key", ref=ref)
    response = render(request, "programs/fetched.html", {"key": found, "secret": secret})
    response["Cache-Control"] = "private, no-store"
    return response


@writes
def decline(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Say why it is not allowed."""
    return _with_reason(request, ref, KeyVerb.DECLINE, services.decline_key)


@writes
def end(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Let it open nothing any more."""
    return _with_reason(request, ref, KeyVerb.END, services.end_key)


def _with_reason(request: ActorRequest, ref: UUID, verb: KeyVerb, act: Callable[..., AccessKey]) -> HttpResponse:
    found = _seen(request, ref, verb)
    if request.method != "POST" and verb not in selectors.verbs_for(request.actor, found):
        messages.warning(request, wording.refusal(NotNow(found.state, verb)))
        return redirect("programs:key", ref=ref)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(ref, form.cleaned_data["reason"], actor=request.actor, at=timezone.now())
        except NotNow as late:
            messages.warning(request, wording.refusal(late))
        else:
            messages.success(request, wording.DONE[verb], extra_tags=request.path)
        return redirect("programs:key", ref=ref)
    context = {"form": form, "key": found, "heading": wording.HEADINGS[verb], "press": _(verb.label)}
    return render(request, "programs/reason.html", context)
