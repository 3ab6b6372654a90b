"""What demands does when something happened: to a demand, tell those who wait; to a firm's people, pass it on."""

from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import people_seated
from huiqi.demands.events import DemandMoved
from huiqi.demands.models import Demand
from huiqi.demands.permissions import FIRM
from huiqi.demands.services.passing import pass_on
from huiqi.demands.wording.notices import TOLD
from huiqi.enterprises.events import MattersHandedOver
from huiqi.kernel.events import subscribe
from huiqi.notices.services import tell


@subscribe(DemandMoved)
def tell_the_firm(event: DemandMoved) -> None:
    """Registered, asked for something, answered: everybody who acts for the firm is told, once for each move."""
    kind = TOLD.get(event.verb)
    if kind is None:
        return
    demand = Demand.objects.select_related("window", "enterprise").get(id=event.demand_id)
    tell(
        kind,
        key=f"demand:{demand.id}:{demand.revision}",
        parameters={"number": demand.number, "window": demand.window.short_name},
        link=reverse("demands:demand", args=[demand.ref]),
        people=people_seated(demand.enterprise.organisation_id, FIRM, localdate(event.at), also=demand.filed_by),
        at=event.at,
    )


@subscribe(MattersHandedOver)
def handed_over(event: MattersHandedOver) -> None:
    """What a leaver filed and is still open goes on with his successor."""
    pass_on(event.enterprise_id, event.leaver_ref, event.successor_ref, actor=event.actor, at=event.at)
