"""Questions about demands. `visible_to` is the only way to one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import cached_property
from django.utils.timezone import localdate, localtime

from huiqi.accounts.selectors import organisations_named, people_named
from huiqi.accounts.words import OrganisationKind
from huiqi.demands import wording
from huiqi.demands.flow import CLOSED, OPEN_HANDLINGS, WITH_INSTITUTION, verbs
from huiqi.demands.models import (
    AccountabilityRecord,
    Archive,
    Attachment,
    Demand,
    DemandQuerySet,
    Handling,
    InformationRequest,
    Promise,
    Rating,
    ReturnVisit,
)
from huiqi.demands.permissions import FIRM, STAFF, can
from huiqi.demands.rules.closing import BAD, may_visit_from, must_visit_first, rating_over_since
from huiqi.demands.rules.deadlines import Deadline, Unit, due
from huiqi.demands.words import DemandState, HandlingState, Purpose, Verb
from huiqi.enterprises.selectors import keys_named
from huiqi.journal.selectors import Happening, timeline
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import key_of, promises
from huiqi.network.words import LimitStep
from huiqi.reference.selectors import calendar
from huiqi.standards.service_kinds import ServiceKind

GIVEN_BACK = (HandlingState.RETURNED, HandlingState.RECALLED)


def visible_to(actor: Actor) -> DemandQuerySet:
    """An enterprise sees its own, a window those of its window, the hub all.

    An institution sees what it handles and what it answered. What it gave back, or was recalled, it sees no more:
    who no longer works on a matter needs none of its data (PIPL article 6).
    """
    everything = Demand.objects.select_related("window", "enterprise")
    seat = actor.seat
    if seat is None:
        return everything.none()
    if seat.organisation_kind == OrganisationKind.ENTERPRISE and actor.is_a(*FIRM):
        return everything.filter(enterprise__organisation_id=seat.organisation_id)
    if actor.is_a(Role.HUB_OPERATOR):
        return everything
    if actor.is_a(*STAFF):
        return everything.filter(window_id=key_of(seat.organisation_id))
    if actor.is_a(Role.INSTITUTION_CLERK):
        own = Handling.objects.filter(demand=OuterRef("id"), organisation_id=seat.organisation_id)
        return everything.filter(Exists(own.exclude(state__in=GIVEN_BACK)))
    return everything.none()


def open_handling(demand: Demand) -> Handling | None:
    """Who has the demand in his hands now; nobody: the window holds it."""
    return Handling.objects.select_related("organisation").filter(demand=demand, ended_at=None).first()


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that belongs to one demand. `people` and `organisations` are names by ref and by key."""

    demand: Demand
    handling: Handling | None
    handlings: list[Handling]
    promises: list[Promise]
    records: list[AccountabilityRecord]
    attachments: list[Attachment]
    request: InformationRequest | None
    rating: Rating | None
    visits: list[ReturnVisit]
    archive: Archive | None
    happenings: list[Happening]
    people: dict[str, str]
    organisations: dict[int, str]

    def owed(self) -> list[Promise]:
        """What is still owed, the earliest first."""
        return [p for p in self.promises if p.kept_at is None and p.released_at is None]

    def files(self, purpose: Purpose) -> list[Attachment]:
        """The files that came with one thing."""
        return [a for a in self.attachments if a.purpose is purpose]


def case_of(demand: Demand) -> Case:
    """Collect the whole case. Twelve queries, however much has happened."""
    handlings = list(demand.handlings.select_related("organisation").order_by("id"))
    happenings = timeline(demand.ref)
    records = list(
        AccountabilityRecord.objects.filter(demand=demand).select_related("promise").order_by("due_at", "id")
    )
    people = {h.actor_ref for h in happenings} | {demand.first_contact} | {r.person_ref for r in records}
    organisations = {h.organisation_id for h in happenings} | {h.organisation_id for h in handlings}
    return Case(
        demand=demand,
        handling=next((h for h in handlings if h.ended_at is None), None),
        handlings=handlings,
        promises=list(demand.promises.order_by("due_at", "id")),
        records=records,
        attachments=list(demand.attachments.select_related("file").order_by("id")),
        request=InformationRequest.objects.filter(demand=demand).first(),
        rating=Rating.objects.filter(demand=demand).first(),
        visits=list(demand.visits.order_by("id")),
        archive=Archive.objects.filter(demand=demand).select_related("file").first(),
        happenings=happenings,
        people=people_named(people),
        organisations=organisations_named(organisations | {r.organisation_id for r in records})
        | {demand.window.organisation_id: demand.window.short_name},
    )


