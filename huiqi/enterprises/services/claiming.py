"""Claiming a firm: who wants to act for it brings his papers; the window, or a verified owner, decides."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.accounts.selectors import seats_at, verified_seats
from huiqi.accounts.services import consent, end_seats, give_seat, name_person, person_with
from huiqi.enterprises.events import ClaimDecided, ClaimMade, MattersHandedOver
from huiqi.enterprises.flow import CLAIM
from huiqi.enterprises.models import Claim, Enterprise
from huiqi.enterprises.permissions import (
    FIRM,
    can_bring_papers,
    can_confirm,
    can_manage_people,
    can_refuse,
    can_verify,
    can_withdraw,
    serves,
)
from huiqi.enterprises.rules import Evidence, first_day_without, lacking, period_lacking
from huiqi.enterprises.words import ClaimKind, ClaimState, ClaimVerb
from huiqi.journal.services import record
from huiqi.kernel.access import Actor, Role, SeatLevel
from huiqi.kernel.events import publish
from huiqi.kernel.refusal import Refused
from huiqi.kernel.text import visible

if TYPE_CHECKING:
    from huiqi.accounts.models import Person
    from huiqi.files.models import StoredFile

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Papers:
    """What a claimant brings: as what he wants to act, the licence, the letter and its first and last day."""

    role: Role
    licence: "StoredFile | None" = None
    letter: "StoredFile | None" = None
    since: date | None = None
    until: date | None = None


def locked_firm(enterprise_id: int) -> Enterprise:
    """The firm's row, held until the transaction ends: every verb about its people writes into its journal."""
    return Enterprise.objects.select_for_update(of=("self",)).select_related("organisation").get(id=enterprise_id)


def note(
    enterprise: Enterprise, verb: str, data: dict[str, Any], texts: dict[str, str], who: Actor, at: datetime
) -> None:
    """One entry in the journal of the firm."""
    record("enterprise", enterprise.organisation.ref, verb, actor=who, at=at, data=data, texts=texts)


@transaction.atomic
def claim_firm(uscc: str, *, person: "Person", name: str = "", actor: Actor, at: datetime) -> Claim:
    """Ask to act for a firm that is registered already, for oneself or, by staff, for who stands at the counter.

    Until somebody decides the claimant may ask, and sees what he filed himself and nothing else. Claiming twice is
    claiming once. Raises `PermissionDenied`; `Refused("already_yours")` where he acts for it already.
    """
    found = Enterprise.objects.filter(uscc=uscc).first()
    if found is None:
        raise Refused("firm_unknown", "uscc")
    firm, on = locked_firm(found.id), localdate(at)
    if person.id != actor.person_id and not serves(actor, firm, on):
        raise PermissionDenied
    earlier = Claim.objects.filter(enterprise=firm, person=person, kind=ClaimKind.ACT)
    if again := earlier.filter(state__in=[ClaimState.WAITING, ClaimState.REFUSED]).first():
        return again
    if seats_at(firm.organisation_id, on).filter(person=person).exists():
        raise Refused("already_yours", "uscc")
    earlier.exclude(state=ClaimState.ENDED).update(state=ClaimState.ENDED)
    name_person(person, name)
    consent(person, at=at)
    claim = Claim.objects.create(
        enterprise=firm,
        person=person,
        role=Role.ENTERPRISE_CLERK,
        state=ClaimState.WAITING,
        asked_at=at,
        asked_by=actor.person_ref,
    )
    _seat_claimant(claim, actor=actor, at=at)
    note(firm, "claim_firm", {"claim": str(claim.ref), "person": str(person.ref)}, {}, actor, at)
    publish(ClaimMade(claim.id))
    return claim


def _seat_claimant(claim: Claim, *, actor: Actor, at: datetime) -> None:
    give_seat(
        claim.person,
        claim.enterprise.organisation,
        claim.role,
        since=localdate(at),
        level=SeatLevel.CLAIMED,
        actor=actor,
        at=at,
    )


