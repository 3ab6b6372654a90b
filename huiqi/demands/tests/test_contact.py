"""The first contact follows a demand to the end, or passes it to somebody who acknowledges it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.accounts.models import Seat
from huiqi.demands.models import AccountabilityRecord
from huiqi.demands.selectors import demands_followed, followed_people
from huiqi.demands.services import Handing, miss_due_promises, tell_waiting
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_services import refused_code
from huiqi.demands.wording.contact import nth_day
from huiqi.demands.words import Follows, Handed, Step, Verb
from huiqi.network.models import Absence, Post
from huiqi.notices.models import Notice
from huiqi.reference.selectors import calendar
from tests.cast import OPENED

V = Verb


def follows(play: Play, person) -> dict[str, Follows]:
    """Whose demands somebody follows, and as what."""
    whose = followed_people(play.actor(person), play.now)
    assert whose is not None
    return whose.people


def sees(play: Play, person) -> bool:
    """Whether the demand is on the list of what somebody follows."""
    page = play.cast.client(person).get(reverse("demands:following")).content.decode()
    return play.demand.number in page


def page_of(play: Play, person) -> str:
    """The page of the case as somebody sees it."""
    return play.cast.client(person).get(reverse("demands:demand", args=[play.demand.ref])).content.decode()


def done(page: str) -> int:
    """How many of the seven duties are done."""
    return page.split('class="duties"')[1].split("</ol>")[0].count('class="done"')


def test_a_first_contact_keeps_following_wherever_the_demand_is(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE)
    assert sees(play, cast.receptionist_a)
    assert not sees(play, cast.manager_a)
    play.do(V.ANSWER)
    assert sees(play, cast.receptionist_a)


def test_the_list_says_how_long_nothing_was_done(cast):
    play = Play(cast).through(V.REGISTER)
    page = cast.client(cast.receptionist_a).get(reverse("demands:following")).content.decode()
    assert "个工作日没有动静" in page
    whose = followed_people(cast.actor(cast.receptionist_a), play.now)
    assert list(demands_followed(cast.actor(cast.receptionist_a), whose)) == [play.demand]


def test_who_is_b_of_the_post_follows_too(cast):
    play = Play(cast).through(V.REGISTER)
    Post.objects.create(
        window=cast.window_a,
        name="首问一岗",
        kind="first_contact",
        area="大厅",
        person_a=cast.receptionist_a,
        person_b=cast.manager_a,
        since=OPENED,
    )
    assert follows(play, cast.manager_a)[str(cast.receptionist_a.ref)] is Follows.B
    assert sees(play, cast.manager_a)


def test_whom_a_note_names_follows_while_the_colleague_is_away(cast):
    play = Play(cast).through(V.REGISTER)
    Absence.objects.create(
        window=cast.window_a,
        person=cast.receptionist_a,
        stand_in=cast.manager_a,
        since=play.now - timedelta(hours=1),
        until=play.now + timedelta(hours=5),
        reason="meeting",
        left_by=str(cast.receptionist_a.ref),
    )
    assert follows(play, cast.manager_a)[str(cast.receptionist_a.ref)] is Follows.STAND_IN
    play.later(hours=6)
    assert str(cast.receptionist_a.ref) not in follows(play, cast.manager_a)


def test_what_somebody_left_behind_is_the_managers_to_follow(cast):
    play = Play(cast).through(V.REGISTER)
    Seat.objects.filter(person=cast.receptionist_a).update(until=play.now.date())
    play.later(days=1)
    assert follows(play, cast.manager_a)[str(cast.receptionist_a.ref)] is Follows.LEFT


def test_who_is_no_staff_of_a_window_follows_nothing(cast):
    assert followed_people(cast.actor(cast.institution_clerk), Play(cast).now) is None
    assert cast.client(cast.institution_clerk).get(reverse("demands:following")).status_code == 404


def test_a_hand_on_is_the_successors_at_once_and_both_see_it_until_he_acknowledges(cast):
    play = Play(cast).through(V.REGISTER, V.HAND_ON)
    assert play.demand.first_contact == str(cast.manager_a.ref)
    assert sees(play, cast.receptionist_a)
    tell_waiting()
    assert Notice.objects.filter(kind="demands.handed_on", person=cast.manager_a).exists()
    assert "周五前答应给企业回话。" in page_of(play, cast.manager_a)
    play.do(V.ACKNOWLEDGE, by=cast.manager_a)
    assert not sees(play, cast.receptionist_a)
    assert sees(play, cast.manager_a)


def test_the_enterprise_reads_who_follows_it_now_and_not_what_colleagues_tell_one_another(cast):
    play = Play(cast).through(V.REGISTER, V.HAND_ON)
    page = page_of(play, cast.owner_x)
    assert f"由{cast.manager_a.name}接手" in page
    assert "周五前答应给企业回话。" not in page


def test_a_hand_on_of_an_earlier_round_waits_for_nobody_in_a_new_one(cast):
    play = Play(cast).through(V.REGISTER, V.HAND_ON, V.WITHDRAW, V.REOPEN)
    assert (play.demand.first_contact, play.demand.handed_on_by) == ("", "")


def test_only_a_colleague_takes_over_and_with_a_note(cast):
    play = Play(cast).through(V.REGISTER)
    for nobody in (cast.receptionist_b, cast.receptionist_a, cast.owner_x):
        assert refused_code(play, V.HAND_ON, colleague=str(nobody.ref)) == "no_colleague"
    assert refused_code(play, V.HAND_ON, note=" ") == "required"
    play.do(V.HAND_ON, by=cast.manager_a)
    play.do(V.ACKNOWLEDGE, by=cast.manager_a)
    assert refused_code(play, V.ACKNOWLEDGE, by=cast.manager_a) == "nothing_handed_on"


def test_what_is_confidential_is_followed_and_taken_over_only_by_who_knows_of_it(cast):
    play = Play(cast).through(V.REGISTER, V.SEAL)
    assert sees(play, cast.receptionist_a)
    assert refused_code(play, V.HAND_ON) == "no_colleague"
    Seat.objects.filter(person=cast.receptionist_a).update(until=play.now.date())
    assert not sees(play, cast.manager_a)


def test_only_who_follows_it_or_leads_passes_it_on_and_only_the_successor_acknowledges(cast):
    play = Play(cast).through(V.REGISTER, V.HAND_ON)
    for verb in (V.HAND_ON, V.ACKNOWLEDGE):
        with pytest.raises(PermissionDenied):
            play.do(verb, by=cast.receptionist_a)


def test_the_result_is_handed_over_and_the_seven_duties_show_it(cast):
    play = Play(cast).through(V.REGISTER, V.ASK_INFORMATION, V.DISPATCH, V.TAKE, V.ANSWER)
    before = done(page_of(play, cast.receptionist_a))
    play.do(V.HAND_OVER_RESULT)
    after = page_of(play, cast.receptionist_a)
    assert "送达结果：电话告知，2026年11月20日" in after
    assert done(after) == before + 1 == 5
    assert "首问七项职责" not in page_of(play, cast.owner_x)


def test_whoever_rates_has_the_result_and_the_last_duty_is_done(cast):
    play = Play(cast).through(V.REGISTER, V.ANSWER)
    before = done(page_of(play, cast.receptionist_a))
    play.do(V.RATE)
    assert done(page_of(play, cast.receptionist_a)) == before + 1
    assert play.promise(Step.HAND_OVER).kept_at == play.now


def test_a_result_is_handed_over_once_in_a_round(cast):
    play = Play(cast).through(V.REGISTER, V.ANSWER)
    offer = f"/demands/{play.demand.ref}/hand-over-result/"
    assert offer in page_of(play, cast.receptionist_a)
    play.do(V.HAND_OVER_RESULT)
    assert offer not in page_of(play, cast.receptionist_a)
    assert refused_code(play, V.HAND_OVER_RESULT) == "handed_already"
    for verb in (V.RATE, V.ARCHIVE, V.REOPEN, V.REGISTER, V.ANSWER):
        play.do(verb)
    assert offer in page_of(play, cast.receptionist_a)


def test_a_result_is_not_handed_over_tomorrow_or_before_it_was_there(cast):
    play = Play(cast).through(V.REGISTER, V.ANSWER)
    day = play.now.date()
    tomorrow, yesterday = (Handing(Handed.SENT, day + timedelta(days=n)) for n in (1, -1))
    assert refused_code(play, V.HAND_OVER_RESULT, handing=tomorrow) == "handed_ahead"
    assert refused_code(play, V.HAND_OVER_RESULT, handing=yesterday) == "handed_before"


def test_the_first_contact_owes_the_handing_over_within_three_working_days_whoever_answered(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER)
    owed = play.promise(Step.HAND_OVER)
    assert (owed.explanation["amount"], owed.explanation["unit"]) == (3, "working_day")
    miss_due_promises(at=play.later(days=9).now)
    record = AccountabilityRecord.objects.get(promise=owed)
    assert (record.organisation, record.person_ref) == (cast.window_a.organisation, str(cast.receptionist_a.ref))


def test_who_hands_it_over_or_is_rated_owes_nothing_more(cast):
    for verb in (V.HAND_OVER_RESULT, V.RATE):
        play = Play(cast).through(V.REGISTER, V.ANSWER, verb)
        assert play.promise(Step.HAND_OVER).kept_at == play.now


def test_the_clock_of_the_first_contact_runs_to_the_handing_over_and_says_who_has_it(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE)
    assert "首问跟踪 第 " in page_of(play, cast.receptionist_a)
    assert "首问跟踪" not in page_of(play, cast.owner_x)
    listed = cast.client(cast.receptionist_a).get(reverse("demands:following")).content.decode()
    assert "首问跟踪 第 " in listed
    play.do(V.ANSWER)
    play.do(V.HAND_OVER_RESULT, handing=Handing(Handed.CALL, play.now.date(), "周会计"))
    assert "首问跟踪结束：2026年11月20日电话告知，周会计收到" in page_of(play, cast.receptionist_a)


def test_each_day_of_following_is_a_working_day(cast):
    play = Play(cast).through(V.REGISTER)
    said = [nth_day(play.demand, play.now + timedelta(days=n), calendar()) for n in (0, 1, 3)]
    assert [int(text.split()[2]) for text in said] == [1, 1, 2]
