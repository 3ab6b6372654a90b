"""A leader's instruction 批示 on a demand: entered with its scan and its own limit, reported back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.demands.models import Demand, Instruction
from huiqi.demands.rules.deadlines import closing
from huiqi.demands.services.turn import attach, begin, written
from huiqi.demands.words import Purpose, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile

MOST_NAME, MOST_POST = 40, 80


@dataclass(frozen=True, slots=True)
class Order:
    """What the paper says: who, of which day, what; and until which day it is to be reported back."""

    leader: str
    post: str
    dated: date
    text: str
    due_on: date


@transaction.atomic
def enter_instruction(
    ref: UUID,
    order: Order,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Demand:
    """Enter a leader's instruction with the scan of the paper. The enterprise is not shown it.

    Raises `Refused`: "required", "too_long", "dated_ahead", "due_past", "scan_missing".
    """
    turn = begin(ref, Verb.INSTRUCT, actor=actor, at=at, revision=revision)
    leader, post = _short(order.leader, "leader", MOST_NAME), _short(order.post, "post", MOST_POST)
    if order.dated > localdate(at):
        raise Refused("dated_ahead", "dated")
    if order.due_on < localdate(at):
        raise Refused("due_past", "due_on")
    if not files:
        raise Refused("scan_missing", "attachments")
    made = Instruction.objects.create(
        demand=turn.demand,
        leader=leader,
        post=post,
        dated=order.dated,
        text=written(order.text, "instruction"),
        due_at=closing(order.due_on, hours_of(turn.demand.window)),
        entered_at=at,
        entered_by=actor.person_ref,
    )
    kept = attach(turn.demand, files, Purpose.INSTRUCTION, actor=actor, at=at)
    data = {"instruction": str(made.ref), "dated": made.dated.isoformat(), "due": made.due_at.isoformat()}
    return turn.finish({**data, **kept}, {"leader": f"{post} {leader}", "text": made.text})


def _short(text: str, field: str, most: int) -> str:
    """A text of one line; raises `Refused` where it is missing or too long."""
    kept = written(text, field)
    if len(kept) > most:
        raise Refused("too_long", field, limit=most, length=len(kept))
    return kept


@transaction.atomic
def report_back(
    ref: UUID, instruction: UUID | None, report: str, *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Report on an instruction, which ends it; without a name, on the earliest due.

    Raises `Refused("no_instruction")`.
    """
    turn = begin(ref, Verb.REPORT_BACK, actor=actor, at=at, revision=revision)
    waiting = Instruction.objects.filter(demand=turn.demand, reported_at=None).order_by("due_at", "id")
    found = (waiting.filter(ref=instruction) if instruction else waiting).first()
    if found is None:
        raise Refused("no_instruction", "instruction")
    found.report, found.reported_at, found.reported_by = written(report, "report"), at, actor.person_ref
    found.save(force_update=True)
    return turn.finish({"instruction": str(found.ref)}, {"report": found.report})
