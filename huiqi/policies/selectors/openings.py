"""Openings: this year's window of an item, the years past, and what opens or closes between two days."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from huiqi.policies.models import Opening
from huiqi.policies.rules.openings import most_pressing
from huiqi.standards import regions


def openings() -> QuerySet[Opening]:
    """Every opening that stands; everybody may read them."""
    return Opening.objects.filter(withdrawn_at=None).select_related("policy", "document")


def openings_of(code: str) -> list[Opening]:
    """Those of one item, newest first."""
    return list(openings().filter(policy__code=code).order_by("-opens_on", "-id"))


def openings_by_code(codes: Iterable[str], region: str = "") -> dict[str, list[Opening]]:
    """Those of several items, newest first; with a region only what holds there. One query."""
    found: dict[str, list[Opening]] = defaultdict(list)
    rows = openings().filter(policy__code__in=list(codes)).order_by("-opens_on", "-id")
    for row in rows.filter(region__in=holding_in(region)) if region else rows:
        found[row.policy.code].append(row)
    return dict(found)


def opening_shown(code: str, on: date, region: str = "") -> Opening | None:
    """The one a reader asks about: open, else next to open, else last closed."""
    return most_pressing(openings_by_code([code], region).get(code, ()), on)


def opening_promoted(code: str, on: date) -> Opening | None:
    """The one that is open, or else opens next; none where all are over. One query."""
    found = opening_shown(code, on)
    return found if found and (found.closes_on is None or found.closes_on >= on) else None


def openings_between(first: date, last: date) -> list[Opening]:
    """Those that open or close on one of these days, both included: what reminders ask. In order of the day."""
    due = Q(opens_on__range=(first, last)) | Q(closes_on__range=(first, last))
    return list(openings().filter(due).order_by("opens_on", "id"))


def holding_in(region: str) -> frozenset[str]:
    """The regions whose notices hold in `region`: itself, what it lies in, the nation. Raises `UnknownCode`."""
    return frozenset({regions.NATION, *(node.code for node in regions.find(region).path)})
