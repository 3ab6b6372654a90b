"""Questions about the network: which window serves a place, and what it promises."""

from datetime import date

from django.db.models import Q, QuerySet

from huiqi.network.models import Jurisdiction, LimitStep, TimeLimit, Window, WindowKind
from huiqi.standards import regions
from huiqi.standards.service_kinds import ServiceKind


def in_force(on: date, since: str = "since", until: str = "until") -> Q:
    """Rows whose half-open period [since, until) holds the day `on`."""
    return Q(**{f"{since}__lte": on}) & (Q(**{until: None}) | Q(**{f"{until}__gt": on}))


def windows(on: date) -> QuerySet[Window]:
    """The hub and every window open on a day, by region code; the hub comes first by its code."""
    opened = Window.objects.filter(in_force(on, "opened_on", "closed_on"))
    return opened.select_related("organisation").order_by("region", "kind", "id")


def hub() -> Window:
    """The hub of this network; raises `Window.DoesNotExist` before the network is founded."""
    return Window.objects.select_related("organisation").get(kind=WindowKind.HUB)


def window_by_slug(slug: str) -> Window | None:
    """The platform of this address."""
    return Window.objects.select_related("organisation").filter(slug=slug).first()


def window_of(organisation_id: int) -> Window | None:
    """The hub or window that this organisation is."""
    return Window.objects.select_related("organisation").filter(organisation_id=organisation_id).first()


def window_for(region: str, on: date) -> Window:
    """The window that serves a region on a day; the hub where no window does, or where the region is unknown.

    Jurisdiction is stored, never derived from digits: the most specific region of the path with a row in force wins.
    A county that its province directs has a row of its own, or one of the hub, for as long as the arrangement lasts.
    One query, two where nobody but the hub is left.
    """
    try:
        path = [node.code for node in regions.find(region).path]
    except regions.UnknownCode:
        return hub()
    served = Jurisdiction.objects.filter(in_force(on), in_force(on, "window__opened_on", "window__closed_on"))
    rows = served.filter(region__in=path).select_related("window__organisation")
    nearest = max(rows, key=lambda row: path.index(row.region), default=None)
    return nearest.window if nearest else hub()


def time_limits(window_id: int, kind: ServiceKind, on: date) -> dict[LimitStep, TimeLimit]:
    """What a window promises for a kind of demand, step by step: its own limit over the network's. One query."""
    rows = TimeLimit.objects.filter(Q(window_id=window_id) | Q(window=None), in_force(on), kind=kind)
    own_last = sorted(rows, key=lambda row: row.window_id is not None)
    found = {row.step: row for row in own_last}
    return {step: found[step] for step in LimitStep if step in found}
