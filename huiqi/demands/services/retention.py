"""Erasing by rule: what is due goes by itself, page by page to the end; a hold exempts; the chain says what went.

Rows are blanked, journal texts destroyed with their keys, contents of files deleted. What stays: number, kind, states,
moments, promises, who answered for what, the level of the rating.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from huiqi.demands.events import DemandErased
from huiqi.demands.models import BLANK, Archive, Attachment, Demand, ErasedByRule, Hold, Intake, Letter, RetentionRule
from huiqi.demands.permissions import can_keep_retention
from huiqi.demands.rules.notes import notes_of
from huiqi.demands.rules.retention import PAPER_CONTACTS, PASSAGES
from huiqi.demands.selectors import WRITTEN, due_to_erase
from huiqi.demands.services.turn import written
from huiqi.demands.words import Erased
from huiqi.files.services import destroy_files
from huiqi.journal.selectors import last_moments
from huiqi.journal.services import erase_texts, keep_for, record
from huiqi.kernel.access import SYSTEM, Actor
from huiqi.kernel.events import publish
from huiqi.kernel.refusal import Refused
from huiqi.papers.services import erase_papers

PAGE = 100

log = logging.getLogger(__name__)


def erase_due(*, at: datetime) -> int:
    """Erase everything that is due by every rule, to the end; answers how many. One that fails stops no other."""
    erased = 0
    for rule in RetentionRule.objects.filter(is_on=True).order_by("id"):
        after = 0
        while ids := list(
            due_to_erase(rule, at).filter(id__gt=after).order_by("id").values_list("id", flat=True)[:PAGE]
        ):
            erased += sum(_tried(demand_id, rule, at) for demand_id in ids)
            after = ids[-1]
    return erased


def _tried(demand_id: int, rule: RetentionRule, at: datetime) -> bool:
    try:
        return _erase(demand_id, rule, at)
    except Exception:
        log.exception("demand %s could not be erased by %s", demand_id, rule.code)
        return False


@transaction.atomic
def _erase(demand_id: int, rule: RetentionRule, at: datetime) -> bool:
    """Erase one demand by one rule, if it is still due when its row is mine."""
    demand = due_to_erase(rule, at).select_for_update(of=("self",), skip_locked=True).filter(id=demand_id).first()
    if demand is None:
        return False
    if rule.erases is Erased.CONTACTS:
        _forget_contacts(demand)
        files = erase_papers([demand.ref], BLANK, PAPER_CONTACTS, at=at)
    else:
        _forget_contacts(demand)
        _forget_words(demand)
        files = _forget_files(demand, at) + erase_papers([demand.ref], BLANK, at=at)
        publish(DemandErased(demand.id, rule.code, at))
    names = PASSAGES[rule.erases]
    texts = erase_texts("demand", demand.ref, rule=rule.code, actor=SYSTEM, at=at, names=names)
    notes = notes_of(demand.ref)
    if rule.erases is Erased.WORDS and last_moments([notes]):
        texts += erase_texts("demand_note", notes, rule=rule.code, actor=SYSTEM, at=at)
    ErasedByRule.objects.create(demand=demand, rule=rule, at=at, texts=texts, files=files)
    return True


def _forget_contacts(demand: Demand) -> None:
    """Who came and how he is reached, whom a handler outside named."""
    Intake.objects.filter(demand=demand).update(spoken_by=BLANK, phone="")
    Letter.objects.filter(handling__demand=demand).update(contact="")


def _forget_words(demand: Demand) -> None:
    """Whatever somebody wrote, in the demand and in every row that belongs to it."""
    demand.title, demand.text, demand.against, demand.found_by = BLANK, BLANK, demand.against and BLANK, ""
    demand.answer = demand.answer and BLANK
    demand.save(update_fields=["title", "text", "against", "found_by", "answer"])
    for relation in Demand._meta.related_objects:
        rows = relation.related_model
        belonging = rows._default_manager.filter(**{relation.field.name: demand})
        forget(belonging, *[name for name in WRITTEN if _is_text(rows, name)])
    forget(Hold.objects.filter(demand=demand), "reason")
    demand.information_requests.update(items=[])


def forget(rows: models.QuerySet[Any], *names: str) -> None:
    """What somebody wrote into these columns of the rows; what was empty stays empty."""
    for name in names:
        rows.exclude(**{name: ""}).update(**{name: BLANK})


def _is_text(rows: type[models.Model], name: str) -> bool:
    """Whether it is free text; a short column of the same name holds a word or a code."""
    columns = {field.name: field for field in rows._meta.concrete_fields}
    return isinstance(columns.get(name), models.TextField)


def _forget_files(demand: Demand, at: datetime) -> int:
    """The contents of what was attached and printed."""
    attached = Attachment.objects.filter(demand=demand).values_list("file", flat=True)
    printed = Archive.objects.filter(demand=demand, file__isnull=False).values_list("file", flat=True)
    return destroy_files([*attached, *printed], BLANK, at=at)


@transaction.atomic
def hold_demand(number: str, reason: str, *, actor: Actor, at: datetime) -> Hold:
    """Exempt a demand from erasing, with the reason. Raises `Refused`: unknown_number, held_already, required."""
    if not can_keep_retention(actor):
        raise PermissionDenied
    demand = Demand.objects.select_for_update().filter(number=number.strip()).first()
    if demand is None:
        raise Refused("unknown_number", "number")
    if Hold.objects.filter(demand=demand, lifted_at=None).exists():
        raise Refused("held_already", "number")
    why = written(reason, "reason")[:300]
    made = Hold.objects.create(demand=demand, reason=why, placed_at=at, placed_by=actor.person_ref)
    record("demand", demand.ref, "hold", actor=actor, at=at, texts={"reason": why})
    return made


@transaction.atomic
def lift_hold(ref: UUID, *, actor: Actor, at: datetime) -> Hold:
    """The demand is no longer exempt. Lifting it twice is lifting it once. Raises `Hold.DoesNotExist`."""
    if not can_keep_retention(actor):
        raise PermissionDenied
    hold = Hold.objects.select_for_update().select_related("demand").get(ref=ref)
    if hold.lifted_at is None:
        Demand.objects.select_for_update().get(id=hold.demand_id)
        hold.lifted_at, hold.lifted_by = at, actor.person_ref
        hold.save(update_fields=["lifted_at", "lifted_by"])
        record("demand", hold.demand.ref, "lift_hold", actor=actor, at=at)
    return hold


@transaction.atomic
def change_rule(ref: UUID, years: int, *, is_on: bool, revision: int, actor: Actor, at: datetime) -> RetentionRule:
    """Keep longer or shorter, or not by rule at all. Raises `Refused`: years, rule_changed."""
    if not can_keep_retention(actor):
        raise PermissionDenied
    rule = RetentionRule.objects.select_for_update().get(ref=ref)
    keep_for(rule, years, is_on=is_on, revision=revision, told={"code": rule.code}, actor=actor, at=at)
    return rule
