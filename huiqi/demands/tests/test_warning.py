"""Who is warned before something is late, and to whom a reminder climbs that nobody answers."""

from datetime import date, datetime, time, timedelta

import pytest

from huiqi.demands.models import Promise, Reminder
from huiqi.demands.rules.deadlines import Unit, due
from huiqi.demands.rules.warning import warn_at
from huiqi.demands.selectors import case_of
from huiqi.demands.services import climb_unanswered, miss_due_promises, warn_owing
from huiqi.demands.tests.play import Play
from huiqi.demands.wording.standing import standing
from huiqi.demands.wording.warning import HUB_UNANSWERED, KINDS, UNANSWERED, WARNED, WARNED_UNASSIGNED
from huiqi.demands.words import Step, Verb
from huiqi.journal.selectors import timeline
from huiqi.notices.models import Notice
from huiqi.reference.selectors import calendar
from huiqi.standards.opening_hours import Hours
from tests.cast import ZONE

V = Verb
OURS = [one.code for one in KINDS]


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026: the 20th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def told(person) -> list[str]:
    """The warnings a person got, in order."""
    return [n.kind for n in Notice.objects.filter(person=person, kind__in=OURS).order_by("id")]


def heard(play, *, own: bool) -> list[str]:
    """What the page says of reminders that were answered."""
    shown = standing(case_of(play.demand), own=own, at=play.now, calendar=calendar())
    return [line for one in shown if one["title"] == "您的催办已有答复" for line in one["lines"]]


@pytest.mark.parametrize(
    ("amount", "unit", "moment_of_warning"),
    [
        (1, Unit.WORKING_DAY, moment(23, 15, 48)),
        (5, Unit.WORKING_DAY, moment(27, 9)),
        (2, Unit.CALENDAR_DAY, moment(23, 14, 6)),
        (5, Unit.WORKING_HOUR, moment(20, 13, 12)),
        (10, Unit.WORKING_HOUR, moment(20, 17, 12)),
    ],
)
def test_four_fifths_of_a_limit_are_counted_as_the_limit_is(db, amount, unit, moment_of_warning):
    assert warn_at(due(moment(20, 9, 12), amount, unit, calendar())) == moment_of_warning


EARLY = Hours(((date(2026, 1, 1), (*((((time(8), time(12)), (time(14), time(17)))),) * 5, (), ())),))
"""A window that opens at eight, rests at midday and closes at five."""


def test_four_fifths_are_counted_by_the_hours_of_the_window(db):
    counted = due(moment(20, 8), 1, Unit.WORKING_DAY, calendar(), EARLY)
    assert warn_at(counted, EARLY) == moment(23, 15, 36)
    within = due(moment(20, 9), 5, Unit.WORKING_HOUR, calendar(), EARLY)
    assert warn_at(within, EARLY) == moment(20, 15)


def test_a_clock_that_runs_at_night_is_warned_of_at_night(db):
    assert warn_at(due(moment(20, 22), 10, Unit.CLOCK_HOUR, calendar())) == moment(21, 6)


def test_a_warning_always_comes_before_the_due_moment(db):
    for amount in range(1, 31):
        for unit in Unit:
            counted = due(moment(20, 17, 12), amount, unit, calendar())
            assert counted.start < warn_at(counted) < counted.due_at


def test_who_owes_it_by_name_is_warned_once_and_nobody_else(cast):
    play = Play(cast).through(V.REGISTER)
    late = play.promise(Step.STAGED_REPLY).warn_at
    assert late is not None
    assert warn_owing(at=late - timedelta(seconds=1)) == 0
    assert [warn_owing(at=late), warn_owing(at=late + timedelta(minutes=1))] == [1, 0]
    assert told(cast.receptionist_a) == [WARNED]
    assert told(cast.manager_a) == told(cast.hub_operator) == told(cast.owner_x) == []


def test_what_nobody_has_signed_for_goes_to_the_manager_and_the_hub(cast):
    Play(cast).file()
    assert warn_owing(at=moment(23, 16)) == 1
    assert told(cast.receptionist_a) == [WARNED]
    assert told(cast.manager_a) == [WARNED, WARNED_UNASSIGNED]
    assert told(cast.hub_operator) == [WARNED_UNASSIGNED]


def test_the_clerks_of_an_institution_are_warned_of_what_they_hold(cast):
    Play(cast).through(V.REGISTER, V.DISPATCH)
    warn_owing(at=moment(23, 16))
    assert told(cast.institution_clerk) == [WARNED]
    assert told(cast.receptionist_a) == []


