"""One demand: its page, and every verb that can be done with it."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate

from huiqi.demands import services
from huiqi.demands.forms import (
    FORMS,
    AbsorbForm,
    ArbitrateForm,
    AskForm,
    CallOffForm,
    DispatchForm,
    ExtensionForm,
    GivingForm,
    HandlerForm,
    HandOnForm,
    LetGoForm,
    MergeForm,
    NameInsiderForm,
    PartForm,
    RateForm,
    RemoveInsiderForm,
    RepeatedForm,
    ReplaceScanForm,
    ReportForm,
    SplitForm,
    SupplyForm,
    SuspendForm,
    VerbForm,
    WithdrawForm,
)
from huiqi.demands.models import Demand
from huiqi.demands.permissions import can, can_make_general, can_rebuild, can_write_note, could, is_firm
from huiqi.demands.selectors import (
    PER_PAGE,
    Case,
    absorbed_by,
    arbiters,
    asked_suspension,
    candidates,
    case_of,
    chosen_matter,
    colleagues,
    demand_at_hand,
    duties_named,
    earlier_closed,
    files_brought,
    hand_of,
    hands_of,
    insiders_of,
    intake_of,
    lists_for,
    longest,
    note_look,
    notes_read,
    open_instructions,
    open_parts,
    others_of,
    plans_for,
    possible,
    precedents,
    rating_list,
    scans_of,
    seen_in_survivor,
    shielded,
    shown_to,
    siblings,
    sides,
    templates_for,
    told_states,
    undoable,
    visible_to,
    waiting_parts,
    who_could_know,
    whole_demand,
    with_notes,
)
from huiqi.demands.views.similar import beside_answer
from huiqi.demands.wording import general, screen, templates
from huiqi.demands.wording.anonymous import done_with
from huiqi.demands.wording.overtaken import overtaken
from huiqi.demands.wording.presence import present
from huiqi.demands.wording.sheets import card
from huiqi.demands.wording.spoken import said_aloud
from huiqi.demands.words import TEMPLATED, Anonymity, Verb
from huiqi.journal.services import record_look
from huiqi.kernel.access import Actor, ActorRequest, address_of, deeds, note, reads
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused
from huiqi.reference.selectors import calendar

PERFORM: dict[Verb, Callable[..., Demand]] = {
    Verb.REGISTER: services.register_demand,
    Verb.ASK_INFORMATION: services.ask_information,
    Verb.SUPPLY_INFORMATION: services.supply_information,
    Verb.REPLY: services.reply_to_demand,
    Verb.HAND_ON: services.hand_on,
    Verb.ACKNOWLEDGE: services.acknowledge_hand_on,
    Verb.HAND_OVER_RESULT: services.hand_over_result,
    Verb.CONSULT: services.consult,
    Verb.CALL_OFF: services.call_off,
    Verb.ASK_EXTENSION: services.ask_extension,
    Verb.GRANT_EXTENSION: services.grant_extension,
    Verb.DECLINE_EXTENSION: services.decline_extension,
    Verb.ASK_SUSPENSION: services.ask_suspension,
    Verb.SUSPEND: services.suspend_demand,
    Verb.DECLINE_SUSPENSION: services.decline_suspension,
    Verb.RESUME: services.resume_demand,
    Verb.DISPATCH: services.dispatch_demand,
    Verb.ADD_PART: services.add_part,
    Verb.SEND_LETTER: services.send_letter,
    Verb.ENTER_ANSWER: services.enter_answer,
    Verb.ENTER_RETURN: services.enter_return,
    Verb.REPLACE_SCAN: services.replace_scan,
    Verb.RECALL: services.recall_demand,
    Verb.TAKE: services.take_demand,
    Verb.RETURN: services.return_demand,
    Verb.CONTEST: services.contest_demand,
    Verb.ARBITRATE: services.arbitrate,
    Verb.GIVE_PLAN: services.give_plan,
    Verb.START_WORK: services.start_work,
    Verb.ANSWER: services.answer_demand,
    Verb.SUM_UP: services.sum_up,
    Verb.RATE: services.rate_demand,
    Verb.VISIT: services.visit_enterprise,
    Verb.OPEN_RECTIFICATION: services.open_rectification,
    Verb.PLAN_RECTIFICATION: services.plan_rectification,
    Verb.RECTIFY: services.rectify,
    Verb.APPEAL: services.appeal_rating,
    Verb.UPHOLD_APPEAL: services.uphold_appeal,
    Verb.DECLINE_APPEAL: services.decline_appeal,
    Verb.ARCHIVE: services.archive_demand,
    Verb.WITHDRAW: services.withdraw_demand,
    Verb.REFUSE: services.refuse_demand,
    Verb.END: services.end_demand,
    Verb.CLOSE_REPEATED: services.close_repeated,
    Verb.MERGE: services.merge_demand,
    Verb.ABSORB: services.absorb_demands,
    Verb.UNMERGE: services.unmerge_demand,
    Verb.LET_GO: services.let_go,
    Verb.SPLIT: services.split_demand,
    Verb.OBJECT: services.object_to_decision,
    Verb.UPHOLD_OBJECTION: services.uphold_objection,
    Verb.REJECT_OBJECTION: services.reject_objection,
    Verb.REOPEN: services.reopen_demand,
    Verb.ADD: services.add_to_demand,
    Verb.REMIND: services.remind_handler,
    Verb.ESCALATE: services.escalate_demand,
    Verb.REMIND_FIRM: services.remind_firm,
    Verb.SET_URGENCY: services.set_urgency,
    Verb.OPEN_GREEN: services.open_green,
    Verb.CLOSE_GREEN: services.close_green,
    Verb.INSTRUCT: services.enter_instruction,
    Verb.REPORT_BACK: services.report_back,
    Verb.SEAL: services.seal_demand,
    Verb.NAME_INSIDER: services.name_insider,
    Verb.REMOVE_INSIDER: services.remove_insider,
    Verb.UNSEAL: services.unseal_demand,
}


def seen(request: ActorRequest, ref: UUID) -> Demand:
    """The whole demand, if the actor may see it, as he may read it; otherwise there is none. A look at a confidential
    one leaves its trace.
    """
    return _as_read(request, whole_demand(request.actor, ref, timezone.now()) or seen_in_survivor(request.actor, ref))


def _before_deed(request: ActorRequest, ref: UUID) -> Demand:
    """The same, without what only its page shows beside it."""
    return _as_read(request, demand_at_hand(request.actor, ref) or seen_in_survivor(request.actor, ref))


def _as_read(request: ActorRequest, found: Demand | None) -> Demand:
    if found is None:
        raise Http404
    note_look(request.actor, found)
    return shown_to(request.actor, told_states(request.actor, [found])[0])


@reads
def demand(request: ActorRequest, ref: UUID) -> HttpResponse:
    """One demand, for everybody who may see it: what is promised, what happened, what this person may do now."""
    at = timezone.now()
    case = with_notes(shielded(case_of(seen(request, ref)), request.actor), request.actor)
    return render(request, "demands/demand.html", _case_context(request, case, at))


def _case_context(request: ActorRequest, case: Case, at: datetime) -> dict[str, Any]:
    """What the page of a case shows. Whoever is shown how to reach the enterprise leaves a trace."""
    own = is_firm(request.actor, case.demand)
    if not (own or case.demand.hidden):
        note(lambda: record_look("demand", case.demand.ref, "contact", actor=request.actor, at=at))
    verbs = possible(request.actor, case, at)
    shown = screen.case_shown(case, verbs, own=own, at=at, calendar=calendar())
    shown |= _present(request, case.demand) | {"aloud": said_aloud(case.owed(), at) if _is_called(case, own) else []}
    intake = intake_of(case.demand)
    shown |= {"may_note": can_write_note(request.actor, case.demand), "notes_count": notes_read(case)}
    shown["came_of"] = general.came_of(case.demand, own=own)
    shown["may_make_general"] = can_make_general(request.actor, case.demand)
    shown["may_rebuild"] = can_rebuild(request.actor)
    shown["taken_here"] = intake is not None and intake.taken_by == request.actor.person_ref
    return shown | card(case, request.actor, own=own, submission=uuid7())


def _is_called(case: Case, own: bool) -> bool:
    """Whether whoever reads it has somebody to say it to."""
    return not own and case.demand.anonymity is not Anonymity.ANONYMOUS


def _present(request: ActorRequest, demand: Demand, doing: str = "") -> dict[str, Any]:
    """Who else has the case before him, and what this page is about to do."""
    return {
        "present": present(others_of(demand, request.actor), request.actor),
        "doing": doing,
        "shown_revision": demand.revision,
    }


@deeds
def act(request: ActorRequest, ref: UUID, verb: str) -> HttpResponse:
    """One verb: its form, or the deed. What stands in the way is said beside the field, with all that was typed."""
    at, read = timezone.now(), _before_deed if request.method == "POST" else seen
    shown = at_part(read(request, ref), request)
    wanted = verb_asked(verb, shown, request.actor, request)
    form = form_for(wanted, shown, request.actor, request, at)
    if request.method == "POST" and form.is_valid() and done(wanted, shown, form, at):
        messages.success(request, done_with(wanted, shown), extra_tags=screen.draft_of(shown, wanted))
        return _after(wanted, request, ref)
    if request.method == "POST":
        shown = _as_it_is_now(shown, form, request)
    case = with_notes(shielded(case_of(shown), request.actor), request.actor)
    _say_who_was_first(form, wanted, case, request)
    if request.method != "POST" and wanted not in possible(request.actor, case, at):
        messages.warning(request, screen.not_now(wanted, shown, case))
        return redirect("demands:demand", ref=ref)
    context = screen.case_shown(case, [], own=is_firm(request.actor, shown), at=at, calendar=calendar())
    context |= _present(request, shown, wanted) | _templates(request, wanted, case, form, at)
    context |= beside_answer(request, wanted, shown, form)
    return render(request, form.template, context | screen.act_shown(wanted, shown, form.kept()) | {"form": form})


def _as_it_is_now(demand: Demand, form: VerbForm, request: ActorRequest) -> Demand:
    """The demand read again after a verb that could not be done: somebody may have been faster meanwhile."""
    with suppress(Http404):  # whoever sees it no more keeps what he typed
        now_shown = at_part(seen(request, demand.ref), request)
        if now_shown.revision != demand.revision:
            form.catch_up(now_shown.revision)
        return now_shown
    return demand


def _say_who_was_first(form: VerbForm, wanted: Verb, case: Case, request: ActorRequest) -> None:
    """Beside what stands in the way of a stale form: who did what meanwhile, and when."""
    if form.is_bound and request.POST.get("revision") not in (None, str(case.demand.revision)):
        own = is_firm(request.actor, case.demand)
        form.add_error(None, overtaken(case, wanted, own=own))


def at_part(demand: Demand, request: ActorRequest) -> Demand:
    """The demand, with the custody that is meant of several: by its part in the address, or one's own."""
    if demand.parts:
        asked = {**request.GET.dict(), **request.POST.dict()}.get("part", "")
        number = int(asked) if re.fullmatch(r"\d{1,4}", asked, re.ASCII) else None
        demand.held = hand_of(hands_of(demand).values(), request.actor, part=number)
    return demand


