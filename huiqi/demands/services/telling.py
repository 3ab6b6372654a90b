"""Tell those whom a happening concerns: who they are, and what of it leaves the demand (its number, who has it).

A verb only notes that there is something to tell, in its own transaction; the worker tells all that waits, in a dozen
statements for five hundred moves. So nobody at a counter waits until others have their messages.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, prefetch_related_objects
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted
from huiqi.demands.models import Demand, Handling, Telling
from huiqi.demands.permissions import FIRM, HANDLERS, STAFF
from huiqi.demands.selectors import numbers_beside
from huiqi.demands.services.told_more import more
from huiqi.demands.wording.told import (
    ASK_AGAIN,
    BESIDE,
    BETWEEN_OFFICES,
    COMPLAINED,
    MISSED,
    MISSED_BY_US,
    OFF_HANDS,
    TO_RATE,
    TOLD,
    Audience,
)
from huiqi.demands.words import Anonymity, DemandState, Step, Verb
from huiqi.kernel.access import Role
from huiqi.kernel.rows import insert
from huiqi.network.selectors import hub
from huiqi.notices.services import News, tell

if TYPE_CHECKING:
    from huiqi.accounts.models import Person

MOST = 500
"""Moves told in one transaction."""

TRIES = 5
"""How often one is tried that cannot be told, before it is left to people: the log names it."""

Found = Callable[[Demand, Handling | None, datetime], Wanted | None]

logger = logging.getLogger(__name__)


def _firm(demand: Demand, _handling: Handling | None, _at: datetime) -> Wanted:
    return Wanted(demand.enterprise.organisation_id, FIRM, also=demand.filed_by)


def _contact(demand: Demand, _handling: Handling | None, _at: datetime) -> Wanted:
    """The first contact; before there is one, everybody at the window."""
    return Wanted(demand.window.organisation_id, STAFF, only=demand.first_contact)


def _handler(_demand: Demand, handling: Handling | None, at: datetime) -> Wanted | None:
    """The people of whoever had the demand in hand at that moment; once one of them took it, he alone."""
    if handling is None or (handling.ended_at and handling.ended_at < at):
        return None
    return Wanted(handling.organisation_id, HANDLERS, only=handling.taken_by)


def _holder(demand: Demand, handling: Handling | None, at: datetime) -> Wanted | None:
    held = handling is not None and (handling.ended_at is None or handling.ended_at > at) and not handling.by_letter
    return _handler(demand, handling, at) if held else _contact(demand, handling, at)


def _window(demand: Demand, _handling: Handling | None, _at: datetime) -> Wanted:
    return Wanted(demand.window.organisation_id, STAFF)


def _hub(_demand: Demand, _handling: Handling | None, _at: datetime) -> Wanted:
    return Wanted(hub().organisation_id, (Role.HUB_OPERATOR,))


def _leader(demand: Demand, _handling: Handling | None, _at: datetime) -> Wanted:
    """Who decides at the demand's own window."""
    return Wanted(demand.window.organisation_id, (Role.WINDOW_MANAGER, Role.HUB_OPERATOR))


PEOPLE: dict[Audience, Found] = {
    Audience.FIRM: _firm,
    Audience.CONTACT: _contact,
    Audience.HOLDER: _holder,
    Audience.HANDLER: _handler,
    Audience.WINDOW: _window,
    Audience.HUB: _hub,
    Audience.LEADER: _leader,
}


def note_moved(demand_id: int, verb: str, revision: int, *, at: datetime, handling: int | None = None) -> None:
    """Note a move that concerns somebody, within the transaction of the move; `handling`: about which custody."""
    if verb in TOLD:
        insert(Telling(demand_id=demand_id, verb=verb, revision=revision, at=at, handling_id=handling))


def note_missed(missed: Iterable[tuple[int, int]], *, at: datetime) -> None:
    """Note promises that were not kept (demand, promise): an apology is owed, and the work is pressed for."""
    Telling.objects.bulk_create(Telling(demand_id=demand, promise_id=promise, at=at) for demand, promise in missed)


def tell_waiting(most: int = MOST) -> int:
    """Tell what waits, oldest first, and answer how much that was. Two workers never tell the same.

    One that cannot be told keeps nobody else waiting: it is tried by itself, five times in all.
    """
    waiting = Telling.objects.filter(tries__lt=TRIES).order_by("id")
    ids = list(waiting.values_list("id", flat=True)[:most])
    try:
        return _tell(ids)
    except Exception:
        logger.exception("%d moves could not be told together: one by one", len(ids))
    return sum(_tell_alone(one) for one in ids)


def _tell_alone(telling_id: int) -> int:
    try:
        return _tell([telling_id])
    except Exception:
        logger.exception("telling %d failed", telling_id)
        Telling.objects.filter(id=telling_id).update(tries=F("tries") + 1)
    return 0


