"""When a notice leaves the house and by which way."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.notices.rules import (
    DIGEST_HOUR,
    PAUSES,
    QUIET_FROM,
    QUIET_UNTIL,
    Nature,
    Reach,
    after_quiet,
    is_quiet,
    next_digest,
    pause_after,
    plan,
)
from huiqi.notices.words import Channel, Rhythm, Urgency

ZONE = ZoneInfo("Asia/Shanghai")
MAIL, SMS = Channel.MAIL, Channel.SMS
DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 1))
MOMENTS = st.builds(datetime.combine, DAYS, st.times(), st.just(ZONE))
TIMES = st.times()
NEWS, RIGHT = Nature((MAIL, SMS), may_wait=True), Nature((MAIL, SMS), may_wait=False, concerns_rights=True)


def at(hour, minute=0, day=20):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "rings"),
    [
        (at(21, 29), at(21, 29)),
        (at(21, 30), at(8, 0, 21)),
        (at(23, 59), at(8, 0, 21)),
        (at(0, 0), at(8, 0)),
        (at(7, 59), at(8, 0)),
        (at(8, 0), at(8, 0)),
    ],
)
def test_no_telephone_rings_from_half_past_nine_until_eight(moment, rings):
    assert after_quiet(moment, QUIET_FROM, QUIET_UNTIL) == rings


@given(MOMENTS, TIMES, TIMES)
def test_after_the_quiet_hours_it_is_not_quiet_and_less_than_a_day_later(moment, since, until):
    rings = after_quiet(moment, since.replace(second=0, microsecond=0), until.replace(second=0, microsecond=0))
    assert moment <= rings < moment + timedelta(days=1)
    assert not is_quiet(rings.time(), since.replace(second=0, microsecond=0), until.replace(second=0, microsecond=0))


@given(MOMENTS, st.integers(0, 23))
def test_the_digest_is_the_next_full_hour_of_its_kind(moment, hour):
    digest = next_digest(moment, hour)
    assert moment < digest <= moment + timedelta(days=1)
    assert (digest.hour, digest.minute, digest.second) == (hour, 0, 0)


NOON, NIGHT, MORNING = at(12), at(23), at(8, 0, 21)
CASES = [
    (NEWS, Urgency.ORDINARY, Reach(), NOON, [(SMS, NOON)]),
    (NEWS, Urgency.ORDINARY, Reach(has_mail=True), NIGHT, [(MAIL, NIGHT), (SMS, MORNING)]),
    (NEWS, Urgency.URGENT, Reach(), NIGHT, [(SMS, NIGHT)]),
    (NEWS, Urgency.ORDINARY, Reach(has_sms=False), NOON, []),
    (NEWS, Urgency.ORDINARY, Reach(wants_sms=False), NOON, []),
    (RIGHT, Urgency.ORDINARY, Reach(wants_sms=False), NOON, [(SMS, NOON)]),
    (RIGHT, Urgency.ORDINARY, Reach(wants_sms=False, has_mail=True), NOON, [(MAIL, NOON)]),
    (NEWS, Urgency.ORDINARY, Reach(rhythm=Rhythm.NEVER), NOON, []),
    (NEWS, Urgency.URGENT, Reach(rhythm=Rhythm.NEVER), NOON, []),
    (RIGHT, Urgency.ORDINARY, Reach(rhythm=Rhythm.NEVER), NOON, [(SMS, NOON)]),
    (RIGHT, Urgency.ORDINARY, Reach(rhythm=Rhythm.DAILY), NOON, [(SMS, NOON)]),
    (NEWS, Urgency.URGENT, Reach(rhythm=Rhythm.DAILY), NOON, [(SMS, NOON)]),
    (Nature((MAIL,), may_wait=True), Urgency.ORDINARY, Reach(), NOON, []),
    (Nature((MAIL,), may_wait=True), Urgency.URGENT, Reach(), NOON, [(SMS, NOON)]),
]


@pytest.mark.parametrize(("nature", "urgency", "reach", "moment", "leaves"), CASES)
def test_what_leaves_when(nature, urgency, reach, moment, leaves):
    planned = plan(nature, urgency, reach, moment)
    assert list(planned.messages) == leaves
    assert planned.digest_at is None


def test_what_may_wait_goes_into_the_digest_of_those_who_want_one():
    planned = plan(NEWS, Urgency.ORDINARY, Reach(rhythm=Rhythm.DAILY), NOON)
    assert (planned.messages, planned.digest_at) == ((), at(DIGEST_HOUR, 0, 21))


def test_pauses_grow_and_end():
    assert list(PAUSES) == sorted(set(PAUSES))
    assert [pause_after(n + 1) for n in range(len(PAUSES))] == list(PAUSES)
    assert pause_after(len(PAUSES) + 1) is None
