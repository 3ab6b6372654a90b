"""When an item opens and closes for applications around a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.policies.models import Opening
from huiqi.policies.rules.openings import most_pressing
from huiqi.policies.selectors.shelf import library


@dataclass(frozen=True, slots=True)
class Season:
    """First and last day of the applications, both included; without a last day it stays open."""

    opens_on: date
    closes_on: date | None


def season_of(version: Version, on: date, openings: Iterable[Opening] = ()) -> Season | None:
    """The season that a day lies in, else the next: what this year's notice says, else the window of every year.

    `openings`: those of the item that hold where the firm is. None: whenever it is in force, or not any more by then.
    """
    told = most_pressing(openings, on)
    if told and (told.closes_on is None or told.closes_on >= on):
        return Season(told.opens_on, told.closes_on)
    if version.window is None:
        return None
    opens, closes = version.window.around(on)
    through = version.effective_through or date.max
    return Season(max(opens, version.effective_from), min(closes, through)) if opens <= through else None


def last_of(version: Version) -> Version:
    """The last version of the policy that is known: with its end the policy ends."""
    return library().versions_of(version.code)[-1]


def last_day_of(version: Version) -> date | None:
    """The last day of the policy, not of a version that another one follows. None: no end is known."""
    return last_of(version).effective_through
