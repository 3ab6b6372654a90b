"""Thousands of keys as one value."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiqi.accounts.models import Seat
from huiqi.enterprises.models import Enterprise
from huiqi.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_it_finds_what_in_finds_by_numbers_and_by_relations(cast):
    firms = [cast.enterprise_x.id, cast.enterprise_y.id]
    for rows, name in ((Enterprise.objects.all(), "id"), (Seat.objects.all(), "organisation__enterprise")):
        for wanted in (firms, firms[:1], {firms[1]}, [], [-1]):
            found = rows.filter(**{f"{name}__any_of": wanted}).values_list("id", flat=True)
            assert set(found) == set(rows.filter(**{f"{name}__in": wanted}).values_list("id", flat=True))


def test_it_finds_by_texts(cast):
    names = [cast.enterprise_x.uscc, "nobody's", "' OR true"]
    assert [one.id for one in Enterprise.objects.filter(uscc__any_of=names)] == [cast.enterprise_x.id]
    assert not Notice.objects.filter(key__any_of=()).exists()


def test_however_many_they_are_the_statement_has_one_place_for_them(cast):
    with CaptureQueriesContext(connection) as asked:
        list(Enterprise.objects.filter(id__any_of=range(5_000)))
    assert asked.captured_queries[0]["sql"].count("ANY(") == 1
