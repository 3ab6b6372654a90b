"""Merging demands that are one matter (合并办理), and undoing that: two demands, a lock on both, an entry in each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from huiqi.accounts.selectors import people_named
from huiqi.demands.models import Demand, DemandQuerySet, Merger, Promise, Reminder
from huiqi.demands.permissions import is_firm
from huiqi.demands.rules.merging import FAMILIES, taken_over
from huiqi.demands.rules.standing import rank
from huiqi.demands.selectors import survivor_of, undoing_until, visible_to
from huiqi.demands.services.conditions import give_back_condition, inherit_condition
from huiqi.demands.services.promises import owe_again
from huiqi.demands.services.turn import Turn, begin, by_itself, written
from huiqi.demands.wording import label
from huiqi.demands.words import Anonymity, DemandState, ReminderKind, Urgency, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused

OWED = tuple(step for family in FAMILIES for step in family)


@transaction.atomic
def merge_demand(
    ref: UUID, into: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Let a demand go on in another of the same enterprise at the same window; it ends, and says where it goes on.

    What the enterprise was promised earlier stands from now on at the one that stays, as does what it pressed for.
    Raises `Refused`: merge_itself, merge_unknown, merge_unsigned, merge_closed, merge_meanwhile, merge_other_firm,
    merge_secret, merge_suspended, merge_green, merge_late, merge_refused.
    """
    _lock(visible_to(actor), {ref, into})
    gone = begin(ref, Verb.MERGE, actor=actor, at=at, revision=revision)
    stays = _other(into, Verb.ABSORB, "into", actor, at)
    _merge(stays, [gone], written(reason, "merge_reason"), "into")
    return gone.demand


