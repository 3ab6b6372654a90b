"""What demands does when something happened: to a demand, tell those who wait; to a firm's people, pass it on."""

from huiqi.demands.events import DemandMoved, PromiseMissed
from huiqi.demands.services.passing import pass_on
from huiqi.demands.services.telling import tell_missed, tell_moved
from huiqi.enterprises.events import MattersHandedOver
from huiqi.kernel.events import subscribe


@subscribe(DemandMoved)
def moved(event: DemandMoved) -> None:
    """Whoever waits for it, or has to do something now, is told once for each move."""
    tell_moved(event.demand_id, event.verb, at=event.at)


@subscribe(PromiseMissed)
def missed(event: PromiseMissed) -> None:
    """The enterprise hears it from us, with our apology; so do those who have to make up for it."""
    tell_missed(event.demand_id, event.promise_id, event.step)


@subscribe(MattersHandedOver)
def handed_over(event: MattersHandedOver) -> None:
    """What a leaver filed and is still open goes on with his successor."""
    pass_on(event.enterprise_id, event.leaver_ref, event.successor_ref, actor=event.actor, at=event.at)
