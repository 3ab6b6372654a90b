"""News that travels upward: a lower app publishes, those above subscribe, all in one transaction.

Events are frozen dataclasses that carry ids and codes only. A subscriber that raises undoes the verb that
published, which is what it should do: half of a happening is no happening.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")
_subscribers: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(event: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register the decorated function for `event`; called once, from an app's `subscribers`."""

    def register(handler: Callable[[E], None]) -> Callable[[E], None]:
        if handler not in _subscribers[event]:
            _subscribers[event].append(handler)
        return handler

    return register


def publish(event: object) -> None:
    """Tell every subscriber of this event's type, in the order they registered."""
    for handler in _subscribers.get(type(event), ()):
        handler(event)
