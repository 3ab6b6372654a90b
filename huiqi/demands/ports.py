"""What demands asks of the apps above: chapters of the closed file that they know of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huiqi.demands.models import Demand
    from huiqi.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the closed file: its title, rows (label, value) and texts, and the files it names.

    `files` stand in the list of attachments with their SHA-256. `code` is its anchor in the file. `organisation_id`:
    which handler it is of, if of one: other handlers do not read it.
    """

    code: str
    title: str
    rows: tuple[tuple[str, str], ...] = ()
    files: "tuple[StoredFile, ...]" = ()
    organisation_id: int | None = None


_writers: "list[Callable[[Demand], list[Chapter]]]" = []


def register_chapter(writer: "Callable[[Demand], list[Chapter]]") -> None:
    """Add chapters to the closed file of a demand; called from an upper app's `apps.py: ready()`."""
    if writer not in _writers:
        _writers.append(writer)


def chapters_of(demand: "Demand") -> list[Chapter]:
    """What the apps above have to say in the file of a demand, in the reader's language."""
    return [chapter for writer in _writers for chapter in writer(demand)]
