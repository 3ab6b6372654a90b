"""Erase: texts and their keys are destroyed; the chain stays, and says that something was erased."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from huiqi.journal.models import Erasure, Passage
from huiqi.journal.services.recording import record
from huiqi.kernel.access import Actor


def erase_texts(
    subject_kind: str, subject_ref: UUID, *, rule: str, actor: Actor, at: datetime, names: Collection[str] = ()
) -> int:
    """Destroy the texts of a subject with their keys, all or those of these `names`; answers how many.

    In the caller's transaction, which holds the subject's row. One entry says when, by which rule, and how many.
    """
    there = Passage.objects.filter(entry__subject_ref=subject_ref)
    there = there.filter(name__in=names) if names else there
    rows = list(there.order_by("id").values_list("id", "entry__number", "name"))
    if rows:
        Passage.objects.filter(id__in=[row[0] for row in rows]).delete()
        texts = [[number, name] for _id, number, name in rows]
        Erasure.objects.create(subject_kind=subject_kind, subject_ref=subject_ref, rule=rule, at=at, texts=texts)
    record(subject_kind, subject_ref, "erased", actor=actor, at=at, data={"rule": rule, "erased": len(rows)})
    return len(rows)