def possible(actor: Actor, case: Case, at: datetime) -> list[Verb]:
    """What this actor can do with the demand now: the flow, the permissions, and what the case itself forbids."""
    demand, handling = case.demand, case.handling
    allowed = [v for v in verbs(demand.state, handling.state if handling else None) if can(actor, v, demand, handling)]
    return [v for v in allowed if v is not Verb.ATTEMPT_VISIT and not _forbidden(v, case, at)]


def _forbidden(verb: Verb, case: Case, at: datetime) -> bool:
    rating, request = case.rating, case.request
    if verb is Verb.ASK_INFORMATION:
        return request is not None
    if verb is Verb.SUPPLY_INFORMATION:
        return request is None or request.supplied_at is not None
    if verb is Verb.RATE:
        return rating is not None
    if verb is Verb.VISIT:
        return at < visits_from(case)
    if verb is Verb.ARCHIVE:
        return must_visit_first(rating.level if rating else None, case.demand.state is DemandState.VISITED)
    return False


def visits_from(case: Case) -> datetime:
    """From when on the enterprise may be visited. The demand is answered."""
    assert case.demand.answered_at is not None
    return may_visit_from(case.demand.answered_at, case.rating is not None, calendar())


@dataclass(frozen=True, slots=True)
class Term:
    """What would be promised for a demand filed at a moment."""

    step: LimitStep
    deadline: Deadline
    source: str


SHOWN_BEFORE = (LimitStep.FIRST_CONTACT, LimitStep.STAGED_REPLY, LimitStep.FINISH)


def terms(window_id: int, at: datetime) -> dict[ServiceKind, list[Term]]:
    """The terms a window would be held to for a demand filed at `at`, per kind. Two queries."""
    days = calendar()
    return {
        kind: [
            Term(step, due(at, limit.amount, Unit(limit.unit), days), limit.source)
            for step, limit in limits.items()
            if step in SHOWN_BEFORE
        ]
        for kind, limits in promises(window_id, localdate(at)).items()
    }


def attachment(demand: Demand, ref: UUID) -> Attachment | None:
    """A file of this demand."""
    return Attachment.objects.filter(demand=demand, file__ref=ref).select_related("file").first()


def archive_of(demand: Demand) -> Archive | None:
    """The closed file, where it has been made."""
    return Archive.objects.filter(demand=demand, file__isnull=False).select_related("file").first()


def accountability(actor: Actor) -> QuerySet[AccountabilityRecord]:
    """Every missed promise of the demands that the actor's window owns (the hub: all), the latest first."""
    records = AccountabilityRecord.objects.select_related(
        "promise", "demand__window", "demand__enterprise", "organisation"
    ).order_by("-due_at", "-id")
    if actor.seat is None or not actor.is_a(*STAFF):
        return records.none()
    if actor.is_a(Role.HUB_OPERATOR):
        return records
    return records.filter(demand__window_id=key_of(actor.seat.organisation_id))


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
    DeskTab("closed", CLOSED),
)
INSTITUTION_TABS = (
    DeskTab("open", (_D.DISPATCHED, _D.IN_PROGRESS)),
    DeskTab("to_take", (_D.DISPATCHED,)),
    DeskTab("in_hand", (_D.IN_PROGRESS,)),
    DeskTab("answered", (_D.ANSWERED, _D.RATED, _D.VISITED)),
    DeskTab("closed", CLOSED),
)


def own(actor: Actor, *, closed: bool) -> QuerySet[Any]:
    """An enterprise's demands, the newest first, with `due`: what it is owed next (clocks between offices are not)."""
    owed = Promise.objects.filter(demand=OuterRef("id"), kept_at=None, released_at=None, handling=None)
    seen = visible_to(actor).closed() if closed else visible_to(actor).open()
    return seen.annotate(due=Subquery(owed.order_by("due_at").values("due_at")[:1])).order_by("-filed_at", "-id")


def desk_tabs(actor: Actor) -> tuple[DeskTab, ...]:
    """The tabs of the actor's desk."""
    return INSTITUTION_TABS if actor.is_a(Role.INSTITUTION_CLERK) else WINDOW_TABS


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """What a clerk narrows his desk by; `due` is overdue, today, visit or nothing; `order` is due or filed."""

    tab: str = "open"
    kind: str = ""
    due: str = ""
    mine: bool = False
    words: str = ""
    order: str = "due"


MOST_LISTED = 1_000
"""Rows of a list for staff: nobody turns to its hundredth page, and counting a million rows takes a second."""


class Pages(Paginator):  # type: ignore[type-arg]
    """Pages over the first `MOST_LISTED` rows; `is_cut` says that there are, or may be, more."""

    @cached_property
    def count(self) -> int:
        """How many rows are listed. One query, which stops counting there."""
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        return rows.select_related(None).order_by().values("id")[:MOST_LISTED].count()

    @property
    def is_cut(self) -> bool:
        """Whether the list may have been cut short."""
        return self.count == MOST_LISTED


