"""How a firm wants to be told of policies; that it looked at one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from huiqi.enterprises.permissions import can_see_profile
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.policies.models import Push, PushChoice
from huiqi.policies.rules.pushing import next_list
from huiqi.policies.words import PushRhythm, PushState

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise


@dataclass(frozen=True, slots=True)
class Wish:
    """What a firm chose; `weekly` pushes a week at most, 1 to 20; `profiled`: by what is known of it."""

    rhythm: PushRhythm
    weekly: int
    profiled: bool


@transaction.atomic
def choose(enterprise: Enterprise, wish: Wish, *, actor: Actor, at: datetime) -> PushChoice:
    """Keep the choice, from now on and for what still waits. Raises `PermissionDenied`."""
    if not can_see_profile(actor, enterprise):
        raise PermissionDenied
    told = {"rhythm": wish.rhythm, "weekly": wish.weekly, "profiled": wish.profiled}
    rest = told | {"changed_at": at, "changed_by": actor.person_ref}
    kept, _new = PushChoice.objects.update_or_create(enterprise=enterprise, defaults=rest)
    waiting = Push.objects.filter(enterprise=enterprise, state=PushState.WAITING)
    if not wish.profiled or wish.rhythm is PushRhythm.NEVER:
        state = PushState.DECLINED if wish.rhythm is PushRhythm.NEVER else PushState.GENERAL
        waiting.update(state=state, due_at=None)
    elif wish.rhythm is not PushRhythm.AT_ONCE:
        waiting.update(due_at=next_list(wish.rhythm, localtime(at)))
    data = {"rhythm": str(wish.rhythm), "weekly": wish.weekly, "profiled": wish.profiled}
    record("push_choice", kept.ref, "choose", actor=actor, at=at, data=data)
    return kept


def note_opened(enterprise: Enterprise, code: str, *, at: datetime) -> None:
    """Somebody of the firm looked at a policy that it was told of; the first look counts. No journal: it is a look."""
    told = Push.objects.filter(enterprise=enterprise, version__policy__code=code, state=PushState.TOLD)
    told.filter(opened_at=None, told_at__lte=at).update(opened_at=at)