@transaction.atomic
def ask_representative(
    enterprise: Enterprise, *, mobile: str, name: str, licence: "StoredFile", actor: Actor, at: datetime
) -> Claim:
    """A verified owner asks that the firm's new legal representative follow him; the window checks the new licence.

    Raises `PermissionDenied`; `Refused("already_asked")` while an earlier change waits.
    """
    firm = locked_firm(enterprise.id)
    if not can_manage_people(actor, firm):
        raise PermissionDenied
    changes = Claim.objects.filter(enterprise=firm, kind=ClaimKind.REPRESENTATIVE)
    if changes.filter(state=ClaimState.WAITING).exists():
        raise Refused("already_asked")
    person = person_with(mobile, name=name, at=at)
    if person.id == actor.person_id:
        raise Refused("already_yours", "mobile")
    name_person(person, name)
    changes.filter(person=person).update(state=ClaimState.ENDED)
    claim = Claim.objects.create(
        enterprise=firm,
        person=person,
        kind=ClaimKind.REPRESENTATIVE,
        role=Role.ENTERPRISE_OWNER,
        state=ClaimState.WAITING,
        licence=licence,
        asked_at=at,
        asked_by=actor.person_ref,
    )
    note(firm, "ask_representative", {"claim": str(claim.ref)}, {"person": f"{name} {mobile}"}, actor, at)
    publish(ClaimMade(claim.id))
    return claim


@dataclass(frozen=True, slots=True)
class Turn:
    """A claim and its firm, both held, on the way to a new state."""

    claim: Claim
    verb: ClaimVerb
    actor: Actor
    at: datetime

    @property
    def on(self) -> date:
        """The day of the turn."""
        return localdate(self.at)

    def permit(self, allowed: bool) -> None:
        """Stop who may not."""
        if not allowed:
            raise PermissionDenied

    def move(self, **changes: object) -> Claim:
        """Make the move and write what changed; raises `NotNow`."""
        claim = self.claim
        claim.state, claim.revision = CLAIM.after(claim.state, self.verb), claim.revision + 1
        for name, value in changes.items():
            setattr(claim, name, value)
        claim.save()
        return claim

    def decide(self, reason: str = "") -> Claim:
        """Make the move and write down who decided, when and why."""
        return self.move(decided_at=self.at, decided_by=self.actor.person_ref, reason=reason)

    def close(self, data: dict[str, Any] | None = None, texts: dict[str, str] | None = None) -> Claim:
        """Write the entry."""
        told = {"claim": str(self.claim.ref), "person": str(self.claim.person.ref), "to": str(self.claim.state)}
        note(self.claim.enterprise, str(self.verb), {**told, **(data or {})}, texts or {}, self.actor, self.at)
        return self.claim


def begin(ref: UUID, verb: ClaimVerb, *, actor: Actor, at: datetime, revision: int | None) -> Turn:
    """Hold the firm, then the claim. Raises `Claim.DoesNotExist`, `NotNow`, `Refused("stale")`."""
    found = Claim.objects.values_list("enterprise_id", flat=True).get(ref=ref)
    firm = locked_firm(found)
    claim = Claim.objects.select_related("person").get(ref=ref)
    claim.enterprise = firm
    CLAIM.after(claim.state, verb)
    if revision is not None and claim.revision != revision:
        raise Refused("stale_claim")
    return Turn(claim, verb, actor, at)


