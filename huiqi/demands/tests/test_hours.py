"""A window says when it is open; its promises are due when it closes, and those made before stay."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from huiqi.demands.models import Promise
from huiqi.demands.tests.play import Play
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of
from huiqi.network.services import set_hours
from huiqi.standards.opening_hours import week
from tests.cast import NOON

TODAY = NOON.date()
SHORT = week([["09:00-12:00", "13:30-16:00"]] * 5 + [[], []])


def told(cast, **said) -> dict[str, str]:
    """The form as it is sent."""
    return {f"day_{n}": "9:00-12:00，13:30-16:00" for n in range(5)} | {"since": "2027-01-04"} | said


def post(cast, person, **said):
    """Send the form."""
    return cast.client(person).post(reverse("network:write_hours", args=[cast.window_a.slug]), told(cast, **said))


def test_a_promise_made_after_is_due_when_the_window_closes_and_one_made_before_never_moves(cast):
    play = Play(cast).through()
    before = dict(Promise.objects.values_list("id", "due_at"))
    set_hours(cast.window_a.id, SHORT, since=TODAY, actor=SYSTEM, at=NOON)
    assert dict(Promise.objects.values_list("id", "due_at")) == before
    play.file()
    due = play.demand.promises.order_by("due_at").first().due_at
    assert due.astimezone(NOON.tzinfo).strftime("%m-%d %H:%M") == "11-23 16:00"
    assert timeline(cast.window_a.organisation.ref)[-1].verb == "set_hours"


def test_the_public_page_tells_them_and_what_is_announced(cast):
    set_hours(cast.window_a.id, SHORT, since=TODAY, actor=SYSTEM, at=NOON)
    set_hours(cast.window_a.id, SHORT[:4] + SHORT[:1] * 2 + ((),), since=date(2030, 1, 1), actor=SYSTEM, at=NOON)
    page = cast.client(cast.stranger).get(reverse("network:window", args=[cast.window_a.slug])).content.decode()
    assert "周一至周五 9:00–12:00，13:30–16:00" in page
    assert "2030年1月1日起：周一至周六 9:00–12:00，13:30–16:00" in page


def test_a_manager_writes_them_on_a_page(cast):
    answer = post(cast, cast.manager_a)
    assert answer.status_code == 302
    cast.window_a.refresh_from_db()
    assert hours_of(cast.window_a).closes(date(2027, 1, 4)).hour == 16


def test_what_makes_no_sense_is_said_beside_its_day_and_stays_typed(cast):
    page = post(cast, cast.manager_a, day_2="九点半").content.decode()
    assert "读不懂" in page
    assert "九点半" in page
    assert "周一到周五每天都要有服务时间" in post(cast, cast.manager_a, day_4="").content.decode()
    assert "已经过去" in post(cast, cast.manager_a, since="2020-01-01").content.decode()
    cast.window_a.refresh_from_db()
    assert cast.window_a.timetable == []


def test_the_day_that_has_passed_is_refused(cast):
    with pytest.raises(Refused) as refused:
        set_hours(cast.window_a.id, SHORT, since=TODAY - timedelta(days=1), actor=SYSTEM, at=NOON)
    assert refused.value.code == "hours_past"
