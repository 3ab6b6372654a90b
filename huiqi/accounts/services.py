"""The verbs of accounts: send a code, sign in, open an organisation, give and end seats.

Everything that comes from a mobile number is limited: five codes an hour for a number, thirty for an address, and
five attempts at a code, after which a new one is needed.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import MutableMapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from huiqi.accounts.models import Organisation, PasswordFailure, Person, Seat, SignInCode, WrongTry
from huiqi.accounts.permissions import OFFICES, SEATS, can_give_seats, clashing
from huiqi.accounts.ports import code_carrier
from huiqi.accounts.selectors import held
from huiqi.accounts.words import MOBILE, CodePurpose, OrganisationKind
from huiqi.journal.services import record
from huiqi.kernel.access import Actor, Role, SeatLevel, note
from huiqi.kernel.refusal import Refused
from huiqi.kernel.text import visible

CODE_LIFE = timedelta(minutes=10)
CODES_PER_MOBILE = 5
CODES_PER_ADDRESS = 30
ATTEMPTS = 5
SEAT_KEY = "seat"
CODE_KEY = "came_by_code_at"
CODE_TRUST = timedelta(minutes=15)
FAILURES = 10
WRONG_TRIES = 60
"""From one address, at one door that a code opens without an account."""
WITHIN = timedelta(minutes=10)
KEPT = timedelta(days=1)
"""How long a wrong try is kept; it counts for ten minutes."""
ONCE_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
ONCE_LENGTH = 14
RENEWING_KEY = "renewing"
PRIVACY_NOTICE = "2026-11"
LEVELS = tuple(SeatLevel)
"""From the least sure to the surest."""


def _derived(made: SignInCode) -> str:
    """The six digits of a code: from its random seed and the installation's secret key, which no table holds."""
    told = f"{made.purpose} code:{made.mobile}:{made.seed}"
    mixed = hmac.new(settings.SECRET_KEY.encode(), told.encode(), hashlib.sha256)
    return f"{int(mixed.hexdigest(), 16) % 1_000_000:06d}"


def send_code(mobile: str, *, address: str | None, at: datetime, purpose: CodePurpose = CodePurpose.SIGN_IN) -> str:
    """Make a six-digit code for a mobile number, have it carried there, and answer it (a demonstration shows it).

    Raises `Refused`: `no_gateway` where no message can be sent, `too_many_codes` beyond the limits of an hour.
    """
    carrier = code_carrier()
    if carrier is None or not carrier.is_ready():
        raise Refused("no_gateway", "mobile")
    lately = SignInCode.objects.filter(created_at__gt=at - timedelta(hours=1))
    if lately.filter(mobile=mobile, purpose=purpose).count() >= CODES_PER_MOBILE:
        raise Refused("too_many_codes", "mobile")
    if address and lately.filter(address=address).count() >= CODES_PER_ADDRESS and not settings.DEMONSTRATION:
        raise Refused("too_many_codes", "mobile")
    told = {"mobile": mobile, "purpose": purpose, "address": address}
    until = at + CODE_LIFE
    made = SignInCode.objects.create(seed=secrets.token_hex(32), created_at=at, expires_at=until, **told)
    carrier.carry(made.id, mobile, purpose=purpose, until=until, at=at)
    return _derived(made)


def code_of(code_id: int, *, at: datetime) -> str | None:
    """The code itself, for whoever hands it over; nothing when it has run out, was used, or a newer one was sent."""
    made = SignInCode.objects.filter(id=code_id, used_at=None, expires_at__gt=at).first()
    if made is None or _of(made.mobile, made.purpose).filter(id__gt=made.id).exists():
        return None
    return _derived(made)


def _of(mobile: str, purpose: CodePurpose) -> QuerySet[SignInCode]:
    return SignInCode.objects.filter(mobile=mobile, purpose=purpose)


def check_code(mobile: str, code: str, *, at: datetime, purpose: CodePurpose = CodePurpose.SIGN_IN) -> None:
    """Use up the newest code of a number for a purpose if it is this one.

    Raises `Refused`: `wrong_code`; `code_void` from the fifth wrong attempt on, which no later right one mends. The
    caller's transaction must commit: a wrong attempt counts.
    """
    newest = _of(mobile, purpose).select_for_update().filter(used_at=None).order_by("-id").first()
    if newest is None or newest.expires_at <= at:
        raise Refused("wrong_code", "code")
    if newest.attempts >= ATTEMPTS:
        raise Refused("code_void", "code")
    if not hmac.compare_digest(_derived(newest).encode(), code.encode()):
        newest.attempts += 1
        newest.save(update_fields=["attempts"])
        raise Refused("code_void" if newest.attempts >= ATTEMPTS else "wrong_code", "code")
    newest.used_at = at
    newest.save(update_fields=["used_at"])


