"""Templates of answers: written and taken away by whoever answers for an office."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from huiqi.demands.models import AnswerTemplate
from huiqi.demands.permissions import can_keep_templates
from huiqi.demands.rules.templates import FIELDS, unknown_fields
from huiqi.demands.services.turn import written
from huiqi.demands.words import TEMPLATED, Verb
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.standards.service_kinds import ServiceKind


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """What a template says; `kind` is none where it is for every kind of demand."""

    verb: Verb
    kind: ServiceKind | None
    name: str
    text: str


@transaction.atomic
def write_template(
    entry: TemplateEntry, *, actor: Actor, at: datetime, ref: UUID | None = None, revision: int = 0
) -> AnswerTemplate:
    """Write a template of the actor's office, or change the one of `ref` that stood at `revision`.

    Raises `PermissionDenied`, `AnswerTemplate.DoesNotExist`, and `Refused`: required and too_long (text, name),
    unknown_field, template_named (the office has one of that name for the verb), stale.
    """
    if not can_keep_templates(actor) or actor.seat is None or entry.verb not in TEMPLATED:
        raise PermissionDenied
    mine = AnswerTemplate.objects.select_for_update().filter(organisation_id=actor.seat.organisation_id)
    kept = mine.get(ref=ref) if ref else AnswerTemplate(organisation_id=actor.seat.organisation_id, revision=0)
    if revision != kept.revision:
        raise Refused("stale_template")
    kept.verb, kept.kind, kept.name = entry.verb, entry.kind or "", written(entry.name, "template_name")
    kept.text, kept.changed_at, kept.revision = _checked(entry.text), at, kept.revision + 1
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        raise Refused("template_named", "name", name=kept.name) from None
    data = {"verb": str(kept.verb), "kind": str(kept.kind), "name": kept.name, "revision": kept.revision}
    record("answer_template", kept.ref, "write_template", actor=actor, at=at, data=data, texts={"text": kept.text})
    return kept


def _checked(text: str) -> str:
    """The text, if every field in it is one."""
    kept = written(text, "text")
    if unknown := unknown_fields(kept):
        raise Refused("unknown_field", "text", field=unknown[0], fields="、".join(FIELDS))
    return kept


@transaction.atomic
def drop_template(ref: UUID, *, actor: Actor, at: datetime) -> None:
    """Take a template of the actor's office away. Raises `PermissionDenied`, `AnswerTemplate.DoesNotExist`."""
    if not can_keep_templates(actor) or actor.seat is None:
        raise PermissionDenied
    mine = AnswerTemplate.objects.select_for_update().filter(organisation_id=actor.seat.organisation_id)
    mine.get(ref=ref).delete()
    record("answer_template", ref, "drop_template", actor=actor, at=at)
