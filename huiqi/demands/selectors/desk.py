"""The lists of demands: the desk of those who handle them, and what an enterprise has filed."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localtime, make_aware

from huiqi.demands import wording
from huiqi.demands.flow import CLOSED
from huiqi.demands.models import (
    DemandQuerySet,
    Handling,
    InformationRequest,
    Instruction,
    Objection,
    Promise,
)
from huiqi.demands.rules.numbers import only_a_number
from huiqi.demands.selectors.baskets import idle, waits_with
from huiqi.demands.selectors.filters import DeskFilter
from huiqi.demands.selectors.pages import PER_PAGE, Found, Handled, Pages, listing
from huiqi.demands.selectors.seeing import Sight, Whose, known, of_own_window, own_sight_of, seen, sight_of, visible_to
from huiqi.demands.selectors.visits import tab_of, waiting_for
from huiqi.demands.words import DemandState, Urgency
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.pieces import are_common


@dataclass(frozen=True, slots=True)
class DeskTab:
    """A saved filter of the desk: the states it shows."""

    code: str
    states: tuple[DemandState, ...]


_D = DemandState

WORK = tuple(state for state in DemandState if state not in CLOSED)

WINDOW_TABS = (
    DeskTab("open", WORK),
    DeskTab("to_register", (_D.FILED,)),
    DeskTab("at_window", (_D.REGISTERED, _D.AWAITING_INFORMATION)),
    DeskTab("with_institution", (_D.DISPATCHED, _D.IN_PROGRESS)),
    DeskTab("answered", (_D.ANSWERED, _D.RATED, _D.VISITED)),
    DeskTab("rectifying", (_D.RECTIFYING,)),
    DeskTab("closed", CLOSED),
    DeskTab("sent_here", (_D.DISPATCHED, _D.IN_PROGRESS)),
)
"""`sent_here`: what another window, or the hub, handed to this one to work on; all others are the window's own."""

INSTITUTION_TABS = (
    DeskTab("open", (_D.DISPATCHED, _D.IN_PROGRESS)),
    DeskTab("to_take", (_D.DISPATCHED,)),
    DeskTab("in_hand", (_D.IN_PROGRESS,)),
    DeskTab("answered", (_D.ANSWERED, _D.RATED, _D.VISITED, _D.RECTIFYING)),
    DeskTab("closed", CLOSED),
)


def desk_tabs(actor: Actor) -> tuple[DeskTab, ...]:
    """The tabs of the actor's desk."""
    return INSTITUTION_TABS if actor.is_a(Role.INSTITUTION_CLERK) else WINDOW_TABS


def desk(actor: Actor, wanted: DeskFilter, at: datetime) -> Pages:
    """The demands on a desk, with `holder`: the institution that has it, if any."""
    tab = _tab(actor, wanted.tab)
    handled = tab.states is CLOSED and actor.is_a(Role.INSTITUTION_CLERK)
    if not (wanted.words or wanted.at or wanted.due == "idle" or handled):
        return _listed(_sights(actor), sight_of(actor)[1], tab, wanted, at, end_of_day(at))
    rows = _rows(_sights(actor), sight_of(actor)[1], tab, wanted, at, end_of_day(at))
    rows = rows.filter(waits_with(wanted.at)) if wanted.at else rows
    rows = rows.filter(idle(at)) if wanted.due == "idle" else rows
    if NUMBER.match(wanted.words):
        return Pages(rows.filter(number__startswith=wanted.words), PER_PAGE)
    if only_a_number(wanted.words):
        return Pages(rows.numbered(wanted.words), PER_PAGE)
    if tab.states is CLOSED:
        return _closed(actor, rows, of_own_window(actor).filter(is_in(tab)), wanted.words)
    return Pages(rows.saying(wanted.words) if wanted.words else rows, PER_PAGE)


def _tab(actor: Actor, code: str) -> DeskTab:
    return next((tab for tab in desk_tabs(actor) if tab.code == code), desk_tabs(actor)[0])


def _sights(actor: Actor) -> tuple[Sight, Sight]:
    return own_sight_of(actor)[0], sight_of(actor)[0]


def _rows(
    sights: tuple[Sight, Sight], whose: Whose, tab: DeskTab, wanted: DeskFilter, at: datetime, until: datetime
) -> DemandQuerySet:
    """What a desk lists, in order, but for what is looked for by words, by handler, or because it was forgotten.

    `sights`: of his own desk, and of whatever he may see.
    """
    (own, whole), handed = sights, tab.code == "sent_here"
    shown = seen(whole if handed else own, whose).filter(is_in(tab))
    shown = shown.filter(id__in=in_hand(whose).values("demand")) if handed else shown
    current = Handling.objects.filter(demand=OuterRef("id"), ended_at=None)
    rows = shown.annotate(holder=Subquery(current.values("organisation__name")[:1]))
    rows = rows.filter(kind=wanted.kind) if wanted.kind else rows
    rows = rows.filter(_mine(whose, tab)) if wanted.mine else rows
    rows = rows.filter(marked(wanted.mark, at)) if wanted.mark else rows
    if wanted.due == "visit":
        rows = rows.filter(id__in=waiting_for(whole, whose, tab_of(whole), at).order_by().values("demand"))
    rows = rows.overdue(at) if wanted.due == "overdue" else rows
    rows = rows.due_between(at, until) if wanted.due == "today" else rows
    return rows.order_by(*_order(tab, wanted.order))


