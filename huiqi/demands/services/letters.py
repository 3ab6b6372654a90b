"""Transfer letters 转办函: a handler outside the system has the demand on paper, and answers on paper or by a link.

The link is the handler's own hand: whoever has it acts for the handler, under the name he gives, until the custody ends
or the window closes the link. Of its code only the SHA-256 is kept, so that it is shown once, when it is made.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from huiqi.accounts.services import count_wrong, is_crowded
from huiqi.demands.models import Attachment, Demand, Handling, Letter
from huiqi.demands.permissions import can
from huiqi.demands.selectors import (
    came_back_before,
    hand_of,
    hands_of,
    letter_of,
    letter_with,
    note_look,
    scans_of,
    visible_to,
)
from huiqi.demands.services.by_handler import answered, custody
from huiqi.demands.services.returning import GivingBack, contest, give_back
from huiqi.demands.services.turn import attach, begin, written
from huiqi.demands.words import Delivery, Door, Purpose, Verb
from huiqi.journal.services import record, record_look
from huiqi.kernel.access import Actor, Role, SeatView
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16
"""Letters of a code: some 78 bits, which nobody guesses and anybody can type from paper."""

LINK_DAYS = 60


@dataclass(frozen=True, slots=True)
class Sending:
    """How and on which day a letter went; `reference` is the number of the parcel or of the exchange."""

    how: Delivery
    sent_on: date
    reference: str = ""


@dataclass(frozen=True, slots=True)
class OutsideAnswer:
    """What a handler outside wrote: its words, the day and the number on the paper."""

    text: str
    dated: date
    number: str = ""


@transaction.atomic
def send_letter(
    ref: UUID, sending: Sending, *, actor: Actor, at: datetime, revision: int | None = None, part: int | None = None
) -> Demand:
    """Write down that the letter went, how and when; written again, it corrects what was written before.

    Raises `Refused`: sent_before_written, sent_ahead.
    """
    turn = begin(ref, Verb.SEND_LETTER, actor=actor, at=at, revision=revision, part=part)
    handling = custody(turn)
    if sending.sent_on < localdate(handling.sent_at):
        raise Refused("sent_before_written", "sent_on", day=localdate(handling.sent_at))
    if sending.sent_on > localdate(at):
        raise Refused("sent_ahead", "sent_on")
    letter = letter_of(handling)
    letter.how, letter.sent_on, letter.reference = sending.how, sending.sent_on, sending.reference.strip()
    letter.save(update_fields=["how", "sent_on", "reference"])
    data = {"delivery": str(sending.how), "sent_on": sending.sent_on.isoformat()}
    return turn.finish({"organisation": handling.organisation_id, **data}, {"reference": letter.reference})


@transaction.atomic
def enter_answer(
    ref: UUID,
    answer: OutsideAnswer,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
    part: int | None = None,
) -> Demand:
    """Enter what a handler outside wrote, with the scan of its paper: the answer is the handler's, not the window's.

    Raises `Refused`: answer_scan_missing, answer_before_letter, answer_ahead.
    """
    turn = begin(ref, Verb.ENTER_ANSWER, actor=actor, at=at, revision=revision, part=part)
    handling = custody(turn)
    if not files:
        raise Refused("answer_scan_missing", "attachments")
    _check_day(answer.dated, handling, at)
    letter = letter_of(handling)
    letter.answer_dated, letter.answer_number = answer.dated, answer.number.strip()
    letter.save(update_fields=["answer_dated", "answer_number"])
    kept = attach(turn.demand, files, Purpose.SCAN, actor=actor, at=at)
    data = {"organisation": handling.organisation_id, "dated": answer.dated.isoformat(), **kept}
    return answered(turn, answer.text, data, {"answer_number": letter.answer_number})


def _check_day(dated: date, handling: Handling, at: datetime) -> None:
    """An answer is written after the letter, and not tomorrow."""
    if dated < localdate(handling.sent_at):
        raise Refused("answer_before_letter", "dated", day=localdate(handling.sent_at))
    if dated > localdate(at):
        raise Refused("answer_ahead", "dated")


@transaction.atomic
def enter_return(
    ref: UUID,
    giving: GivingBack,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    part: int | None = None,
) -> Demand:
    """Enter that a handler outside sent the letter back, with its reason. The enterprise's clock runs on.

    Where it came back once already, that opens the dispute on which the hub rules.
    """
    turn = begin(ref, Verb.ENTER_RETURN, actor=actor, at=at, revision=revision, part=part)
    if not came_back_before(custody(turn)):
        return give_back(turn, giving)
    return contest(begin(ref, Verb.CONTEST, actor=actor, at=at, revision=revision, part=part), giving)


@transaction.atomic
def return_by_link(ref: UUID, giving: GivingBack, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """The handler itself sends the letter back through its link; a second time that opens the dispute."""
    turn = begin(ref, Verb.RETURN, actor=actor, at=at, revision=revision)
    if not came_back_before(custody(turn)):
        return give_back(turn, giving)
    return contest(begin(ref, Verb.CONTEST, actor=actor, at=at, revision=revision), giving)


@transaction.atomic
def replace_scan(
    ref: UUID,
    scan: UUID,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Demand:
    """Put the right page in the place of a wrong one; the wrong one stays, and says by what it was replaced.

    `scan` is the ref of the file. Raises `Refused`: no_such_scan, one_scan.
    """
    turn = begin(ref, Verb.REPLACE_SCAN, actor=actor, at=at, revision=revision)
    former = scans_of(turn.demand).filter(file__ref=scan).first()
    if former is None:
        raise Refused("no_such_scan", "scan")
    if len(files) != 1:
        raise Refused("one_scan", "attachments")
    reason = written(reason, "scan_reason")
    kept = attach(turn.demand, files, former.purpose, actor=actor, at=at)
    former.replaced_by = Attachment.objects.get(demand=turn.demand, file=files[0])
    former.save(update_fields=["replaced_by"])
    return turn.finish({"replaced": str(scan), **kept}, {"reason": reason})


@transaction.atomic
def open_link(ref: UUID, *, actor: Actor, at: datetime, part: int | None = None) -> tuple[Letter, str]:
    """Make the link by which the handler answers without an account; answers the letter and the code, shown only now.

    A former link is closed by it. A link that is handed out is a letter that went: where no sending is written down
    yet, this one is, and may be corrected. Raises `Demand.DoesNotExist`, `PermissionDenied`.
    """
    demand, letter = _own(ref, actor, part)
    if letter.sent_on is None:
        send_letter(ref, Sending(Delivery.LINK, localdate(at)), actor=actor, at=at, part=part)
        letter.refresh_from_db()
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    letter.link_ref, letter.link_digest, letter.link_until = uuid7(), digest(code), at + timedelta(days=LINK_DAYS)
    letter.looked_at, letter.looks = None, 0
    letter.save(update_fields=["link_ref", "link_digest", "link_until", "looked_at", "looks"])
    data = {"organisation": letter.handling.organisation_id, "link": str(letter.link_ref)}
    record("demand", demand.ref, "open_link", actor=actor, at=at, data=data)
    return letter, code


@transaction.atomic
def close_link(ref: UUID, *, actor: Actor, at: datetime, part: int | None = None) -> Demand:
    """Close the link: whoever has it reads and does nothing more. Raises as `open_link`; closed already: nothing."""
    demand, letter = _own(ref, actor, part)
    if not letter.link_digest:
        return demand
    letter.link_digest = ""
    letter.save(update_fields=["link_digest"])
    data = {"organisation": letter.handling.organisation_id, "link": str(letter.link_ref)}
    record("demand", demand.ref, "close_link", actor=actor, at=at, data=data)
    return demand


def _own(ref: UUID, actor: Actor, part: int | None) -> tuple[Demand, Letter]:
    """The demand, locked, with the letter of its open custody, for the window's own people."""
    demand = visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    handling = hand_of(hands_of(demand).values(), actor, Verb.SEND_LETTER, part)
    if handling is None or not can(actor, Verb.SEND_LETTER, demand, handling):
        raise PermissionDenied
    return demand, letter_of(handling)


