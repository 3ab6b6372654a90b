"""The internal notes of a case: written, mentioned, struck."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import organisations_named, people_named
from huiqi.demands import services, wording
from huiqi.demands.forms import NoteForm, StrikeForm
from huiqi.demands.models import Demand
from huiqi.demands.permissions import can_write_note
from huiqi.demands.selectors import mentionable, notes_on
from huiqi.demands.views.case import seen
from huiqi.demands.wording.notes import note_rows
from huiqi.kernel.access import ActorRequest, acts, writes
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused


@writes
def notes(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The notes that one's office wrote, the newest first, below the form for another."""
    demand = _of(request, ref)
    form = _form(request, demand, request.POST or None)
    if request.method == "POST" and form.is_valid() and _written(form, demand):
        messages.success(request, _("便笺已写下。"), extra_tags=_draft(demand))
        return redirect("demands:demand", ref=ref)
    return _page(request, demand, form)


def _form(request: ActorRequest, demand: Demand, sent: Any = None) -> NoteForm:
    at = timezone.now()
    form = NoteForm(sent, actor=request.actor, at=at, initial={"submission": uuid7()})
    form.offer(mentionable(request.actor, demand, at))
    return form


def _page(request: ActorRequest, demand: Demand, form: NoteForm, refused: StrikeForm | None = None) -> HttpResponse:
    """The notes, each of one's own with the form to strike it; in the one that was `refused` with what was typed."""
    context = {"form": form, "draft": _draft(demand), **_shown(request, demand)}
    for row in context["notes"]:
        row["strike"] = _strike(request, row["number"])
        if refused and row["strike"].auto_id == refused.auto_id:
            row["strike"] = refused
    return render(request, "demands/notes.html", context)


def _strike(request: ActorRequest, number: int, sent: Any = None) -> StrikeForm:
    return StrikeForm(sent, actor=request.actor, at=timezone.now(), auto_id=f"strike-{number}-%s")


def _of(request: ActorRequest, ref: UUID) -> Demand:
    """The demand, to who has notes on it."""
    demand = seen(request, ref)
    if not can_write_note(request.actor, demand):
        raise Http404
    return demand


def _draft(demand: Demand) -> str:
    return f"note-{demand.ref}"


def _written(form: NoteForm, demand: Demand) -> bool:
    try:
        services.write_note(demand.ref, **form.said(), actor=form.actor, at=form.at)
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


def _shown(request: ActorRequest, demand: Demand) -> dict[str, Any]:
    listed = notes_on(demand, request.actor)
    people = people_named({ref for one in listed for ref in (one.entry.actor_ref, *one.mentioned)})
    offices = organisations_named({one.entry.organisation_id for one in listed})
    return {"demand": demand, "notes": note_rows(listed, demand, people, offices, request.actor)}


@acts
def strike_note(request: ActorRequest, ref: UUID, number: int) -> HttpResponse:
    """Strike one's own note; without a reason nothing is struck."""
    demand = _of(request, ref)
    form = _strike(request, number, request.POST)
    if not form.is_valid():
        return _page(request, demand, _form(request, demand), form)
    try:
        services.strike_note(demand.ref, number, form.cleaned_data["reason"], actor=request.actor, at=form.at)
    except Refused as refused:
        messages.warning(request, wording.refusal(refused))
    else:
        messages.success(request, _("便笺已划去，划去的原因留在便笺里。"))
    return redirect("demands:notes", ref=ref)
