"""What everything of the demonstration stands on: its files, its moments, and how a person is seated."""

import json
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.timezone import get_default_timezone, localdate

from huiqi.accounts.services import enter_demonstration_person, give_seat
from huiqi.demonstration.rules import mobile
from huiqi.files.services import store_file
from huiqi.kernel.access import SYSTEM, Actor, Role

if TYPE_CHECKING:
    from huiqi.accounts.models import Organisation
    from huiqi.files.models import StoredFile

PASSWORD = "yanshi-2026"
"""The word everybody of the demonstration signs in with; the launcher prints it."""


def _moment(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=get_default_timezone())


FOUNDED, WRITTEN, ENTERED = _moment(2014, 4, 4), _moment(2024, 1, 2), _moment(2024, 3, 1)


def read(name: str) -> Any:
    return json.loads(files("huiqi.demonstration").joinpath(f"{name}.json").read_text(encoding="utf-8"))


def seat_person(number: int, name: str, organisation: "Organisation", role: Role, password_hash: str) -> None:
    person = enter_demonstration_person(mobile(number), name, password_hash=password_hash, at=ENTERED)
    give_seat(person, organisation, role, since=localdate(ENTERED), actor=SYSTEM, at=ENTERED)


def scan(name: str, *, actor: Actor, at: datetime) -> "StoredFile":
    """A picture that says it is a sample."""
    content = files("huiqi.demonstration").joinpath("library/scan.png").read_bytes()
    return store_file(name, BytesIO(content), len(content), actor=actor, at=at)
