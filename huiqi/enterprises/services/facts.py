"""Recording what is known of an enterprise."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from huiqi.enterprises.events import FactsRecorded
from huiqi.enterprises.models import Enterprise, StatedFact
from huiqi.enterprises.words import FactSource
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.events import publish
from huiqi.kernel.refusal import Refused

BASICS = ("region", "industry")


@transaction.atomic
def record_facts(
    enterprise: Enterprise,
    facts: Mapping[str, Any],
    *,
    as_of: date,
    source: FactSource,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
) -> list[str]:
    """Write down facts (JSON values as `eligibility.facts` spells them; None takes a fact back to unknown).

    Former values stay with their end. Answers the names that changed. Raises `Refused("stale")` where somebody
    changed the enterprise since `revision` was shown.
    """
    locked = Enterprise.objects.select_for_update().get(id=enterprise.id)
    if revision is not None and locked.revision != revision:
        raise Refused("stale")
    current = {f.name: f for f in StatedFact.objects.filter(enterprise=locked, ended_at=None)}
    changed = [n for n, v in facts.items() if n not in BASICS and (current[n].value if n in current else None) != v]
    basics = {n: facts[n] for n in BASICS if facts.get(n) and facts[n] != getattr(locked, n)}
    if not changed and not basics:
        return []
    StatedFact.objects.filter(enterprise=locked, ended_at=None, name__in=changed).update(ended_at=at)
    StatedFact.objects.bulk_create(
        StatedFact(
            enterprise=locked,
            name=name,
            value=facts[name],
            as_of=as_of,
            source=source,
            recorded_at=at,
            recorded_by=actor.person_ref,
        )
        for name in changed
        if facts[name] is not None
    )
    Enterprise.objects.filter(id=locked.id).update(revision=F("revision") + 1, **basics)
    names = sorted([*changed, *basics])
    record(
        "enterprise",
        locked.organisation.ref,
        "record_facts",
        actor=actor,
        at=at,
        data={"facts": names, "source": str(source), "as_of": as_of.isoformat()},
    )
    publish(FactsRecorded(locked.id))
    return names