def person_with(mobile: str, *, at: datetime, name: str = "") -> Person:
    """The person with this number, made on first sight."""
    person, _made = Person.objects.get_or_create(mobile=mobile, defaults={"name": name, "created_at": at})
    return person


def enter_demonstration_person(mobile: str, name: str, *, password_hash: str, at: datetime) -> Person:
    """A person of the demonstration, found again by the number; many share one password, which is hashed once."""
    told = {"name": name, "password": password_hash, "created_at": at, "is_demonstration": True}
    person, _made = Person.objects.get_or_create(mobile=mobile, defaults=told)
    return person


def consent(person: Person, *, at: datetime) -> None:
    """Keep when the person agreed to which version of the privacy notice (PIPL article 14)."""
    person.consented_at, person.consented_to = at, PRIVACY_NOTICE
    person.save(update_fields=["consented_at", "consented_to"])


def name_person(person: Person, name: str) -> None:
    """Write down how a person is called, where nothing is known yet."""
    if name and not person.name:
        person.name = name
        person.save(update_fields=["name"])


def set_password(person: Person, password: str, *, actor: Actor, at: datetime) -> None:
    """Keep a new password, hashed; every session of the person but the one in use ends by itself."""
    person.set_password(password)
    person.password_is_once = False
    person.save(update_fields=["password", "password_is_once"])
    record("person", person.ref, "set_password", actor=actor, at=at)


def give_password_once(person: Person, *, actor: Actor, at: datetime) -> str:
    """Make and answer a password that opens nothing but the page on which its owner chooses his own."""
    password = "".join(secrets.choice(ONCE_ALPHABET) for _ in range(ONCE_LENGTH))
    person.set_password(password)
    person.password_is_once = True
    person.save(update_fields=["password", "password_is_once"])
    record("person", person.ref, "give_password_once", actor=actor, at=at)
    return password


def enter_person(mobile: str, name: str, *, at: datetime) -> Person:
    """The person with this number, made and named where he is new. Raises `Refused("mobile_invalid")`."""
    if not re.match(MOBILE, mobile):
        raise Refused("mobile_invalid", "mobile", mobile=mobile)
    person = person_with(mobile, at=at, name=name)
    name_person(person, name)
    return person


def open_organisation(
    kind: OrganisationKind, name: str, *, actor: Actor, at: datetime, is_demonstration: bool = False
) -> Organisation:
    """Enter an organisation; the app that owns its kind adds the rest."""
    organisation = Organisation.objects.create(kind=kind, name=name, created_at=at, is_demonstration=is_demonstration)
    record("organisation", organisation.ref, "open", actor=actor, at=at, data={"kind": str(kind)})
    return organisation


def give_seat(
    person: Person,
    organisation: Organisation,
    role: Role,
    *,
    since: date,
    actor: Actor,
    at: datetime,
    until: date | None = None,
    level: SeatLevel | None = None,
) -> Seat:
    """Give a person a role in an organisation until a day (none: until it is ended); giving it twice is giving it once.

    A seat at an enterprise is `DECLARED` unless its papers were checked; everybody else's is `VERIFIED`. A seat that
    is held already is raised to the level, and its last day moved, where they differ; a seat is never lowered.
    """
    declared = SeatLevel.DECLARED if organisation.kind == OrganisationKind.ENTERPRISE else SeatLevel.VERIFIED
    level = level or declared
    seat = _held(person, organisation, role, localdate(at))
    if seat is None:
        seat = Seat.objects.create(
            person=person, organisation=organisation, role=role, since=since, until=until, level=level
        )
    elif seat.until != until or LEVELS.index(level) > LEVELS.index(seat.level):
        seat.until, seat.level = until, max(level, seat.level, key=LEVELS.index)
        seat.save(update_fields=["until", "level"])
    else:
        return seat
    data = {"person": str(person.ref), "role": str(role), "since": since.isoformat(), "level": str(seat.level)}
    data |= {"until": until.isoformat()} if until else {}
    record("organisation", organisation.ref, "give_seat", actor=actor, at=at, data=data)
    return seat