def _after(done: Verb, request: ActorRequest, ref: UUID) -> HttpResponse:
    """Where one goes after a deed: back to the demand, as long as one sees it."""
    gone = done is Verb.RETURN or (done is Verb.REMOVE_INSIDER and not visible_to(request.actor).filter(ref=ref))
    return redirect("demands:desk") if gone else redirect("demands:demand", ref=ref)


BY_NAME = {verb.replace("_", "-"): verb for verb in FORMS}
"""Verbs by how they stand in an address."""


def verb_asked(name: str, demand: Demand, actor: Actor, request: HttpRequest) -> Verb:
    """The verb of this address, if he does it, or would at another moment; staff whose form is stale are told so by the
    form, unless it lists what only who may do it is to see. For everybody else there is no such page.
    """
    wanted = BY_NAME.get(name)
    if wanted is None:
        raise Http404
    stale = request.method == "POST" and request.POST.get("revision") != str(demand.revision)
    once = stale and not is_firm(actor, demand) and not issubclass(FORMS[wanted], tuple(OFFERS))
    passed = request.method != "POST" and could(actor, wanted, demand)
    if not (once or passed or can(actor, wanted, demand, demand.held)):
        raise Http404
    return wanted


def _weigh(form: ArbitrateForm, demand: Demand, request: HttpRequest, at: datetime) -> None:
    """Whoever may be ruled to handle it, both sides, and what was ruled before."""
    form.offer(demand, lambda: arbiters(demand, at), request.GET.get("q", ""))
    form.weigh(lambda: sides(demand, at), lambda: precedents(demand))


