"""The duty roster: shifts, swap and hand-over with acknowledgement, and hours with nobody are warned of a day ahead."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from huiqi.accounts.models import Seat
from huiqi.journal.selectors import timeline
from huiqi.kernel.refusal import Refused
from huiqi.network.models import DutyShift
from huiqi.network.rules.duty import gaps
from huiqi.network.selectors import on_duty
from huiqi.network.services import (
    accept_swap,
    ask_swap,
    drop_shift,
    end_offer,
    offer_shift,
    set_shift,
    take_shift,
    warn_of_gaps,
)
from huiqi.network.wording import KINDS, refusal
from huiqi.notices.models import Notice
from tests.cast import NOON

EVENING = NOON.replace(hour=17, minute=30)
HOUR = timedelta(hours=1)


def shift(cast, person, begins=EVENING, hours=12, at=NOON) -> DutyShift:
    """Somebody on duty."""
    actor = cast.actor(cast.manager_a)
    return set_shift(cast.window_a.id, person.id, begins, begins + hours * HOUR, actor=actor, at=at)


def refused(call, *arguments, **named) -> str:
    """With what sentence it is refused."""
    with pytest.raises(Refused) as found:
        call(*arguments, **named)
    return refusal(found.value)


def told_to(person, kind) -> str:
    """The sentence of the notice."""
    told = Notice.objects.get(kind=kind, person=person)
    return next(one for one in KINDS if one.code == kind).words(told.parameters).sentence


def test_somebody_is_on_duty_from_until(cast):
    made = shift(cast, cast.receptionist_a)
    assert on_duty(cast.window_a.id, EVENING) == cast.receptionist_a
    assert on_duty(cast.window_a.id, EVENING + 12 * HOUR) is None
    drop_shift(made.id, actor=cast.actor(cast.manager_a), at=NOON)
    assert on_duty(cast.window_a.id, EVENING) is None
    assert [one.verb for one in timeline(made.ref)] == ["set", "drop"]


def test_what_makes_no_shift_is_refused(cast):
    shift(cast, cast.receptionist_a)
    assert "下班要在上班之后" in refused(shift, cast, cast.manager_a, hours=0)
    assert "24 小时" in refused(shift, cast, cast.manager_a, hours=25)
    assert "已经过去" in refused(shift, cast, cast.manager_a, begins=NOON - 9 * HOUR, hours=3)
    assert "年份" in refused(shift, cast, cast.manager_a, begins=NOON + timedelta(days=401), hours=3)
    assert "已经有班" in refused(shift, cast, cast.receptionist_a, begins=EVENING + HOUR)
    assert "不在" in refused(shift, cast, cast.receptionist_b)


def test_a_shift_passes_once_it_is_acknowledged(cast):
    made = shift(cast, cast.receptionist_a)
    mine, his = cast.actor(cast.receptionist_a), cast.actor(cast.manager_a)
    assert "不能交接给自己" in refused(offer_shift, made.id, cast.receptionist_a.id, "", actor=mine, at=NOON)
    assert "没有请您接" in refused(take_shift, made.id, actor=his, at=NOON)
    offer_shift(made.id, cast.manager_a.id, "家里有事。", actor=mine, at=NOON)
    assert on_duty(cast.window_a.id, EVENING) == cast.receptionist_a
    assert Notice.objects.filter(kind="network.duty_offered", person=cast.manager_a).exists()
    take_shift(made.id, actor=his, at=NOON)
    assert on_duty(cast.window_a.id, EVENING) == cast.manager_a


def test_nobody_takes_a_shift_while_he_has_another(cast):
    mine, his = shift(cast, cast.receptionist_a), shift(cast, cast.manager_a, begins=EVENING + 11 * HOUR)
    actor = cast.actor(cast.receptionist_a)
    assert "已经有班" in refused(offer_shift, mine.id, cast.manager_a.id, "", actor=actor, at=NOON)
    drop_shift(his.id, actor=actor, at=NOON)
    offer_shift(mine.id, cast.manager_a.id, "", actor=actor, at=NOON)
    shift(cast, cast.manager_a, begins=EVENING + 11 * HOUR)
    assert "已经有班" in refused(take_shift, mine.id, actor=cast.actor(cast.manager_a), at=NOON)


class TestSwap:
    """换班: one's own shift for a colleague's, both at once."""

    @pytest.fixture(autouse=True)
    def two_shifts(self, cast):
        self.mine, self.his = cast.actor(cast.receptionist_a), cast.actor(cast.manager_a)
        self.tonight = shift(cast, cast.receptionist_a)
        self.tomorrow = shift(cast, cast.manager_a, begins=EVENING + 24 * HOUR)

    def ask(self, at=NOON, note="明晚孩子过生日。"):
        return ask_swap(self.tonight.id, self.tomorrow.id, note, actor=self.mine, at=at)

    def people(self):
        """Who is on duty tonight and tomorrow night."""
        window = self.tonight.window_id
        return [on_duty(window, EVENING), on_duty(window, EVENING + 24 * HOUR)]

    def test_both_change_at_once_when_the_other_agrees(self, cast):
        self.ask()
        assert self.people() == [cast.receptionist_a, cast.manager_a]
        assert "想用" in told_to(cast.manager_a, "network.duty_swap")
        accept_swap(self.tonight.id, actor=self.his, at=NOON)
        assert self.people() == [cast.manager_a, cast.receptionist_a]
        assert "同意换班" in told_to(cast.receptionist_a, "network.duty_swapped")
        assert [one.verb for one in timeline(self.tonight.ref)] == ["set", "ask_swap", "swap"]
        assert "没有请您接" in refused(accept_swap, self.tonight.id, actor=self.his, at=NOON)

    def test_one_who_declines_leaves_it_as_it_was_and_the_asker_is_told(self, cast):
        self.ask()
        assert "没有请您接" in refused(end_offer, self.tonight.id, actor=cast.actor(cast.receptionist_b), at=NOON)
        end_offer(self.tonight.id, actor=self.his, at=NOON)
        assert self.people() == [cast.receptionist_a, cast.manager_a]
        assert "这一班还是您的" in told_to(cast.receptionist_a, "network.duty_declined")
        assert "没有请您接" in refused(accept_swap, self.tonight.id, actor=self.his, at=NOON)

    def test_who_asked_may_withdraw(self, cast):
        self.ask()
        end_offer(self.tonight.id, actor=self.mine, at=NOON)
        assert not Notice.objects.filter(kind="network.duty_declined").exists()
        assert "没有请您接" in refused(accept_swap, self.tonight.id, actor=self.his, at=NOON)

    def test_nobody_else_agrees_and_nobody_takes_it_without_giving_his(self):
        self.ask()
        assert "没有请您接" in refused(accept_swap, self.tonight.id, actor=self.mine, at=NOON)
        assert "没有请您接" in refused(take_shift, self.tonight.id, actor=self.his, at=NOON)

    def test_one_that_has_begun_is_not_swapped(self):
        self.ask()
        assert "已经开始" in refused(accept_swap, self.tonight.id, actor=self.his, at=EVENING)
        assert "已经开始" in refused(self.ask, at=EVENING + HOUR)

    def test_one_dropped_meanwhile_is_not_swapped(self):
        self.ask()
        drop_shift(self.tomorrow.id, actor=self.his, at=NOON)
        assert "没有请您接" in refused(accept_swap, self.tonight.id, actor=self.his, at=NOON)
        assert "结束或取消" in refused(self.ask)

    def test_one_that_passed_to_somebody_else_meanwhile_is_not_swapped(self, cast):
        offer_shift(self.tomorrow.id, cast.receptionist_a.id, "", actor=self.his, at=NOON)
        self.ask()
        take_shift(self.tomorrow.id, actor=self.mine, at=NOON)
        assert "没有请您接" in refused(accept_swap, self.tonight.id, actor=self.his, at=NOON)
        assert "同一个人" in refused(self.ask)

    def test_nobody_gets_two_shifts_at_once(self, cast):
        self.ask()
        shift(cast, cast.receptionist_a, begins=EVENING + 30 * HOUR)
        assert "已经有班" in refused(accept_swap, self.tonight.id, actor=self.his, at=NOON)
        assert self.people() == [cast.receptionist_a, cast.manager_a]

    def test_two_whose_shifts_overlap_may_still_swap(self, cast):
        drop_shift(self.tomorrow.id, actor=self.his, at=NOON)
        self.tomorrow = shift(cast, cast.manager_a, begins=EVENING + 6 * HOUR)
        self.ask()
        accept_swap(self.tonight.id, actor=self.his, at=NOON)
        assert on_duty(cast.window_a.id, EVENING) == cast.manager_a

    def test_one_who_left_the_window_is_not_swapped_with(self, cast):
        self.ask()
        Seat.objects.filter(person=cast.receptionist_a).update(until=localdate(NOON))
        assert "任职" in refused(accept_swap, self.tonight.id, actor=self.his, at=NOON)


def test_one_that_is_on_is_handed_over_from_now(cast):
    made, late = shift(cast, cast.receptionist_a), EVENING + 3 * HOUR
    offer_shift(made.id, cast.manager_a.id, "有一件停电的。", actor=cast.actor(cast.receptionist_a), at=late)
    rest = take_shift(made.id, actor=cast.actor(cast.manager_a), at=late)
    made.refresh_from_db()
    assert (made.until, rest.since, rest.until) == (late, late, EVENING + 12 * HOUR)
    assert on_duty(cast.window_a.id, late - HOUR) == cast.receptionist_a
    assert on_duty(cast.window_a.id, late) == cast.manager_a
    assert "已经结束" in refused(take_shift, made.id, actor=cast.actor(cast.manager_a), at=late)


def test_the_manager_is_warned_once_of_hours_with_nobody_a_day_ahead(cast):
    assert warn_of_gaps(at=NOON) == 0  # a window without a roster has no gaps
    shift(cast, cast.receptionist_a, begins=NOON, hours=20)
    assert warn_of_gaps(at=NOON) == 1
    assert warn_of_gaps(at=NOON + HOUR) == 1
    told = Notice.objects.filter(kind="network.duty_gap")
    assert [one.person for one in told] == [cast.manager_a]
    shift(cast, cast.manager_a, begins=NOON + 20 * HOUR, hours=24)
    assert warn_of_gaps(at=NOON + 2 * HOUR) == 0


def test_gaps_are_what_no_shift_covers():
    day = [(NOON + 2 * HOUR, NOON + 5 * HOUR), (NOON + HOUR, NOON + 3 * HOUR), (NOON + 8 * HOUR, NOON + 30 * HOUR)]
    assert gaps(day, NOON, NOON + 24 * HOUR) == [(NOON, NOON + HOUR), (NOON + 5 * HOUR, NOON + 8 * HOUR)]
    assert gaps([], NOON, NOON + HOUR) == [(NOON, NOON + HOUR)]


def test_the_pages_set_offer_and_take_a_shift(cast):
    manager, receptionist = cast.client(cast.manager_a), cast.client(cast.receptionist_a)
    slug, begins = cast.window_a.slug, localtime().replace(second=0, microsecond=0) + HOUR
    said = {"person": cast.receptionist_a.ref, "since": begins.isoformat()[:16], "until": begins.isoformat()[:16]}
    assert "下班要在上班之后" in manager.post(reverse("network:write_shift", args=[slug]), said).content.decode()
    said["until"] = (begins + 5 * HOUR).isoformat()[:16]
    assert manager.post(reverse("network:write_shift", args=[slug]), said).status_code == 302
    made = DutyShift.objects.get()
    offered = {"taker": cast.manager_a.ref, "note": "请代一晚。"}
    assert receptionist.post(reverse("network:offer_shift", args=[slug, made.ref]), offered).status_code == 302
    assert "请代一晚。" in manager.get(reverse("network:duty", args=[slug])).content.decode()
    assert receptionist.post(reverse("network:drop_shift", args=[slug, made.ref])).status_code == 404
    manager.post(reverse("network:take_shift", args=[slug, made.ref]))
    made.refresh_from_db()
    assert made.person == cast.manager_a
    assert manager.post(reverse("network:drop_shift", args=[slug, made.ref])).status_code == 302


def test_the_pages_ask_for_a_swap_and_answer_it(cast):
    manager, receptionist = cast.client(cast.manager_a), cast.client(cast.receptionist_a)
    slug, now = cast.window_a.slug, localtime().replace(second=0, microsecond=0)
    mine = shift(cast, cast.receptionist_a, begins=now + HOUR, at=now)
    his = shift(cast, cast.manager_a, begins=now + 24 * HOUR, at=now)
    page = reverse("network:swap_shift", args=[slug, mine.ref])
    assert manager.get(page).status_code == 404
    assert str(his.ref) in receptionist.get(page).content.decode()
    assert "请重新选" in receptionist.post(page, {"other": mine.ref}).content.decode()
    assert receptionist.post(page, {"other": his.ref, "note": "看牙"}).status_code == 302
    assert "看牙" in manager.get(reverse("network:duty", args=[slug])).content.decode()
    manager.post(reverse("network:end_offer", args=[slug, mine.ref]))
    receptionist.post(page, {"other": his.ref})
    manager.post(reverse("network:accept_swap", args=[slug, mine.ref]))
    assert {one.person for one in DutyShift.objects.filter(ref=mine.ref)} == {cast.manager_a}
