"""What the tests of policies share: the shipped library, and a small one of their own."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from huiqi.kernel.access import SYSTEM
from huiqi.policies.services import SHIPPED, load_library

AT = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def shipped(db):
    """The shipped library, loaded."""
    return load_library(actor=SYSTEM, at=AT)


@pytest.fixture
def hub(cast, shipped):
    """Who writes down texts and rules, in the shipped library."""
    return cast.actor(cast.hub_operator)


@pytest.fixture
def second(cast):
    """The other person, who reviews and publishes."""
    return cast.actor(cast.manager_a)


def example(name, expected, on=AT, **facts):
    """A worked example as a version holds it."""
    return {"name": name, "on": on.date().isoformat(), "facts": facts, "expected": expected, "note": ""}


@pytest.fixture
def folder(tmp_path):
    """A library of two files that a test may change."""
    for name in ("P01-2023-01-01.json", "P15-2023-01-01.json"):
        (tmp_path / name).write_text((SHIPPED / name).read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def rewrite(folder):
    """Change values of one file."""

    def change(name, **values):
        path = folder / name
        content = json.loads(path.read_text(encoding="utf-8")) | values
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    return change
