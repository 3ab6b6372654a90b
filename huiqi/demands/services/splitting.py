"""Splitting a demand that holds several matters (拆分): each gets its own number, and the enterprise loses no day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.demands.events import DemandFiled
from huiqi.demands.models import Attachment, Demand, Intake, Promise, Split
from huiqi.demands.rules.merging import FINISHES, MOST_PIECES
from huiqi.demands.rules.standing import rank
from huiqi.demands.selectors import files_brought, intake_of
from huiqi.demands.services.conditions import inherit_condition
from huiqi.demands.services.filing import MOST_TITLE, next_number
from huiqi.demands.services.promises import earliest, promised
from huiqi.demands.services.remembering import remember
from huiqi.demands.services.turn import Turn, attach, begin, note, searchable, written
from huiqi.demands.words import DemandState, Purpose, Step, Verb
from huiqi.files.services import copy_file
from huiqi.kernel.access import Actor
from huiqi.kernel.events import publish
from huiqi.kernel.refusal import Refused
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Piece:
    """One matter that is taken out: its kind, title and text, which files of the original go along, by ref, and whether
    it is the one that asks about the condition of the original.
    """

    kind: ServiceKind
    title: str
    text: str
    files: tuple[UUID, ...] = ()
    asks: bool = False


@transaction.atomic
def split_demand(
    ref: UUID, pieces: Sequence[Piece], reason: str, *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Take matters out of a demand: each is a demand of its own, as if the enterprise had filed it then.

    It is due when the original is, or when its own kind is, counted from then, if that is sooner. It opens with the
    same query code and has the same first contact. Raises `Refused`: no_piece, too_many_pieces, required, too_long,
    split_secret, split_suspended, split_late, no_such_file.
    """
    turn = begin(ref, Verb.SPLIT, actor=actor, at=at, revision=revision)
    original, why = turn.demand, written(reason, "split_reason")
    owed = _owed(original)
    _check(turn, pieces, owed)
    made = [_made(turn, piece, number, owed) for number, piece in enumerate(pieces, start=1)]
    Split.objects.bulk_create(
        Split(demand=one, original=original, reason=why, split_at=at, split_by=actor.person_ref) for one in made
    )
    turn.finish({"pieces": [one.number for one in made]}, {"reason": why})
    for one in made:
        _register(one, original, actor, at)
    return original


def _check(turn: Turn, pieces: Sequence[Piece], owed: Sequence[Promise]) -> None:
    if not pieces:
        raise Refused("no_piece", "title_1")
    if len(pieces) > MOST_PIECES:
        raise Refused("too_many_pieces", "title_1", most=MOST_PIECES)
    if turn.demand.is_confidential:
        raise Refused("split_secret")
    if turn.demand.suspended_until:
        raise Refused("split_suspended")
    if any(one.step in FINISHES and (one.missed_at or one.due_at <= turn.at) for one in owed):
        raise Refused("split_late")


def _owed(demand: Demand) -> list[Promise]:
    """What is owed to the enterprise: the staged reply and the answer, the earliest first."""
    rows = Promise.objects.filter(demand=demand, round=demand.round, handling=None, consultation=None)
    rows = rows.filter(step__in=(Step.STAGED_REPLY, *FINISHES), kept_at=None, released_at=None)
    return list(rows.order_by("due_at", "id"))


