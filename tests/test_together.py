"""Small questions asked at once have the rows that each has alone."""

from datetime import UTC, datetime

import pytest
from django.db.models import DecimalField

from huiqi.accounts.models import Organisation, Person
from huiqi.demands.models import Demand, Promise
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.journal.models import Entry
from huiqi.kernel import together as asking
from huiqi.kernel.rows import as_read
from huiqi.kernel.together import together

pytestmark = pytest.mark.django_db


def columns(rows) -> list[dict[str, object]]:
    """What the columns hold, in the order of the rows."""
    return [as_read(row) for row in rows]


@pytest.mark.parametrize("model", [Demand, Promise, Entry, Person, Organisation])
def test_rows_are_as_they_are_alone_and_in_their_order(cast, model):
    Play(cast).through(Verb.REGISTER, Verb.DISPATCH, Verb.TAKE)
    alone = model.objects.order_by("-id")
    assert columns(together(rows=alone)["rows"]) == columns(alone) != []


def test_what_is_joined_comes_along_and_what_is_missing_is_none(cast, django_assert_num_queries):
    demand = Play(cast).through(Verb.REGISTER, Verb.DISPATCH).demand
    asked = demand.promises.select_related("handling__organisation").order_by("id")
    with django_assert_num_queries(1):
        found = together(promises=asked, nothing=demand.reminders.none())
        assert {one.handling and one.handling.organisation.name for one in found["promises"]} >= {None, "演示检测中心"}
        assert all(one.demand is demand for one in found["promises"])
    assert found["nothing"] == []


def test_tuples_come_as_tuples_and_no_question_asks_nothing(cast, django_assert_num_queries):
    rows = Person.objects.order_by("id").values_list("ref", "name")
    assert together(rows=rows)["rows"] == list(rows)
    with django_assert_num_queries(0):
        assert together() == {}
        assert together(rows=Person.objects.none()) == {"rows": []}


def test_a_moment_comes_back_as_a_moment(cast):
    at = datetime(2026, 11, 27, 9, 30, 0, 123456, tzinfo=UTC)
    Organisation.objects.update(created_at=at)
    assert {one.created_at for one in together(rows=Organisation.objects.all())["rows"]} == {at}


def test_an_amount_is_refused_for_it_would_lose_its_cents():
    with pytest.raises(AssertionError):
        asking._convert(DecimalField())
