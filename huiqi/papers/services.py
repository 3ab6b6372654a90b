"""The verbs of papers: issue one, declare one void, verify one, set how they look."""

import hmac
import secrets
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from huiqi.accounts.selectors import organisations_named
from huiqi.accounts.services import count_wrong, is_crowded
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.papers.models import Counter, Letterhead, NumberWord, Paper
from huiqi.papers.permissions import can_set_letterheads, can_void
from huiqi.papers.ports import kind_of
from huiqi.papers.rules import (
    ALPHABET,
    CODE_LENGTH,
    Content,
    Style,
    is_number_word,
    number,
    number_words,
    plain_code,
    plain_number,
)
from huiqi.papers.selectors import face, letterhead, style_for, visible_to, with_code, word_owner
from huiqi.papers.words import Standing

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_REASON = 300
TICK = timedelta(microseconds=1)
"""What two rules erase at the same moment, they erase one after the other."""
DOOR = "papers"
"""Where whoever holds a paper asks whether it is genuine."""


@transaction.atomic
def issue_paper(
    kind: str,
    subject_type: str,
    subject_ref: UUID,
    content: Content,
    *,
    organisation_id: int,
    submission: UUID,
    actor: Actor,
    at: datetime,
    replaces: UUID | None = None,
    reason: str = "",
) -> Paper:
    """Issue a paper of an organisation about a subject. Whether this actor may is asked by the calling app.

    The same submission again is the same paper. `replaces` names a paper in force of the same subject, kind and
    organisation, which this one replaces for `reason`. Raises `Malformed` where the content is not of its kind, and
    `Refused`: not_in_force (the paper to be replaced), required and too_long (reason).
    """
    kind_of(kind).check(content)
    try:
        with transaction.atomic():
            paper = _new(kind, subject_type, subject_ref, content, organisation_id, submission, actor, at)
    except IntegrityError:
        return Paper.objects.get(submission=submission, kind=kind, subject_ref=subject_ref)
    if replaces is not None:
        former = _to_end(replaces, reason, Paper.objects.filter(kind=kind, subject_ref=subject_ref))
        _end(former, Standing.REPLACED, reason, actor, at, by=paper)
    data = {
        "kind": kind,
        "number": paper.number,
        "sha256": paper.sha256,
        "subject": [subject_type, str(subject_ref)],
        "organisation": organisation_id,
    }
    record("paper", paper.ref, "issue", actor=actor, at=at, data=data)
    return paper


def _new(
    kind: str,
    subject_type: str,
    subject_ref: UUID,
    content: Content,
    organisation_id: int,
    submission: UUID,
    actor: Actor,
    at: datetime,
) -> Paper:
    """Number the paper and write it down. Raises `IntegrityError` where the submission has its paper already."""
    told, name, day = kind_of(kind), organisations_named([organisation_id])[organisation_id], localdate(at)
    style = style_for(organisation_id, name, told)
    word = _claimed(style.word, organisation_id, kind)
    serial = _next_serial(organisation_id, kind, day.year)
    paper = Paper(
        kind=kind,
        subject_type=subject_type,
        subject_ref=subject_ref,
        organisation_id=organisation_id,
        organisation_name=name,
        title=told.title,
        word=word,
        year=day.year,
        serial=serial,
        number=number(word, day.year, serial),
        copies=told.copies,
        style=asdict(style),
        content=content.as_json(),
        verify_code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
        issued_at=at,
        issued_on=day,
        issued_by=actor.person_ref,
        submission=submission,
    )
    paper.sha256 = face(paper).digest()
    paper.save(force_insert=True)
    return paper


def _claimed(wanted: str, organisation_id: int, kind: str) -> str:
    """The first word like the wanted one that belongs to nobody else; from now on to this kind of paper for ever."""
    for word in number_words(wanted):
        mine = {"organisation_id": organisation_id, "kind": kind}
        claim, _made = NumberWord.objects.get_or_create(word=word, defaults=mine)
        if (claim.organisation_id, claim.kind) == (organisation_id, kind):
            return word
    raise Refused("word_taken", "word", word=wanted)


def _next_serial(organisation_id: int, kind: str, year: int) -> int:
    """One more than the last serial. The row stays locked to the end, so that a number given back leaves no gap."""
    table = Counter._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (organisation_id, kind, year, last) VALUES (%s, %s, %s, 1)"
            f" ON CONFLICT (organisation_id, kind, year) DO UPDATE SET last = {table}.last + 1 RETURNING last",
            [organisation_id, kind, year],
        )
        serial: int = cursor.fetchone()[0]
        return serial


