"""What demands does when something happened: to a demand, note it to be told; to a firm's people, pass it on."""

from huiqi.demands.events import DemandMoved, PromisesMissed
from huiqi.demands.services.passing import pass_on
from huiqi.demands.services.telling import note_missed, note_moved
from huiqi.enterprises.events import MattersHandedOver
from huiqi.kernel.events import subscribe
from huiqi.kernel.jobs import enqueue
from huiqi.policies.events import DraftPublished, FaqPublished


@subscribe(DemandMoved)
def moved(event: DemandMoved) -> None:
    """Whoever waits for it, or has to do something now, is told once for each move."""
    note_moved(event.demand_id, event.verb, event.revision, at=event.at, handling=event.handling)


@subscribe(PromisesMissed)
def missed(event: PromisesMissed) -> None:
    """The enterprise hears it from us, with our apology; so do those who have to make up for it."""
    note_missed(event.missed, at=event.at)


@subscribe(MattersHandedOver)
def handed_over(event: MattersHandedOver) -> None:
    """What a leaver filed and is still open goes on with his successor."""
    pass_on(event.enterprise_id, event.leaver_ref, event.successor_ref, actor=event.actor, at=event.at)


@subscribe(FaqPublished)
def faq_published(event: FaqPublished) -> None:
    """Whoever asked what is answered for everybody now hears of it."""
    enqueue("demands.tell_askers", faq=str(event.thread))


@subscribe(DraftPublished)
def draft_published(event: DraftPublished) -> None:
    """Whoever asked what a policy was corrected for hears of it."""
    enqueue("demands.tell_askers", draft=str(event.draft))