def _held(person: Person, organisation: Organisation, role: Role, on: date) -> Seat | None:
    seats = Seat.objects.select_for_update(of=("self",)).filter(Q(until=None) | Q(until__gt=on))
    return seats.filter(person=person, organisation=organisation, role=role).order_by("-since", "-id").first()


def end_seats(person: Person, organisation: Organisation, *, actor: Actor, at: datetime, reason: str = "") -> int:
    """From today on a person has no seat in an organisation; answers how many ended. What was done there stays."""
    on = localdate(at)
    seats = Seat.objects.filter(Q(until=None) | Q(until__gt=on), person=person, organisation=organisation)
    ended = seats.filter(since__lt=on).update(until=on)
    ended += seats.update(since=on, until=on)
    if ended:
        data, texts = {"person": str(person.ref)}, {"reason": reason}
        record("organisation", organisation.ref, "end_seats", actor=actor, at=at, data=data, texts=texts)
    return ended


@transaction.atomic
def enter_office(kind: OrganisationKind, name: str, *, actor: Actor, at: datetime) -> Organisation:
    """The administrator enters an authority or a finance department, so that its people can be seated.

    Raises `PermissionDenied`; `Refused`: required, and there_already where one of this name is.
    """
    told = visible(name)
    if not can_give_seats(actor) or kind not in OFFICES:
        raise PermissionDenied
    if not told:
        raise Refused("required", "name")
    if Organisation.objects.filter(kind__in=OFFICES, name=told).exists():
        raise Refused("there_already", "name", name=told)
    return open_organisation(kind, told, actor=actor, at=at)


@transaction.atomic
def appoint(ref: UUID, mobile: str, name: str, role: Role, *, actor: Actor, at: datetime) -> tuple[Seat, str]:
    """The administrator gives somebody a seat at an office, a platform or an institution, from today on.

    Answers the seat, and for who has no password yet one that works once. Raises `Organisation.DoesNotExist`,
    `PermissionDenied`; `Refused`: mobile_invalid, own_seat, other_name (of whom the number is), seated_already,
    duties_apart (which role he has that one person must not hold together with this one).
    """
    organisation = Organisation.objects.select_for_update(of=("self",)).get(ref=ref)
    if not can_give_seats(actor) or role not in SEATS.get(organisation.kind, ()):
        raise PermissionDenied
    person, on = enter_person(mobile, visible(name), at=at), localdate(at)
    if str(person.ref) == actor.person_ref:
        raise Refused("own_seat", "mobile")
    if person.name != visible(name):
        raise Refused("other_name", "name", name=person.name)
    Person.objects.select_for_update().get(id=person.id)
    held_now = list(Seat.objects.filter(Q(until=None) | Q(until__gt=on), person=person))
    if any(seat.organisation_id == organisation.id and seat.role is role for seat in held_now):
        raise Refused("seated_already", "mobile", name=person.name)
    if other := clashing(role, (seat.role for seat in held_now)):
        raise Refused("duties_apart", "mobile", name=person.name, role=other)
    seat = give_seat(person, organisation, role, since=on, actor=actor, at=at)
    return seat, "" if person.password else give_password_once(person, actor=actor, at=at)


@transaction.atomic
def dismiss(ref: UUID, person_ref: UUID, reason: str, *, actor: Actor, at: datetime) -> Person:
    """The administrator ends all seats of somebody at an organisation, saying why; what was done there stays.

    Raises `Organisation.DoesNotExist`, `Person.DoesNotExist`, `PermissionDenied`; `Refused`: required, ended_already.
    """
    organisation = Organisation.objects.select_for_update(of=("self",)).get(ref=ref)
    if not can_give_seats(actor) or organisation.kind not in SEATS:
        raise PermissionDenied
    if not visible(reason):
        raise Refused("required", "reason")
    person = Person.objects.get(ref=person_ref)
    if not end_seats(person, organisation, actor=actor, at=at, reason=visible(reason)):
        raise Refused("ended_already", name=person.name)
    return person


@transaction.atomic
def correct_office(ref: UUID, name: str, reason: str, *, actor: Actor, at: datetime) -> Organisation:
    """The administrator corrects the name of an authority or a finance department that he entered, saying why.

    Raises `Organisation.DoesNotExist`, `PermissionDenied`; `Refused`: required, there_already, same_name.
    """
    office = Organisation.objects.select_for_update(of=("self",)).get(ref=ref)
    if not can_give_seats(actor) or office.kind not in OFFICES:
        raise PermissionDenied
    told, why = _corrected(office.name, name, reason)
    if Organisation.objects.filter(kind__in=OFFICES, name=told).exists():
        raise Refused("there_already", "name", name=told)
    data = {"from": office.name, "to": told}
    office.name = told
    office.save(update_fields=["name"])
    record("organisation", office.ref, "correct_name", actor=actor, at=at, data=data, texts={"reason": why})
    return office