@transaction.atomic
def void_paper(ref: UUID, reason: str, *, actor: Actor, at: datetime) -> Paper:
    """Declare a paper void. Its number is not given again, and whoever verifies it is told.

    Raises `Paper.DoesNotExist` where the actor may not read it, `PermissionDenied`, and `Refused`: not_in_force,
    required and too_long (reason).
    """
    seen = visible_to(actor, ref)
    if seen is None:
        raise Paper.DoesNotExist
    if not can_void(actor, seen):
        raise PermissionDenied
    paper = _to_end(ref, reason, Paper.objects.all())
    _end(paper, Standing.VOID, reason, actor, at)
    return paper


def _to_end(ref: UUID, reason: str, among: "QuerySet[Paper]") -> Paper:
    """The paper, locked, if it is in force and there is a reason to end it."""
    paper = among.select_for_update(of=("self",)).get(ref=ref)
    if paper.standing is not Standing.IN_FORCE:
        raise Refused("not_in_force", number=paper.number)
    if not reason.strip():
        raise Refused("required", "reason")
    if len(reason.strip()) > MOST_REASON:
        raise Refused("too_long", "reason", limit=MOST_REASON)
    return paper


def _end(paper: Paper, standing: Standing, reason: str, actor: Actor, at: datetime, *, by: Paper | None = None) -> None:
    paper.ended_at, paper.ended_by, paper.end_reason, paper.replaced_by = at, actor.person_ref, reason.strip(), by
    paper.save(update_fields=["ended_at", "ended_by", "end_reason", "replaced_by"])
    data = {"standing": str(standing), "by": by and by.number}
    record("paper", paper.ref, "end", actor=actor, at=at, data=data, texts={"reason": reason.strip()})


def erase_papers(subjects: Iterable[UUID], mark: str, names: Collection[str] = (), *, at: datetime) -> int:
    """Let what a rule of retention erases go from the papers about these: the texts of fields of these `names`, or all.

    In the caller's transaction, whose verb has its entry in the journal. Answers from how many papers anything went.
    """
    erased = 0
    for paper in Paper.objects.select_for_update().filter(subject_ref__in=list(subjects)).order_by("id"):
        content = paper.said.erased(mark, names).as_json()
        if content != paper.content:
            paper.content, paper.erased_at = content, max(at, paper.erased_at + TICK) if paper.erased_at else at
            paper.save(update_fields=["content", "erased_at"])
            erased += 1
    return erased


def verify_by_code(code: str, *, address: str | None, at: datetime) -> Paper:
    """The paper with this code. A wrong one is counted, after the page is made.

    Raises `Refused`: no_such_paper; too_many_tries, where too many from an address were wrong. A right one opens still.
    """
    return _verified(with_code(code), True, address, at)


def verify_by_number(number: str, code: str, *, address: str | None, at: datetime) -> Paper:
    """The paper with this number, if the code is its own. A wrong number and a wrong code get the same answer."""
    found = Paper.objects.filter(number=plain_number(number)).first()
    fits = hmac.compare_digest((found.verify_code if found else "").encode(), plain_code(code).encode())
    return _verified(found, fits, address, at)


def _verified(found: Paper | None, fits: bool, address: str | None, at: datetime) -> Paper:
    if found is not None and fits:
        return found
    if is_crowded(DOOR, address, at):
        raise Refused("too_many_tries", "code")
    count_wrong(DOOR, address, at)
    raise Refused("no_such_paper", "code")


@transaction.atomic
def set_letterhead(
    organisation_id: int, kind: str, style: Style, *, revision: int, actor: Actor, at: datetime
) -> Letterhead:
    """Say how an organisation's papers of a kind (empty: all) look from now on; what was issued stays as it was.

    `revision` is the one the writer saw (0: none). Raises `PermissionDenied`, and `Refused`: stale; word_malformed,
    word_taken (another organisation or kind has printed it).
    """
    if not can_set_letterheads(actor):
        raise PermissionDenied
    row = letterhead(organisation_id, kind)
    if row is not None:
        row = Letterhead.objects.select_for_update().get(id=row.id)
    if revision != (row.revision if row else 0):
        raise Refused("stale")
    _check_word(style.word, organisation_id, kind)
    row = row or Letterhead(organisation_id=organisation_id, kind=kind, revision=0)
    row.mark, row.word, row.red = style.mark, style.word, style.red
    row.contact, row.footer, row.revision = style.contact, style.footer, row.revision + 1
    _save(row)
    data = {"organisation": organisation_id, "kind": kind, "revision": row.revision, "style": asdict(style)}
    record("letterhead", row.ref, "set_letterhead", actor=actor, at=at, data=data)
    return row


def _save(row: Letterhead) -> None:
    """Raises `Refused("stale")` where somebody else made the first setting meanwhile."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused("stale") from None


def _check_word(word: str, organisation_id: int, kind: str) -> None:
    if word and not is_number_word(word):
        raise Refused("word_malformed", "word")
    owner = word_owner(word) if kind else None
    if owner and (owner.organisation_id, owner.kind) != (organisation_id, kind):
        raise Refused("word_taken", "word", word=word, organisation=owner.organisation.name)