@transaction.atomic
def absorb_demands(
    ref: UUID, others: Sequence[UUID], reason: str, *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """The same from the demand that stays. Raises as `merge_demand`; `Refused("none_chosen")`."""
    if not others:
        raise Refused("none_chosen", "others")
    _lock(visible_to(actor), {ref, *others})
    stays = begin(ref, Verb.ABSORB, actor=actor, at=at, revision=revision)
    gone = [_other(one, Verb.MERGE, "others", actor, at) for one in dict.fromkeys(others)]
    _merge(stays, gone, written(reason, "merge_reason"), "others")
    return stays.demand


def _lock(rows: DemandQuerySet, refs: Collection[UUID]) -> None:
    """Lock all of them, in one order: two who merge them crosswise wait for one another and do not block."""
    list(rows.filter(ref__in=refs).order_by("id").select_for_update(of=("self",)))


def _other(ref: UUID, verb: Verb, field: str, actor: Actor, at: datetime, rows: DemandQuerySet | None = None) -> Turn:
    """The turn of the demand that was chosen; what stands in its way is said beside the choice."""
    try:
        return begin(ref, verb, actor=actor, at=at, revision=None, among=rows)
    except Demand.DoesNotExist:
        raise Refused("merge_unknown", field) from None
    except NotNow:
        raise _too_late(Demand.objects.get(ref=ref), field) from None


def _too_late(demand: Demand, field: str) -> Refused:
    """Why a demand can be merged with nothing now: not signed for, gone on elsewhere (where, by whom), at an end."""
    if demand.state is DemandState.FILED:
        return Refused("merge_unsigned", field, number=demand.number)
    found = Merger.objects.select_related("into").filter(demand=demand, undone_at=None).first()
    if found is None:
        return Refused("merge_closed", field, number=demand.number, state=label(demand.state))
    who = people_named({found.merged_by}).get(found.merged_by, "")
    told = {"number": demand.number, "into": found.into.number, "who": who, "when": found.merged_at}
    return Refused("merge_meanwhile", field, **told)


def _merge(stays: Turn, gone: Sequence[Turn], reason: str, field: str) -> None:
    """Everything of those that go that is still owed, owed by the one that stays; the entries of all."""
    into, taken, asked = stays.demand, list[str](), dict[str, str]()
    for one in gone:
        _check(one.demand, into, field)
        Merger.objects.create(
            demand=one.demand, into=into, reason=reason, merged_at=one.at, merged_by=one.actor.person_ref
        )
        taken += _take_over(one.demand, into, one.at, field)
        _take_reminders(one.demand, into)
        if one.demand.urgency is Urgency.URGENT:
            into.urgency, into.rank = Urgency.URGENT, rank(into.is_green, Urgency.URGENT)
        asked |= inherit_condition(into, one.demand)
        one.finish({"into": into.number}, {"reason": reason})
    numbers = [one.demand.number for one in gone]
    stays.finish({"merged": numbers, "taken_over": taken, **asked}, {"reason": reason})


def _check(gone: Demand, into: Demand, field: str) -> None:
    """Whether the two may be one. Raises `Refused`."""
    if gone.id == into.id:
        raise Refused("merge_itself", field)
    if (gone.enterprise_id, gone.window_id) != (into.enterprise_id, into.window_id):
        raise Refused("merge_other_firm", field)
    if any(one.is_confidential or one.anonymity is not Anonymity.NAMED for one in (gone, into)):
        raise Refused("merge_secret", field)
    if held := next((one for one in (gone, into) if one.suspended_until), None):
        raise Refused("merge_suspended", field, number=held.number)
    if gone.is_green and not into.is_green:
        raise Refused("merge_green", field, number=gone.number)
    if Merger.objects.filter(demand__in=(gone, into), into__in=(gone, into), by_firm=True).exists():
        raise Refused("merge_refused", field, number=gone.number)


def _owed(demand: Demand) -> list[Promise]:
    """What is owed to the enterprise, not between offices."""
    promised = Promise.objects.filter(demand=demand, round=demand.round, step__in=OWED, handling=None)
    return list(promised.filter(consultation=None, kept_at=None, released_at=None).order_by("due_at", "id"))


def _take_over(gone: Demand, into: Demand, at: datetime, field: str) -> list[str]:
    """Promise at the one that stays what the other promised earlier; answers the steps.

    Raises `Refused("merge_late")` where that is late already: what is late is not made to look as if it were not.
    """
    kept = Promise.objects.filter(demand=into, round=into.round, handling=None, consultation=None)
    done = set(kept.filter(kept_at__isnull=False).values_list("step", flat=True))
    steps = []
    for one, there in taken_over(_owed(gone), _owed(into), done):
        if one.missed_at or one.due_at <= at:
            raise Refused("merge_late", field, number=gone.number)
        Promise.objects.filter(id__in=[each.id for each in there]).update(released_at=at)
        Promise.objects.create(
            demand=into,
            round=into.round,
            step=one.step,
            started_at=one.started_at,
            due_at=one.due_at,
            warn_at=one.warn_at,
            times=1 + (kept.filter(step=one.step).aggregate(most=Max("times"))["most"] or 0),
            explanation={**one.explanation, "taken_from": gone.number},
        )
        steps.append(str(one.step))
    return steps


def _take_reminders(gone: Demand, into: Demand) -> None:
    """What the enterprise pressed for and nobody answered is owed in the one that stays, by the same moment."""
    waiting = list(Reminder.objects.filter(demand=gone, round=gone.round, answered_at=None).order_by("id"))
    pressed = [one for one in waiting if one.kind is not ReminderKind.TO_FIRM]
    for one in pressed:
        one.pk, one.demand, one.round, one._state.adding = None, into, into.round, True
        one.save(force_insert=True)
    into.urged += sum(one.kind is ReminderKind.URGE for one in pressed)
    for name in ("urged_until", "escalated_until"):
        terms = [term for term in (getattr(gone, name), getattr(into, name)) if term]
        setattr(into, name, min(terms, default=None))


@transaction.atomic
def unmerge_demand(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """They are two matters after all: the demand is back at its window, owing what it owed, by the very moments.

    Within ten working days of the merge, or of an end without an answer of the one it went on in. Where the enterprise
    says so, the two are not merged again. Raises `Refused`: unmerge_late, unmerge_over.
    """
    found = visible_to(actor).get(ref=ref)
    into = survivor_of(found)
    rows = Demand.objects.select_related("window", "enterprise")
    _lock(rows, {found.ref, into.ref})
    gone = begin(ref, Verb.UNMERGE, actor=actor, at=at, revision=revision)
    merger = _undone(gone, written(reason, "unmerge_reason"))
    try:
        stays = begin(into.ref, Verb.LET_GO, actor=actor, at=at, revision=None, among=rows)
    except NotNow:
        raise Refused("unmerge_over", number=into.number) from None
    _part(gone, stays, merger)
    return gone.demand


@transaction.atomic
def let_go(ref: UUID, merged: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """The same from the demand that stays. Raises as `unmerge_demand`; `Refused("not_merged_here")`."""
    rows = Demand.objects.select_related("window", "enterprise")
    _lock(rows, {ref, merged})
    stays = begin(ref, Verb.LET_GO, actor=actor, at=at, revision=revision)
    if not stays.demand.absorbed.filter(demand__ref=merged, undone_at=None).exists():
        raise Refused("not_merged_here", "merged")
    gone = begin(merged, Verb.UNMERGE, actor=actor, at=at, revision=None, among=rows)
    _part(gone, stays, _undone(gone, written(reason, "unmerge_reason")))
    return stays.demand


def _undone(gone: Turn, reason: str) -> Merger:
    """The merge, undone. Raises `Refused("unmerge_late")`."""
    demand = gone.demand
    merger = Merger.objects.get(demand=demand, undone_at=None)
    until = undoing_until(merger, demand)
    if gone.at > until:
        raise Refused("unmerge_late", until=until)
    merger.undone_at, merger.undone_by, merger.undone_why = gone.at, gone.actor.person_ref, reason
    merger.by_firm = is_firm(gone.actor, demand)
    merger.save(force_update=True)
    return merger


def _part(gone: Turn, stays: Turn, merger: Merger) -> None:
    """What the merge released is owed again. What the one that stays promised sooner because of it, it keeps to."""
    owe_again(gone.demand, merger.merged_at)
    give_back_condition(stays.demand, gone.demand)
    stays.finish({"apart": [gone.demand.number]}, {"reason": merger.undone_why})
    gone.finish({"apart": [stays.demand.number]}, {"reason": merger.undone_why})


def lock_merged(ref: UUID) -> list[Merger]:
    """What went on in a demand, all of it locked with it. One query where there is none."""
    found = list(Merger.objects.filter(into__ref=ref, undone_at=None).select_related("demand").order_by("id"))
    if found:
        _lock(Demand.objects.all(), {ref, *(one.demand.ref for one in found)})
    return found


def bring_back(mergers: Sequence[Merger], into: Demand, at: datetime) -> None:
    """The enterprise took back the demand in which these went on: that withdraws none of them. Locked by the caller."""
    rows = Demand.objects.select_related("window", "enterprise")
    for merger in mergers:
        gone = by_itself(rows.get(id=merger.demand_id), Verb.UNMERGE, at)
        merger.undone_at, merger.undone_by = at, gone.actor.person_ref
        merger.save(force_update=True)
        owe_again(gone.demand, merger.merged_at)
        gone.finish({"apart": [into.number]})
