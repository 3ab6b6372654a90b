"""What demands tells the apps above: ids and codes only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemandMoved:
    """A verb was done with a demand; `verb` and `state` are codes of `flow`. Every other event comes after this one."""

    demand_id: int
    verb: str
    state: str


@dataclass(frozen=True, slots=True)
class DemandFiled:
    """A demand is new."""

    demand_id: int
    window_id: int


@dataclass(frozen=True, slots=True)
class DemandAnswered:
    """A demand has its answer."""

    demand_id: int


@dataclass(frozen=True, slots=True)
class DemandRated:
    """The enterprise has rated; `level` is a code of `rules.closing.RatingLevel`."""

    demand_id: int
    level: str


@dataclass(frozen=True, slots=True)
class DemandArchived:
    """The file of a demand is closed; its PDF may still be waiting."""

    demand_id: int


@dataclass(frozen=True, slots=True)
class DemandWithdrawn:
    """The enterprise took its demand back."""

    demand_id: int


@dataclass(frozen=True, slots=True)
class PromiseMissed:
    """A promise was not kept, and its accountability record is written."""

    promise_id: int
    demand_id: int
    step: str
