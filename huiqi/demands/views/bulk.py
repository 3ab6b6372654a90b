"""Bulk verbs: what was chosen on the desk, one form for all of it, and the page with what became of each."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from huiqi.demands import services, wording
from huiqi.demands.forms import BULK_FORMS, BulkDispatchForm, BulkForm, BulkHandOnForm
from huiqi.demands.models import Batch, Demand
from huiqi.demands.permissions import can_use_bulk
from huiqi.demands.selectors import MOST_CHOSEN, batch_of, chosen, handlers_for, lines_of, refs_on_desk, successors
from huiqi.demands.wording.bulk import batch_shown, bulk_head, chosen_rows, slug
from huiqi.demands.wording.desk import desk_filter
from huiqi.demands.words import BulkVerb
from huiqi.kernel.access import ActorRequest, acts, reads
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused

KEPT = ("submission", "handler", "note")


@acts
def bulk(request: ActorRequest, verb: str) -> HttpResponse:
    """What was chosen on the desk, and what is said once for all of it; then the batch."""
    wanted = next((one for one in BulkVerb if slug(one) == verb), None)
    if wanted is None or not can_use_bulk(request.actor):
        raise Http404
    at, refs = timezone.now(), _refs(request)
    demands = chosen(request.actor, refs) if len(refs) <= MOST_CHOSEN else []
    if not demands:
        messages.warning(request, _none(refs))
        return redirect("demands:desk")
    form = _form(wanted, demands, request, at)
    batch = _begun(form, refs) if form.is_valid() else None
    if batch is not None:
        return redirect("demands:batch", ref=batch.ref)
    return render(request, "demands/bulk.html", bulk_head(wanted) | {"form": form, "rows": chosen_rows(demands)})


def _refs(request: ActorRequest) -> list[UUID]:
    """The refs that were ticked, or all that the filter of the desk shows; what is no ref is none."""
    if request.POST.get("all"):
        wanted = desk_filter(QueryDict(request.POST.get("filter", "").removeprefix("?")))
        return refs_on_desk(request.actor, wanted, timezone.now())
    found = []
    for told in request.POST.getlist("ref"):
        try:
            found.append(UUID(told))
        except ValueError:
            continue
    return found


def _none(refs: Sequence[UUID]) -> str:
    """Why there is nothing to be done."""
    many = len(refs) > MOST_CHOSEN
    return wording.refusal(Refused("too_many_chosen", limit=MOST_CHOSEN) if many else Refused("nothing_chosen"))


def _form(verb: BulkVerb, demands: Sequence[Demand], request: ActorRequest, at: datetime) -> BulkForm:
    """What is said for all of them, with whom it may be about; who only looks for one keeps what he wrote."""
    bound = request.POST if "submission" in request.POST and "find" not in request.POST else None
    initial = {"submission": uuid7(), **{name: request.POST[name] for name in KEPT if name in request.POST}}
    form = BULK_FORMS[verb](bound, actor=request.actor, at=at, initial=initial)
    if isinstance(form, BulkDispatchForm):
        form.offer(lambda: handlers_for(demands, at), request.POST.get("words", ""))
    if isinstance(form, BulkHandOnForm):
        form.offer(successors(request.actor, at))
    return form


def _begun(form: BulkForm, refs: Sequence[UUID]) -> Batch | None:
    """The batch with its first step done; otherwise the form says what stands in the way."""
    submission = form.cleaned_data["submission"]
    try:
        batch = services.begin_batch(form.order(), refs, submission=submission, actor=form.actor, at=form.at)
    except Refused as refused:
        form.refuse(refused)
        return None
    return services.go_on(batch.ref, actor=form.actor, at=form.at)


@reads
def batch(request: ActorRequest, ref: UUID) -> HttpResponse:
    """How far a batch is, and what became of each of its demands. To who began it."""
    found = batch_of(request.actor, ref)
    if found is None:
        raise Http404
    return render(request, "demands/batch.html", batch_shown(found, lines_of(found), request.actor))


@acts
def go_on(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The next step of a batch."""
    if batch_of(request.actor, ref) is None:
        raise Http404
    services.go_on(ref, actor=request.actor, at=timezone.now())
    return redirect("demands:batch", ref=ref)
