"""Strike an accountability record after an objection: it stays to be read, and counts no more."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from huiqi.demands.models import AccountabilityRecord, Demand
from huiqi.journal.services import record

if TYPE_CHECKING:
    from huiqi.kernel.access import Actor


@transaction.atomic
def strike_record(record_id: int, why: str, *, actor: Actor, at: datetime) -> None:
    """Strike it for this reason; a second time changes nothing. Whether the actor may is asked by the calling app."""
    row = AccountabilityRecord.objects.select_related("promise").get(id=record_id)
    demand = Demand.objects.select_for_update(of=("self",)).get(id=row.demand_id)
    if not AccountabilityRecord.objects.filter(id=record_id, struck_at=None).update(struck_at=at, struck_why=why):
        return
    data = {"record": str(row.ref), "step": str(row.promise.step), "organisation": row.organisation_id}
    record("demand", demand.ref, "record_struck", actor=actor, at=at, data=data, texts={"reason": why})
