"""Co-handling: what an organisation was asked for its part in; of what is confidential nobody is asked."""

from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from huiqi.demands.flow import AT_WINDOW, WITH_INSTITUTION
from huiqi.demands.models import Consultation, Demand, DemandQuerySet
from huiqi.demands.permissions import HANDLERS
from huiqi.demands.selectors.veil import veil, without
from huiqi.kernel.access import Actor

_WAITS = Q(
    given_at=None,
    declined_at=None,
    called_off_at=None,
    round=F("demand__round"),
    demand__state__in=sorted(str(one) for one in AT_WINDOW | WITH_INSTITUTION),
)


def consultations(actor: Actor) -> QuerySet[Consultation]:
    """What the actor's organisation was asked, what waits for its part first, then the newest."""
    rows = Consultation.objects.select_related("demand__window", "demand__enterprise", "organisation")
    if not actor.is_a(*HANDLERS) or actor.organisation_id is None:
        return rows.none()
    own = rows.filter(organisation_id=actor.organisation_id, demand__is_confidential=False).prefetch_related("promises")
    over = Coalesce("given_at", "declined_at", "called_off_at")
    return own.order_by(over.desc(nulls_first=True), "-id")


def consultation(actor: Actor, ref: UUID) -> Consultation | None:
    """One of these, as its reader may read it."""
    found = consultations(actor).filter(ref=ref).first()
    return as_asked(found) if found else None


def as_asked(row: Consultation) -> Consultation:
    """What was asked, without the name of an enterprise that withholds it."""
    if row.demand.keeps_name:
        row.question = without(row.question, veil(row.demand).hidden)
    return row


def waiting(rows: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Those that can still be answered."""
    return rows.filter(_WAITS)


def open_parts(demand: Demand) -> QuerySet[Consultation]:
    """What others were asked for in this round and is still waited for, in the order of asking."""
    rows = Consultation.objects.filter(demand=demand, round=demand.round).select_related("organisation")
    return rows.filter(given_at=None, declined_at=None, called_off_at=None).order_by("id")


def demands_consulted_on(actor: Actor) -> DemandQuerySet:
    """The demands on which the actor's organisation owes its part: for giving it, and for nothing else."""
    rows = Demand.objects.select_related("window", "enterprise")
    return rows.filter(id__in=waiting(consultations(actor).order_by()).values("demand"))
