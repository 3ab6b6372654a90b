"""What policies ask of those above: which papers of an enterprise Huiqi already has, who asked what is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from huiqi.kernel.access import Actor

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise
    from huiqi.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper that the enterprise itself handed in, what it is called, and since when it is here."""

    name: str
    since: date
    file: StoredFile


Papers = Callable[["Enterprise", Actor], Iterable[HeldPaper]]
_sources: dict[str, Papers] = {}


def register_papers(name: str, papers: Papers) -> None:
    """Let an app say which papers it holds of a firm; called from an upper app's `apps.py: ready()`.

    It answers only what the person asking may have of his firm's papers.
    """
    _sources[name] = papers


def papers_held(enterprise: Enterprise, actor: Actor) -> list[HeldPaper]:
    """Everything held of a firm, the newest first. As many queries as there are sources."""
    found = [paper for papers in _sources.values() for paper in papers(enterprise, actor)]
    return sorted(found, key=lambda paper: paper.since, reverse=True)


Askers = Callable[[UUID], Iterable[str]]
_askers: dict[str, Askers] = {}


def register_askers(name: str, askers: Askers) -> None:
    """Let an app say how those are called who asked what a question and its answer (a thread) came of; called from
    an upper app's `apps.py: ready()`. It is asked for only to keep the names out of what everybody reads."""
    _askers[name] = askers


def names_of_askers(thread: UUID) -> list[str]:
    """The names that must not stand in a question and its answer."""
    return [name for askers in _askers.values() for name in askers(thread)]
