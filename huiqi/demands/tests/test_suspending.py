"""The enterprise's clock stands only where the law or the enterprise stops it, and says why and how long."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.demands.models import AccountabilityRecord, Promise, Suspension
from huiqi.demands.selectors import case_of, possible, visible_to
from huiqi.demands.services import miss_due_promises, resume_due, tell_waiting
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_services import refused_code
from huiqi.demands.wording.notices import KINDS
from huiqi.demands.wording.sheets import sheet
from huiqi.demands.words import PauseGround, Step, Verb
from huiqi.journal.selectors import timeline
from huiqi.notices.models import Notice
from tests.cast import ZONE

V, G = Verb, PauseGround
IN_HAND = (V.REGISTER, V.DISPATCH, V.TAKE)


def at(text: str) -> datetime:
    """A moment in Beijing time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.fixture
def play(cast) -> Play:
    """A demand whose clock stands from Friday 20 November until Friday 27 at the latest."""
    staged = Play(cast).through(*IN_HAND)
    staged.do(V.SUSPEND)
    return staged


def page_of(play: Play, person) -> str:
    """The page of the case as somebody sees it."""
    return play.cast.client(person).get(reverse("demands:demand", args=[play.demand.ref])).content.decode()


def kinds_told(person) -> set[str]:
    """What somebody was told."""
    tell_waiting()
    return set(Notice.objects.filter(person=person).values_list("kind", flat=True))


def sentence(play: Play, code: str) -> str:
    """What a kind of notice says to the enterprise."""
    told = Notice.objects.get(person=play.cast.owner_x, kind=code)
    return next(one for one in KINDS if one.code == code).words(told.parameters).sentence


