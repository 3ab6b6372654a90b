"""Programmes: the list, preparing one, its page for everybody and for staff, what is done with the whole."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.accounts.selectors import organisations_named, people_named
from huiqi.benefits import services
from huiqi.benefits.flow import LAID_OPEN
from huiqi.benefits.forms import ChooseForm, PlanForm, ReasonForm, SubmitForm, VerbForm, initial
from huiqi.benefits.models import Programme
from huiqi.benefits.permissions import can_check, can_object, can_run, drew_it, is_in_charge, may, reviews, wrote
from huiqi.benefits.selectors import (
    authorities,
    desk_count,
    entries_of,
    is_put_up,
    needs_a_person,
    objections_of,
    own_on_list,
    published_entries,
    published_sum,
    tally,
    verbs_for,
    visible_to,
)
from huiqi.benefits.selectors import (
    programmes as programmes_of,
)
from huiqi.benefits.views.pressing import late, pressed, refs, refused_by
from huiqi.benefits.views.shown import entry_rows, head, objection_rows, programme_row, tally_rows
from huiqi.benefits.wording import (
    BEFORE,
    DONE,
    NO_AUTHORITY,
    awaited,
    label,
    lacking,
    pays,
    put_down,
    refusal,
    returned,
    story,
)
from huiqi.benefits.words import EntryState, ProgrammeState, ProgrammeVerb
from huiqi.eligibility.amounts import pick
from huiqi.eligibility.versions import Subject
from huiqi.enterprises.selectors import reader_language
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Actor, ActorRequest, public, reads, writes
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hub
from huiqi.policies.selectors import campaign_of, library, policy_in_force, version_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiqi.benefits.models import Entry
    from huiqi.policies.models import PolicyVersion

_V = ProgrammeVerb
PERFORM: dict[ProgrammeVerb, Callable[..., Programme]] = {
    _V.SUBMIT: services.submit_guide,
    _V.RECALL: services.recall_guide,
    _V.APPROVE: services.approve_guide,
    _V.RETURN: services.return_guide,
    _V.DRAW: services.draw,
    _V.PUBLISH: services.publish_list,
    _V.ASK: services.ask,
    _V.FINISH: services.finish,
    _V.CANCEL: services.cancel,
}
PER_PAGE = 50


def runner_only(request: ActorRequest) -> None:
    """To anybody else there is nothing to prepare."""
    if not can_run(request.actor):
        raise Http404


def seen(request: ActorRequest, ref: UUID) -> Programme:
    """The programme, if the actor may see it; otherwise there is none."""
    return get_object_or_404(visible_to(request.actor), ref=ref)


def crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    """The way back."""
    return [{"label": _("免申即享"), "url": reverse("benefits:programmes")}, *more]


def crumb(found: Programme) -> dict[str, str]:
    """The programme itself, on the way back."""
    return {"label": found.title, "url": reverse("benefits:programme", args=[found.ref])}


def tiers_of(found: "PolicyVersion") -> list[str]:
    """What each tier of the policy's benefit says."""
    return [tier.text for tier in version_of(found).benefits]


@reads
@public
def programmes(request: ActorRequest) -> HttpResponse:
    """What is being carried out, and what was."""
    actor = request.actor
    running = [programme_row(one) for one in programmes_of(actor, running=True)]
    ended = [programme_row(one) for one in programmes_of(actor, running=False)]
    context = {"running": running, "ended": ended, "may_run": can_run(actor)}
    context["to_review"] = desk_count(actor) if can_run(actor) else 0
    return render(request, "benefits/programmes.html", context)


@writes
def begin(request: ActorRequest) -> HttpResponse:
    """Choose a policy, then write its programme."""
    runner_only(request)
    today = localdate()
    code = request.GET.get("policy", "")
    base = policy_in_force(code, today) if len(code) <= 4 else None
    if base is None or needs_a_person(version_of(base)):
        return render(request, "benefits/choose.html", {"form": _choice(today, base), "crumbs": crumbs()})
    province = hub().region
    form = PlanForm(request.POST or None, tiers=tiers_of(base), province=province, initial=initial(None, province))
    if request.method == "POST" and form.is_valid():
        made = _kept(request, form, _V.PREPARE, partial(services.prepare, base, form.said(), **form.once()))
        if made:
            return redirect("benefits:programme", ref=made.ref)
    context = {"form": form, "heading": _("编制批次"), "base": base, "crumbs": crumbs()}
    return render(request, "benefits/plan.html", context)


