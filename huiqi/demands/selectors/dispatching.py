"""To whom a demand may be handed and to whom not, and from which lists its enterprise is told what is missing."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.timezone import localdate

from huiqi.demands.models import Demand, Handling
from huiqi.demands.rules import against
from huiqi.demands.selectors.returning import precedents
from huiqi.demands.selectors.seeing import intake_of
from huiqi.demands.words import Anonymity
from huiqi.directory.selectors import Handler, Need, handler_of, handlers_at, matters_at

if TYPE_CHECKING:
    from huiqi.directory.models import Matter


def candidates(demand: Demand, at: datetime) -> list[Handler]:
    """Everybody its window may hand a demand to, the best first, each with his reasons; last who is complained of.

    First whoever the hub ruled to handle the like.
    """
    ruled = {one.organisation_id for one in precedents(demand)}
    need = Need(
        kind=demand.kind, region=demand.enterprise.region or demand.window.region, text=f"{demand.title}\n{demand.text}"
    )
    found = handlers_at(demand.window_id, localdate(at), need, in_hand(), at)
    return sorted(found, key=lambda one: (against.names(demand.against, one.name), one.organisation_id not in ruled))


def in_hand() -> dict[int, int]:
    """How many demands each handler has in its hands now. One query, of what is open alone."""
    rows = Handling.objects.filter(ended_at=None).values_list("organisation_id").annotate(n=Count("id"))
    return dict(rows.order_by())


def arbiters(demand: Demand, at: datetime) -> list[Handler]:
    """Everybody the hub may rule to handle it: who had it in this round first, then its window, then all the others."""
    own = handler_of(demand.window.organisation_id, localdate(at))
    had = Handling.objects.filter(demand=demand, sent_at__gte=demand.began_at).values_list("organisation_id", flat=True)
    found = [*([own] if own else []), *candidates(demand, at)]
    involved = set(had)
    return sorted(found, key=lambda one: (one.organisation_id not in involved, one is not own))


def is_kept_from(demand: Demand, name: str) -> bool:
    """Whether an anonymous or discreet complaint is about the handler of this name: it must not be sent to him."""
    discreet = demand.keeps_name or demand.anonymity is Anonymity.ANONYMOUS
    return discreet and against.names(demand.against, name)


def chosen_matter(demand: Demand) -> str:
    """The code of the matter that was chosen when staff took the demand in, if one was."""
    intake = intake_of(demand)
    return intake.matter if intake else ""


def lists_for(demand: Demand, at: datetime) -> "list[Matter]":
    """The lists its window may tell from: the one it was taken in with first, then those of its policy, of its kind."""
    found = list(matters_at(demand.window_id, localdate(at)))
    code, chosen = demand.policy_code, chosen_matter(demand)

    def place(one: "Matter") -> tuple[bool, bool, bool]:
        return one.code != chosen, not code or one.policy_code != code, one.kind != demand.kind

    return sorted(found, key=place)