@transaction.atomic
def bring_papers(ref: UUID, papers: Papers, *, actor: Actor, at: datetime, revision: int | None = None) -> Claim:
    """Bring licence and letter, or new ones after a refusal; a paper that is not brought again stays.

    Raises `PermissionDenied`, `NotNow`; `Refused`: stale_claim, licence_missing, letter_missing, letter_period,
    letter_expired.
    """
    turn = begin(ref, ClaimVerb.BRING, actor=actor, at=at, revision=revision)
    turn.permit(can_bring_papers(actor, turn.claim, turn.on) and papers.role in FIRM)
    claim = turn.claim
    role = papers.role if claim.kind is ClaimKind.ACT else claim.role
    kept = {"licence": papers.licence or claim.licence, "letter": papers.letter or claim.letter}
    is_owner = role is Role.ENTERPRISE_OWNER
    evidence = Evidence(bool(kept["licence"]), bool(kept["letter"]), papers.since, papers.until)
    lack = lacking(evidence, is_representative=is_owner, on=turn.on)
    if lack and lack != "letter_early":
        raise Refused(str(lack), FIELD_OF[str(lack)], until=papers.until)
    was_refused = claim.state is ClaimState.REFUSED
    period = {} if is_owner else {"letter_since": papers.since, "letter_until": papers.until}
    turn.move(role=role, asked_at=at, reason="", **kept, **period)
    if was_refused and claim.kind is ClaimKind.ACT:
        _seat_claimant(claim, actor=actor, at=at)
    files = [str(file.ref) for file in (papers.licence, papers.letter) if file]
    return turn.close({"role": str(role), "files": files})


FIELD_OF = {
    "licence_missing": "licence",
    "letter_missing": "letter",
    "letter_period": "until",
    "letter_early": "since",
    "letter_expired": "until",
}
"""Beside which field of the form a lack belongs."""


