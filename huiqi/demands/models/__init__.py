"""Tables of demands, of the work on them, of what was promised and of what became of it."""

from huiqi.demands.models.closing import Archive, Rating, ReturnVisit
from huiqi.demands.models.custody import Handling
from huiqi.demands.models.demand import Attachment, Demand, DemandQuerySet, InformationRequest, NumberCounter, WrongTry
from huiqi.demands.models.promises import AccountabilityRecord, Promise

__all__ = [
    "AccountabilityRecord",
    "Archive",
    "Attachment",
    "Demand",
    "DemandQuerySet",
    "Handling",
    "InformationRequest",
    "NumberCounter",
    "Promise",
    "Rating",
    "ReturnVisit",
    "WrongTry",
]