def test_what_was_kept_or_is_due_already_is_not_warned_of(cast):
    Play(cast).through(V.REGISTER, V.REPLY, V.ANSWER, V.RATE)
    Play(cast).file()
    assert warn_owing(at=datetime(2027, 3, 1, 9, tzinfo=ZONE)) == 0
    assert not Notice.objects.filter(kind__in=OURS).exists()


def test_the_warnings_are_read_to_the_end(cast):
    for _ in range(5):
        Play(cast).file()
    assert warn_owing(at=moment(23, 16), page=2) == 5
    assert Promise.objects.exclude(warned_at=None).count() == 5


def test_one_that_cannot_be_told_stops_no_other(cast, monkeypatch):
    broken = Play(cast).file()
    Play(cast).file()
    from huiqi.demands.services import warning

    real = warning._leader
    monkeypatch.setattr(warning, "_leader", lambda demand: real(demand) if demand.id != broken.id else real(None))
    assert warn_owing(at=moment(23, 16)) == 1


def test_a_warning_says_which_demand_until_when_and_how_much_is_left(cast):
    play = Play(cast).file()
    warn_owing(at=moment(23, 16))
    kind = next(one for one in KINDS if one.code == WARNED)
    said = kind.words(Notice.objects.filter(kind=WARNED).first().parameters).sentence
    assert play.number in said
    assert "还剩 1 小时" in said
    assert "17:30" in said


@pytest.mark.parametrize(
    ("unit", "due", "said"),
    [
        ("working_day", moment(27, 17), "还剩 2 个工作日"),
        ("working_day", moment(25, 17), "还剩 2 小时"),
        ("calendar_day", moment(29, 15), "还剩 4 个自然日"),
        ("working_hour", moment(26, 10), "还剩 19 小时"),
    ],
)
def test_what_is_left_is_told_in_what_the_limit_is_counted_in(cast, unit, due, said):
    Play(cast).file()
    promise = Promise.objects.order_by("id").first()
    promise.warn_at, promise.due_at, promise.explanation["unit"] = moment(25, 15), due, unit
    promise.save()
    Promise.objects.exclude(id=promise.id).update(kept_at=moment(24, 9))
    warn_owing(at=moment(25, 15))
    kind = next(one for one in KINDS if one.code == WARNED)
    assert said in kind.words(Notice.objects.filter(kind=WARNED).first().parameters).sentence


def test_a_reminder_nobody_answers_climbs_to_the_manager_and_then_to_the_hub(cast):
    play = Play(cast).through(V.REGISTER, V.REMIND)
    assert climb_unanswered(at=moment(23, 17)) == 0
    assert [climb_unanswered(at=moment(23, 18)), climb_unanswered(at=moment(23, 19))] == [1, 0]
    assert (told(cast.manager_a), told(cast.hub_operator)) == ([UNANSWERED], [])
    assert climb_unanswered(at=moment(24, 18)) == 1
    assert (told(cast.manager_a), told(cast.hub_operator)) == ([UNANSWERED], [HUB_UNANSWERED])
    assert climb_unanswered(at=moment(30, 18)) == 0
    assert [h.data["station"] for h in timeline(play.demand.ref) if h.verb == "reminder_climbed"] == ["manager", "hub"]


def test_an_answered_reminder_does_not_climb_and_the_firm_reads_when_it_was_answered(cast):
    play = Play(cast).through(V.REGISTER, V.REMIND, V.REPLY)
    assert climb_unanswered(at=moment(30, 18)) == 0
    assert len(heard(play, own=True)) == 1
    assert heard(play, own=False) == []


def test_what_was_asked_of_the_hub_climbs_to_the_hub_alone(cast):
    play = Play(cast).through()
    miss_due_promises(at=moment(24, 9))
    play.now = moment(24, 9)
    play.do(V.ESCALATE)
    assert climb_unanswered(at=moment(25, 18)) == 1
    assert (told(cast.manager_a), told(cast.hub_operator)) == ([], [HUB_UNANSWERED])
    assert Reminder.objects.get().climb_at is None


def test_a_climbed_reminder_is_told_on_the_page_of_the_case(cast):
    play = Play(cast).through(V.REGISTER, V.REMIND)
    climb_unanswered(at=moment(23, 18))
    page = cast.client(cast.owner_x).get(f"/demands/{play.demand.ref}/").content.decode()
    assert "催办没有人答复，报给窗口负责人" in page