OFFERS: dict[type[VerbForm], Callable[[Any, Demand, HttpRequest, datetime], None]] = {
    HandlerForm: lambda form, demand, request, at: form.offer(
        demand, lambda: candidates(demand, at), request.GET.get("q", ""), lambda: precedents(demand)
    ),
    GivingForm: lambda form, demand, _request, at: form.offer(
        duties_named(demand.held.organisation_id, localdate(at)) if demand.held else []
    ),
    ArbitrateForm: lambda form, demand, request, at: _weigh(form, demand, request, at),
    DispatchForm: lambda form, demand, request, _at: form.propose(
        lambda: plans_for(demand), request.GET.get("plan", "")
    ),
    PartForm: lambda form, demand, _request, _at: form.waits(waiting_parts(demand)),
    AskForm: lambda form, demand, request, at: form.offer(
        lists_for(demand, at), request.GET.get("matter", chosen_matter(demand)), again=demand.asked is not None
    ),
    SupplyForm: lambda form, demand, _request, _at: form.offer(demand.asked),
    RepeatedForm: lambda form, demand, _request, _at: form.offer(earlier_closed(demand)[:PER_PAGE]),
    MergeForm: lambda form, demand, request, _at: form.offer(siblings(demand), request.GET.get("with", "")),
    AbsorbForm: lambda form, demand, request, _at: form.offer(siblings(demand), request.GET.get("with", "")),
    LetGoForm: lambda form, demand, _request, at: form.offer(undoable(demand, at)),
    WithdrawForm: lambda form, demand, _request, _at: form.offer(absorbed_by(demand)),
    SplitForm: lambda form, demand, _request, _at: form.offer(demand, files_brought(demand)),
    HandOnForm: lambda form, demand, _request, at: form.offer(colleagues(demand, at), demand.against),
    ExtensionForm: lambda form, demand, _request, _at: form.offer(longest(demand)),
    SuspendForm: lambda form, demand, _request, _at: form.offer(
        demand, asked_suspension(demand) if demand.suspended_until is None else None
    ),
    ReplaceScanForm: lambda form, demand, _request, _at: form.offer(scans_of(demand)),
    CallOffForm: lambda form, demand, request, _at: form.offer(open_parts(demand), request.GET.get("asked", "")),
    ReportForm: lambda form, demand, _request, _at: form.offer(open_instructions(demand)),
    NameInsiderForm: lambda form, demand, _request, at: form.offer(who_could_know(demand, at)),
    RateForm: lambda form, demand, request, _at: form.offer(
        rating_list(demand), services.source_of(address_of(request), request.headers.get("User-Agent", ""))
    ),
    RemoveInsiderForm: lambda form, demand, _request, _at: form.offer(insiders_of(demand)),
}
"""What a form lets choose from."""