@transaction.atomic
def _tell(ids: Sequence[int]) -> int:
    """Tell these and forget them; answers how many were still there."""
    if not ids:
        return 0
    claimed = Telling.objects.select_for_update(skip_locked=True, of=("self",)).filter(id__in=ids)
    waiting = list(
        claimed.select_related("demand__window", "demand__enterprise", "demand__intake", "promise").order_by("id")
    )
    prefetch_related_objects([one.demand for one in waiting if one.demand.is_confidential], "insiders")
    custody = _custody(waiting)
    owed = [owed for one in waiting for owed in _owed(one, custody(one))]
    for day, those in groupby(owed, key=lambda owed: localdate(owed.at)):
        _tell_on(day, list(those))
    Telling.objects.filter(id__in=[one.id for one in waiting]).delete()
    return len(waiting)


@dataclass(frozen=True, slots=True)
class _Owed:
    """One kind of notice, and the people of one audience who get it."""

    kind: str
    key: str
    demand: Demand
    handling: Handling | None
    wanted: Wanted
    at: datetime
    step: Step | None = None

    def may_know(self, person: Person) -> bool:
        """Of a confidential demand its enterprise is told, and its insiders."""
        if not self.demand.is_confidential or self.wanted.roles == FIRM:
            return True
        return any(one.person_id == person.id and not one.removed_at for one in self.demand.insiders.all())


def _custody(waiting: Iterable[Telling]) -> Callable[[Telling], list[Handling]]:
    """Who had a demand when the move was made: the one it was about, else all, else the last. One query for all."""
    held = Handling.objects.filter(demand_id__in={one.demand_id for one in waiting}).select_related("organisation")
    handlings: dict[int, list[Handling]] = defaultdict(list)
    for one in held.order_by("-id"):
        handlings[one.demand_id].append(one)

    def had(of: Telling) -> list[Handling]:
        before = [one for one in handlings[of.demand_id] if one.sent_at <= of.at]
        if of.handling_id:
            return [one for one in before if one.id == of.handling_id]
        return [one for one in before if one.ended_at is None or one.ended_at >= of.at] or before[:1]

    return had


EACH = (Audience.HOLDER, Audience.HANDLER)
"""Who is told wherever the demand is, of all who have a part of it."""


def _whom(audience: Audience, hands: Sequence[Handling]) -> Sequence[Handling | None]:
    return (hands if audience in EACH else hands[:1]) or [None]


def _owed(telling: Telling, hands: Sequence[Handling]) -> Iterator[_Owed]:
    demand, at = telling.demand, telling.at
    step = telling.promise.step if telling.promise else None
    for audience, kind in _told(telling):
        for handling in _whom(audience, hands):
            if wanted := PEOPLE[audience](demand, handling, at):
                yield _Owed(kind, _key(telling), demand, handling, wanted, at, step)


def _told(telling: Telling) -> tuple[tuple[Audience, str], ...]:
    """What is told to whom; of what is owed between offices the firm hears nothing."""
    if telling.verb == Verb.FILE and telling.demand.state is not DemandState.FILED:
        return ()  # taken already, as a rule by whoever took it in: nobody has to sign for it
    if telling.verb == Verb.FILE and telling.demand.anonymity is Anonymity.ANONYMOUS:
        return ((Audience.WINDOW, COMPLAINED),)  # there is nobody to contact
    if telling.promise is None:
        return TOLD.get(telling.verb, ())
    ours = (Audience.HOLDER, MISSED_BY_US)
    return (ours,) if telling.promise.step in BETWEEN_OFFICES else (ours, (Audience.FIRM, MISSED))


def _key(telling: Telling) -> str:
    about = f"{telling.revision}" if telling.promise is None else f"promise:{telling.promise_id}"
    about += f":{ASK_AGAIN}" if telling.verb == ASK_AGAIN else ""
    return f"demand:{telling.demand_id}:{about}"


def _tell_on(day: date, owed: Sequence[_Owed]) -> None:
    """Tell what fell to one day: the seats of that day count."""
    people = people_wanted([one.wanted for one in owed], day)
    tell(_news(one, [person for person in people(one.wanted) if one.may_know(person)]) for one in owed)


def _news(owed: _Owed, people: list[Person]) -> News:
    demand = owed.demand
    told: dict[str, object] = {
        "number": demand.number,
        "window": demand.window.short_name,
        "handler": owed.handling.organisation.name if owed.handling else "",
        **more(owed.kind, demand, owed.at),
        **({"step": str(owed.step)} if owed.step else {}),
    }
    off = owed.kind == OFF_HANDS
    link, mobiles = reverse("demands:desk") if off else reverse("demands:demand", args=[demand.ref]), []
    if owed.kind in BESIDE:
        told["others"] = numbers_beside(demand, owed.kind)
    if owed.kind in TO_RATE:
        told |= {"about": str(demand.ref), "round": demand.round}
        intake = None if people else getattr(demand, "intake", None)
        mobiles = [intake.mobile] if intake and intake.mobile else []
        link = f"{reverse('demands:follow')}?{urlencode({'number': demand.number})}" if mobiles else link
    return News(kind=owed.kind, key=owed.key, parameters=told, link=link, people=people, mobiles=mobiles, at=owed.at)