def test_nothing_is_missed_while_it_stands_and_the_custody_runs_on(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    play.do(V.SUSPEND, standstill=play.standstill(days=60))
    play.later(days=50)
    miss_due_promises(at=play.now)
    assert {one.promise.step for one in AccountabilityRecord.objects.all()} == {Step.HANDLER_TAKE}


def test_when_it_runs_again_the_promise_is_made_anew_with_what_stood_still(play):
    first = play.promise(Step.FINISH)
    assert (first.held_at, first.due_at) == (play.now, at("2026-12-11 17:30"))
    play.now = at("2026-11-25 16:00")
    play.do(V.RESUME)
    first.refresh_from_db()
    anew = play.promise(Step.FINISH)
    assert (first.released_at, first.due_at) == (play.now, at("2026-12-11 17:30"))
    assert (anew.times, anew.due_at, anew.started_at) == (2, at("2026-12-16 17:30"), first.started_at)
    assert anew.explanation["pauses"][0]["days"] == ["2026-11-21", "2026-11-25"]
    assert play.demand.next_due_at == play.promise(Step.STAGED_REPLY).due_at == at("2026-11-30 17:30")


def test_the_answer_ends_the_pause_and_keeps_the_promise(play):
    play.now = at("2026-11-24 10:00")
    play.do(V.ANSWER)
    assert play.promise(Step.FINISH).kept_at == play.now
    assert Suspension.objects.get().ended_at == play.now
    assert play.demand.suspended_until is None


def test_it_runs_again_by_itself_from_the_day_it_was_told_for_however_late_the_worker(play):
    assert resume_due(at=at("2026-11-27 08:59")) == 0
    assert resume_due(at=at("2026-11-30 12:00")) == 1
    assert resume_due(at=at("2026-11-30 12:00")) == 0
    assert Suspension.objects.get().ended_at == at("2026-11-27 09:00")
    assert play.promise(Step.FINISH).due_at == at("2026-12-18 17:30")
    assert timeline(play.demand.ref)[-1].actor_ref == "system"
    assert "demands.resumed" in kinds_told(play.cast.owner_x)
    assert "新的办结期限是 2026年12月18日 17:30" in sentence(play, "demands.resumed")
    assert "到了恢复的时间，自动恢复计时" in page_of(play, play.cast.owner_x)


def test_the_enterprise_is_told_at_once_with_the_reason_and_until_when(play):
    assert "demands.suspended" in kinds_told(play.cast.owner_x)
    said = sentence(play, "demands.suspended")
    assert "原因：需要检验、检测或鉴定" in said
    assert "2026年11月27日" in said
    page = page_of(play, play.cast.owner_x)
    assert "中止计时：需要检验、检测或鉴定" in page
    assert "样品要送检。" in page
    assert "最迟 11月27日（周五）09:00 自动恢复" in page


def test_supplying_what_was_waited_for_lets_it_run_again(cast):
    play = Play(cast).through(V.REGISTER, V.ASK_INFORMATION)
    play.do(V.SUSPEND, standstill=play.standstill(G.AWAITING_FIRM))
    play.later(days=5)
    play.do(V.SUPPLY_INFORMATION)
    assert play.demand.suspended_until is None
    assert "停了 3 个工作日" in page_of(play, cast.owner_x)


def test_asking_for_what_is_missing_alone_stops_nothing(cast):
    play = Play(cast).through(V.REGISTER, V.ASK_INFORMATION)
    assert not Promise.objects.exclude(held_at=None).exists()
    assert play.demand.suspended_until is None


def test_an_office_needs_a_ground_and_a_day(cast):
    play = Play(cast).through(*IN_HAND)
    assert refused_code(play, V.SUSPEND, standstill=play.standstill(G.AWAITING_FIRM)) == "suspend_without_notice"
    assert refused_code(play, V.SUSPEND, standstill=play.standstill(days=0)) == "suspend_past"
    assert refused_code(play, V.SUSPEND, standstill=play.standstill(days=61)) == "suspend_limit"
    play.later(days=60)
    assert refused_code(play, V.SUSPEND) == "nothing_runs"
    assert refused_code(play, V.RESUME) == "not_suspended"


def test_the_enterprise_may_ask_for_it_and_end_that_and_nothing_else(cast):
    play = Play(cast).through(*IN_HAND)
    with pytest.raises(PermissionDenied):
        play.do(V.SUSPEND, by=cast.owner_x)
    play.do(V.SUSPEND, by=cast.owner_x, standstill=play.standstill(G.FIRM_ASKS))
    play.do(V.RESUME, by=cast.owner_x)
    play.do(V.SUSPEND)
    with pytest.raises(PermissionDenied):
        play.do(V.RESUME, by=cast.owner_x)
    case = case_of(visible_to(cast.actor(cast.owner_x)).whole().get())
    assert V.RESUME not in possible(cast.actor(cast.owner_x), case, play.now)


def test_who_works_on_it_asks_and_the_window_decides(cast):
    play = Play(cast).through(*IN_HAND)
    play.do(V.ASK_SUSPENSION)
    assert refused_code(play, V.ASK_SUSPENSION) == "suspension_asked"
    assert play.demand.suspended_until is None
    assert "申请中止计时" in page_of(play, cast.receptionist_a)
    assert "申请中止计时" not in page_of(play, cast.owner_x)
    play.do(V.DECLINE_SUSPENSION)
    assert "demands.suspension_declined" in kinds_told(cast.institution_clerk)
    play.do(V.ASK_SUSPENSION)
    play.do(V.SUSPEND)
    assert Suspension.objects.filter(began_at__isnull=False).get().organisation_id == cast.institution.organisation_id


def test_what_was_missed_before_stays_missed(cast):
    play = Play(cast).through(*IN_HAND).later(days=10)
    play.do(V.SUSPEND)
    reply = play.promise(Step.STAGED_REPLY)
    assert (reply.missed_at, reply.held_at) == (play.now, None)
    play.later(days=2)
    play.do(V.RESUME)
    assert play.promise(Step.STAGED_REPLY) == reply


def test_no_more_time_is_asked_while_it_stands_and_the_pause_counts_in_what_is_granted_after(play):
    assert refused_code(play, V.ASK_EXTENSION) == "suspended"
    assert refused_code(play, V.SUSPEND) == "suspended"
    play.later(days=5)
    play.do(V.RESUME)
    play.do(V.ASK_EXTENSION)
    play.do(V.GRANT_EXTENSION)
    longer = play.promise(Step.EXTENDED_FINISH)
    assert longer.due_at == at("2026-12-30 17:30")  # twenty-five working days and three that stood still
    assert len(longer.explanation["pauses"]) == 1


def test_an_end_that_is_undone_owes_what_was_promised_anew_and_not_what_was_held(play):
    play.later(days=5)
    play.do(V.END)
    play.do(V.OBJECT)
    play.do(V.UPHOLD_OBJECTION)
    owed = play.demand.promises.filter(step=Step.FINISH, released_at=None).get()
    assert (owed.times, owed.held_at) == (2, None)


def test_both_papers_say_it(play):
    written = sheet("suspension").draft(case_of(visible_to(play.actor(play.cast.receptionist_a)).whole().get()))
    assert "因需要检验、检测或鉴定，自" in written.content.sections[0].paragraphs[0]
    play.later(days=5)
    play.do(V.RESUME)
    written = sheet("resumption").draft(case_of(visible_to(play.actor(play.cast.receptionist_a)).whole().get()))
    assert "2026年12月16日17:30前" in dict(written.content.fields)["新的办结期限"]


def test_the_window_does_it_on_its_page_and_finds_it_on_the_desk(cast):
    play = Play(cast).through(*IN_HAND)
    url, client = reverse("demands:act", args=[play.demand.ref, "suspend"]), cast.client(cast.receptionist_a)
    day = (datetime.now(ZONE) + timedelta(days=3)).date().isoformat()
    said = {"ground": "proceeding", "reason": "等仲裁裁决。", "until": day, "revision": play.demand.revision}
    assert "请选择理由。" in client.post(url, said | {"ground": ""}).content.decode()
    Promise.objects.update(due_at=datetime.now(ZONE) + timedelta(days=9))
    assert client.post(url, said).status_code == 302
    assert "中止计时" in client.get(reverse("demands:desk") + "?mark=suspended").content.decode()


def test_the_journal_remembers_which_clocks_stood(play):
    kept = timeline(play.demand.ref)[-1].data["now"]["owed"]
    assert {one["step"] for one in kept if one.get("held")} == {Step.STAGED_REPLY, Step.FINISH}
