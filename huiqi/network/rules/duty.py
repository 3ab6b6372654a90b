"""The duty roster 值班表 for what is urgent at any hour: which hours have nobody."""

from collections.abc import Sequence
from datetime import datetime

Gap = tuple[datetime, datetime]
"""From when until when nobody is on duty."""


def gaps(shifts: Sequence[Gap], since: datetime, until: datetime) -> list[Gap]:
    """What of [since, until) no shift covers, in order; shifts may overlap and come in any order."""
    found, covered = [], since
    for begins, ends in sorted(shifts):
        if begins >= until:
            break
        if begins > covered:
            found.append((covered, begins))
        covered = max(covered, ends)
    if covered < until:
        found.append((covered, until))
    return found
