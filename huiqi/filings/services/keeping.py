"""Erasing by rule: what firms took along and offices brought goes by itself; number, policy, day and outcome stay."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.files.services import destroy_files
from huiqi.filings.models import Handoff, OutcomeList, RetentionRule
from huiqi.filings.permissions import can_keep_retention
from huiqi.filings.selectors.keeping import due_handoffs, due_lists
from huiqi.filings.words import Kept
from huiqi.journal.services import Line, keep_for, record_each
from huiqi.kernel.access import SYSTEM, Actor

PAGE = 500
ERASED = "已按规则删除"


def erase_due(*, at: datetime) -> int:
    """Erase everything that is due by every rule that is followed, page by page to the end; answers how many."""
    erased = 0
    for rule in RetentionRule.objects.filter(is_on=True).order_by("id"):
        erase = _erase_handoffs if rule.erases is Kept.HANDOFFS else _erase_lists
        while found := erase(rule, at):
            erased += found
    return erased


@transaction.atomic
def _erase_handoffs(rule: RetentionRule, at: datetime) -> int:
    """One page of hand-offs: what was carried is gone. What another transaction holds is for the next night."""
    rows = due_handoffs(rule, at).select_for_update(skip_locked=True).order_by("id")[:PAGE]
    found = list(rows.values_list("id", "ref"))
    Handoff.objects.filter(id__in=[one[0] for one in found]).update(fields=[], erased_at=at)
    _record("handoff", rule, [one[1] for one in found], at)
    return len(found)


@transaction.atomic
def _erase_lists(rule: RetentionRule, at: datetime) -> int:
    """One page of lists: their copies and what they said line by line are gone; the counts stay."""
    rows = due_lists(rule, at).select_for_update(skip_locked=True).order_by("id")[:PAGE]
    found = list(rows.values_list("id", "ref", "raw_id"))
    destroy_files([one[2] for one in found], ERASED, at=at)
    OutcomeList.objects.filter(id__in=[one[0] for one in found]).update(name=ERASED, report=[], erased_at=at)
    _record("outcome_list", rule, [one[1] for one in found], at)
    return len(found)


def _record(kind: str, rule: RetentionRule, refs: list[UUID], at: datetime) -> None:
    if refs:
        data = {"rule": str(rule.erases), "years": rule.years}
        record_each(kind, "erased", [Line(ref, data) for ref in refs], actor=SYSTEM, at=at)


@transaction.atomic
def change_rule(ref: UUID, years: int, *, is_on: bool, revision: int, actor: Actor, at: datetime) -> RetentionRule:
    """Keep longer or shorter, or not by rule at all.

    Raises `RetentionRule.DoesNotExist`, `PermissionDenied`, `Refused`: `years`, `rule_changed`.
    """
    if not can_keep_retention(actor):
        raise PermissionDenied
    rule = RetentionRule.objects.select_for_update().get(ref=ref)
    told = {"erases": str(rule.erases)}
    keep_for(rule, years, is_on=is_on, revision=revision, told=told, actor=actor, at=at)
    return rule
