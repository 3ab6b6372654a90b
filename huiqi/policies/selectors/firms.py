"""One enterprise of those a draft reaches: who may see why it stands as it does, and what the judge says of it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from huiqi.eligibility.engine.aims import Aim
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.trials import standing_of
from huiqi.enterprises.selectors import by_ref, known_facts
from huiqi.kernel.access import Actor
from huiqi.network.selectors import regions_of
from huiqi.policies.permissions import can_open_firms, can_open_served
from huiqi.policies.selectors.cases import readable
from huiqi.policies.selectors.shelf import library

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise


@dataclass(frozen=True, slots=True)
class FirmFound:
    """What the judge finds of one enterprise by the rule as it would be and as it is; None where there is no rule."""

    firm: Enterprise
    after: Finding | None
    before: Finding | None
    on: date
    shown: tuple[bool, bool] = (True, True)
    """Whether firms are shown the policy where this one lies, after and before."""

    @property
    def stands(self) -> Standing:
        """How it would stand."""
        return standing_of(self.after, self.on) if self.after and self.shown[0] else Standing.INELIGIBLE

    @property
    def stood(self) -> Standing:
        """How it stands."""
        return standing_of(self.before, self.on) if self.before and self.shown[1] else Standing.INELIGIBLE


def served_by(actor: Actor, on: date) -> frozenset[str] | None:
    """The regions of whose enterprises the actor may see why they stand as they do; None: of all."""
    if can_open_firms(actor):
        return None
    if not can_open_served(actor) or actor.organisation_id is None:
        return frozenset()
    return frozenset(regions_of(actor.organisation_id, on))


def firm_found(actor: Actor, ref: UUID, aims: tuple[Aim | None, Aim | None], on: date) -> FirmFound | None:
    """What the judge says of an enterprise now; nothing where the actor may not see it."""
    firm, served = by_ref(ref, actor), served_by(actor, on)
    if firm is None or (served is not None and firm.region not in served):
        return None
    examiner = Examiner(readable(known_facts(firm), on), on, library())
    after, before = (examiner.find(aim.condition) if aim else None for aim in aims)
    shown = tuple(aim is not None and aim.covers(firm.region) for aim in aims)
    return FirmFound(firm, after, before, on, (shown[0], shown[1]))
