"""What waits on the desk of who approves guides and confirms payment lists, and what was done there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q, QuerySet

from huiqi.accounts.selectors import colleagues, seated_organisations
from huiqi.accounts.words import OrganisationKind
from huiqi.benefits.flow import PAYABLE
from huiqi.benefits.models import PaymentList, Programme
from huiqi.benefits.permissions import can_run
from huiqi.benefits.selectors.seeing import lists_visible_to, visible_to
from huiqi.benefits.words import EntryState, ListState, ProgrammeState
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import hub

if TYPE_CHECKING:
    from huiqi.accounts.models import Organisation, Person

LATELY = 20
"""As many as the desk shows of what was done."""


def authorities(on: date) -> list[Organisation]:
    """The authorities that have a reviewer on a day."""
    return seated_organisations(OrganisationKind.AUTHORITY, Role.AUTHORITY_REVIEWER, on)


def finance_departments(on: date) -> list[Organisation]:
    """The finance departments that have a reviewer on a day."""
    return seated_organisations(OrganisationKind.FINANCE, Role.FINANCE_REVIEWER, on)


def second_people(refs: set[str], on: date) -> list[Person]:
    """The operators of the hub but those with these refs."""
    there = colleagues(hub().organisation_id, Role.HUB_OPERATOR, on)
    return [one for one in there if str(one.ref) not in refs]


def _guides(actor: Actor) -> QuerySet[Programme]:
    """The programmes that are this office's to review: the hub's are those that went to no authority."""
    if can_run(actor):
        return visible_to(actor).filter(authority=None)
    own = actor.organisation_id if actor.is_a(Role.AUTHORITY_REVIEWER) else 0
    return visible_to(actor).filter(authority_id=own)


def _lists(actor: Actor) -> QuerySet[PaymentList]:
    rows = lists_visible_to(actor)
    return rows.filter(finance=None) if can_run(actor) else rows


def guides_waiting(actor: Actor) -> list[Programme]:
    """The guides that wait for this actor's approval, the one due first on top; not what he wrote himself."""
    rows = _guides(actor).filter(state=ProgrammeState.REVIEW).exclude(authors__contains=[actor.person_ref])
    return list(rows.order_by("guide_due", "id"))


def guides_done(actor: Actor) -> list[Programme]:
    """What this office reviewed lately, or gave back."""
    rows = _guides(actor).exclude(submitted_at=None).exclude(state=ProgrammeState.REVIEW)
    return list(rows.order_by("-submitted_at", "-id")[:LATELY])


def lists_waiting(actor: Actor) -> list[PaymentList]:
    """The payment lists that wait for this actor to confirm them, the oldest first; not those that he made."""
    rows = _lists(actor).filter(state=ListState.WAITING)
    mine = Q(made_by=actor.person_ref) | Q(programme__drawn_by=actor.person_ref)
    return list(rows.exclude(mine).order_by("made_at", "id"))


def lists_to_pay(actor: Actor) -> list[PaymentList]:
    """The confirmed lists of which payments are still to be written down, by the first day that ends a limit."""
    waits = Q(entries__state=EntryState.LISTED)
    rows = _lists(actor).filter(state__in=PAYABLE)
    rows = rows.annotate(waiting=Count("entries", waits), due=Min("entries__pay_due", filter=waits))
    return list(rows.filter(waiting__gt=0).order_by("due", "id"))


def lists_done(actor: Actor) -> list[PaymentList]:
    """What was paid or given back lately."""
    waits = Count("entries", Q(entries__state=EntryState.LISTED))
    rows = _lists(actor).exclude(state=ListState.WAITING).annotate(waiting=waits).filter(waiting=0)
    return list(rows.order_by("-made_at", "-id")[:LATELY])


def desk_count(actor: Actor) -> int:
    """How many guides and payment lists wait for this actor."""
    return len(guides_waiting(actor)) + len(lists_waiting(actor)) + len(lists_to_pay(actor))