def form_for(wanted: Verb, demand: Demand, actor: Actor, request: HttpRequest, at: datetime) -> VerbForm:
    """The form of a verb, with what this demand offers to choose from."""
    held = demand.held
    initial: dict[str, Any] = {"revision": demand.revision, "plan": held.plan if held else ""}
    initial |= {"part": held.part} if held and held.part else {}
    initial |= {"handler": request.GET["handler"]} if "handler" in request.GET else {}
    sent = None if "template" in request.POST else request.POST or None  # choosing a template sends nothing yet
    if sent is None:
        initial |= {name: told if len(told) > 1 else told[0] for name, told in request.POST.lists()}
    form = FORMS[wanted](sent, request.FILES if sent else None, actor=actor, at=at, initial=initial)
    for kind, offer in OFFERS.items():
        if isinstance(form, kind):
            offer(form, demand, request, at)
    return form


def _templates(request: ActorRequest, wanted: Verb, case: Case, form: VerbForm, at: datetime) -> dict[str, Any]:
    """What may be written with one press; without a script the form comes back with the chosen one in its text."""
    listed = templates_for(request.actor, wanted, case.demand)
    if not listed:
        return {"templates": []}
    offered = templates.offered(listed, templates.values(case, request.actor, at))
    field = TEMPLATED[wanted]
    chosen = next((one["text"] for one in offered if one["ref"] == request.POST.get("template")), "")
    form.initial[field] = "\n\n".join(filter(None, (form.initial.get(field, ""), chosen)))
    return {"templates": offered, "template_field": form[field].id_for_label}


def done(wanted: Verb, demand: Demand, form: VerbForm, at: datetime) -> bool:
    """Whether it could be done; otherwise the form says what stands in the way."""
    revision = form.cleaned_data["revision"]
    try:
        PERFORM[wanted](demand.ref, **form.said(), actor=form.actor, at=at, revision=revision)
    except Refused as refused:
        form.refuse(refused)
        form.catch_up(demand.revision)
    except NotNow:
        form.add_error(None, screen.not_now(wanted, demand))
    else:
        return True
    return False
