"""House rules that hold in every test: nothing undefined in a template, nothing ordered by luck.

Loaded as a plugin by the root conftest.
"""

import random
from typing import Any

import pytest
from django.db.models import QuerySet

from huiqi.kernel.kept import SHELF
from huiqi.network.selectors import founded_name, key_of, organisations_of_windows


class Undefined(str):
    """What Django puts where a template variable does not exist: it refuses to be put there."""

    __slots__ = ()

    def __contains__(self, _part: object) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        raise AssertionError(f"undefined template variable: {variable}")


def pytest_configure() -> None:
    """Make templates strict before the first one is loaded."""
    from django.conf import settings

    options: Any = settings.TEMPLATES[0]["OPTIONS"]
    options["string_if_invalid"] = Undefined("undefined")


_fetch_all = QuerySet._fetch_all


def _fetch_all_shuffled(queryset: QuerySet[Any]) -> None:
    """Results of our own models that no one ordered come back in no order."""
    fresh = queryset._result_cache is None
    _fetch_all(queryset)
    ours = queryset.model.__module__.startswith("huiqi.")
    if fresh and ours and not queryset.ordered and isinstance(queryset._result_cache, list):
        random.shuffle(queryset._result_cache)


@pytest.fixture(autouse=True, scope="session")
def _no_order_by_luck() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "_fetch_all", _fetch_all_shuffled)
        yield


@pytest.fixture(autouse=True)
def _another_network() -> None:
    """What a process keeps for as long as it lives, a test does not keep from the one before it."""
    SHELF.clear()
    founded_name.cache_clear()
    key_of.cache_clear()
    organisations_of_windows.cache_clear()
