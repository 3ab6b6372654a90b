"""Everything that belongs to one demand, and what may be done with it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huiqi.accounts.selectors import people_named
from huiqi.demands.flow import verbs
from huiqi.demands.models import (
    AccountabilityRecord,
    Archive,
    Attachment,
    Demand,
    Handling,
    InformationRequest,
    Promise,
    Rating,
    ReturnVisit,
)
from huiqi.demands.permissions import can
from huiqi.demands.rules.closing import may_visit_from, must_visit_first
from huiqi.demands.words import DemandState, Purpose, Verb
from huiqi.journal.selectors import Happening, timeline
from huiqi.kernel.access import Actor
from huiqi.reference.selectors import calendar


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
    """Collect the case of a demand that came whole. Six queries, however much has happened."""
    handlings = list(demand.handlings.select_related("organisation").order_by("id"))
    happenings = timeline(demand.ref)
    promised = list(demand.promises.select_related("record").order_by("due_at", "id"))
    records = [promise.record for promise in promised if promise.missed_at]
    people = {h.actor_ref for h in happenings} | {demand.first_contact} | {r.person_ref for r in records}
    return Case(
        demand=demand,
        handling=next((h for h in handlings if h.ended_at is None), None),
        handlings=handlings,
        promises=promised,
        records=records,
        attachments=list(demand.attachments.select_related("file").order_by("id")),
        request=getattr(demand, "information_request", None),
        rating=getattr(demand, "rating", None),
        visits=list(demand.visits.order_by("id")),
        archive=getattr(demand, "archive", None),
        happenings=happenings,
        people=people_named(people),
        organisations=_organisations(demand, handlings),
    )


def _organisations(demand: Demand, handlings: Iterable[Handling]) -> dict[int, str]:
    """The names of all who have had to do with a demand: its enterprise, its window, the institutions."""
    firm, window = demand.enterprise, demand.window
    named = {one.organisation_id: one.organisation.name for one in handlings}
    return named | {firm.organisation_id: firm.name, window.organisation_id: window.short_name}


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


def attachment(demand: Demand, ref: UUID) -> Attachment | None:
    """A file of this demand."""
    return Attachment.objects.filter(demand=demand, file__ref=ref).select_related("file").first()


def archive_of(demand: Demand) -> Archive | None:
    """The closed file, where it has been made."""
    return Archive.objects.filter(demand=demand, file__isnull=False).select_related("file").first()
