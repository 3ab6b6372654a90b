"""Milestones: when one was done, what came of it, and what proves that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.agreements.models import Deliverable, Milestone
from huiqi.agreements.rules.effects import wrong_with_figures
from huiqi.agreements.selectors import agreed_of
from huiqi.agreements.services.telling import told
from huiqi.agreements.services.turn import begin, written
from huiqi.agreements.words import AgreementVerb
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.agreements.models import Agreement
    from huiqi.files.models import StoredFile
    from huiqi.kernel.access import Actor

MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a milestone: in words, and in figures (code of an effect, amount in its unit)."""

    done_on: date
    words: str
    figures: list[tuple[str, Decimal]] = field(default_factory=list)


@transaction.atomic
def finish_milestone(
    ref: UUID,
    milestone_ref: UUID,
    outcome: Outcome,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Agreement:
    """Write down that a milestone is reached and what came of it; the firm is told. Figures need their evidence.

    Raises `Milestone.DoesNotExist`, and `Refused`: reached_already, done_ahead, done_before_start, required, too_long,
    too_many_files, effect_unknown, effect_twice, effect_absurd, evidence_missing.
    """
    turn = begin(ref, AgreementVerb.FINISH_MILESTONE, actor=actor, at=at, revision=revision)
    reached = Milestone.objects.get(agreement=turn.agreement, ref=milestone_ref)
    _check(turn.agreement, reached, outcome, files, localdate(at))
    reached.done_on, reached.done_at, reached.done_by = outcome.done_on, at, actor.person_ref
    reached.outcome = written(outcome.words, "words")
    reached.effects = [[code, str(amount)] for code, amount in outcome.figures]
    reached.save(force_update=True)
    Deliverable.objects.bulk_create(Deliverable(milestone=reached, file=file) for file in files)
    data = {"milestone": str(reached.ref), "done_on": outcome.done_on.isoformat(), "effects": reached.effects}
    kept = {"files": [str(file.ref) for file in files]} if files else {}
    turn.finish({**data, **kept}, {"outcome": reached.outcome})
    told(turn.agreement, "milestone", at=at)
    return turn.agreement


def _check(
    agreement: Agreement, reached: Milestone, outcome: Outcome, files: Sequence[StoredFile], today: date
) -> None:
    if reached.done_on is not None:
        raise Refused("reached_already")
    if outcome.done_on > today:
        raise Refused("done_ahead", "done_on")
    start = agreed_of(agreement).start_on
    if outcome.done_on < start:
        raise Refused("done_before_start", "done_on", day=start)
    if len(files) > MOST_FILES:
        raise Refused("too_many_files", "attachments", limit=MOST_FILES)
    if wrong := wrong_with_figures(outcome.figures, has_evidence=bool(files)):
        raise Refused(wrong, "attachments" if wrong == "evidence_missing" else "effect_1")
