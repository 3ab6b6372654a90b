"""Filters of a desk: named and kept by whoever uses them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.demands.models import SavedFilter
from huiqi.demands.permissions import can_use_desk
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.kernel.text import visible

MOST_FILTERS = 12
"""Named filters of a person on one seat: what a row of tabs can hold."""


MOST_NAME = 20
"""Characters of the name of a filter: what a tab can hold."""


@transaction.atomic
def save_filter(name: str, query: Mapping[str, str], *, actor: Actor, at: datetime) -> SavedFilter:
    """Name a filter; the same name again changes it. `query` is `DeskFilter.said()`.

    Raises `PermissionDenied`, and `Refused`: required, too_long (name); too_many_filters.
    """
    if not can_use_desk(actor) or actor.seat is None:
        raise PermissionDenied
    named = " ".join(visible(name).split())
    if not named:
        raise Refused("required", "filter_name")
    if len(named) > MOST_NAME:
        raise Refused("too_long", "filter_name", limit=MOST_NAME, length=len(named))
    mine = SavedFilter.objects.filter(person_ref=actor.person_ref, organisation_id=actor.seat.organisation_id)
    if mine.exclude(name__in=("", named)).count() >= MOST_FILTERS:
        raise Refused("too_many_filters", "filter_name", limit=MOST_FILTERS)
    kept, _made = mine.update_or_create(
        person_ref=actor.person_ref,
        organisation_id=actor.seat.organisation_id,
        name=named,
        defaults={"query": dict(query), "changed_at": at},
    )
    texts = {"name": named, "words": query.get("q", "")}
    data = {"query": {name: value for name, value in query.items() if name != "q"}}
    record("desk_filter", kept.ref, "save_filter", actor=actor, at=at, data=data, texts=texts)
    return kept


@transaction.atomic
def drop_filter(ref: UUID, *, actor: Actor, at: datetime) -> None:
    """Forget one of the actor's own filters. Raises `SavedFilter.DoesNotExist`."""
    mine = SavedFilter.objects.filter(person_ref=actor.person_ref).exclude(name="")
    mine.select_for_update().get(ref=ref).delete()
    record("desk_filter", ref, "drop_filter", actor=actor, at=at)


def remember_filter(query: Mapping[str, str], *, actor: Actor, at: datetime) -> None:
    """Keep how the desk was narrowed last, for who comes back to it. No deed: nothing is journalled.

    Raises `PermissionDenied` for who has no desk.
    """
    if not can_use_desk(actor) or actor.seat is None:
        raise PermissionDenied
    last = SavedFilter(
        person_ref=actor.person_ref, organisation_id=actor.seat.organisation_id, query=dict(query), changed_at=at
    )
    SavedFilter.objects.bulk_create(
        [last],
        update_conflicts=True,
        unique_fields=["person_ref", "organisation", "name"],
        update_fields=["query", "changed_at"],
    )