def digest(code: str) -> str:
    """What is kept of a code, however it was typed."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(f"huiqi letter {plain}".encode()).hexdigest()


def letter_by_code(code: str, *, address: str | None, at: datetime) -> Letter:
    """The letter whose link has this code, while it may be answered, or was answered through this very link.

    Unknown, closed, run out and taken back get the same answer: `Refused("no_such_letter")`, or where too many codes
    from this address were wrong `Refused("too_many_tries")`. A right one opens its letter even then.
    """
    found = letter_with(digest(code), at)
    if found is not None:
        return found
    if is_crowded(Door.LETTERS, address, at):
        raise Refused("too_many_tries", "code")
    count_wrong(Door.LETTERS, address, at)
    raise Refused("no_such_letter", "code")


def through_link(letter: Letter, name: str = "") -> Actor:
    """Whoever has the link, as the handler's own clerk: `name` is what he calls himself."""
    organisation = letter.handling.organisation
    ref = str(letter.link_ref)
    seat = SeatView(0, ref, Role.INSTITUTION_CLERK, organisation.id, str(organisation.kind), organisation.name)
    return Actor(person_ref=ref, name=name.strip(), seat=seat)


def look_at_letter(letter: Letter, *, at: datetime) -> None:
    """Leave the trace that the letter was read through its link."""
    record_look("demand", letter.handling.demand.ref, "letter", actor=through_link(letter), at=at)
    note_look(through_link(letter), letter.handling.demand)
    Letter.objects.filter(id=letter.id).update(looked_at=at, looks=F("looks") + 1)


def leave_contact(letter: Letter, contact: str) -> None:
    """Keep whom the handler named to ask."""
    Letter.objects.filter(id=letter.id).update(contact=contact.strip()[:120])