def desk(actor: Actor, wanted: DeskFilter, at: datetime) -> DemandQuerySet:
    """The demands on a desk, with `holder`: the institution that has it, if any."""
    tab = next((tab for tab in desk_tabs(actor) if tab.code == wanted.tab), desk_tabs(actor)[0])
    current = Handling.objects.filter(demand=OuterRef("id"), ended_at=None)
    rows = visible_to(actor).filter(state__in=tab.states, closed_at__isnull=tab.states is not CLOSED)
    if actor.seat and actor.is_a(Role.INSTITUTION_CLERK) and WITH_INSTITUTION.issuperset(tab.states):
        in_hand = Handling.objects.filter(organisation_id=actor.seat.organisation_id, state__in=OPEN_HANDLINGS)
        rows = rows.filter(id__in=in_hand.values("demand"))  # says nothing new, but lets an index begin with the few
    rows = rows.annotate(holder=Subquery(current.values("organisation__name")[:1]))
    rows = rows.filter(kind=wanted.kind) if wanted.kind else rows
    rows = rows.filter(_mine(actor, tab)) if wanted.mine else rows
    return _said(_due(rows, wanted.due, at), wanted.words).order_by(*_order(tab, wanted.order))


def _mine(actor: Actor, tab: DeskTab) -> Q:
    """Whose first contact the actor is, or what he has in his hands; nobody has what has ended."""
    own = Q(first_contact=actor.person_ref)
    taken = Handling.objects.filter(taken_by=actor.person_ref, ended_at=None)
    return own if tab.states is CLOSED else own | Q(id__in=taken.values("demand"))


def _order(tab: DeskTab, order: str) -> tuple[Any, ...]:
    """What is due first comes first; of what has ended, what ended last."""
    if tab.states is CLOSED:
        return F("closed_at").desc(), "-id"
    return ("-filed_at", "-id") if order == "filed" else (F("next_due_at").asc(nulls_last=True), "id")


def _due(rows: DemandQuerySet, due: str, at: datetime) -> DemandQuerySet:
    if due == "overdue":
        return rows.overdue(at)
    if due == "visit":
        return rows.filter(_to_visit(at))
    return rows.due_between(at, end_of_day(at)) if due == "today" else rows


NUMBER = re.compile(r"[0-9A-Z]{6}-")
"""How the number of a demand begins: the code of its window."""


def _said(rows: DemandQuerySet, words: str) -> DemandQuerySet:
    """Those with these words in title or enterprise (its pinyin initials too), or with this number."""
    if not words:
        return rows
    if NUMBER.match(words):
        return rows.filter(number__startswith=words)
    return rows.filter(Q(title__icontains=words) | Q(enterprise_id__in=keys_named(words)))


def _to_visit(at: datetime) -> Q:
    """Rated badly, or not rated in the days left for it."""
    unrated = Q(state=_D.ANSWERED, answered_at__date__lte=rating_over_since(at, calendar()))
    bad = Rating.objects.filter(demand=OuterRef("id"), level__in=[str(level) for level in BAD])
    return unrated | Q(Q(state=_D.RATED), Exists(bad))


def end_of_day(at: datetime) -> datetime:
    """The last moment of the day."""
    return localtime(at).replace(hour=23, minute=59, second=59, microsecond=999_999)


def desk_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """How many: per state, overdue, due today, and to be visited now. One query over what is open."""
    seen = visible_to(actor).filter(closed_at=None)
    if actor.is_a(Role.INSTITUTION_CLERK):
        seen = seen.filter(state__in=(*INSTITUTION_TABS[0].states, *INSTITUTION_TABS[3].states))
    mine = Q(state__in=desk_tabs(actor)[0].states)
    by_state = list(
        seen.order_by()
        .values("state")
        .annotate(
            rows=Count("id"),
            overdue=Count("id", filter=mine & Q(next_due_at__lte=at)),
            today=Count("id", filter=mine & Q(next_due_at__gt=at, next_due_at__lte=end_of_day(at))),
            to_visit=Count("id", filter=_to_visit(at)),
        )
    )
    per_state = {f"state_{row['state']}": row["rows"] for row in by_state}
    sums = {name: sum(row[name] for row in by_state) for name in ("overdue", "today", "to_visit")}
    return dict.fromkeys((f"state_{state}" for state in WORK), 0) | per_state | sums


def responsible(records: Iterable[AccountabilityRecord]) -> dict[str, str]:
    """The names of the people who answer for missed promises, by ref. One query."""
    return people_named({record.person_ref for record in records})


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
        for demand in visible_to(actor).order_by("-filed_at", "-id")[:limit]
    ]
