"""Slots: named places in a page which apps above fill.

A template says ``{% slot "policy.actions" policy %}``; an upper app says in its ``apps.py: ready()``
``register_slot("policy.actions", file_a_demand)``. Nothing registered renders nothing.
"""

from typing import Protocol

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe


class Slot(Protocol):
    """Renders a fragment for a named place; an empty string where it has nothing to say."""

    def __call__(self, request: HttpRequest, /, *things: object) -> SafeString: ...


_slots: dict[str, list[tuple[int, Slot]]] = {}


def register_slot(name: str, slot: Slot, *, order: int = 0) -> None:
    """Fill the place `name` with `slot`; lower `order` comes first. Registering the same slot twice changes nothing."""
    filled = _slots.setdefault(name, [])
    if all(known is not slot for _, known in filled):
        filled.append((order, slot))
        filled.sort(key=lambda entry: entry[0])


def render_slot(name: str, request: HttpRequest, *things: object) -> SafeString:
    """Everything registered for `name`, in order."""
    return mark_safe("".join(slot(request, *things) for _, slot in _slots.get(name, [])))
