"""Questions about keys of programs."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from huiqi.kernel.access import Actor
from huiqi.programs.flow import KEY
from huiqi.programs.models import AccessKey
from huiqi.programs.permissions import can, can_ask, can_see_all
from huiqi.programs.words import KeyState, KeyVerb

_ORDER = (KeyState.ASKED, KeyState.ALLOWED, KeyState.ACTIVE)


def visible_to(actor: Actor) -> QuerySet[AccessKey]:
    """The keys of the actor's office; of every office for those who allow and who audit."""
    rows = AccessKey.objects.select_related("organisation")
    if can_see_all(actor):
        return rows
    office = actor.organisation_id if can_ask(actor) else None
    return rows.filter(organisation_id=office) if office is not None else rows.none()


def listed(actor: Actor) -> QuerySet[AccessKey]:
    """The same, what waits for somebody first, then what is in use, then the rest; the latest first."""
    places = (When(state=state.value, then=Value(place)) for place, state in enumerate(_ORDER))
    order = Case(*places, default=Value(len(_ORDER)), output_field=IntegerField())
    return visible_to(actor).order_by(order, "-asked_at", "-id")


def key_of(actor: Actor, ref: UUID) -> AccessKey | None:
    """One of them."""
    return visible_to(actor).filter(ref=ref).first()


def reaches(actor: Actor, ref: UUID) -> bool:
    """Whether the actor may open a key's page."""
    return visible_to(actor).filter(ref=ref).exists()


def verbs_for(actor: Actor, key: AccessKey) -> list[KeyVerb]:
    """What the actor can do with a key now."""
    return [verb for verb in KEY.verbs(key.state) if can(actor, verb, key)]


def is_over(key: AccessKey, on: date) -> bool:
    """Whether a key in use has run out."""
    return key.state is KeyState.ACTIVE and key.until is not None and key.until < on


def programs_named(refs: Iterable[str]) -> dict[str, str]:
    """Names of programs by reference, for those who see what programs did. One query."""
    found = AccessKey.objects.filter(ref__in=[ref for ref in refs if len(ref) == 36]).values_list("ref", "name")
    return {str(ref): name for ref, name in found}
