"""One case: where it stands, its papers, what can be done; and the form of each verb."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from huiqi.accounts.selectors import organisations_named, people_named
from huiqi.demands.selectors import visible_to as visible_demands
from huiqi.files.selectors import as_download
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Actor, ActorRequest, reads, writes
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import short_names
from huiqi.papers.selectors import papers_of
from huiqi.supervision import selectors, services, wording
from huiqi.supervision.flow import CASE
from huiqi.supervision.forms import FORMS, CaseForm, DecisionForm
from huiqi.supervision.permissions import can, goes_above, rulings
from huiqi.supervision.services.objecting import objection_until
from huiqi.supervision.wording import on_demand, screen
from huiqi.supervision.wording.papers import missed
from huiqi.supervision.words import CaseVerb

if TYPE_CHECKING:
    from huiqi.supervision.models import SupervisionCase

CALLS: dict[CaseVerb, Callable[..., object]] = {
    CaseVerb.ORDER: services.order,
    CaseVerb.CIRCULATE: services.circulate,
    CaseVerb.SUMMON: services.summon,
    CaseVerb.RECORD_TALK: services.record_talk,
    CaseVerb.REPORT: services.report_remedy,
    CaseVerb.ACCEPT: services.accept_remedy,
    CaseVerb.DECLINE: services.decline_remedy,
    CaseVerb.OBJECT: services.object_to_record,
    CaseVerb.UPHOLD: services.uphold_objection,
    CaseVerb.REJECT: services.reject_objection,
    CaseVerb.ENTER: services.enter_decision,
}


def _shown(found: SupervisionCase) -> dict[str, Any]:
    """What stands beside a case and beside the form of a verb."""
    entries = timeline(found.ref)
    people = people_named({one.actor_ref for one in entries} | {found.person_ref})
    keys = {one.organisation_id for one in entries if one.organisation_id}
    offices = organisations_named(keys) | short_names(keys)
    return {
        "case": found,
        "state": wording.label(found.state),
        "tone": wording.TONES[found.state],
        "fact": missed(found),
        "facts": screen.facts(found, people, objection_until(found)),
        "timeline": screen.timeline(found, entries, people, offices),
    }


@reads
def case(request: ActorRequest, ref: UUID) -> HttpResponse:
    """One case."""
    found = get_object_or_404(selectors.visible_to(request.actor), ref=ref)
    objection = getattr(found, "objection", None)
    waits = objection is not None and objection.decided_at is None
    closed = objection is not None or timezone.now() > objection_until(found)
    supervised, at = selectors.with_steps(found), timezone.now()
    context = _shown(found) | {
        "offers": screen.offers(request.actor, found, objected=closed, waits=waits),
        "now": on_demand.now(supervised, waits=waits, at=at),
        "row": on_demand.supervised_row(supervised),
        "papers": screen.papers(papers_of(found.ref)),
        "files": list(found.files.select_related("file").order_by("id")),
        "waits": waits,
        "unknown": found.demand.is_confidential and not demand_seen(request.actor, found),
    }
    return render(request, "supervision/case.html", context)


@writes
def act(request: ActorRequest, ref: UUID, verb: str) -> HttpResponse:
    """Do one verb: the form with its draft, and by POST the deed. What was typed is never lost to who came first."""
    found = get_object_or_404(selectors.visible_to(request.actor), ref=ref)
    wanted, at = _verb(verb), timezone.now()
    if in_the_way := _in_the_way(request, found, wanted):
        messages.warning(request, wording.refusal(in_the_way))
        return redirect("supervision:case", ref=ref)
    form = _form(request, found, wanted, at)
    if request.method == "POST" and form.is_valid() and _done(found, wanted, form):
        messages.success(request, wording.DONE[wanted], extra_tags=_draft(found, wanted))
        return redirect("supervision:case", ref=ref)
    context = {"form": form, "draft": _draft(found, wanted), "verb": wording.label(wanted)}
    return render(request, "supervision/act.html", _shown(found) | context | {"told": wording.BEFORE[wanted]})


def _in_the_way(request: ActorRequest, found: SupervisionCase, verb: CaseVerb) -> Refused | None:
    """Why there is no form of this verb now; raises `Http404` for who never has it."""
    if not can(request.actor, verb, found):
        if goes_above(request.actor, verb, found):
            return Refused("for_authority")
        raise Http404
    now = request.method == "POST" or CASE.allows(found.state, verb)
    return None if now else Refused("not_now", state=found.state, verb=verb)


def _form(request: ActorRequest, found: SupervisionCase, verb: CaseVerb, at: datetime) -> CaseForm:
    """The form of a verb with what it says before anybody wrote."""
    step = screen.STEP_OF.get(verb)
    initial = screen.draft(found, verb, selectors.limits(step) if step else None) | {"revision": found.revision}
    form = FORMS[verb](request.POST or None, request.FILES or None, actor=request.actor, at=at, initial=initial)
    if isinstance(form, DecisionForm):
        form.offer(rulings(found))
    return form


def _draft(found: SupervisionCase, verb: CaseVerb) -> str:
    """The key under which a browser keeps what is being written."""
    return f"supervision-{found.ref}-{verb}"


def demand_seen(actor: Actor, case: SupervisionCase) -> bool:
    """Whether whoever sees the case sees its demand."""
    return visible_demands(actor).filter(id=case.demand_id).exists()


def _verb(slug: str) -> CaseVerb:
    """The verb of an address; raises `Http404`."""
    found = next((verb for verb in FORMS if str(verb).replace("_", "-") == slug), None)
    if found is None:
        raise Http404
    return found


def _done(found: SupervisionCase, verb: CaseVerb, form: CaseForm) -> bool:
    revision = form.cleaned_data["revision"]
    try:
        CALLS[verb](found.ref, **form.said(), actor=form.actor, at=form.at, revision=revision)
    except Refused as refused:
        form.refuse(refused)
        form.catch_up(found.revision)
        return False
    return True


@reads
def case_file(request: ActorRequest, ref: UUID, file_ref: UUID) -> HttpResponse:
    """A file of a case, for whoever sees the case."""
    found = get_object_or_404(selectors.visible_to(request.actor), ref=ref)
    kept = selectors.case_file(found, file_ref)
    if kept is None:
        raise Http404
    return as_download(kept.file)  # type: ignore[return-value]  # a streamed response