@transaction.atomic
def verify_claim(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Claim:
    """The window has seen licence and letter: the person may act, until the letter's last day.

    Whoever had only declared himself waits from now on. A new legal representative follows the former owners.
    Raises `PermissionDenied`, `NotNow`; `Refused`: stale_claim and every lack of `rules`.
    """
    turn = begin(ref, ClaimVerb.VERIFY, actor=actor, at=at, revision=revision)
    turn.permit(can_verify(actor, turn.claim, turn.on))
    claim = turn.claim
    evidence = Evidence(bool(claim.licence_id), bool(claim.letter_id), claim.letter_since, claim.letter_until)
    lack = lacking(evidence, is_representative=claim.role is Role.ENTERPRISE_OWNER, on=turn.on)
    if lack:
        raise Refused(str(lack), until=claim.letter_until, since=claim.letter_since)
    is_first = not verified_seats(claim.enterprise.organisation_id, turn.on).exists()
    turn.decide()
    _admit(turn)
    if claim.kind is ClaimKind.REPRESENTATIVE:
        _follow_owners(turn)
    elif is_first:
        _greet_first(turn)
    turn.close({"role": str(claim.role), "until": claim.letter_until and claim.letter_until.isoformat()})
    publish(ClaimDecided(claim.id, str(claim.state)))
    return claim


def _admit(turn: Turn) -> None:
    """Give the claimant the seat he asked for, in place of those he held until now."""
    claim, firm = turn.claim, turn.claim.enterprise
    others = seats_at(firm.organisation_id, turn.on).filter(person=claim.person).exclude(role=claim.role)
    if others.exists():
        end_seats(claim.person, firm.organisation, actor=turn.actor, at=turn.at)
    give_seat(
        claim.person,
        firm.organisation,
        claim.role,
        since=turn.on,
        until=None if claim.role is Role.ENTERPRISE_OWNER else first_day_without(claim.letter_until),
        level=SeatLevel.VERIFIED,
        actor=turn.actor,
        at=turn.at,
    )


def _greet_first(turn: Turn) -> None:
    """The first verified person of a firm is whom it is reached by; who had only declared himself waits."""
    claim = turn.claim
    for other in Claim.objects.filter(enterprise=claim.enterprise, state=ClaimState.DECLARED).select_related("person"):
        other.state, other.revision = CLAIM.after(other.state, ClaimVerb.OVERTAKE), other.revision + 1
        other.save(update_fields=["state", "revision"])
        end_seats(other.person, claim.enterprise.organisation, actor=turn.actor, at=turn.at)
        _seat_claimant(other, actor=turn.actor, at=turn.at)
    _reach_by(claim.enterprise, claim.person)


def _reach_by(firm: Enterprise, person: "Person") -> None:
    firm.contact_name, firm.contact_mobile = person.name or firm.contact_name, person.mobile
    firm.save(update_fields=["contact_name", "contact_mobile"])


def _follow_owners(turn: Turn) -> None:
    """The former owners act no longer; what they began goes on with the new one."""
    claim, firm = turn.claim, turn.claim.enterprise
    former = verified_seats(firm.organisation_id, turn.on).filter(role=Role.ENTERPRISE_OWNER)
    for seat in former.exclude(person=claim.person):
        hand_over(firm, seat.person, claim.person, actor=turn.actor, at=turn.at)
    _reach_by(firm, claim.person)


def hand_over(
    firm: Enterprise, leaver: "Person", successor: "Person | None", *, actor: Actor, at: datetime, reason: str = ""
) -> None:
    """End everything by which a person acts for a firm; open matters pass to the successor. The firm is held."""
    for claim in Claim.objects.filter(enterprise=firm, person=leaver).exclude(state=ClaimState.ENDED):
        claim.state, claim.revision = CLAIM.after(claim.state, ClaimVerb.END), claim.revision + 1
        claim.save(update_fields=["state", "revision"])
    end_seats(leaver, firm.organisation, actor=actor, at=at, reason=reason)
    if successor is None:
        return
    if firm.contact_mobile == leaver.mobile:
        _reach_by(firm, successor)
    publish(MattersHandedOver(firm.id, str(leaver.ref), str(successor.ref), actor, at))


@transaction.atomic
def confirm_claim(
    ref: UUID, *, until: date | None = None, actor: Actor, at: datetime, revision: int | None = None
) -> Claim:
    """A verified owner vouches for a claimant, until a last day if he says so; no paper is needed between them.

    Raises `PermissionDenied`, `NotNow`; `Refused`: stale_claim, letter_expired.
    """
    turn = begin(ref, ClaimVerb.CONFIRM, actor=actor, at=at, revision=revision)
    turn.permit(can_confirm(actor, turn.claim))
    if until and period_lacking(turn.on, until, turn.on):
        raise Refused("right_over", "until", until=until)
    turn.claim.letter_until = until
    turn.decide()
    _admit(turn)
    turn.close({"role": str(turn.claim.role), "until": until and until.isoformat()})
    publish(ClaimDecided(turn.claim.id, str(turn.claim.state)))
    return turn.claim


@transaction.atomic
def refuse_claim(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Claim:
    """Say no, and why; new papers may be brought. Who only claimed the firm has no seat there until he brings them.

    Raises `PermissionDenied`, `NotNow`; `Refused`: stale_claim, reason_required, reason_long.
    """
    turn = begin(ref, ClaimVerb.REFUSE, actor=actor, at=at, revision=revision)
    claim, words = turn.claim, visible(reason)
    turn.permit(can_refuse(actor, claim, turn.on))
    if not words:
        raise Refused("reason_required", "reason")
    if len(words) > LONGEST_REASON:
        raise Refused("reason_long", "reason", limit=LONGEST_REASON)
    was_waiting = claim.state is ClaimState.WAITING
    files = [str(file.ref) for file in (claim.licence, claim.letter) if file]
    claim.licence = claim.letter = None
    turn.decide(words)
    if was_waiting and claim.kind is ClaimKind.ACT:
        end_seats(claim.person, claim.enterprise.organisation, actor=actor, at=at)
    turn.close({"files": files}, {"reason": words})
    publish(ClaimDecided(claim.id, str(claim.state)))
    return claim


@transaction.atomic
def withdraw_claim(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Claim:
    """Take a claim back, and with it the seat it gave. Raises `PermissionDenied`, `NotNow`, `Refused`: stale_claim."""
    turn = begin(ref, ClaimVerb.WITHDRAW, actor=actor, at=at, revision=revision)
    claim = turn.claim
    turn.permit(can_withdraw(actor, claim))
    turn.move()
    if claim.kind is ClaimKind.ACT:
        end_seats(claim.person, claim.enterprise.organisation, actor=actor, at=at)
    return turn.close()
