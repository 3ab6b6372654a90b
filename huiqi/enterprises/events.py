"""What enterprises tells the apps above."""

from dataclasses import dataclass
from datetime import datetime

from huiqi.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class EnterpriseRegistered:
    """A firm is new."""

    enterprise_id: int


@dataclass(frozen=True, slots=True)
class FactsRecorded:
    """Something is known of a firm that was not known before, or known differently."""

    enterprise_id: int


@dataclass(frozen=True, slots=True)
class ClaimMade:
    """Somebody wants to act for a firm that others registered; the window or a verified owner decides."""

    claim_id: int


@dataclass(frozen=True, slots=True)
class ClaimDecided:
    """A claim was verified, confirmed or refused; `state` is the code of `ClaimState`."""

    claim_id: int
    state: str


@dataclass(frozen=True, slots=True)
class MattersHandedOver:
    """Somebody acts for a firm no longer: what he began is from now on the successor's to follow.

    Who said so, and when, belong into the journal of every matter that passes; people are named by their refs.
    """

    enterprise_id: int
    leaver_ref: str
    successor_ref: str
    actor: Actor
    at: datetime
