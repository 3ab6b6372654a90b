"""Co-handling: what one's organisation was asked for its part in, and the page on which it gives it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from huiqi.demands import selectors, services, wording
from huiqi.demands.forms import DeclineOpinionForm, OpinionForm, VerbForm
from huiqi.demands.models import Demand
from huiqi.demands.permissions import can_use_desk
from huiqi.demands.wording.consulting import listed, sheet_shown
from huiqi.demands.wording.screen import not_now
from huiqi.demands.words import Verb
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, note, reads, writes
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.reference.selectors import calendar


@reads
def consultations(request: ActorRequest) -> HttpResponse:
    """What waits for our part, and what we gave."""
    if not can_use_desk(request.actor):
        raise Http404
    page = Paginator(selectors.consultations(request.actor), selectors.PER_PAGE).get_page(request.GET.get("page"))
    at, days = timezone.now(), calendar()
    context = {"page": page, "rows": [listed(selectors.as_asked(one), at, days) for one in page]}
    return render(request, "demands/consultations.html", context)


@writes
def consultation(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The sheet 会办单 as it reads on the screen; below it, our part, or why we take none. A look leaves a trace."""
    at, asked = timezone.now(), selectors.consultation(request.actor, ref)
    if asked is None:
        raise Http404
    verb = VERBS.get(request.POST.get("verb", ""), Verb.GIVE_OPINION)
    forms = {one: _form(one, asked.demand, request, at, chosen=one is verb) for one in (*WRITTEN, Verb.TAKE_OPINION)}
    form = forms[verb]
    if request.method == "POST" and form.is_valid() and _done(verb, asked.demand, form, request):
        messages.success(request, wording.DONE[verb])
        return redirect("demands:consultation", ref=ref)
    note(lambda: record_look("demand", asked.demand.ref, "consultation", actor=request.actor, at=at))
    context = sheet_shown(asked, at, calendar()) | {"form": forms[Verb.GIVE_OPINION], "kept": form.kept()}
    context |= {"declining": forms[Verb.DECLINE_OPINION], "taking": forms[Verb.TAKE_OPINION]}
    return render(request, "demands/consultation.html", context)


WRITTEN: dict[Verb, type[VerbForm]] = {Verb.GIVE_OPINION: OpinionForm, Verb.DECLINE_OPINION: DeclineOpinionForm}
VERBS = {str(verb): verb for verb in (*WRITTEN, Verb.TAKE_OPINION)}
PERFORM: dict[Verb, Callable[..., Demand]] = {
    Verb.GIVE_OPINION: services.give_opinion,
    Verb.DECLINE_OPINION: services.decline_opinion,
    Verb.TAKE_OPINION: services.take_opinion,
}


def _form(verb: Verb, demand: Demand, request: ActorRequest, at: datetime, *, chosen: bool) -> VerbForm:
    """The form of one of the three; only the one that was sent is filled in."""
    data, files = (request.POST or None, request.FILES or None) if chosen else (None, None)
    kind, initial = WRITTEN.get(verb, VerbForm), {"revision": demand.revision}
    return kind(data, files, actor=request.actor, at=at, initial=initial, auto_id=f"{verb}-%s")


def _done(verb: Verb, demand: Demand, form: VerbForm, request: ActorRequest) -> bool:
    revision = form.cleaned_data["revision"]
    try:
        PERFORM[verb](demand.ref, **form.said(), actor=request.actor, at=form.at, revision=revision)
    except Refused as refused:
        form.refuse(refused)
        form.catch_up(demand.revision)
    except (NotNow, Demand.DoesNotExist):
        form.add_error(None, not_now(verb, demand))
    else:
        return True
    return False
