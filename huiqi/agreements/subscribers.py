"""What agreements do when something happened."""

from huiqi.agreements import services
from huiqi.demands.events import DemandErased
from huiqi.kernel.events import subscribe


@subscribe(DemandErased)
def erased(event: DemandErased) -> None:
    """What was agreed in words goes with the demand's."""
    services.forget_words(event.demand_id, rule=event.rule, at=event.at)
