"""One answer of the window for all who answered a part."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from huiqi.demands.models import Demand
from huiqi.demands.selectors import answered_parts, is_summed_up
from huiqi.demands.services.turn import begin, written
from huiqi.demands.wording.hands import together
from huiqi.demands.words import Verb
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused


@transaction.atomic
def sum_up(ref: UUID, answer: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Say in one what all said, above their answers, once in a round and before it is rated.

    Raises `Refused`: not_divided, summed_up_already, required.
    """
    turn = begin(ref, Verb.SUM_UP, actor=actor, at=at, revision=revision)
    parts = answered_parts(turn.demand)
    if not parts:
        raise Refused("not_divided")
    if is_summed_up(timeline(ref)):
        raise Refused("summed_up_already")
    text = written(answer, "answer")
    turn.demand.answer = together(text, None, parts)
    return turn.finish(texts={"answer": text})
