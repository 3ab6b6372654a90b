"""Who sees which programmes, entries, objections and payment lists."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from huiqi.benefits.flow import LAID_OPEN, ON_NOTICE, RUNNING
from huiqi.benefits.models import Entry, Objection, PaymentList, Programme
from huiqi.benefits.permissions import OWNERS, can_check, can_run, is_in_charge
from huiqi.benefits.words import EntryState, ListState, ObjectionState, ProgrammeState
from huiqi.kernel.access import Actor, Role

_KNOWN_OF = Q(guided_at__isnull=False) & ~Q(state=ProgrammeState.CANCELLED)
_SENT = (ListState.WAITING, ListState.CONFIRMED)
_OFFERED = [state for state in ON_NOTICE if state is not EntryState.VERIFIED]


def visible_to(actor: Actor) -> QuerySet[Programme]:
    """Whose guide is published everybody sees; hub and windows also what is prepared, an authority what is its own."""
    every = Programme.objects.select_related("version__policy", "authority")
    if can_check(actor):
        return every
    own = Q(authority_id=actor.organisation_id) if actor.is_a(Role.AUTHORITY_REVIEWER) else Q(pk=None)
    return every.filter(_KNOWN_OF | own)


def entries_visible_to(actor: Actor) -> QuerySet[Entry]:
    """All of them to the hub; to a window those of the firms it serves; to a firm its own, once it was asked; to a
    finance department those on the payment lists that were sent to it."""
    every = Entry.objects.select_related("programme__version__policy", "enterprise__organisation", "payment_list")
    if can_run(actor):
        return every
    if can_check(actor):
        return every.filter(window_id=actor.organisation_id)
    if actor.is_a(Role.FINANCE_REVIEWER):
        return every.filter(payment_list__finance_id=actor.organisation_id, payment_list__state__in=_SENT)
    if actor.is_a(*OWNERS) and actor.seat is not None and actor.seat.is_verified:
        own = every.filter(enterprise__organisation_id=actor.seat.organisation_id)
        return own.filter(programme__asked_at__isnull=False, state__in=_OFFERED)
    return every.none()


def programmes(actor: Actor, *, running: bool) -> list[Programme]:
    """The programmes that run, or those that ended, newest first."""
    rows = visible_to(actor).filter(state__in=RUNNING) if running else visible_to(actor).exclude(state__in=RUNNING)
    return list(rows.order_by("-id"))


def _on_list(programme: Programme, actor: Actor) -> QuerySet[Entry]:
    """The firms of a programme as lines of its list: all to the authority in charge, though it opens none of them."""
    if is_in_charge(actor, programme):
        return Entry.objects.filter(programme=programme).select_related("programme__version__policy", "enterprise")
    return entries_visible_to(actor).filter(programme=programme)


def entries_of(programme: Programme, actor: Actor, state: EntryState | None = None) -> QuerySet[Entry]:
    """The firms of a programme that the actor sees, largest amount first."""
    rows = _on_list(programme, actor)
    return (rows.filter(state=state) if state else rows).order_by("-amount", "id")


def published_entries(programme: Programme) -> QuerySet[Entry]:
    """The list as everybody reads it: none before it is published."""
    rows = Entry.objects.filter(programme=programme, state__in=ON_NOTICE).select_related("enterprise")
    return (rows if programme.state in LAID_OPEN else rows.none()).order_by("-amount", "id")


def published_sum(programme: Programme) -> tuple[int, Decimal]:
    """How many firms the published list names, and what they get in yuan together. One query."""
    told = published_entries(programme).order_by().aggregate(count=Count("id"), total=Sum("amount"))
    return told["count"], told["total"] or Decimal()


def own_on_list(programme: Programme, actor: Actor) -> QuerySet[Entry]:
    """The line of the actor's own firm on a published list: it reads it after the notice, too."""
    rows = published_entries(programme)
    if not actor.is_a(*OWNERS) or actor.seat is None or not actor.seat.is_verified or actor.organisation_id is None:
        return rows.none()
    return rows.filter(enterprise__organisation_id=actor.organisation_id)


def offers_of(actor: Actor) -> list[Entry]:
    """What the actor's firm was offered, newest first."""
    return list(entries_visible_to(actor).order_by("-id")) if actor.is_a(*OWNERS) else []


def to_check_count(actor: Actor) -> int:
    """How many firms wait for this actor to verify them."""
    rows = entries_visible_to(actor).filter(programme__state=ProgrammeState.CHECKING, state=EntryState.FOUND)
    return rows.exclude(programme__drawn_by=actor.person_ref).count() if can_check(actor) else 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many firms stand in one state, and what they get in yuan together."""

    state: EntryState
    count: int
    total: Decimal


def tally(programme: Programme, actor: Actor) -> list[Tally]:
    """Count and total of every state, as far as the actor sees, in the order of the words. One query."""
    rows = _on_list(programme, actor).order_by().values("state")
    found = {row["state"]: row for row in rows.annotate(count=Count("id"), total=Sum("amount"))}
    return [Tally(state, found[state]["count"], found[state]["total"]) for state in EntryState if state in found]


def objections_of(programme: Programme, actor: Actor) -> list[Objection]:
    """All objections to the hub, open ones first; to anybody else his own."""
    rows = Objection.objects.filter(entry__programme=programme).select_related("entry__enterprise")
    seen = rows if can_run(actor) else rows.filter(raised_by=actor.person_ref or "nobody")
    return sorted(seen.order_by("id"), key=lambda one: one.state is not ObjectionState.OPEN)


def lists_visible_to(actor: Actor) -> QuerySet[PaymentList]:
    """All payment lists to the hub, to a finance department those that were sent to it."""
    every = PaymentList.objects.select_related("programme__version__policy", "finance")
    if can_run(actor):
        return every
    sent = actor.is_a(Role.FINANCE_REVIEWER)
    return every.filter(finance_id=actor.organisation_id).exclude(state=ListState.WITHDRAWN) if sent else every.none()


def payment_lists_of(programme: Programme, actor: Actor) -> list[PaymentList]:
    """The payment lists that the actor sees; how many of each are paid is counted beside."""
    rows = lists_visible_to(actor).filter(programme=programme)
    paid = Count("entries", Q(entries__state__in=[EntryState.PAID, EntryState.RECOVERED]))
    open_ = Count("entries", Q(entries__state=EntryState.LISTED))
    return list(rows.annotate(paid=paid, waiting=open_).order_by("-number"))


def reaches_programme(actor: Actor, ref: UUID) -> bool:
    """Whoever sees the programme."""
    return visible_to(actor).filter(ref=ref).exists()


def reaches_list(actor: Actor, ref: UUID) -> bool:
    """Whoever sees the payment list."""
    return lists_visible_to(actor).filter(ref=ref).exists()


def reaches_entry(actor: Actor, ref: UUID) -> bool:
    """Whoever sees the entry."""
    return entries_visible_to(actor).filter(ref=ref).exists()
