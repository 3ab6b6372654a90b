"""Passing a firm's open matters from one of its people to another."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from huiqi.demands.models import Demand
from huiqi.journal.services import Line, record_each
from huiqi.kernel.access import Actor


@transaction.atomic
def pass_on(enterprise_id: int, leaver_ref: str, successor_ref: str, *, actor: Actor, at: datetime) -> int:
    """What a leaver filed for a firm and is still open is his successor's to follow; answers how many that are.

    Who filed stays who filed: the journal of each demand says who follows it now.
    """
    theirs = Demand.objects.open().filter(enterprise_id=enterprise_id, filed_by=leaver_ref)
    refs: list[UUID] = list(theirs.select_for_update().order_by("id").values_list("ref", flat=True))
    data = {"leaver": leaver_ref, "successor": successor_ref}
    record_each("demand", "pass_on", [Line(ref, data) for ref in refs], actor=actor, at=at)
    return len(refs)
