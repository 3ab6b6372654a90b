"""The life of a campaign: prepared when a version is published, counted, started, paused, resumed, cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.jobs import enqueue
from huiqi.kernel.refusal import Refused
from huiqi.policies.flow import CAMPAIGN
from huiqi.policies.models import Campaign, PolicyVersion, Push
from huiqi.policies.permissions import can_push
from huiqi.policies.selectors import all_concerned, asked_of, changed_parts, register_size, version_of
from huiqi.policies.words import CampaignState, CampaignVerb, Cause, PushReason, PushState

REST = 0.5
"""Seconds of rest after a second of work on the whole register, so that no page waits long behind it."""


@transaction.atomic
def prepare(
    version: PolicyVersion, base: PolicyVersion | None, cause: Cause, *, actor: Actor, at: datetime
) -> Campaign | None:
    """Prepare to tell firms of a version; nothing where it was done, or is for people and not for firms.

    Nobody is told before the hub has seen whom it concerns and starts it. Its audience is counted by a job.
    """
    read = version_of(version)
    living = Campaign.objects.filter(version=version, cause=cause).exclude(state=CampaignState.CANCELLED)
    if read.subject != "enterprise" or living.exists():
        return None
    made = Campaign.objects.create(
        version=version,
        base=base,
        cause=cause,
        changed=changed_parts(version, base) if base else [],
        made_at=at,
        made_by=actor.person_ref,
    )
    data = {"code": read.code, "version": read.effective_from.isoformat(), "cause": str(cause)}
    record("campaign", made.ref, "prepare", actor=actor, at=at, data=data)
    enqueue("policies.count_audience", ref=str(made.ref))
    return made


@transaction.atomic
def push_now(version: PolicyVersion, *, actor: Actor, at: datetime) -> Campaign:
    """Prepare to tell firms of a version that is in force already. Raises `PermissionDenied`, `Refused("pushed")`."""
    if not can_push(actor):
        raise PermissionDenied
    made = prepare(version, None, Cause.NEW, actor=actor, at=at)
    if made is None:
        raise Refused("pushed")
    return made


def count_audience(ref: UUID, *, at: datetime) -> None:
    """Count whom a campaign concerns; a second count is no other."""
    campaign = Campaign.objects.select_related("version__policy", "base__policy").filter(ref=ref).first()
    if campaign is None or campaign.expected is not None:
        return
    found = all_concerned(asked_of(campaign, localdate(at)))
    Campaign.objects.filter(id=campaign.id).update(expected={str(reason): found[reason] for reason in PushReason})


@transaction.atomic
def act(
    ref: UUID,
    verb: CampaignVerb,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    tells: Mapping[str, bool] | None = None,
) -> Campaign:
    """Start, pause, resume or cancel. `tells`: whether who keeps it is told, and of whom too little is known.

    Raises `Campaign.DoesNotExist`, `PermissionDenied`, `Refused("stale")`, `NotNow`.
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("version__policy").get(ref=ref)
    if not can_push(actor):
        raise PermissionDenied
    if revision is not None and revision != campaign.revision:
        raise Refused("stale")
    state = CAMPAIGN.after(campaign.state, verb)
    if verb is CampaignVerb.START:
        campaign.started_at = at
        campaign.last, campaign.total = register_size()
        campaign.tells_kept = bool((tells or {}).get("kept", True))
        campaign.tells_maybe = bool((tells or {}).get("maybe", False))
    if verb is CampaignVerb.CANCEL:
        campaign.ended_at = at
        _drop_waiting(campaign)
    finish(campaign, state, verb, actor=actor, at=at)
    if campaign.state is CampaignState.SENDING:
        enqueue("policies.push", once="policies.push")
    return campaign


def finish(campaign: Campaign, state: CampaignState, verb: CampaignVerb, *, actor: Actor, at: datetime) -> None:
    """Move the state and write the journal, in the caller's transaction."""
    came_from = campaign.state
    campaign.state, campaign.revision = state, campaign.revision + 1
    campaign.save(force_update=True)
    data: dict[str, Any] = {"from": str(came_from), "to": str(state), "examined": campaign.examined}
    record("campaign", campaign.ref, str(verb), actor=actor, at=at, data=data)


def _drop_waiting(campaign: Campaign) -> None:
    """What waits for a list is told no more."""
    Push.objects.filter(campaign=campaign, state=PushState.WAITING).update(state=PushState.DECLINED, due_at=None)
