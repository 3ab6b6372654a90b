"""Who has a demand in his hands: the whole of it, or each a part."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from huiqi.demands.flow import BY_LETTER, GIVEN_BACK, WHOLE
from huiqi.demands.models import Demand, Handling
from huiqi.demands.words import HandlingState, Verb
from huiqi.journal.selectors import Happening
from huiqi.kernel.access import Actor
from huiqi.kernel.prepared import prepared


def hands_of(demand: Demand) -> dict[int, Handling]:
    """The custodies that count, by their part: the open one, or the latest of each part. One query."""
    rows = _hands().filter(demand=demand, part__in=demand.parts) if demand.parts else _in_hand(demand.id)
    return {one.part: one for one in rows}


def _hands() -> QuerySet[Handling]:
    return Handling.objects.select_related("organisation").order_by("id")


@prepared
def _in_hand(demand: int) -> QuerySet[Handling]:
    return _hands().filter(demand_id=demand, ended_at=None)


def states_of(hands: dict[int, Handling]) -> dict[int, HandlingState]:
    """Their states."""
    return {part: one.state for part, one in hands.items()}


def hand_of(
    hands: Iterable[Handling], actor: Actor, verb: Verb | None = None, part: int | None = None
) -> Handling | None:
    """Which open custody a verb is about: that of `part`, else the actor's own, else the only one there is."""
    waiting = [one for one in hands if one.ended_at is None and (part is None or one.part == part)]
    if verb is Verb.ARBITRATE:
        waiting = [one for one in waiting if one.contested_at]
    if verb in BY_LETTER:
        waiting = [one for one in waiting if one.by_letter]
    own = [one for one in waiting if one.organisation_id == actor.organisation_id]
    chosen = own or waiting
    return chosen[0] if len(chosen) == 1 else None


def waiting_parts(demand: Demand) -> list[Handling]:
    """The parts that came back and wait at the window. One query where it is divided, else none."""
    return [one for one in hands_of(demand).values() if one.state in GIVEN_BACK] if demand.parts else []


def next_part(demand: Demand) -> int:
    """The first number that no part of this demand had, in any round. One query."""
    last = Handling.objects.filter(demand=demand).order_by("-part").values_list("part", flat=True).first()
    return (last or WHOLE) + 1


def answered_parts(demand: Demand) -> list[Handling]:
    """The parts of this round that were answered, in their order. One query."""
    rows = Handling.objects.select_related("organisation").filter(demand=demand, sent_at__gte=demand.began_at)
    return list(rows.filter(part__gt=WHOLE).exclude(answer="").order_by("part", "id"))


def is_summed_up(happenings: Sequence[Happening]) -> bool:
    """Whether the window has said in one what all said in this round."""
    told = (one.verb for one in reversed(happenings) if one.verb in (Verb.SUM_UP, Verb.REOPEN))
    return next(told, None) == Verb.SUM_UP
