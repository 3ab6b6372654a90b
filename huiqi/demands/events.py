"""What demands tells the apps above: ids and codes only."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DemandEvent:
    """What all of them say: of which demand. Never published itself."""

    demand_id: int


@dataclass(frozen=True, slots=True)
class DemandMoved(DemandEvent):
    """A verb was done with a demand; `state` is a code of `flow`. Every other event comes after this one.

    `verb` is one of `flow`, or `wording.told.PART_ANSWERED`, `DIVIDED`; `handling` the custody it was about.
    """

    verb: str
    state: str
    revision: int
    at: datetime
    handling: int | None = None


@dataclass(frozen=True, slots=True)
class DemandFiled(DemandEvent):
    """A demand is new."""

    window_id: int


@dataclass(frozen=True, slots=True)
class DemandAnswered(DemandEvent):
    """A demand has its answer."""


@dataclass(frozen=True, slots=True)
class DemandRated(DemandEvent):
    """The enterprise has rated; `level` is a code of `rules.closing.RatingLevel`."""

    level: str


@dataclass(frozen=True, slots=True)
class DemandArchived(DemandEvent):
    """The file of a demand is closed; its PDF may still be waiting."""


@dataclass(frozen=True, slots=True)
class DemandWithdrawn(DemandEvent):
    """The enterprise took its demand back."""


@dataclass(frozen=True, slots=True)
class DemandErased(DemandEvent):
    """By a rule, `rule` by its code, all that was written in a demand is gone, its files with it."""

    rule: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PromisesMissed:
    """Promises were not kept, and their accountability records are written: (demand, promise) of each."""

    missed: tuple[tuple[int, int], ...]
    at: datetime
