"""When an item opens and closes for applications around a day."""

from dataclasses import dataclass
from datetime import date

from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.policies.selectors.shelf import library


@dataclass(frozen=True, slots=True)
class Season:
    """First and last day of the applications, both included."""

    opens_on: date
    closes_on: date


def season_of(version: Version, on: date) -> Season | None:
    """The season that a day lies in, else the next; None where the item has no window, or is not in force by then."""
    if version.window is None:
        return None
    opens, closes = version.window.around(on)
    through = version.effective_through or date.max
    return Season(max(opens, version.effective_from), min(closes, through)) if opens <= through else None


def last_day_of(version: Version) -> date | None:
    """The last day of the policy, not of a version that another one follows. None: no end is known."""
    return library().versions_of(version.code)[-1].effective_through
