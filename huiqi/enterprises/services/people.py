"""The people of a firm: invited by its owner, ended with a hand-over, dated if need be."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.accounts.selectors import seats_at, verified_seats
from huiqi.accounts.services import end_seats, give_seat, name_person, person_with
from huiqi.enterprises.flow import CLAIM
from huiqi.enterprises.models import Claim, Enterprise
from huiqi.enterprises.permissions import FIRM, can_manage_people
from huiqi.enterprises.rules import first_day_without, period_lacking
from huiqi.enterprises.services.claiming import hand_over, locked_firm, note
from huiqi.enterprises.words import ClaimKind, ClaimState, ClaimVerb
from huiqi.kernel.access import Actor, Role, SeatLevel
from huiqi.kernel.refusal import Refused
from huiqi.kernel.text import visible

if TYPE_CHECKING:
    from huiqi.accounts.models import Person, Seat


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom an owner lets act for the firm, as what, from which day through which (none: until it is ended)."""

    mobile: str
    name: str
    role: Role
    since: date
    until: date | None = None


@transaction.atomic
def invite(enterprise: Enterprise, told: Invitation, *, actor: Actor, at: datetime) -> "Seat":
    """A verified owner lets a person act for the firm; a number that is new becomes a person, known when he signs in.

    Inviting again moves the last day. Raises `PermissionDenied`; `Refused`: right_over, already_yours, other_role.
    """
    firm, on = locked_firm(enterprise.id), localdate(at)
    if not can_manage_people(actor, firm) or told.role not in FIRM:
        raise PermissionDenied
    if told.until and period_lacking(told.since, told.until, max(on, told.since)):
        raise Refused("right_over", "until", until=told.until)
    person = person_with(told.mobile, name=told.name, at=at)
    if person.id == actor.person_id:
        raise Refused("already_yours", "mobile")
    name_person(person, told.name)
    held = list(seats_at(firm.organisation_id, on).filter(person=person))
    if any(seat.level is SeatLevel.VERIFIED and seat.role is not told.role for seat in held):
        raise Refused("other_role", "mobile")
    if any(seat.role is not told.role for seat in held):
        end_seats(person, firm.organisation, actor=actor, at=at)
    _confirm_waiting(firm, person, told, actor, at)
    seat = give_seat(
        person,
        firm.organisation,
        told.role,
        since=max(told.since, on),
        until=first_day_without(told.until),
        level=SeatLevel.VERIFIED,
        actor=actor,
        at=at,
    )
    data = {"person": str(person.ref), "role": str(told.role), "since": told.since.isoformat()}
    data |= {"until": told.until.isoformat()} if told.until else {}
    note(firm, "invite", data, {"person": f"{person.name} {person.mobile}"}, actor, at)
    return seat


def _confirm_waiting(firm: Enterprise, person: "Person", told: Invitation, actor: Actor, at: datetime) -> None:
    """An invitation settles what the person himself has asked for."""
    asked = Claim.objects.filter(enterprise=firm, person=person, kind=ClaimKind.ACT)
    for claim in asked.filter(state__in=[ClaimState.WAITING, ClaimState.DECLARED]):
        claim.state, claim.revision = CLAIM.after(claim.state, ClaimVerb.CONFIRM), claim.revision + 1
        claim.role, claim.letter_until = told.role, told.until
        claim.decided_at, claim.decided_by = at, actor.person_ref
        claim.save()


@transaction.atomic
def let_go(
    enterprise: Enterprise, leaver_ref: UUID, successor_ref: UUID | None, reason: str, *, actor: Actor, at: datetime
) -> None:
    """End a person's right to act for the firm, by its verified owner or by himself; a colleague takes over.

    What the leaver began stays with the firm and passes to the successor, who must be verified. Raises
    `PermissionDenied`; `Refused`: nobody_there, last_owner, successor_required.
    """
    firm, on = locked_firm(enterprise.id), localdate(at)
    seats = list(seats_at(firm.organisation_id, on))
    own = [seat for seat in seats if seat.person.ref == leaver_ref]
    if not own:
        raise Refused("nobody_there")
    if not (can_manage_people(actor, firm) or own[0].person_id == actor.person_id):
        raise PermissionDenied
    verified = list(verified_seats(firm.organisation_id, on))
    _keep_an_owner(verified, leaver_ref)
    others = {seat.person.ref: seat.person for seat in verified if seat.person.ref != leaver_ref}
    successor = others.get(successor_ref) if successor_ref else None
    if successor is None and others and own[0].level is SeatLevel.VERIFIED:
        raise Refused("successor_required", "successor")
    leaver, words = own[0].person, visible(reason)[:500]
    hand_over(firm, leaver, successor, actor=actor, at=at, reason=words)
    data = {"person": str(leaver.ref), "successor": str(successor.ref) if successor else ""}
    note(firm, "let_go", data, {"reason": words}, actor, at)


def _keep_an_owner(verified: "list[Seat]", leaver_ref: UUID) -> None:
    owners = {seat.person.ref for seat in verified if seat.role is Role.ENTERPRISE_OWNER}
    if owners == {leaver_ref}:
        raise Refused("last_owner")
