"""Every test run has a PostgreSQL of its own, started by the launcher's own code; only this machine may be reached."""

import contextlib
import itertools
import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from config.settings import database
from launch.postgres import Cluster, InUse

ROOT = Path(__file__).resolve().parent
pytest_plugins = ["tests.cast", "tests.house"]
CLUSTER = pytest.StashKey[Cluster]()


def pytest_configure(config: pytest.Config) -> None:
    """Only the controller starts a server; the workers of xdist inherit its address.

    HUIQI_TEST_DATABASE_URL names a server instead; HUIQI_TEST_POSTGRES a `bin` folder to start ours from.
    """
    if hasattr(config, "workerinput") or config.option.help or config.option.version or config.option.collectonly:
        return
    url = os.environ.get("HUIQI_TEST_DATABASE_URL") or _start(config)
    os.environ["DATABASE_URL"] = url
    options = settings.DATABASES["default"]["OPTIONS"]
    settings.DATABASES["default"].update(database(url), OPTIONS=options)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The server goes with the run."""
    if cluster := config.stash.get(CLUSTER, None):
        cluster.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey that has no browser is reported as skipped by its name."""
    if not shutil.which("chromium"):
        reason = "no Chromium here: apt-get install chromium fonts-noto-cjk"
        for item in items:
            if item.get_closest_marker("journey"):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True)
def _the_language_of_the_house() -> Iterator[None]:
    """A page asked for in English leaves its thread in English: the next test begins in Chinese."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _columns_of_its_own() -> Iterator[None]:
    """Columns of enterprises that a test has written are gone with its enterprises."""
    yield
    shutil.rmtree(Path(settings.DERIVED_ROOT) / "firms", ignore_errors=True)


@pytest.fixture(autouse=True)
def _acts_at_moments_of_its_own(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A play acts at moments of its own and opens pages by the real clock; only tests of `clock` mind the order."""
    if not request.node.get_closest_marker("clock"):
        monkeypatch.setattr("huiqi.journal.services.recording.TOLERANCE", timedelta(days=3_660))


def _start(config: pytest.Config) -> str:
    """In the first of var/test/1, 2, … that no other run uses."""
    given = os.environ.get("HUIQI_TEST_POSTGRES")
    for number in itertools.count(1):
        home = ROOT / "var" / "test" / str(number)
        cluster = Cluster(home, durable=False, bin_folder=Path(given) if given else None)
        with contextlib.suppress(InUse):
            url = cluster.start().url
            config.stash[CLUSTER] = cluster
            return url
    raise AssertionError
