"""The firm agrees or declines; the handler proposes a change, which both confirm anew."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.accounts.selectors import actor_of, person_by_ref
from huiqi.agreements.models import Milestone, Version
from huiqi.agreements.selectors import agreed_of, latest_of
from huiqi.agreements.services.drafting import Terms, save_version, signed, version_of
from huiqi.agreements.services.issuing import issue_agreement
from huiqi.agreements.services.telling import told
from huiqi.agreements.services.turn import begin, firms_own, written
from huiqi.agreements.words import AgreementVerb
from huiqi.demands.services import start_work
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.agreements.models import Agreement
    from huiqi.kernel.access import Actor


@transaction.atomic
def agree(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Agreement:
    """The firm confirms what the handler signed: it is in force, its paper is issued, and the work may begin.

    Raises as `begin`, and `Refused("own_hand")`.
    """
    turn = begin(ref, AgreementVerb.AGREE, actor=actor, at=at, revision=revision)
    how, agreement, version = firms_own(turn), turn.agreement, latest_of(turn.agreement)
    version.agreed_at, version.agreed_by, version.agreed_how = at, actor.person_ref, how
    version.save(update_fields=["agreed_at", "agreed_by", "agreed_how"])
    _set_milestones(agreement, version)
    agreement.link = None
    turn.finish({"version": version.number, "how": str(how)})
    issue_agreement(agreement, version, actor=actor, at=at)
    told(agreement, "agreed", at=at)
    _begin_work(agreement, version, at)
    return agreement


def _set_milestones(agreement: Agreement, version: Version) -> None:
    """What is still to be reached is as agreed now; what was reached stays."""
    agreement.milestones.filter(done_on=None).delete()
    Milestone.objects.bulk_create(
        Milestone(agreement=agreement, name=name, due_on=date.fromisoformat(due)) for name, due in version.plan
    )


def _begin_work(agreement: Agreement, version: Version, at: datetime) -> None:
    """Begin the work on the demand in the name of who signed for the handler, where he still may and it is a move."""
    signer = person_by_ref(version.signed_by)
    if signer is None:
        return
    seats = actor_of(signer, on=localdate(at)).seats
    seat = next((one for one in seats if one.organisation_id == agreement.organisation_id), None)
    if seat is None:
        return
    with suppress(NotNow, PermissionDenied, Refused, agreement.demand.DoesNotExist), transaction.atomic():
        start_work(agreement.demand.ref, actor=actor_of(signer, seat.id, localdate(at)), at=at)


@transaction.atomic
def decline(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Agreement:
    """The firm does not agree, and says why; a version that was in force before stays so."""
    turn = begin(ref, AgreementVerb.DECLINE, actor=actor, at=at, revision=revision)
    firms_own(turn)
    version = latest_of(turn.agreement)
    version.declined_at, version.decline_reason = at, written(reason, "reason")
    version.save(update_fields=["declined_at", "decline_reason"])
    turn.agreement.link = None
    turn.finish({"version": version.number}, {"reason": version.decline_reason})
    told(turn.agreement, "declined", at=at)
    return turn.agreement


@transaction.atomic
def change(ref: UUID, terms: Terms, *, actor: Actor, at: datetime, revision: int | None = None) -> Agreement:
    """Propose another version of an agreement in force, signed by sending it; until the firm agrees the old one holds.

    Its milestones are those still to be reached. Raises as `drafting.draft`.
    """
    turn = begin(ref, AgreementVerb.CHANGE, actor=actor, at=at, revision=revision)
    agreement = turn.agreement
    since = agreed_of(agreement).start_on
    agreement.version = 1 + max(agreement.versions.values_list("number", flat=True))
    version = version_of(agreement, terms, since=since, actor=actor, at=at)
    save_version(version, terms)
    signed(version, actor, at)
    agreement.link = uuid7()
    turn.finish({"version": version.number, "fee": str(version.fee)}, {"scope": version.scope})
    told(agreement, "sent", at=at)
    return agreement
