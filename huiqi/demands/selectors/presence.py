"""Who else has a case before him."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from huiqi.demands.models import Demand, DemandQuerySet, Presence
from huiqi.demands.permissions import can_use_desk
from huiqi.kernel.access import Actor

FRESH = timedelta(seconds=60)
"""A page that is open says so every twenty seconds; who was silent for three times as long is gone."""

TOLD = ("person_ref", "name", "organisation_id", "office", "doing", "revision")


def with_present(demands: DemandQuerySet, since: datetime) -> DemandQuerySet:
    """Each with who is at it, seen after `since`, in `present`: no query more."""
    here = Presence.objects.filter(demand=OuterRef("id"), seen_at__gt=since).order_by("name", "person_ref")
    return demands.annotate(present=ArraySubquery(here.values(told=JSONObject(**{name: name for name in TOLD}))))


def others_of(demand: Demand, actor: Actor) -> list[Presence]:
    """Who else is at a demand that came `with_present`."""
    told: Iterable[dict[str, Any]] = getattr(demand, "present", ())
    here = [Presence(**one) for one in told if can_use_desk(actor) and one["person_ref"] != actor.person_ref]
    return _still(here, demand)


def others_at(demand: Demand, actor: Actor, at: datetime) -> list[Presence]:
    """Who else is at a demand now, by name; nobody for who has no desk. One query."""
    if not can_use_desk(actor):
        return []
    here = Presence.objects.filter(demand_id=demand.id, seen_at__gt=at - FRESH).exclude(person_ref=actor.person_ref)
    return _still(here.order_by("name", "person_ref"), demand)


def _still(here: Iterable[Presence], demand: Demand) -> list[Presence]:
    """The same; of who fills in what others, or he himself, have overtaken it is said only that he is there."""
    found = list(here)
    for one in found:
        one.doing = one.doing if one.revision == demand.revision else ""
    return found