def _choice(today: date, unfit: "PolicyVersion | None") -> ChooseForm:
    """The policies that data alone decide; of one that was asked for and cannot be decided so, it is said why."""
    firms = [v for v in library().in_force(today) if v.subject is Subject.ENTERPRISE and not needs_a_person(v)]
    language = reader_language()
    offered = [(v.code, f"{v.code} {pick((v.title, v.title_en), language)}") for v in firms]
    return ChooseForm({"policy": unfit.policy.code} if unfit else None, offered=offered)


@writes
def edit(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Write a programme anew before its guide is published."""
    runner_only(request)
    found, province = seen(request, ref), hub().region
    if request.method != "POST" and _V.REVISE not in verbs_for(request.actor, found):
        return late(request, found.state, crumb(found)["url"])
    form = PlanForm(
        request.POST or None, tiers=tiers_of(found.version), province=province, initial=initial(found, province)
    )
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        if _kept(request, form, _V.REVISE, partial(services.revise, ref, form.said(), revision=revision)):
            return redirect("benefits:programme", ref=ref)
    context = {"form": form, "heading": _("修改批次"), "base": found.version, "crumbs": crumbs(crumb(found))}
    return render(request, "benefits/plan.html", context)


def _kept(request: ActorRequest, form: Any, verb: ProgrammeVerb, call: Callable[..., Programme]) -> Programme | None:
    """What was done, and that it was; nothing where it was refused."""
    made = pressed(request, form, call)
    if made:
        messages.success(request, DONE[verb], extra_tags=request.get_full_path())
    return made


@reads
@public
def programme(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The programme: its guide and list for everybody; for staff and who approves it what waits to be done."""
    found, actor = seen(request, ref), request.actor
    inside = can_check(actor) or is_in_charge(actor, found)
    asked = request.GET.get("state", "")
    state = EntryState(asked) if inside and asked in [str(one.value) for one in EntryState] else None
    rows = entries_of(found, actor, state) if inside else _outside(found, actor)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": entry_rows(page, inside=inside),
        "page": page,
        "inside": inside,
        "opens": can_check(actor),
        "crumbs": crumbs(),
        **_told(request, found),
    }
    told = _for_staff(request, found, state) if inside else {}
    return render(request, "benefits/programme.html", context | told)


def _outside(found: Programme, actor: Actor) -> "QuerySet[Entry]":
    """The published list while it is put up; afterwards a firm still reads its own line, and nobody a name."""
    return published_entries(found) if is_put_up(found, localdate()) else own_on_list(found, actor)


def _told(request: ActorRequest, found: Programme) -> dict[str, Any]:
    """What the page tells everybody."""
    actor, put_up = request.actor, is_put_up(found, localdate())
    return {
        **head(found),
        "tiers": pays(found, tiers_of(found.version)),
        "laid_open": found.state in LAID_OPEN,
        "put_down": "" if put_up or found.state not in LAID_OPEN else put_down(found, *published_sum(found)),
        "may_object": can_object(actor) and not can_check(actor) and not is_in_charge(actor, found) and put_up,
        "objections": objection_rows(objections_of(found, actor)),
    }


def _for_staff(request: ActorRequest, found: Programme, state: EntryState | None) -> dict[str, Any]:
    actor, happened = request.actor, timeline(found.ref)
    counted = tally(found, actor)
    waits = next((one.count for one in counted if one.state is EntryState.FOUND), 0)
    works, checking = can_check(actor), found.state is ProgrammeState.CHECKING
    offices = organisations_named(one.organisation_id for one in happened)
    return {
        "tallies": tally_rows(found, counted, state),
        "offers": _offers(found, actor),
        "lacking": lacking(found) if works else [],
        "campaign": campaign_of(actor, found.version.policy.code) if works and found.lacking else None,
        "timeline": story(happened, people_named({one.actor_ref for one in happened}), offices),
        "returned": returned(found, happened),
        "awaited": awaited(found, may_review=reviews(actor, found), own=wrote(actor, found)),
        "may_run": can_run(actor),
        "may_revise": _V.REVISE in verbs_for(actor, found),
        "to_verify": waits if works and checking and not drew_it(actor, found) else 0,
        "own_eyes": works and checking and waits and drew_it(actor, found),
        "drawing": found.state is ProgrammeState.DRAWING,
        "paying": can_run(actor) and found.state in (ProgrammeState.PAYING, ProgrammeState.FINISHED),
    }