def _made(turn: Turn, piece: Piece, number: int, owed: Sequence[Promise]) -> Demand:
    """The new demand with its number, promises, files and entry; `number`: which of the form it is."""
    original, actor, at = turn.demand, turn.actor, turn.at
    title, text = written(piece.title, f"title_{number}"), written(piece.text, f"text_{number}")
    if len(title) > MOST_TITLE:
        raise Refused("too_long", f"title_{number}", limit=MOST_TITLE, length=len(title))
    demand = Demand(
        query_code=original.query_code,
        enterprise=original.enterprise,
        window=original.window,
        kind=piece.kind,
        title=title,
        text=text,
        against=original.against,
        anonymity=original.anonymity,
        policy_code=original.policy_code,
        urgency=original.urgency,
        rank=rank(False, original.urgency),
        state=DemandState.FILED,
        submission=uuid5(original.ref, f"{original.revision}:{number}"),
        filed_at=original.began_at,
        touched_at=at,
        filed_by=original.filed_by,
    )
    demand.found_by = searchable(demand)
    promises = _promised(demand, original, owed, at)
    demand.next_due_at = earliest(promises)
    remember(demand, promises)
    demand.number = next_number(demand.window, localdate(at).year)
    demand.save(force_insert=True)
    Promise.objects.bulk_create(promises)
    _copy_intake(original, demand)
    kept = attach(demand, _copies(original, piece, f"files_{number}", actor, at), Purpose.FILING, actor=actor, at=at)
    data: dict[str, Any] = {"number": demand.number, "window": demand.window.code, "kind": str(demand.kind)}
    data |= inherit_condition(demand, original) if piece.asks else {}
    data |= {"policy": demand.policy_code, "anonymity": str(demand.anonymity), "split_from": original.number, **kept}
    note(demand, Verb.FILE, None, None, actor, at, data, {"title": title, "text": text})
    publish(DemandFiled(demand.id, demand.window_id))
    return demand


def _promised(demand: Demand, original: Demand, owed: Sequence[Promise], at: datetime) -> list[Promise]:
    """What the original owes, owed by the new one too: never later, and sooner where its own kind has less time."""
    own = {one.step: one for one in promised(demand, Step.STAGED_REPLY, Step.FINISH, start=original.began_at)}
    made = []
    for step, steps in ((Step.STAGED_REPLY, (Step.STAGED_REPLY,)), (Step.FINISH, FINISHES)):
        there = next((one for one in owed if one.step in steps), None)
        if there is None or there.missed_at or there.due_at <= at:
            continue  # kept, or late there, where it is answered for
        sooner = own.get(step)
        if sooner is None or not at < sooner.due_at < there.due_at:
            sooner = _copied(demand, step, there)
        sooner.explanation = {**sooner.explanation, "split_from": original.number}
        made.append(sooner)
    return made


def _copied(demand: Demand, step: Step, there: Promise) -> Promise:
    told = {name: value for name, value in there.explanation.items() if name != "round"}
    return Promise(
        demand=demand,
        step=step,
        started_at=there.started_at,
        due_at=there.due_at,
        warn_at=there.warn_at,
        explanation=told,
    )


def _copies(original: Demand, piece: Piece, field: str, actor: Actor, at: datetime) -> list[StoredFile]:
    """Copies of the chosen files: each demand keeps and erases its own. Raises `Refused("no_such_file")`."""
    if not piece.files:
        return []
    found: dict[UUID, Attachment] = {one.file.ref: one for one in files_brought(original)}
    if set(piece.files) - set(found):
        raise Refused("no_such_file", field)
    return [copy_file(found[ref].file, actor=actor, at=at) for ref in dict.fromkeys(piece.files)]


def _copy_intake(original: Demand, demand: Demand) -> None:
    """Who spoke for the enterprise, and how he can be reached, where staff took it in."""
    taken = intake_of(Demand.objects.select_related("intake").get(id=original.id))
    if taken is None:
        return
    names = ("organisation_id", "channel", "spoken_by", "relation", "phone", "taken_at", "taken_by")
    Intake.objects.create(demand=demand, **{name: getattr(taken, name) for name in names})


def _register(demand: Demand, original: Demand, actor: Actor, at: datetime) -> None:
    """It is accepted as the original was, by the same first contact."""
    turn = begin(demand.ref, Verb.REGISTER, actor=actor, at=at, revision=None)
    turn.demand.first_contact = original.first_contact or actor.person_ref
    turn.finish()