_listed = listing(_rows)
"""The same as pages, built once for each way to narrow a desk."""


def _closed(actor: Actor, rows: DemandQuerySet, shown: DemandQuerySet, words: str) -> Pages:
    """What has ended; that of an institution, which is little, the index of words knows at once."""
    if not actor.is_a(Role.INSTITUTION_CLERK):
        return Found(rows, words, shown) if words else Pages(rows, PER_PAGE)
    if words and not are_common(words):
        return Pages(rows.saying_by_index(words), PER_PAGE)
    handled = rows.saying(words) if words else rows
    return Handled(handled, sight_of(actor)[1].organisation)


def is_in(tab: DeskTab) -> Q:
    """What a tab shows. What is open, and what has ended, is known by its closing alone: nine states besides would make
    the planner expect a dozen rows, and sort thousands.
    """
    if tab.states in (WORK, CLOSED):
        return Q(closed_at__isnull=tab.states is not CLOSED)
    return Q(closed_at=None, state__in=tab.states)


def in_hand(whose: Whose) -> QuerySet[Handling]:
    """What somebody's organisation has in its hands, of what he may see."""
    held = Handling.objects.filter(organisation_id=whose.organisation, ended_at=None)
    return held.filter(known(whose, "demand__"))


def _mine(whose: Whose, tab: DeskTab) -> Q:
    """Whose first contact somebody is, or what he has in his hands; nobody has what has ended."""
    own = Q(first_contact=whose.person_ref)
    taken = Handling.objects.filter(taken_by=whose.person_ref, ended_at=None)
    return own if tab.states is CLOSED else own | Q(id__in=taken.values("demand"))


def marked(mark: str, at: datetime) -> Q:
    """What stands out beside its state; an unknown mark marks nothing."""
    marks = {
        "suspended": Q(closed_at=None, suspended_until__isnull=False),
        "green": Q(rank=0),
        "urgent": Q(rank__lte=1, urgency=Urgency.URGENT),
        "urged": Q(urged_until__isnull=False),
        "unanswered": Q(urged_until__lte=at) | Q(escalated_until__lte=at),
        "asked_again": Q(id__in=InformationRequest.objects.filter(number__gt=1).values("demand")),
        "escalated": Q(escalated_until__isnull=False),
        "instructed": Q(id__in=Instruction.objects.filter(reported_at=None).values("demand")),
        "objected": Q(id__in=Objection.objects.filter(decided_at=None).values("demand")),
    }
    return marks[mark] if mark in marks else Q(state=mark)


def _order(tab: DeskTab, order: str) -> tuple[Any, ...]:
    """Green channels first, then what is urgent, then what is due first; of what has ended, what ended last."""
    if tab.states is CLOSED:
        return F("closed_at").desc(), "-id"
    return ("-filed_at", "-id") if order == "filed" else ("rank", F("next_due_at").asc(nulls_last=True), "id")


NUMBER = re.compile(r"[0-9A-Z]{6}-")
"""How the number of a demand begins: the code of its window."""


def end_of(day: date) -> datetime:
    """The first moment after a day."""
    return make_aware(datetime.combine(day + timedelta(days=1), time()))


def end_of_day(at: datetime) -> datetime:
    """The last moment of the day."""
    return localtime(at).replace(hour=23, minute=59, second=59, microsecond=999_999)


def own(actor: Actor, *, closed: bool) -> QuerySet[Any]:
    """An enterprise's demands, the newest first, with `due`: what it is owed next (clocks between offices are not)."""
    owed = Promise.objects.filter(demand=OuterRef("id"), kept_at=None, released_at=None, held_at=None, handling=None)
    owed = owed.filter(consultation=None)
    seen = visible_to(actor).closed() if closed else visible_to(actor).open()
    return seen.annotate(due=Subquery(owed.order_by("due_at").values("due_at")[:1])).order_by("-filed_at", "-id")


def latest(actor: Actor, limit: int) -> list[dict[str, Any]]:
    """The newest demands an actor may see, as rows of a list. One query."""
    return [
        {
            "ref": demand.ref,
            "number": demand.number,
            "title": demand.title,
            "filed_at": demand.filed_at,
            "tone": wording.STATE_TONES[demand.state],
            "state_label": wording.label(demand.state),
        }
        for demand in of_own_window(actor).order_by("-filed_at", "-id")[:limit]
    ]
