"""Which of the answered demands are visited beside the dissatisfied: a stratified sample that nobody can pick.

Every week has a random seed that is stored when the week's first draw is made. Within a stratum (window × kind of
service) those are drawn whose keyed hash under the seed is smallest; so whoever has the seed can draw again and finds
the same, and whoever handles a demand cannot know. The share is data; at least one of every stratum is drawn.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

PERCENT = 10
"""Of the rest, where the network has set no other share."""

Stratum = tuple[int, str]
"""A window, and a kind of service."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """How many of a stratum came into this week's draw so far, and how many of them were drawn."""

    among: int = 0
    picked: int = 0


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def quota(among: int, percent: int) -> int:
    """How many of so many are to be drawn: the share, rounded up, and never nobody."""
    return max(1, -(-among * percent // 100)) if among else 0


def order(seed: str, ref: str) -> str:
    """The place of a demand in the draw of a seed."""
    return hmac.new(seed.encode(), ref.encode(), hashlib.sha256).hexdigest()


def draw(seed: str, newcomers: Iterable[str], before: Drawn, percent: int) -> list[str]:
    """Who of the newcomers of one stratum is drawn, after what was drawn of it this week already."""
    coming = sorted(newcomers, key=lambda ref: order(seed, ref))
    return coming[: max(0, quota(before.among + len(coming), percent) - before.picked)]


def drawn_again(seed: str, nights: Iterable[tuple[object, str, bool]], percent: int) -> bool:
    """Whether a stratum drawn again, night by night (night, ref, whether drawn), comes out the same."""
    before, by_night = Drawn(), dict[object, list[tuple[str, bool]]]()
    for night, ref, picked in nights:
        by_night.setdefault(night, []).append((ref, picked))
    for lots in by_night.values():
        chosen = draw(seed, [ref for ref, _picked in lots], before, percent)
        if set(chosen) != {ref for ref, picked in lots if picked}:
            return False
        before = Drawn(before.among + len(lots), before.picked + len(chosen))
    return True


def choose_visitor(open_tasks: Mapping[str, int], concerned: Iterable[str]) -> str:
    """Who of those who may visit has least to do, never anybody who had to do with the work; nobody: empty."""
    free = {who: tasks for who, tasks in open_tasks.items() if who not in set(concerned)}
    return min(free, key=lambda who: (free[who], who)) if free else ""
