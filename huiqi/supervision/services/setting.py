"""The network's own limits of the ladder."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.setting import keep_row
from huiqi.supervision.models import StepRule
from huiqi.supervision.permissions import can_set_ladder
from huiqi.supervision.rules import Limits
from huiqi.supervision.services.turn import counted, written
from huiqi.supervision.words import LadderStep


@transaction.atomic
def set_step(step: LadderStep, wanted: Limits, *, actor: Actor, at: datetime, revision: int) -> StepRule:
    """Set the limits of a step from now on; what was ordered keeps its own.

    `revision`: of what the form showed; 0: nothing was set. Raises `PermissionDenied`; `Refused`: days, required,
    too_long, setting_changed.
    """
    if not can_set_ladder(actor):
        raise PermissionDenied
    values: dict[str, Any] = {
        "wait_days": counted(wanted.wait_days, "wait_days"),
        "answer_days": counted(wanted.answer_days, "answer_days"),
        "remedy": written(wanted.remedy, "remedy"),
    }
    row = keep_row(StepRule, revision, {**values, "changed_at": at, "changed_by": actor.person_ref}, step=step)
    data = {"step": str(step), "wait_days": wanted.wait_days, "answer_days": wanted.answer_days}
    record("ladder", row.ref, "set_step", actor=actor, at=at, data=data, texts={"remedy": values["remedy"]})
    return row
