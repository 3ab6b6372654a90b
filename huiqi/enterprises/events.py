"""What enterprises tells the apps above."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EnterpriseRegistered:
    """A firm is new."""

    enterprise_id: int


@dataclass(frozen=True, slots=True)
class FactsRecorded:
    """Something is known of a firm that was not known before, or known differently."""

    enterprise_id: int
