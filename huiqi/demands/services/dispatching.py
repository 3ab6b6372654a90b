"""Handing a demand on: to an institution, an expert, a department, another window or the hub; whole, or in parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted
from huiqi.accounts.words import OrganisationKind
from huiqi.demands.flow import GIVEN_BACK, WHOLE
from huiqi.demands.models import Demand, Handling, Letter
from huiqi.demands.permissions import HANDLERS
from huiqi.demands.rules import against
from huiqi.demands.rules.deadlines import Unit, due
from huiqi.demands.selectors import is_kept_from, next_part
from huiqi.demands.services.consulting import consult
from huiqi.demands.services.promises import promise, promise_part
from huiqi.demands.services.secrecy import name_insider
from huiqi.demands.services.telling import note_moved
from huiqi.demands.services.turn import Turn, begin, fits, written
from huiqi.demands.wording.told import PART_SENT
from huiqi.demands.words import HandlingState, Mode, Step, Verb
from huiqi.directory.selectors import Handler, is_settled
from huiqi.directory.services import require_handler
from huiqi.directory.words import Works
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.kernel.rows import as_read, insert
from huiqi.reference.selectors import calendar

PART_DAYS = 5
"""Working days for a part, where nothing else is said."""

MOST_PART_DAYS = 15
"""No more than the whole has."""

MOST_HANDS = 5
"""Among how many a demand is divided at a time."""


@dataclass(frozen=True, slots=True)
class Share:
    """Who gets which part, for how many working days, and under which number where it takes the place of a part that
    came back. `insider`: of a confidential demand the name of who there is to know of it. `field`: which line of the
    form it is.
    """

    handler: UUID
    task: str = ""
    days: int = PART_DAYS
    instead: int | None = None
    insider: str = ""
    field: str = ""


@transaction.atomic
def dispatch_demand(
    ref: UUID,
    handler: UUID,
    note: str = "",
    *,
    mode: Mode = Mode.SOLE,
    others: Sequence[Share] = (),
    days: int = PART_DAYS,
    instead: int | None = None,
    insider: str = "",
    actor: Actor,
    at: datetime,
    revision: int | None = None,
) -> Demand:
    """Hand the demand to whoever is to work on it; `handler` is the ref of an organisation.

    分别 (`Mode.PARTS`): to `others` too, each with its part; `note` is the part of the first. 会同 (`Mode.JOINT`): the
    handler has it and answers, the others are asked for theirs.

    A new custody begins with a clock of its own; the enterprise's clock runs on. Whoever works outside the system has
    it by a transfer letter (`services.letters`) and owes the answer, not a signature. `insider`: of
    a confidential demand the name of who there is to know of it. Raises `Refused`: insider_not_there, own_window,
    complained_of, not_settled, others_unwanted, others_missing, parts_stand, has_part, and what
    `directory.services.require_handler` refuses.
    """
    if mode is Mode.PARTS:
        turn = begin(ref, Verb.DISPATCH, actor=actor, at=at, revision=revision)
        return _divide(turn, [Share(handler, note, days, instead, insider), *others])
    if bool(others) != (mode is Mode.JOINT):
        raise Refused("others_missing" if mode is Mode.JOINT else "others_unwanted", "other_1")
    turn = begin(ref, Verb.DISPATCH, actor=actor, at=at, revision=revision)
    if any(one.state not in GIVEN_BACK for one in turn.hands.values()):
        raise Refused("parts_stand", "mode")
    demand = _dispatch(turn, handler, note, mode)
    for share in others:
        demand = consult(ref, share.handler, share.task, share.days, actor=actor, at=at, field=share.field)
    return _let_know(demand, Share(handler, insider=insider), actor, at)


def _let_know(demand: Demand, share: Share, actor: Actor, at: datetime) -> Demand:
    """Name the insider that was given with a share of a confidential demand, unless he knows of it already."""
    if not (share.insider and demand.is_confidential):
        return demand
    person = _person_there(demand, share, at)
    if demand.insiders.filter(person__ref=person, removed_at=None).exists():
        return demand
    return name_insider(demand.ref, person, actor=actor, at=at)


def _person_there(demand: Demand, share: Share, at: datetime) -> str:
    """The ref of the one of this name who works there."""
    name, field = share.insider, share.field.replace("other", "insider") or "insider"
    chosen = handler_for(demand, share.handler, at, share.field or "handler")
    there = Wanted(chosen.organisation_id, HANDLERS)
    people = people_wanted([there], localdate(at))(there)
    found = next((one for one in people if against.plain(one.name) == against.plain(name)), None)
    if found is None:
        names = "、".join(sorted(one.name for one in people)) or "—"
        raise Refused("insider_not_there", field, handler=chosen.name, people=names)
    return str(found.ref)


def _dispatch(turn: Turn, handler: UUID, note: str, mode: Mode) -> Demand:
    chosen = handler_for(turn.demand, handler, turn.at, "handler")
    turn.demand.mode = mode
    handling = hand(turn, chosen, Handling(note=fits(note, "note")))
    return turn.finish({"organisation": chosen.organisation_id, "mode": str(mode)}, {"note": handling.note})


@transaction.atomic
def add_part(
    ref: UUID,
    handler: UUID,
    note: str,
    *,
    days: int = PART_DAYS,
    instead: int | None = None,
    insider: str = "",
    others: Sequence[Share] = (),
    actor: Actor,
    at: datetime,
    revision: int | None = None,
) -> Demand:
    """Give somebody else a part while others work on theirs; who had all of it has from now on a part."""
    turn = begin(ref, Verb.ADD_PART, actor=actor, at=at, revision=revision)
    return _divide(turn, [Share(handler, note, days, instead, insider), *others])


def _divide(turn: Turn, shares: Sequence[Share]) -> Demand:
    """Give each his part."""
    _check_shares(turn, shares)
    demand, first = turn.demand, next_part(turn.demand)
    if whole := turn.hands.pop(WHOLE, None):
        whole.part, whole.task = first, whole.task or whole.note
        whole.save(update_fields=["part", "task"])
        turn.hands[first], first = whole, first + 1
    fresh = iter(range(first, first + len(shares)))
    numbers = [share.instead or next(fresh) for share in shares]
    demand.mode = Mode.PARTS
    given = [_give(turn, share, number) for share, number in zip(shares, numbers, strict=True)]
    turn.begins(*numbers)
    names = [one.organisation_id for one in given]
    tasks = {f"task_{one.part}": one.task for one in given}
    turn.finish({"organisations": names, "mode": str(demand.mode)}, tasks)
    for one in given:
        note_moved(demand.id, PART_SENT, demand.revision, at=turn.at, handling=one.id)
    for share in shares:
        demand = _let_know(demand, share, turn.actor, turn.at)
    return demand


def _check_shares(turn: Turn, shares: Sequence[Share]) -> None:
    """Several, each somebody else; a number only where that part came back."""
    stands = [one for one in turn.hands.values() if one.state not in GIVEN_BACK]
    if len(shares) + len(stands) < 2 and not any(one.instead for one in shares):
        raise Refused("others_missing", "other_1")
    if len(shares) > MOST_HANDS:
        raise Refused("too_many_hands", "other_1", most=MOST_HANDS)
    waiting = {part for part, one in turn.hands.items() if one.state in GIVEN_BACK}
    if any(one.instead and one.instead not in waiting for one in shares):
        raise Refused("part_not_waiting", "instead")


def _give(turn: Turn, share: Share, number: int) -> Handling:
    """One part to one handler, with the limit that is agreed for it."""
    suffix = share.field.removeprefix("other")
    chosen = handler_for(turn.demand, share.handler, turn.at, share.field or "handler")
    has = {one.organisation_id for one in turn.hands.values() if one.state not in GIVEN_BACK}
    given = Handling.objects.filter(demand=turn.demand, organisation_id=chosen.organisation_id, ended_at=None)
    if chosen.organisation_id in has or given.exists():
        raise Refused("has_part", share.field or "handler", name=chosen.name)
    if not 1 <= share.days <= MOST_PART_DAYS:
        raise Refused("consult_limit", f"days{suffix}", most=MOST_PART_DAYS)
    task = written(share.task, f"task{suffix}" if suffix else "note")
    turn.hands.pop(number, None)
    handling = hand(turn, chosen, Handling(part=number, task=task))
    if not handling.by_letter:
        counted = due(turn.at, share.days, Unit.WORKING_DAY, calendar())
        promise_part(handling, counted, f"分办，{turn.demand.window.short_name}约定")
    return handling


def hand(turn: Turn, chosen: Handler, handling: Handling) -> Handling:
    """Begin a custody."""
    demand = turn.demand
    handling.demand, handling.organisation_id, handling.state = demand, chosen.organisation_id, HandlingState.SENT
    handling.by_letter, handling.sent_at = chosen.works is Works.OUTSIDE, turn.at
    handling.sent_by = turn.actor.person_ref
    turn.before[insert(handling)] = as_read(handling)
    demand.handlers = sorted({*demand.handlers, chosen.organisation_id})
    if handling.by_letter:
        Letter.objects.create(handling=handling)
    step = Step.OUTSIDE_ANSWER if handling.by_letter else Step.HANDLER_TAKE
    promise(demand, step, start=turn.at, handling=handling)
    return handling


def handler_for(demand: Demand, handler: UUID, at: datetime, field: str, *, ruled: bool = False) -> Handler:
    """Somebody else, who is there now, can take it here, and if an institution is settled at the window or the hub.

    By a ruling it may be the window itself.
    """
    chosen = require_handler(handler, localdate(at), field)
    if chosen.organisation_id == demand.window.organisation_id and not ruled:
        raise Refused("own_window", field)
    if is_kept_from(demand, chosen.name):
        raise Refused("complained_of", field, name=chosen.name)
    outside = chosen.kind == OrganisationKind.INSTITUTION
    if outside and not is_settled(chosen.organisation_id, demand.window_id, localdate(at)):
        raise Refused("not_settled", field)
    return chosen
