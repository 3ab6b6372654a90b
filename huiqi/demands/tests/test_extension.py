"""More time: asked once, decided by somebody else, told to the enterprise before the old day has passed."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.demands.models import AccountabilityRecord, Extension
from huiqi.demands.selectors import case_of, possible, visible_to
from huiqi.demands.services import miss_due_promises, tell_waiting
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_services import refused_code
from huiqi.demands.words import Step, Verb
from huiqi.journal.selectors import timeline
from huiqi.network.models import TimeLimit
from huiqi.notices.models import Notice
from tests.cast import ZONE

V = Verb


@pytest.fixture
def play(cast) -> Play:
    """A demand in the hands of an institution, which asks for twenty-five days in all."""
    staged = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE)
    staged.do(V.ASK_EXTENSION, by=cast.institution_clerk)
    return staged


def page_of(play: Play, person) -> str:
    """The page of the case as somebody sees it."""
    return play.cast.client(person).get(reverse("demands:demand", args=[play.demand.ref])).content.decode()


def test_a_granted_extension_takes_the_place_of_the_promise_and_explains_itself(play):
    play.do(V.GRANT_EXTENSION)
    first, longer = play.promise(Step.FINISH), play.promise(Step.EXTENDED_FINISH)
    assert (first.released_at, longer.started_at) == (play.now, first.started_at)
    due = datetime(2026, 12, 25, 17, 30, tzinfo=ZONE)
    assert (longer.explanation["amount"], longer.due_at) == (25, due)
    assert longer.explanation["source"] == first.explanation["source"]
    assert timeline(play.demand.ref)[-1].data["until"] == due.isoformat()


def test_the_enterprise_is_told_why_and_until_when_and_not_what_was_only_asked(play):
    owner = play.cast.owner_x
    assert "延期" not in page_of(play, owner)
    play.do(V.GRANT_EXTENSION)
    page = page_of(play, owner)
    assert "已经延期：最迟 12月25日（周五）17:30 答复" in page
    assert "要等海关总署复函。" in page
    tell_waiting()
    assert Notice.objects.filter(kind="demands.extended", person=owner).exists()


def test_the_answer_keeps_the_longer_promise_and_only_the_story_speaks_of_it_from_then_on(play):
    play.do(V.GRANT_EXTENSION)
    play.do(V.ANSWER)
    assert play.promise(Step.EXTENDED_FINISH).kept_at == play.now
    page = page_of(play, play.cast.owner_x)
    assert "已经延期" not in page
    assert "要等海关总署复函。" in page
    assert play.promise(Step.FINISH).kept_at is None


def test_the_longer_promise_is_missed_like_any_other(play):
    play.do(V.GRANT_EXTENSION)
    play.later(days=60)
    miss_due_promises(at=play.now)
    steps = {one.promise.step for one in AccountabilityRecord.objects.all()}
    assert Step.EXTENDED_FINISH in steps
    assert Step.FINISH not in steps


def test_a_declined_one_leaves_the_promise_and_is_no_business_of_the_enterprise(play):
    due = play.promise(Step.FINISH).due_at
    play.do(V.DECLINE_EXTENSION)
    assert (play.promise(Step.FINISH).due_at, play.promise(Step.FINISH).released_at) == (due, None)
    assert "没有同意延期" not in page_of(play, play.cast.owner_x)
    assert "可以先答复能答复的部分。" in page_of(play, play.cast.institution_clerk)
    tell_waiting()
    assert Notice.objects.filter(kind="demands.extension_decided", person=play.cast.institution_clerk).exists()


def test_it_is_asked_once_within_the_scheme_and_before_the_old_day(cast):
    play = Play(cast).through(V.REGISTER)
    assert refused_code(play, V.ASK_EXTENSION, amount=31) == "extension_limit"
    assert refused_code(play, V.ASK_EXTENSION, amount=15) == "extension_not_longer"
    assert refused_code(play, V.ASK_EXTENSION, reason=" ") == "required"
    assert refused_code(play, V.GRANT_EXTENSION) == "no_request"
    TimeLimit.objects.filter(step=Step.EXTENDED_FINISH).delete()
    assert refused_code(play, V.ASK_EXTENSION) == "no_extension"
    play.later(days=40)
    assert refused_code(play, V.ASK_EXTENSION) == "extension_late"


def test_what_was_asked_is_not_asked_again_and_not_granted_too_late(play):
    assert refused_code(play, V.ASK_EXTENSION) == "extended_already"
    play.later(days=40)
    assert refused_code(play, V.GRANT_EXTENSION) == "extension_late"


def test_nobody_decides_on_his_own_request(cast):
    play = Play(cast).through(V.REGISTER)
    play.do(V.ASK_EXTENSION, by=cast.manager_a)
    assert refused_code(play, V.GRANT_EXTENSION, by=cast.manager_a) == "own_request"
    play.do(V.GRANT_EXTENSION, by=cast.hub_operator)
    assert Extension.objects.get().granted


def test_only_who_leads_decides_and_only_who_works_on_it_asks(play):
    for person in (play.cast.receptionist_a, play.cast.institution_clerk):
        with pytest.raises(PermissionDenied):
            play.do(V.GRANT_EXTENSION, by=person)
    with pytest.raises(PermissionDenied):
        play.do(V.ASK_EXTENSION, by=play.cast.owner_x)


def test_the_manager_is_offered_the_decision_and_the_asker_is_not_asked_again(play):
    def offered(person) -> list[Verb]:
        whole = visible_to(play.actor(person)).whole().get(ref=play.demand.ref)
        return possible(play.actor(person), case_of(whole), play.now)

    assert V.GRANT_EXTENSION in offered(play.cast.manager_a)
    assert V.ASK_EXTENSION not in offered(play.cast.institution_clerk)
    play.now += timedelta(days=60)
    tell_waiting()
    assert Notice.objects.filter(kind="demands.extension_asked", person=play.cast.manager_a).exists()


def test_the_form_says_how_long_the_scheme_allows_and_the_paper_says_the_new_day(play):
    other = Play(play.cast).through(V.REGISTER)
    client = play.cast.client(play.cast.receptionist_a)
    form = client.get(reverse("demands:act", args=[other.demand.ref, "ask-extension"])).content.decode()
    assert "最多 30 个工作日" in form
    play.do(V.GRANT_EXTENSION)
    printed = client.post(f"/demands/{play.demand.ref}/papers/extension/", follow=True).content.decode()
    assert "延期至2026年12月25日17:30前答复" in printed.replace(" ", "")


def test_whoever_comes_after_the_day_is_told_that_it_is_too_late_and_why(cast):
    play = Play(cast, now=datetime(2026, 9, 1, 9, 12, tzinfo=ZONE)).through(V.REGISTER, V.DISPATCH, V.TAKE)
    miss_due_promises(at=datetime(2026, 11, 26, 9, tzinfo=ZONE))
    path = reverse("demands:act", args=[play.demand.ref, "ask-extension"])
    page = cast.client(cast.institution_clerk).get(path, follow=True).content.decode()
    assert "办结时限已过" in page
