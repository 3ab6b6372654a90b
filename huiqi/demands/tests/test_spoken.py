"""A due moment as it is said aloud."""

from datetime import datetime

import pytest
from django.utils import translation

from huiqi.demands.selectors import case_of, visible_to
from huiqi.demands.tests.play import Play
from huiqi.demands.wording.spoken import said_aloud, said_moment, said_number
from huiqi.demands.words import Verb
from tests.cast import NOON, ZONE

NUMBERS = [
    (0, "零"),
    (2, "二"),
    (9, "九"),
    (10, "十"),
    (11, "十一"),
    (19, "十九"),
    (20, "二十"),
    (31, "三十一"),
    (59, "五十九"),
]

MOMENTS = [
    ("2026-12-17 17:30", "十二月十七日，星期四，下午五点半", "5:30 in the afternoon on Thursday 17 December"),
    ("2026-11-20 17:30", "今天，十一月二十日，星期五，下午五点半", "5:30 in the afternoon today, Friday 20 November"),
    ("2026-11-21 09:05", "明天，十一月二十一日，星期六，上午九点零五分",
     "9:05 in the morning tomorrow, Saturday 21 November"),
    ("2026-11-22 14:00", "十一月二十二日，星期日，下午两点", "2 in the afternoon on Sunday 22 November"),
    ("2026-11-30 12:00", "十一月三十日，星期一，中午十二点", "noon on Monday 30 November"),
    ("2026-11-30 12:15", "十一月三十日，星期一，中午十二点十五分", "12:15 in the afternoon on Monday 30 November"),
    ("2026-11-30 18:00", "十一月三十日，星期一，晚上六点", "6 in the evening on Monday 30 November"),
    ("2026-11-30 05:59", "十一月三十日，星期一，凌晨五点五十九分", "5:59 in the morning on Monday 30 November"),
    ("2026-12-01 00:00", "十一月三十日，星期一，夜里十二点", "midnight on Monday 30 November"),
    ("2026-11-30 23:59", "十一月三十日，星期一，夜里十二点", "midnight on Monday 30 November"),
    ("2026-11-21 00:00", "今天，十一月二十日，星期五，夜里十二点", "midnight today, Friday 20 November"),
    ("2027-01-04 17:30", "二零二七年一月四日，星期一，下午五点半", "5:30 in the afternoon on Monday 4 January 2027"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "said"), NUMBERS)
def test_a_number_is_said_in_chinese(number, said):
    assert said_number(number) == said


@pytest.mark.parametrize(("due", "chinese", "english"), MOMENTS)
def test_a_moment_is_said_as_people_say_it(due, chinese, english):
    moment = datetime.fromisoformat(due).replace(tzinfo=ZONE)
    assert said_moment(moment, NOON) == chinese
    with translation.override("en"):
        assert said_moment(moment, NOON) == english


def said(play: Play, at: datetime) -> list[str]:
    """What is read to the firm of a play."""
    actor = play.actor(play.cast.receptionist_a)
    return said_aloud(case_of(visible_to(actor).whole().get(ref=play.demand.ref)).owed(), at)


def test_the_firm_is_told_what_it_is_owed_next_and_how_that_was_counted(cast):
    play = Play(cast).through(Verb.REGISTER, Verb.DISPATCH, Verb.REPLY)
    assert said(play, play.now) == [
        "我们最迟在十二月十一日，星期五，下午五点半之前给您答复。",
        "从今天提交的次日算起，一共十五个工作日，周末不算在内。",
    ]


def test_what_came_after_hours_is_said_to_count_from_the_next_working_day(cast):
    play = Play(cast, now=NOON.replace(hour=17, minute=47))
    play.file()
    assert said(play, play.now)[1] == (
        "从今天提交，那时窗口已经下班，算作十一月二十三日收到。从收到的次日算起，一共一个工作日。"
    )
    with translation.override("en"):
        assert said(play, play.now)[1] == (
            "Counted from the filing (today): the window was closed then, so it counts as received on 23 November; "
            "starting on the day after, 1 working days in all."
        )


def test_what_offices_owe_one_another_is_not_said_to_the_firm(cast):
    play = Play(cast).through(Verb.REGISTER, Verb.DISPATCH, Verb.CONSULT)
    assert "给您阶段答复" in said(play, play.now)[0]


def test_what_is_late_is_said_to_be_late_and_what_is_done_is_not_spoken_of(cast):
    play = Play(cast).through(Verb.REGISTER)
    assert "现在已经晚了" in said(play, NOON.replace(year=2027))[0]
    assert said(Play(cast).through(Verb.REGISTER, Verb.ANSWER, Verb.RATE, Verb.VISIT), NOON) == []


def test_it_stands_on_the_case_for_who_answers_the_telephone_and_not_for_the_firm(cast):
    address = f"/demands/{Play(cast).through(Verb.REGISTER).demand.ref}/"
    assert "之前给您" in cast.client(cast.receptionist_a).get(address).content.decode()
    assert "念给对方听" not in cast.client(cast.owner_x).get(address).content.decode()


def test_how_long_the_clock_stood_is_said(cast):
    play = Play(cast).through(Verb.REGISTER, Verb.DISPATCH, Verb.TAKE, Verb.REPLY)
    play.do(Verb.SUSPEND)
    play.now = datetime.fromisoformat("2026-11-25 16:00").replace(tzinfo=ZONE)
    play.do(Verb.RESUME)
    counted = said(play, play.now)[1]
    assert counted.endswith("一共十五个工作日，周末不算在内。中间停了三个工作日计时，也不算在内。")
