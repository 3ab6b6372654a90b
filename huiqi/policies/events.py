"""What policies tells the apps above: ids and codes only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FaqPublished:
    """A question with its answer is there for everybody; `thread` is what its versions have in common."""

    thread: UUID
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftPublished:
    """What a draft proposed holds now."""

    draft: UUID
    at: datetime
