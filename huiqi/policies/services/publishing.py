"""Publishing a draft: a new version beside or in the place of the former one, which keeps every word it had."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from huiqi.eligibility.library import BadLibrary
from huiqi.eligibility.versions import PolicyVersion as Read
from huiqi.eligibility.versions import PublicationStatus, read_version
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.events import publish as tell_above
from huiqi.kernel.refusal import Refused
from huiqi.policies.events import DraftPublished
from huiqi.policies.models import Draft, Policy, PolicyVersion
from huiqi.policies.selectors import audience_changed, kept_rows, library_with, shelf_changed
from huiqi.policies.selectors.affected import aims_of, reach
from huiqi.policies.services.campaigns import prepare
from huiqi.policies.services.drafting import Withdrawal, begin, judge_withdrawal, whole
from huiqi.policies.services.examples import recheck_examples
from huiqi.policies.services.loading import columns_of, hash_of
from huiqi.policies.services.pasted import carry_text
from huiqi.policies.words import Cause, DraftVerb, Purpose
from huiqi.search.services import content_changed


@transaction.atomic
def publish(
    ref: UUID,
    *,
    actor: Actor,
    at: datetime,
    note: str = "",
    losers: int | None = None,
    revision: int | None = None,
) -> Draft:
    """Publish what was reviewed. `losers`: how many who publishes knows to lose what they surely have now.

    Raises as `drafting.begin`; `Refused` with `losers`, `not_counted`, `unreadable`, `begins_before`, `overlaps`,
    `refers_to_itself` or, of a withdrawal, what `begin_withdrawal` refuses: the library may have changed since.
    """
    turn = begin(ref, DraftVerb.PUBLISH, actor=actor, at=at, revision=revision)
    draft = turn.draft
    lost = _unseen(draft, losers, at)
    data = _end(draft, actor, at) if draft.purpose is Purpose.WITHDRAW else _add(draft, actor, at)
    _prepare_campaign(draft, actor, at)
    content_changed()
    recheck_examples(actor=actor, at=at)
    turn.finish(data | {"losers": lost}, {"note": note})
    tell_above(DraftPublished(draft.ref, at))
    return draft


def _unseen(draft: Draft, losers: int | None, at: datetime) -> int:
    """How many lose by it. Nobody loses a right unseen: who publishes says how many they are.

    Raises `Refused("losers")` where he says another number, `Refused("not_counted")` while nobody can know.
    """
    if draft.purpose is not Purpose.WITHDRAW and not audience_changed(draft):
        return 0
    found = reach(*aims_of(draft, localdate(at)), localdate(at))
    if found is None:
        raise Refused("not_counted")
    if found.lost and losers != found.lost:
        raise Refused("losers", "losers", count=found.lost)
    return found.lost


def _prepare_campaign(draft: Draft, actor: Actor, at: datetime) -> None:
    """What is published is ready to be told to whom it concerns; the hub starts it."""
    if draft.purpose is Purpose.WITHDRAW:
        assert draft.base is not None, "a withdrawal has what it withdraws"
        prepare(draft.base, None, Cause.ENDED, actor=actor, at=at)
    elif draft.published is not None:
        prepare(draft.published, draft.base, Cause.AMENDED if draft.base else Cause.NEW, actor=actor, at=at)


def _end(draft: Draft, actor: Actor, at: datetime) -> dict[str, str]:
    """End the base as the draft says."""
    assert draft.base is not None, "a withdrawal has what it withdraws"
    base = PolicyVersion.objects.select_related("policy").select_for_update(of=("self",)).get(id=draft.base.id)
    said = Withdrawal(PublicationStatus(draft.fate), draft.last_day, draft.replaced_by)
    judge_withdrawal(base, said)
    base.status, base.superseded_by = said.fate, said.replaced_by
    if said.last_day:
        ended = said.last_day + timedelta(days=1)
        base.effective_before = min(ended, base.effective_before or ended)
    _settle(base, "withdraw_version", actor, at)
    return {"version": base.effective_from.isoformat(), "fate": draft.fate}


def _settle(row: PolicyVersion, verb: str, actor: Actor, at: datetime) -> None:
    """Write down what became of a published version, and that something did."""
    row.edited_by = actor.person_ref
    row.fate_number = (PolicyVersion.objects.aggregate(last=Max("fate_number"))["last"] or 0) + 1
    row.save(force_update=True)
    shelf_changed()
    told = {
        "code": row.policy.code,
        "effective_from": row.effective_from.isoformat(),
        "effective_before": row.effective_before.isoformat() if row.effective_before else None,
        "status": str(row.status),
    }
    record("policy", row.policy.ref, verb, actor=actor, at=at, data=told)


def _add(draft: Draft, actor: Actor, at: datetime) -> dict[str, str]:
    """Add the version that the draft holds."""
    whole(draft)
    version = read_version(draft.content)
    policy, _made = Policy.objects.select_for_update().get_or_create(
        code=draft.code, defaults={"kind": version.kind, "subject": version.subject}
    )
    rows = kept_rows(draft.code)
    _make_room(version, rows, draft.base, actor, at)
    digest = hash_of(draft.content)
    row = PolicyVersion.objects.create(
        policy=policy,
        effective_from=version.effective_from,
        content=draft.content,
        content_hash=digest,
        loaded_at=at,
        edited_by=actor.person_ref,
        **columns_of(version),
    )
    shelf_changed()
    _judge_whole(draft)
    carry_text(draft, policy)
    draft.published = row
    data = {"code": draft.code, "effective_from": row.effective_from.isoformat(), "hash": digest}
    record("policy", policy.ref, "publish_version", actor=actor, at=at, data=data)
    return {"version": data["effective_from"], "hash": digest}


def _make_room(
    version: Read, rows: list[PolicyVersion], base: PolicyVersion | None, actor: Actor, at: datetime
) -> None:
    """A correction takes the whole place of its base; a later version ends it the day before."""
    since, through = version.effective_from, version.effective_through or date.max
    for row in rows:
        if base is not None and row.id == base.id:
            continue
        last = row.effective_before - timedelta(days=1) if row.effective_before else date.max
        if row.effective_from <= through and since <= last:
            raise Refused("overlaps", "effective_from", since=row.effective_from)
    if base is None:
        return
    base = next(row for row in rows if row.id == base.id)
    if since < base.effective_from:
        raise Refused("begins_before", "effective_from", since=base.effective_from)
    if since == base.effective_from:
        base.withdrawn_at = at
        _settle(base, "correct_version", actor, at)
    elif base.effective_before is None or base.effective_before > since:
        base.effective_before, base.status = since, PublicationStatus.SUPERSEDED
        base.superseded_by = f"{version.code}-{since.isoformat()}"
        _settle(base, "supersede_version", actor, at)


def _judge_whole(draft: Draft) -> None:
    """Refuse what would make policies refer to each other in a circle."""
    leaving = next((row for row in kept_rows(draft.code) if row.content == draft.content), None)
    try:
        library_with(draft.content, leaving)
    except BadLibrary as bad:
        raise Refused("refers_to_itself", "condition", codes=tuple(bad.faults)) from None
