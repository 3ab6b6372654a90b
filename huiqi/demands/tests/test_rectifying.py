"""A bad rating is done again one level up, within a limit; mistaken ones are appealed and reviewed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from huiqi.demands.models import AccountabilityRecord, Rating, RatingAppeal, RatingRequest, Rectification, VisitTask
from huiqi.demands.rules.rectifying import UpLevel, one_level_up
from huiqi.demands.selectors import open_rectification as rectification_of
from huiqi.demands.services import Visit, miss_due_promises, tell_waiting
from huiqi.demands.tests.play import Play
from huiqi.demands.words import DemandState, Disposal, RatingLevel, Step, Verb
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Role
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from tests.cast import Cast, seat

V = Verb
ANSWERED = (V.REGISTER, V.ANSWER)
BY_OTHERS = (V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER)


def dissatisfied(cast: Cast, *verbs: Verb) -> Play:
    """A demand that was answered and rated badly."""
    play = Play(cast).through(*(verbs or ANSWERED))
    play.do(V.RATE, level=RatingLevel.DISSATISFIED, comment="没有解决")
    return play


def test_it_is_done_again_one_level_up_and_after_the_hub_nobody_is_left():
    assert one_level_up(handled_elsewhere=True, before=None) is UpLevel.WINDOW
    assert one_level_up(handled_elsewhere=False, before=None) is UpLevel.HUB
    assert one_level_up(handled_elsewhere=True, before=UpLevel.WINDOW) is UpLevel.HUB
    assert one_level_up(handled_elsewhere=True, before=UpLevel.HUB) is None


def test_a_bad_rating_opens_its_rectification_by_itself_and_promises_when(cast):
    play = dissatisfied(cast)
    play.demand.refresh_from_db()
    found = Rectification.objects.get()
    assert play.demand.state is DemandState.RECTIFYING
    assert (found.level, found.office) == (UpLevel.HUB, cast.hub.organisation)
    assert (found.rating, found.due_at) == (Rating.objects.get(), play.promise(Step.RECTIFICATION).due_at)
    assert play.promise(Step.RECTIFY_CONTACT).due_at < found.due_at
    assert timeline(play.demand.ref)[-1].verb == V.OPEN_RECTIFICATION


def test_of_an_institutions_work_the_windows_manager_puts_it_right(cast):
    dissatisfied(cast, *BY_OTHERS)
    found = Rectification.objects.get()
    assert (found.level, found.office) == (UpLevel.WINDOW, cast.window_a.organisation)


def test_a_good_rating_opens_nothing_and_a_demand_being_put_right_is_not_archived(cast):
    Play(cast).through(*ANSWERED, V.RATE)
    assert not Rectification.objects.exists()
    with pytest.raises(Exception, match="archive"):
        dissatisfied(cast).do(V.ARCHIVE)


def test_a_bad_word_at_a_visit_opens_it_too(cast):
    play = Play(cast).through(*ANSWERED, V.RATE)
    play.do(V.VISIT, visit=Visit(True, False, True, "没有用", level=RatingLevel.VERY_DISSATISFIED))
    play.demand.refresh_from_db()
    assert play.demand.state is DemandState.RECTIFYING
    assert Rectification.objects.get().visit == play.demand.visits.get()


def test_the_hub_has_it_done_again_where_it_heard_otherwise_and_once_a_round(cast):
    play = Play(cast).through(*ANSWERED, V.RATE, V.ARCHIVE)
    play.do(V.OPEN_RECTIFICATION)
    assert play.demand.state is DemandState.RECTIFYING
    assert play.demand.closed_at is None
    with pytest.raises(PermissionDenied):
        Play(cast).through(*ANSWERED, V.RATE).do(V.OPEN_RECTIFICATION, by=cast.manager_a)


def test_put_right_it_is_answered_and_rated_anew_and_the_bad_rating_stays_with_its_round(cast):
    play = dissatisfied(cast)
    play.do(V.RECTIFY)
    assert (play.demand.state, play.demand.round, play.demand.answer) == (
        DemandState.ANSWERED,
        2,
        "已补办，报告见附件。",
    )
    assert play.promise(Step.RECTIFICATION).kept_at == play.now
    assert Rectification.objects.get().disposal is Disposal.AT_ONCE
    past = play.demand.past_rounds.get()
    assert (past.state, past.answer) == (DemandState.RECTIFYING, "报告见附件。")
    assert play.demand.archives.get().round == 1
    play.do(V.RATE, level=RatingLevel.SATISFIED)
    assert [one.level for one in play.demand.ratings.order_by("round")] == ["dissatisfied", "satisfied"]
    assert RatingRequest.objects.latest("id").person == str(cast.hub_operator.ref)


def test_still_dissatisfied_it_goes_one_level_higher_and_then_only_to_the_file(cast):
    play = dissatisfied(cast, *BY_OTHERS)
    play.do(V.RECTIFY, by=cast.manager_a)
    play.do(V.RATE, level=RatingLevel.DISSATISFIED)
    assert Rectification.objects.latest("id").level is UpLevel.HUB
    play.do(V.RECTIFY)
    play.do(V.RATE, level=RatingLevel.DISSATISFIED)
    play.demand.refresh_from_db()
    assert play.demand.state is DemandState.RATED
    with pytest.raises(Refused, match="visit_first"):
        play.do(V.ARCHIVE)


def test_nobody_puts_right_his_own_work_nor_what_belongs_a_level_higher(cast):
    play = dissatisfied(cast)
    with pytest.raises(Refused, match="one_level_up"):
        play.do(V.RECTIFY, by=cast.manager_a)
    other = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE)
    other.do(V.ANSWER)
    RatingRequest.objects.filter(demand=other.demand).update(concerned=[str(cast.manager_a.ref)])
    other.do(V.RATE, level=RatingLevel.DISSATISFIED)
    with pytest.raises(PermissionDenied):
        other.do(V.RECTIFY, by=cast.manager_a)


def test_what_is_complex_is_told_with_its_reason_and_its_day_within_the_limit(cast):
    play = dissatisfied(cast)
    found = rectification_of(play.demand)
    with pytest.raises(Refused, match="plan_too_late"):
        play.do(V.PLAN_RECTIFICATION, until=found.due_at.date() + timedelta(days=1))
    with pytest.raises(Refused, match="plan_past"):
        play.do(V.PLAN_RECTIFICATION, until=play.now.date() - timedelta(days=1))
    play.do(V.PLAN_RECTIFICATION)
    assert "要和海关核对" in cast.client(cast.owner_x).get(f"/demands/{play.demand.ref}/").content.decode()


def test_a_reply_or_a_visit_keeps_the_promise_to_call(cast):
    play = dissatisfied(cast)
    play.do(V.REPLY, by=cast.hub_operator)
    assert play.promise(Step.RECTIFY_CONTACT).kept_at == play.now
    other = dissatisfied(cast)
    other.do(V.VISIT)
    assert other.promise(Step.RECTIFY_CONTACT).kept_at == other.now
    assert other.demand.state is DemandState.RECTIFYING


def test_what_is_not_put_right_in_time_is_the_hubs_to_answer_for(cast):
    play = dissatisfied(cast)
    miss_due_promises(at=play.promise(Step.RECTIFICATION).due_at + timedelta(seconds=1))
    record = AccountabilityRecord.objects.get(promise=play.promise(Step.RECTIFICATION))
    assert record.organisation == cast.hub.organisation


def test_enterprise_and_whoever_puts_it_right_are_told(cast):
    play = dissatisfied(cast)
    tell_waiting()
    assert Notice.objects.filter(person=cast.owner_x, kind="demands.rectifying").exists()
    assert Notice.objects.filter(person=cast.hub_operator, kind="demands.to_rectify").exists()
    play.do(V.RECTIFY)
    tell_waiting()
    assert Notice.objects.filter(person=cast.owner_x, kind="demands.rectified").exists()


def test_an_upheld_appeal_takes_the_rating_out_of_the_counts_and_lets_it_stand_to_be_read(cast):
    play = dissatisfied(cast, *BY_OTHERS)
    play.do(V.APPEAL)
    assert play.demand.state is DemandState.RECTIFYING
    play.do(V.UPHOLD_APPEAL)
    assert play.demand.state is DemandState.VISITED
    rating = Rating.objects.get()
    assert (rating.is_excluded, rating.comment) == (True, "没有解决")
    assert play.promise(Step.RECTIFICATION).released_at == play.now
    assert rectification_of(play.demand) is None
    assert not VisitTask.objects.exists()
    assert play.do(V.ARCHIVE).state is DemandState.ARCHIVED


def test_a_declined_appeal_leaves_everything_as_it_was(cast):
    play = dissatisfied(cast, *BY_OTHERS)
    play.do(V.APPEAL)
    play.do(V.DECLINE_APPEAL)
    assert play.demand.state is DemandState.RECTIFYING
    assert not Rating.objects.get().is_excluded
    assert RatingAppeal.objects.get().upheld is False


@pytest.mark.parametrize(("code", "days"), [("appealed_already", 0), ("appeal_late", 30)])
def test_an_appeal_comes_once_and_in_time(cast, code, days):
    play = dissatisfied(cast, *BY_OTHERS)
    if not days:
        play.do(V.APPEAL)
    with pytest.raises(Refused, match=code):
        play.later(days=days).do(V.APPEAL)


def test_an_appeal_needs_a_bad_rating_and_evidence(cast):
    with pytest.raises(Refused, match="no_bad_rating"):
        Play(cast).through(*ANSWERED, V.RATE).do(V.APPEAL)
    with pytest.raises(Refused, match="evidence_missing"):
        dissatisfied(cast).do(V.APPEAL, files=[])


def test_nobody_reviews_his_own_appeal_or_the_rating_of_his_own_work(cast):
    play = dissatisfied(cast, *BY_OTHERS)
    play.do(V.APPEAL)
    RatingRequest.objects.update(concerned=[str(cast.hub_operator.ref)])
    with pytest.raises(Refused, match="own_appeal"):
        play.do(V.UPHOLD_APPEAL)
    colleague = seat(83, "枢纽另一位", cast.hub.organisation, Role.HUB_OPERATOR)
    assert play.do(V.UPHOLD_APPEAL, by=colleague)


def test_the_enterprise_does_not_read_the_appeal_but_why_its_rating_counts_no_more(cast):
    play = dissatisfied(cast, *BY_OTHERS)
    play.do(V.APPEAL)
    own = cast.client(cast.owner_x)
    assert "评价说的是另一件事" not in own.get(f"/demands/{play.demand.ref}/").content.decode()
    play.do(V.UPHOLD_APPEAL)
    assert "通话记录证明评价说的是别的单位" in own.get(f"/demands/{play.demand.ref}/").content.decode()


def test_the_ledger_shows_what_is_put_right_and_the_appeals_and_nobody_else_reads_it(cast):
    play = dissatisfied(cast, *BY_OTHERS)
    play.do(V.APPEAL)
    for person, reads in ((cast.hub_operator, True), (cast.manager_a, True), (cast.receptionist_b, False)):
        page = cast.client(person).get("/demands/rectifications/").content.decode()
        assert (play.demand.number in page) == reads
    assert cast.client(cast.institution_clerk).get("/demands/rectifications/").status_code == 404


def test_the_case_says_that_it_is_put_right_by_whom_and_the_paper_can_be_issued(cast):
    play = dissatisfied(cast, *BY_OTHERS)
    page = cast.client(cast.manager_a).get(f"/demands/{play.demand.ref}/").content.decode()
    assert "由受理窗口负责人重新办理" in page
    assert "整改通知书" in page
    assert "整改答复" in page
