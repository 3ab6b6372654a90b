"""Who does today what a department that was closed did: its successor, or the successor of that."""

from collections.abc import Mapping


def living_successor(department: int, successors: Mapping[int, int | None], closed: Mapping[int, bool]) -> int | None:
    """The first in the chain of successors that is not closed; none where the chain ends or runs in a circle."""
    seen: set[int] = {department}
    after = successors.get(department)
    while after is not None and after not in seen:
        if not closed.get(after, True):
            return after
        seen.add(after)
        after = successors.get(after)
    return None
