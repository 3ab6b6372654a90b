"""Write an agreement: the first time, anew, or as a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate

from huiqi.agreements import services
from huiqi.agreements.flow import AGREEMENT
from huiqi.agreements.forms import TermsForm, first_terms
from huiqi.agreements.models import Agreement
from huiqi.agreements.permissions import can, can_draft
from huiqi.agreements.selectors import agreed_of, latest_of, own_custody, products_for, size_of
from huiqi.agreements.views.case import back, done, seen
from huiqi.agreements.wording import DONE, label
from huiqi.agreements.words import AgreementVerb
from huiqi.demands.selectors import visible_to as visible_demands
from huiqi.kernel.access import ActorRequest, writes
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.demands.models import Demand, Handling

WRITE = {AgreementVerb.REVISE: services.revise, AgreementVerb.CHANGE: services.change}


@writes
def new(request: ActorRequest, demand: UUID) -> HttpResponse:
    """Draft the agreement of a demand from the plan for it."""
    at, found = timezone.now(), get_object_or_404(visible_demands(request.actor), ref=demand)
    held = own_custody(found, request.actor)
    if held is None or not can_draft(request.actor, found, held):
        raise Http404
    first = {"scope": held.plan, "start_on": localdate(at), "submission": uuid7(), "fee": 0}
    form = _form(request, at, held, first)
    if request.method == "POST" and form.is_valid():
        submission = form.cleaned_data["submission"] or uuid7()
        try:
            made = services.draft(demand, **form.said(), submission=submission, actor=request.actor, at=at)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, str(DONE[AgreementVerb.DRAFT]))
            return redirect("agreements:agreement", ref=made.ref)
    return render(request, "agreements/terms.html", _page(found, form, AgreementVerb.DRAFT))


def _form(request: ActorRequest, at: Any, held: Handling, initial: dict[str, Any]) -> TermsForm:
    form = TermsForm(request.POST or None, request.FILES or None, actor=request.actor, at=at, initial=initial)
    form.offer(products_for(held.organisation_id, localdate(at)))
    if held.by_letter:
        form.ask_for_paper()
    return form


def _page(demand: Demand, form: TermsForm, verb: AgreementVerb, agreement: Agreement | None = None) -> dict[str, Any]:
    size = size_of(demand.enterprise, localdate())
    return {
        "demand": demand,
        "agreement": agreement,
        "form": form,
        "kept": form.kept(),
        "by_letter": "attachments" in form.fields,
        "title": label(verb),
        "is_change": verb is AgreementVerb.CHANGE,
        "size": label(size) if size else "",
        "draft": f"agreement-{agreement.ref if agreement else demand.ref}-{verb}",
    }


@writes
def terms(request: ActorRequest, ref: UUID, verb: str) -> HttpResponse:
    """Write it anew before it is in force, or propose a change of one that is."""
    at, found = timezone.now(), seen(request, ref)
    wanted = next((one for one in WRITE if one == verb), None)
    if wanted is None:
        raise Http404
    if not can(request.actor, wanted, found):
        raise Http404
    if request.method != "POST" and not AGREEMENT.allows(found.state, wanted):
        return back(request, found, Refused("not_now", state=found.state))
    form = _form(request, at, found.handling, _first(found, wanted) | {"revision": found.revision})
    if request.method == "POST" and form.is_valid():
        told = {"actor": request.actor, "at": at, "revision": form.cleaned_data["revision"]}
        if done(lambda: WRITE[wanted](ref, **form.said(), **told), form, found):
            messages.success(request, str(DONE[wanted]))
            return redirect("agreements:agreement", ref=ref)
    return render(request, "agreements/terms.html", _page(found.demand, form, wanted, found))


def _first(found: Agreement, wanted: AgreementVerb) -> dict[str, Any]:
    """What was written last; of an agreement in force the milestones still to be reached."""
    if wanted is AgreementVerb.REVISE or not found.versions.filter(agreed_at__isnull=False).exists():
        return first_terms(latest_of(found))
    todo = found.milestones.filter(done_on=None).order_by("due_on", "id")
    return first_terms(agreed_of(found), open_plan=list(todo.values_list("name", "due_on")))
