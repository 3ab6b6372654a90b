"""What the journal asks of those above: whether subjects are what their entries make of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from huiqi.journal.rules.examining import Misfit

if TYPE_CHECKING:
    from huiqi.journal.models import Entry

__all__ = ["Examiner", "Misfit", "examiner_of", "register_examiner", "register_namer", "subject_named"]

Examiner = Callable[[Mapping[UUID, "Sequence[Entry]"]], Iterable[tuple[UUID, Misfit]]]
"""Told the entries of subjects, in order; answers where replaying them does not lead, or not to what is stored."""

_examiners: dict[str, Examiner] = {}


def register_examiner(subject_kind: str, examiner: Examiner) -> None:
    """Let the subjects of a kind be examined beyond their chain; called from an upper app's `apps.py: ready()`."""
    _examiners[subject_kind] = examiner


def examiner_of(subject_kind: str) -> Examiner | None:
    """Who examines subjects of this kind, if anybody."""
    return _examiners.get(subject_kind)


Namer = Callable[[str], UUID | None]
"""Told what people call a subject (the number of a demand); answers its ref."""

_namers: list[Namer] = []


def register_namer(namer: Namer) -> None:
    """Let subjects be found by what people call them."""
    _namers.append(namer)


def subject_named(name: str) -> UUID | None:
    """The subject that people call so, if there is one."""
    return next((ref for namer in _namers if (ref := namer(name))), None)