@transaction.atomic
def correct_person(ref: UUID, person_ref: UUID, name: str, reason: str, *, actor: Actor, at: datetime) -> Person:
    """The administrator corrects the name of somebody who has a seat that he gives, saying why; it stays who it is:
    the number, the seats and what may not be done twice by one person are not touched.

    Raises `Organisation.DoesNotExist`, `Person.DoesNotExist`, `PermissionDenied`; `Refused`: required, own_name,
    same_name.
    """
    organisation = Organisation.objects.get(ref=ref)
    if not can_give_seats(actor) or organisation.kind not in SEATS:
        raise PermissionDenied
    seated = Seat.objects.filter(Q(until=None) | Q(until__gt=localdate(at)), organisation=organisation)
    person = Person.objects.select_for_update().get(ref=person_ref, id__in=seated.values("person_id"))
    if str(person.ref) == actor.person_ref:
        raise Refused("own_name", "name")
    told, why = _corrected(person.name, name, reason)
    texts = {"from": person.name, "to": told, "reason": why}
    person.name = told
    person.save(update_fields=["name"])
    data = {"office": str(organisation.ref)}
    record("person", person.ref, "correct_name", actor=actor, at=at, data=data, texts=texts)
    return person


def _corrected(before: str, name: str, reason: str) -> tuple[str, str]:
    """A name and why it is another now, as they are seen."""
    told, why = visible(name), visible(reason)
    if not told or not why:
        raise Refused("required", "reason" if told else "name")
    if told == before:
        raise Refused("same_name", "name")
    return told, why


def too_many_failures(mobile: str, *, at: datetime) -> bool:
    """Whether ten wrong passwords came for this number within ten minutes."""
    since = at - timedelta(minutes=10)
    return PasswordFailure.objects.filter(mobile=mobile, at__gt=since).count() >= FAILURES


def note_failure(mobile: str, *, at: datetime) -> None:
    """Count a wrong password."""
    PasswordFailure.objects.create(mobile=mobile, at=at)


def note_code(session: MutableMapping[str, Any], at: datetime) -> None:
    """Remember in the session that its person has just shown that the number is his."""
    session[CODE_KEY] = at.timestamp()


def came_by_code(session: MutableMapping[str, Any], at: datetime) -> bool:
    """Whether this session began with a code within the last quarter of an hour."""
    return at.timestamp() - float(session.get(CODE_KEY, 0)) < CODE_TRUST.total_seconds()


def sit_down(session: MutableMapping[str, Any], actor: Actor, organisation_id: int) -> None:
    """Let a person act from now on on the seat in this organisation, if there is one."""
    seats = Seat.objects.filter(held(localdate()), person__ref=actor.person_ref, organisation_id=organisation_id)
    if seat := seats.order_by("id").first():
        session[SEAT_KEY] = seat.id


def is_crowded(door: str, address: str | None, at: datetime, most: int = WRONG_TRIES) -> bool:
    """Whether too many codes from this address were wrong lately at this door. One query, whatever it is.

    Each door counts for itself. Behind one address stands a whole office, so many tries are allowed from there
    (`most`; fewer where no person types), and beyond them a right code opens still: what keeps a code from being
    guessed is its length.
    """
    lately = WrongTry.objects.filter(door=door, address=address, at__gt=at - WITHIN).count()
    return address is not None and lately >= most


def wrong_tries_at(door: str, number: str, at: datetime) -> int:
    """How many codes were wrong lately at one thing behind a door, from anywhere, whether or not there is one."""
    return WrongTry.objects.filter(door=door, number=number, at__gt=at - WITHIN).count()


def count_wrong(door: str, address: str | None, at: datetime, number: str = "") -> None:
    """One wrong try more; a page that only reads writes it down afterwards."""
    note(lambda: _count_wrong(door, address, at, number))


def _count_wrong(door: str, address: str | None, at: datetime, number: str) -> None:
    WrongTry.objects.create(door=door, address=address, at=at, number=number)


def forget_wrong_tries(*, at: datetime) -> None:
    """Delete the wrong tries, with the addresses they came from, that are older than a day."""
    WrongTry.objects.filter(at__lt=at - KEPT).delete()
