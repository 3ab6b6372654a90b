"""Nobody works on a complaint about himself, and no window on one about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiqi.demands.models import Demand
from huiqi.demands.rules import against
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hub

if TYPE_CHECKING:
    from huiqi.network.models import Window


def receiving(window: Window, complained_of: str) -> Window:
    """The window of the place; the hub, where the complaint is about that window itself."""
    own = any(against.names(complained_of, name) for name in (window.name, window.short_name))
    return hub() if own else window


def is_about(demand: Demand, person: str) -> bool:
    """Whether the complaint names this person."""
    return against.says_person(demand.against, person)


def keep_from_himself(demand: Demand, person: str, field: str = "") -> None:
    """Raises `Refused("complained_of_himself")` where the complaint names this person."""
    if is_about(demand, person):
        raise Refused("complained_of_himself", field, name=person)
