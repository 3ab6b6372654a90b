"""What demands does when something happened to a demand: tell the firm's people what they wait for."""

from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import people_seated
from huiqi.demands.events import DemandMoved
from huiqi.demands.models import Demand
from huiqi.demands.permissions import FIRM
from huiqi.demands.wording.notices import TOLD
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
        people=people_seated(demand.enterprise.organisation_id, FIRM, localdate(event.at)),
        at=event.at,
    )
