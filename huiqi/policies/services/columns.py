"""Keep the columns of this machine in step with PostgreSQL: write them anew, or only what changed."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.utils.timezone import localdate

from huiqi.eligibility.engine.stored import Head, Writer
from huiqi.enterprises.selectors import how_many, ids_after, known_of
from huiqi.policies.models import FirmChange
from huiqi.policies.selectors import library, readable
from huiqi.policies.selectors.stored import horizon, newest, store_root

PORTION, ROOM, LEAST = 5_000, 1.25, 1_024
"""How many enterprises are read at a time; how much room a generation has for new ones."""
KEPT = timedelta(days=3)
"""For how long changes can be followed; a machine that slept longer begins anew."""
OLD = 2
"""How many generations stay: somebody may be reading the former one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done: whether everything was written anew, and how many enterprises were."""

    anew: bool
    enterprises: int


def note_firm(enterprise_id: int, at: datetime) -> None:
    """Write down that something else is known of an enterprise; its own verb has its entry in the journal."""
    FirmChange.objects.create(enterprise_id=enterprise_id, at=at)


def keep_columns(*, at: datetime) -> Kept | None:
    """Bring the columns of this machine up to date; nothing where somebody else is at it.

    They are written anew where there are none, on a new day (what follows from facts may be other then), and with
    another library.
    """
    with alone() as mine:
        if not mine:
            return None
        folder, head = newest(), _head()
        if folder is None or head is None or not _is_usable(head, at):
            return _anew(at)
        return _changes(folder, head, at) or _anew(at)


def rebuild_columns(*, at: datetime) -> Kept | None:
    """Write the columns of this machine anew; nothing where somebody else is at it."""
    with alone() as mine:
        return _anew(at) if mine else None


@contextmanager
def alone() -> Iterator[bool]:
    """Whether this is the only one to write on this machine."""
    store_root().mkdir(parents=True, exist_ok=True)
    with (store_root() / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _head() -> Head | None:
    """The head of the newest generation; nothing where it is gone or cannot be read."""
    folder = newest()
    try:
        return Head.read(folder) if folder else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_usable(head: Head, at: datetime) -> bool:
    """Of today, of this library, and of this database: the numbers of its transactions only grow."""
    fresh = head.on == localdate(at) and head.as_of is not None and at - head.as_of < KEPT
    return fresh and head.library == library().stamp and head.followed <= horizon()


def _anew(at: datetime) -> Kept:
    root, former = store_root(), newest()
    number = int(former.name) + 1 if former else 1
    making = root / f"{number}.making"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    found, since = library(), horizon()
    room = max(LEAST, int(how_many(100_000_000) * ROOM))
    writer = Writer(making, Head(localdate(at), room, found.stamp, at), found)
    last = 0
    while ids := ids_after(last, PORTION):
        if not _write(writer, ids):
            raise OSError("no room for so many new enterprises: begin again")
        last = ids[-1]
    size = writer.close(followed=since, as_of=at).size
    making.rename(root / str(number))
    _tidy(root, number, at)
    return Kept(True, size)


def _changes(folder: Path, head: Head, at: datetime) -> Kept | None:
    """Write what changed since, and who is new; nothing where there is no room for all of them."""
    writer, since = Writer(folder, head, library()), horizon()
    changed = FirmChange.objects.filter(transaction__gte=head.followed).order_by("enterprise_id")
    ids = dict.fromkeys(changed.values_list("enterprise_id", flat=True).distinct())
    last = max(writer.rows, default=0)
    while new := ids_after(last, PORTION):
        ids |= dict.fromkeys(new)
        last = new[-1]
    if not _write(writer, ids):
        return None
    writer.close(followed=since, as_of=at)
    return Kept(False, len(ids))


def _write(writer: Writer, ids: Iterable[int]) -> bool:
    """Write these enterprises, some at a time; whether there was room for all."""
    some = list(ids)
    on = writer.head.on
    for first in range(0, len(some), PORTION):
        known = known_of(some[first : first + PORTION])
        if not all(writer.put(one, readable(raw, on)) for one, raw in known.items()):
            return False
    return True


def _tidy(root: Path, number: int, at: datetime) -> None:
    for old in root.iterdir():
        if old.name.isdigit() and int(old.name) <= number - OLD:
            shutil.rmtree(old, ignore_errors=True)
    FirmChange.objects.filter(at__lt=at - KEPT).delete()
