"""Prepared queries answer what the queryset would, and refuse what cannot be asked so."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from huiqi.kernel.prepared import prepared

MOMENT = datetime(2026, 11, 26, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


class Wanted(NamedTuple):
    """What is asked for, by name."""

    after: datetime
    key: str


@pytest.fixture
def sessions():
    """Three sessions, a day apart."""
    for n in range(3):
        Session.objects.create(session_key=f"key {n}", expire_date=MOMENT + timedelta(days=n))


def kept(after: datetime, keys: tuple[str, ...], newest: bool) -> QuerySet[Session]:
    """The sessions of these keys that last longer than this."""
    rows = Session.objects.filter(expire_date__gt=after, session_key__in=keys)
    return rows.order_by("-expire_date" if newest else "expire_date")


@pytest.mark.parametrize("newest", [True, False])
@pytest.mark.parametrize("keys", [("key 0", "key 1"), ("key 2", "key 1"), ("key 2",)])
@pytest.mark.parametrize("after", [MOMENT - timedelta(1), MOMENT])
def test_it_answers_what_the_queryset_answers_whatever_was_asked_before(sessions, after, keys, newest):
    asked = prepared(kept)
    asked(MOMENT + timedelta(9), ("key 1", "key 2"), False)
    asked(MOMENT + timedelta(9), ("key 1",), True)
    assert asked(after, keys, newest) == list(kept(after, keys, newest))


def test_its_sql_is_built_once_for_each_shape(sessions, django_assert_num_queries):
    built = []

    def of_key(key: str) -> QuerySet[Session]:
        built.append(key)
        return Session.objects.filter(session_key=key)

    one = prepared(of_key)
    with django_assert_num_queries(3):
        found = [one(f"key {n}")[0].session_key for n in range(3)]
    assert found == ["key 0", "key 1", "key 2"]
    assert len(built) == 2  # once with what stands for the value, once with the first value, to compare


def test_a_value_that_decides_how_the_query_is_built_is_found_out():
    deciding = prepared(
        lambda key: Session.objects.filter(session_key=key) if key != "key 1" else Session.objects.all()
    )
    with pytest.raises(AssertionError, match="decide how"):
        deciding("key 1")


def test_a_value_that_is_reckoned_with_is_found_out():
    reckoning = prepared(lambda at: Session.objects.filter(expire_date__gt=at - timedelta(days=1)))
    with pytest.raises(AssertionError, match="as they are"):
        reckoning(MOMENT)


def test_values_and_single_columns_come_as_a_queryset_gives_them(sessions):
    rows = prepared(lambda key: Session.objects.filter(session_key=key).values("session_key"))
    flat = prepared(lambda key: Session.objects.filter(session_key=key).values_list("session_key", flat=True))
    assert rows("key 1") == [{"session_key": "key 1"}]
    assert flat("key 2") == ["key 2"]


def test_values_with_names_keep_them(sessions):
    asked = prepared(lambda wanted: Session.objects.filter(session_key=wanted.key, expire_date__gt=wanted.after))
    assert [one.session_key for one in asked(Wanted(MOMENT, "key 1"))] == ["key 1"]
    assert asked(Wanted(MOMENT + timedelta(9), "key 1")) == []


def test_what_can_have_no_rows_is_not_asked(django_assert_num_queries):
    nothing = prepared(lambda key: Session.objects.filter(session_key=key).none())
    with django_assert_num_queries(0):
        assert nothing("key 1") == []