MAIN = {
    ProgrammeState.PREPARED: _V.SUBMIT,
    ProgrammeState.REVIEW: _V.APPROVE,
    ProgrammeState.GUIDED: _V.DRAW,
    ProgrammeState.CHECKING: _V.PUBLISH,
    ProgrammeState.PUBLISHED: _V.ASK,
    ProgrammeState.PAYING: _V.FINISH,
}
"""What is usually done next."""


def _offers(found: Programme, actor: Actor) -> list[dict[str, Any]]:
    """What this actor may do now, what is usually done next marked."""
    verbs = [verb for verb in verbs_for(actor, found) if verb in PERFORM]
    return [{"label": label(verb), "slug": verb.value, "main": verb is MAIN.get(found.state)} for verb in verbs]


@reads
def progress(request: ActorRequest, ref: UUID) -> HttpResponse:
    """How far the comparing has come: a piece of the page, asked for again and again."""
    found = seen(request, ref)
    if not can_check(request.actor):
        raise Http404
    if found.state is not ProgrammeState.DRAWING:
        done = HttpResponse(status=204)
        done["HX-Refresh"] = "true"
        return done
    return render(request, "benefits/progress.html", {"programme": found})


@writes
def verify_all(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Find every firm right that waits for this actor, or those that are ticked."""
    seen(request, ref)
    if request.method != "POST":
        return redirect("benefits:programme", ref=ref)
    ticked = request.POST.getlist("entry")
    count = refused_by(request, partial(services.verify_all, ref, refs(ticked) or None))
    if isinstance(count, Refused):
        messages.error(request, refusal(count))
    else:
        messages.success(request, ngettext("已核验 %(count)s 户。", "已核验 %(count)s 户。", count) % {"count": count})
    return redirect("benefits:programme", ref=ref)


@writes
def act(request: ActorRequest, ref: UUID, verb: str) -> HttpResponse:
    """Submit the guide, approve it or give it back, compare, publish the list, ask, finish, cancel."""
    found = seen(request, ref)
    wanted = next((one for one in PERFORM if one.value == verb), None)
    if wanted is None or not may(request.actor, wanted, found):
        raise Http404
    if request.method != "POST" and wanted not in verbs_for(request.actor, found):
        return late(request, found.state, crumb(found)["url"])
    form, before = _form_of(request, wanted, found)
    if request.method == "POST" and form.is_valid():
        told = {"revision": form.cleaned_data["revision"], **form.said()}
        if _kept(request, form, wanted, partial(PERFORM[wanted], ref, **told)):
            return redirect("benefits:programme", ref=ref)
    back = crumb(found)
    context = {"form": form, "title": label(wanted), "before": before, "back": back, "crumbs": crumbs(back)}
    read = {"guide": found.guide, "tiers": pays(found, tiers_of(found.version))} if wanted is _V.APPROVE else {}
    return render(request, "benefits/act.html", context | read)


def _form_of(request: ActorRequest, verb: ProgrammeVerb, found: Programme) -> tuple[VerbForm, Any]:
    """The form of a verb, and what is said above it."""
    data, initially = request.POST or None, {"revision": found.revision}
    if verb is _V.SUBMIT:
        seated = authorities(localdate())
        return SubmitForm(data, initial=initially, seated=seated), BEFORE[verb] if seated else NO_AUTHORITY
    kind = ReasonForm if verb in (_V.CANCEL, _V.RETURN) else VerbForm
    return kind(data, initial=initially), BEFORE[verb]
