"""Who shows number and query code instead of signing in: whom that makes him, and what he may take away."""

from uuid import UUID

from huiqi.accounts.words import OrganisationKind
from huiqi.demands.models import Attachment, Demand
from huiqi.demands.selectors.files import attachment
from huiqi.demands.selectors.veil import BY_FIRM
from huiqi.demands.words import Anonymity, Purpose
from huiqi.kernel.access import Actor, Role, SeatLevel, SeatView

WRITTEN_FOR_IT = (Purpose.PLAN, Purpose.ANSWER, Purpose.SCAN)
"""What handlers wrote for the enterprise."""


def files_by_code(demand: Demand) -> tuple[Purpose, ...]:
    """Which files number and code open: what an enterprise brought is only for its own people, who sign in."""
    return (*BY_FIRM, *WRITTEN_FOR_IT) if demand.anonymity is Anonymity.ANONYMOUS else WRITTEN_FOR_IT


def bearer_of(demand: Demand) -> Actor:
    """Who holds the code of a demand: he does for the enterprise what it may do with this one demand, and nothing else.

    No person is known. In his place stands the demand's own reference, so that whatever he did can be told apart.
    """
    firm = demand.enterprise
    kind, role = str(OrganisationKind.ENTERPRISE), Role.ENTERPRISE_CLERK
    seat = SeatView(0, "", role, firm.organisation_id, kind, firm.name, SeatLevel.DECLARED)
    return Actor(person_ref=str(demand.ref), seat=seat, only=demand.ref)


def followed(ref: UUID) -> Demand | None:
    """The demand that number and code opened."""
    return Demand.objects.select_related("window", "enterprise").whole().filter(ref=ref).first()


def attachment_by_code(demand: Demand, ref: UUID) -> Attachment | None:
    """A file of this demand, if number and code open it."""
    found = attachment(demand, ref, own=True)
    return found if found and found.purpose in files_by_code(demand) else None
