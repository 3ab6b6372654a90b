"""The end of a service: the handler says that it is done, the firm confirms or says that it is not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from huiqi.agreements.services.issuing import issue_confirmation
from huiqi.agreements.services.telling import told
from huiqi.agreements.services.turn import begin, firms_own, written
from huiqi.agreements.words import AgreementVerb
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.agreements.models import Agreement
    from huiqi.kernel.access import Actor


@transaction.atomic
def report_done(ref: UUID, report: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Agreement:
    """Ask the firm to confirm that the service was done, once every milestone is.

    Raises `Refused("milestones_open")`.
    """
    turn = begin(ref, AgreementVerb.REPORT, actor=actor, at=at, revision=revision)
    agreement = turn.agreement
    if agreement.milestones.filter(done_on=None).exists():
        raise Refused("milestones_open")
    agreement.report = written(report, "report")
    agreement.reported_at, agreement.reported_by, agreement.asked_again_at = at, actor.person_ref, None
    agreement.link = uuid7()
    turn.finish(texts={"report": agreement.report})
    told(agreement, "reported", at=at)
    return agreement


@transaction.atomic
def confirm_done(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Agreement:
    """The firm confirms that the service was done: now it counts. Raises as `begin`, and `Refused("own_hand")`."""
    turn = begin(ref, AgreementVerb.CONFIRM, actor=actor, at=at, revision=revision)
    how, agreement = firms_own(turn), turn.agreement
    agreement.done_at, agreement.done_by, agreement.done_how = at, actor.person_ref, how
    agreement.link = None
    turn.finish({"how": str(how)})
    issue_confirmation(agreement, actor=actor, at=at)
    told(agreement, "confirmed", at=at)
    return agreement


@transaction.atomic
def dispute(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Agreement:
    """The firm says that it is not done, and why: back to the handler."""
    turn = begin(ref, AgreementVerb.DISPUTE, actor=actor, at=at, revision=revision)
    firms_own(turn)
    agreement = turn.agreement
    agreement.dispute, agreement.link = written(reason, "reason"), None
    turn.finish(texts={"reason": agreement.dispute})
    told(agreement, "disputed", at=at)
    return agreement


@transaction.atomic
def end_agreement(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Agreement:
    """End an agreement before its time, with the reason; the firm and the handler are told."""
    turn = begin(ref, AgreementVerb.END, actor=actor, at=at, revision=revision)
    agreement = turn.agreement
    agreement.ended_at, agreement.end_reason, agreement.link = at, written(reason, "reason"), None
    turn.finish(texts={"reason": agreement.end_reason})
    told(agreement, "ended", at=at)
    return agreement
