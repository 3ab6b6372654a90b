"""What supervision does when something happened."""

from huiqi.demands.events import DemandErased, PromisesMissed
from huiqi.kernel.events import subscribe
from huiqi.supervision import services


@subscribe(PromisesMissed)
def missed(event: PromisesMissed) -> None:
    """Every record opens a case; what was not finished is explained to the enterprise."""
    services.open_cases(event.missed, at=event.at)


@subscribe(DemandErased)
def erased(event: DemandErased) -> None:
    """What was written about it goes with the demand's own words."""
    services.forget_words(event.demand_id, rule=event.rule, at=event.at)
