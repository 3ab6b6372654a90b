"""The verbs of lists of what must be brought 一次性告知清单: open a matter, end it, write a line, take one off."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from huiqi.directory.models import Matter, MatterItem
from huiqi.directory.words import ItemFormat
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.search.services import content_changed
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class MatterEntry:
    """What is said of a matter. `window_id` none: the list holds in the whole network."""

    code: str
    name: str
    kind: ServiceKind
    category: ServiceCategory | None = None
    window_id: int | None = None
    policy_code: str = ""
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one thing to bring: `reason` is why, or on what law."""

    name: str
    shape: ItemFormat
    reason: str
    copies: int = 1
    required: bool = True
    sample: "StoredFile | None" = None


@transaction.atomic
def open_matter(told: MatterEntry, *, actor: Actor, at: datetime) -> Matter:
    """Open a matter from today on. Raises `Refused`: code_taken."""
    if Matter.objects.filter(code=told.code).exists():
        raise Refused("code_taken", "code", code=told.code)
    columns = {**asdict(told), "category": told.category or ""}
    matter = Matter.objects.create(since=localdate(at), **columns)
    record_matter(matter, "open", actor, at, {"kind": str(told.kind), "category": str(told.category or "")})
    return matter


@transaction.atomic
def end_matter(matter_id: int, *, actor: Actor, at: datetime) -> None:
    """End a matter from today on; ending it twice is ending it once."""
    matter = _locked(matter_id)
    if matter.until is None:
        matter.until = localdate(at)
        matter.save(update_fields=["until"])
        record_matter(matter, "end", actor, at, {"until": matter.until.isoformat()})


@transaction.atomic
def write_line(matter_id: int, told: Line, *, item: MatterItem | None = None, actor: Actor, at: datetime) -> MatterItem:
    """Write a new line of a list, or how a line reads from today on; the former reading ends and is kept.

    A line that is written anew without a sample keeps the one it has. Raises `Refused`: matter_ended, stale_line.
    """
    matter, today = _open(matter_id), localdate(at)
    position = _next(matter)
    if item is not None:
        former = _ended(item, today)
        position, told = former.position, replace(told, sample=told.sample or former.sample)
    columns = {name: getattr(told, name) for name in ("name", "shape", "reason", "copies", "required", "sample")}
    row = MatterItem.objects.create(matter=matter, position=position, since=today, **columns)
    data = {"item": str(row.ref), "position": position, "shape": str(told.shape), "required": told.required}
    record_matter(matter, "write_line", actor, at, data, {"name": told.name, "reason": told.reason})
    return row


@transaction.atomic
def end_line(item: MatterItem, *, actor: Actor, at: datetime) -> None:
    """Take a line off the list from today on. Raises `Refused`: matter_ended, stale_line."""
    matter = _open(item.matter_id)
    _ended(item, localdate(at))
    record_matter(matter, "end_line", actor, at, {"item": str(item.ref), "position": item.position})


def record_matter(
    matter: Matter, verb: str, actor: Actor, at: datetime, data: dict[str, object], texts: dict[str, str] | None = None
) -> None:
    """The entry in the journal, and the news for the search."""
    record("matter", matter.ref, verb, actor=actor, at=at, data={"matter": matter.code, **data}, texts=texts)
    content_changed()


def _ended(item: MatterItem, today: date) -> MatterItem:
    """The line as it read, ended today."""
    row = MatterItem.objects.select_for_update(of=("self",)).select_related("sample").get(id=item.id)
    if row.until is not None:
        raise Refused("stale_line")
    row.until = today
    row.save(update_fields=["until"])
    return row


def _next(matter: Matter) -> int:
    last = MatterItem.objects.filter(matter=matter).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _open(matter_id: int) -> Matter:
    matter = _locked(matter_id)
    if matter.until is not None:
        raise Refused("matter_ended", name=matter.name, day=matter.until)
    return matter


def _locked(matter_id: int) -> Matter:
    """The matter, its row locked, so that its journal has no gaps."""
    return Matter.objects.select_for_update().get(id=matter_id)
