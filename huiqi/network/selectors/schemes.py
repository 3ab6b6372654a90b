"""What a preset would change of what a window promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from huiqi.network.models import TimeLimit, Window
from huiqi.network.selectors.windows import combined, in_force
from huiqi.network.words import LimitStep, Urgency, WindowKind
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    from datetime import date

    from huiqi.network.rules import Preset


@dataclass(frozen=True, slots=True)
class Change:
    """One limit as it is and as it would be; none: no limit. `moves`: whether they differ."""

    kind: ServiceKind
    urgency: Urgency
    step: LimitStep
    before: TimeLimit | None
    after: TimeLimit | None

    @property
    def moves(self) -> bool:
        """Whether anything would change."""
        return _told(self.before) != _told(self.after)


def _told(limit: TimeLimit | None) -> tuple[int, str] | None:
    return (limit.amount, str(limit.unit)) if limit else None


def promiser(window: Window) -> Window | None:
    """For whom a window's scheme speaks: the hub's for the whole network (none)."""
    return None if window.kind is WindowKind.HUB else window


def changes(window: Window, preset: Preset, on: date) -> list[Change]:
    """What adopting a preset from a day on would make of every limit of a window, or of the network at the hub."""
    bound, said = promiser(window), {limit.urgency for limit in preset.limits}
    now = list(TimeLimit.objects.filter(Q(window=bound) | Q(window=None), in_force(on)))
    kinds = {limit.kind for limit in preset.limits}
    own = bound.id if bound else None
    kept = [row for row in now if row.window_id != own or row.kind not in kinds or row.urgency not in said]
    new = [
        TimeLimit(window=bound, kind=one.kind, urgency=one.urgency, step=one.step, amount=one.amount, unit=one.unit)
        for one in preset.limits
    ]
    found = []
    for urgency in Urgency:
        before, after = combined(now, urgency), combined([*kept, *new], urgency)
        for kind in ServiceKind:
            for step in LimitStep:
                found.append(Change(kind, urgency, step, before[kind].get(step), after[kind].get(step)))
    usual = {(one.kind, one.step): one for one in found if one.urgency is Urgency.NORMAL}
    return [one for one in found if one.urgency is Urgency.NORMAL or _differs(one, usual[one.kind, one.step])]


def _differs(urgent: Change, usual: Change) -> bool:
    """Whether what is urgent has, or would have, limits of its own."""
    return (_told(urgent.before), _told(urgent.after)) != (_told(usual.before), _told(usual.after))
