"""An office hears of its keys before they run out: at 30 and at 7 days, each once."""

from datetime import timedelta

import pytest

from huiqi.notices.models import Notice
from huiqi.programs import services
from huiqi.programs.rules import mark_reached
from huiqi.programs.tests.conftest import AT, fetched

pytestmark = pytest.mark.django_db


def told(key, left):
    """How many were told on the morning when a key has so many days left."""
    morning = AT + (key.until - AT.date()) - timedelta(days=left)
    return services.warn(at=morning)


@pytest.mark.parametrize(("left", "mark"), [(30, 30), (8, 30), (7, 7), (1, 7), (0, 7)])
def test_the_mark_is_the_nearest_to_the_end(left, mark):
    assert mark_reached(left) == mark


def test_the_office_is_told_at_thirty_and_at_seven_days_once_each(offices):
    key, _secret = fetched(offices)
    assert [told(key, left) for left in (31, 30, 29, 8, 7, 6, 0, -1)] == [0, 1, 0, 0, 1, 0, 0, 0]
    assert {one.person for one in Notice.objects.filter(kind="programs.key_ending")} == {offices.manager_a}


def test_a_morning_that_was_missed_is_made_up_for(offices):
    key, _secret = fetched(offices)
    assert [told(key, left) for left in (25, 3)] == [1, 1]


def test_the_hubs_operator_hears_of_the_hubs_keys(offices):
    key, _secret = fetched(offices, by=offices.hub_operator)
    assert told(key, 7) == 1
    assert Notice.objects.filter(kind="programs.key_ending").get().person == offices.hub_operator


def test_a_key_that_was_ended_is_nobodys_worry(offices):
    key, _secret = fetched(offices)
    services.end_key(key.ref, "换了新的", actor=offices.actor(offices.manager_a), at=AT)
    assert told(key, 7) == 0


def test_the_key_and_the_list_say_when_it_runs_out(offices, monkeypatch):
    key, _secret = fetched(offices)
    now = AT + (key.until - AT.date()) - timedelta(days=12)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    client = offices.client(offices.manager_a)
    assert "还有 12 天到期" in client.get("/programs/").content.decode()
    page = client.get(f"/programs/{key.ref}/").content.decode()
    assert "这把密钥快到期了" in page
    assert "/programs/new/" in page
