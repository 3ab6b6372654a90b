"""Before it is late: whoever owes something is warned once; a reminder that nobody answers climbs to who leads.

Both sweeps read page by page to the end and claim each row by a conditional UPDATE, so that it is told once however
many workers come by. What has no person yet is no reason to be silent: then who leads the window is told, and the hub.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted
from huiqi.demands.models import Demand, Promise, Reminder
from huiqi.demands.permissions import HANDLERS
from huiqi.demands.rules.standing import climbs_at
from huiqi.demands.services.missing import held_by
from huiqi.demands.wording.warning import HUB_UNANSWERED, UNANSWERED, WARNED, WARNED_UNASSIGNED
from huiqi.demands.words import ReminderKind
from huiqi.journal.services import Line, record_each
from huiqi.kernel.access import SYSTEM, Role
from huiqi.network.selectors import hub
from huiqi.notices.services import News, tell
from huiqi.reference.selectors import calendar
from huiqi.standards.working_days import working_days_between

if TYPE_CHECKING:
    from huiqi.accounts.models import Person

logger = logging.getLogger(__name__)

PAGE = 200
LEADERS = (Role.WINDOW_MANAGER, Role.HUB_OPERATOR)
TOP = 2
"""How often a reminder climbs: to who leads the window, then to the hub."""


@dataclass(frozen=True, slots=True)
class _Owed:
    """One kind of notice about a demand, for these people."""

    kind: str
    key: str
    demand: Demand
    wanted: Wanted
    told: dict[str, Any]

    def may_know(self, person: Person) -> bool:
        """Of a confidential demand its insiders are told."""
        insiders = self.demand.insiders.all() if self.demand.is_confidential else ()
        return not self.demand.is_confidential or any(
            one.person_id == person.id and not one.removed_at for one in insiders
        )


def warn_owing(*, at: datetime, page: int = PAGE) -> int:
    """Warn whoever owes a promise of which four fifths have passed and that is not due; answers how many promises."""
    watched = Promise.objects.filter(warned_at=None, kept_at=None, missed_at=None, released_at=None, held_at=None)
    rows = watched.filter(warn_at__isnull=False, warn_at__lte=at)
    return sum(_each(ids, at, _warn) for ids in _pages(rows, "warn_at", page))


def climb_unanswered(*, at: datetime, page: int = PAGE) -> int:
    """Pass on every reminder that ran out unanswered, one step up; answers how many."""
    rows = Reminder.objects.filter(answered_at=None, climb_at__isnull=False, climb_at__lte=at)
    return sum(_each(ids, at, _climb) for ids in _pages(rows, "climb_at", page))


def _pages(rows: QuerySet[Any], moment: str, page: int) -> Iterator[list[int]]:
    """The keys of all rows, the earliest first, read page by page to the end."""
    ordered = rows.order_by(moment, "id").values_list(moment, "id")
    found = list(ordered[:page])
    while found:
        yield [key for _moment, key in found]
        last, last_id = found[-1]
        beyond = Q(**{f"{moment}__gt": last}) | Q(**{moment: last, "id__gt": last_id})
        found = list(ordered.filter(beyond)[:page])


def _each(ids: Sequence[int], at: datetime, call: Callable[[Sequence[int], datetime], int]) -> int:
    """A page in one transaction; where that fails one by one, so that what fails stops no other."""
    try:
        return call(ids, at)
    except Exception:
        logger.exception("%s: %s to %s could not be told together", call.__name__, ids[0], ids[-1])
    if len(ids) == 1:
        return 0
    return sum(_each([one], at, call) for one in ids)


def _claim(statement: str, parameters: Sequence[Any]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {row[0] for row in cursor.fetchall()}


@transaction.atomic
def _warn(ids: Sequence[int], at: datetime) -> int:
    """Claim these and tell; what is due by now is left to its accountability record."""
    mine = _claim(
        f"UPDATE {Promise._meta.db_table} SET warned_at = %s WHERE id = ANY(%s) AND warned_at IS NULL"
        " AND kept_at IS NULL AND missed_at IS NULL AND released_at IS NULL AND held_at IS NULL"
        " AND due_at > %s RETURNING id",
        [at, list(ids), at],
    )
    rows = Promise.objects.filter(id__in=mine).select_related("demand__window", "demand__enterprise")
    promises = list(rows.select_related("handling", "consultation").order_by("id"))
    holders = held_by(promises, {one.demand_id: one.demand for one in promises})
    _tell([owed for one in promises for owed in _warnings(one, *holders[one.id], at)], at)
    return len(promises)


def _warnings(promise: Promise, organisation_id: int, person: str, at: datetime) -> Iterator[_Owed]:
    """Who would answer for it; where that is nobody by name, who leads the window and the hub, too.

    Who is outside has no people here: the window that wrote to him is warned.
    """
    demand, key = promise.demand, f"demand:{promise.demand_id}:warned:{promise.id}"
    told = {"step": str(promise.step), "due": promise.due_at.isoformat(), "at": at.isoformat()} | _left(promise, at)
    if promise.handling and promise.handling.by_letter:
        organisation_id, person = demand.window.organisation_id, demand.first_contact
    yield _Owed(WARNED, key, demand, Wanted(organisation_id, HANDLERS, only=person), told)
    if not person:
        for above in (_leader(demand), _hub()):
            yield _Owed(WARNED_UNASSIGNED, f"{key}:unassigned", demand, above, told)


def _left(promise: Promise, at: datetime) -> dict[str, Any]:
    """In what the promise is counted, and how many working days there are still."""
    days = working_days_between(localdate(at), localdate(promise.due_at), calendar())
    return {"unit": promise.explanation["unit"], "working": days}


def _leader(demand: Demand) -> Wanted:
    return Wanted(demand.window.organisation_id, LEADERS)


def _hub() -> Wanted:
    return Wanted(hub().organisation_id, (Role.HUB_OPERATOR,))


@transaction.atomic
def _climb(ids: Sequence[int], at: datetime) -> int:
    """Take each one step up, write that down, tell who is there."""
    free = Demand.objects.select_for_update(of=("self",), skip_locked=True)
    locked = free.filter(reminders__in=ids).order_by("id").values_list("id", flat=True)
    mine = _claim(
        f"UPDATE {Reminder._meta.db_table} SET climbed = climbed + 1, climb_at = NULL WHERE id = ANY(%s)"
        " AND demand_id = ANY(%s) AND answered_at IS NULL AND climb_at <= %s RETURNING id",
        [list(ids), list(locked), at],
    )
    rows = Reminder.objects.filter(id__in=mine).select_related("demand__window", "demand__enterprise").order_by("id")
    reminders = list(rows)
    higher = [one.id for one in reminders if not _is_at_top(one)]
    Reminder.objects.filter(id__in=higher).update(climb_at=climbs_at(at, calendar()))
    lines = [Line(one.demand.ref, {"kind": str(one.kind), "station": _station(one)}) for one in reminders]
    record_each("demand", "reminder_climbed", lines, actor=SYSTEM, at=at)
    _tell([_unanswered(one) for one in reminders], at)
    return len(reminders)


def _is_at_top(one: Reminder) -> bool:
    """What was asked of the hub climbs once, to the hub itself."""
    return one.climbed >= TOP or one.kind is ReminderKind.ESCALATION


def _station(one: Reminder) -> str:
    return "hub" if _is_at_top(one) else "manager"


def _unanswered(one: Reminder) -> _Owed:
    key = f"demand:{one.demand_id}:reminder:{one.id}:{one.climbed}"
    told = {"since": one.reminded_at.isoformat(), "due": one.due_at.isoformat()}
    if _is_at_top(one):
        return _Owed(HUB_UNANSWERED, key, one.demand, _hub(), told)
    return _Owed(UNANSWERED, key, one.demand, _leader(one.demand), told)


def _tell(owed: Sequence[_Owed], at: datetime) -> None:
    """Tell all of them, by the seats of today."""
    prefetch_related_objects([one.demand for one in owed if one.demand.is_confidential], "insiders")
    people = people_wanted([one.wanted for one in owed], localdate(at))
    tell(
        News(
            kind=one.kind,
            key=one.key,
            parameters={"number": one.demand.number, "window": one.demand.window.short_name, **one.told},
            link=reverse("demands:demand", args=[one.demand.ref]),
            people=[person for person in people(one.wanted) if one.may_know(person)],
            at=at,
        )
        for one in owed
    )
