"""Return visits as work: who is visited, by whom, what became of the calls, and that nobody hears about himself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate, now
from hypothesis import given
from hypothesis import strategies as st

from huiqi.accounts.models import Person
from huiqi.demands.models import Promise, RatingRequest, ReturnVisit, VisitDraw, VisitShare, VisitTask
from huiqi.demands.rules.sampling import Drawn, choose_visitor, draw, drawn_again, quota, week_of
from huiqi.demands.selectors import desk_tab, draws, strata_of, visits_of, waiting_visits
from huiqi.demands.services import Visit, draw_visits, set_share
from huiqi.demands.tests.play import REACHED, Play
from huiqi.demands.words import DemandState, Lot, RatingLevel, Step, Verb, VisitOutcome
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Role
from huiqi.kernel.refusal import Refused
from huiqi.network.services import PostEntry, set_up_post
from huiqi.network.words import PostKind
from huiqi.ui.wording import full_day
from tests.cast import NOON, Cast, seat

V = Verb
ANSWERED = (V.REGISTER, V.ANSWER)
BAD = {"level": RatingLevel.VERY_DISSATISFIED}
VAIN = Visit(reached=False)


def dissatisfied(cast: Cast) -> Play:
    """A demand that the window answered and its enterprise rated badly."""
    play = Play(cast).through(*ANSWERED)
    play.do(V.RATE, level=RatingLevel.VERY_DISSATISFIED)
    return play


def many(cast: Cast, number: int, *verbs: Verb) -> list[Play]:
    """So many demands, each led through these."""
    return [Play(cast).through(*(verbs or (*ANSWERED, V.RATE))) for _ in range(number)]


def page_of(cast: Cast, person: Person, play: Play) -> str:
    """The page of the case, as somebody reads it."""
    page: str = cast.client(person).get(f"/demands/{play.demand.ref}/").content.decode()
    return page


def test_the_share_is_rounded_up_and_every_stratum_has_one():
    assert [quota(among, 10) for among in (0, 1, 9, 10, 11, 20, 21, 100)] == [0, 1, 1, 1, 2, 2, 3, 10]
    assert quota(7, 100) == 7


@given(st.lists(st.uuids().map(str), unique=True, max_size=60), st.integers(1, 100), st.text("ab0", min_size=1))
def test_a_draw_takes_its_share_over_several_nights_and_can_be_drawn_again(refs, percent, seed):
    nights, before, lots = (refs[:20], refs[20:40], refs[40:]), Drawn(), []
    for number, coming in enumerate(nights):
        chosen = draw(seed, coming, before, percent)
        lots += [(number, ref, ref in chosen) for ref in coming]
        before = Drawn(before.among + len(coming), before.picked + len(chosen))
    assert before.picked >= min(quota(len(refs), percent), len(refs)) - (len(nights) - 1) * 0
    assert drawn_again(seed, lots, percent)
    if lots:
        number, ref, picked = lots[0]
        assert not drawn_again(seed, [(number, ref, not picked), *lots[1:]], percent)


def test_who_visits_has_least_to_do_and_nothing_to_do_with_the_work():
    assert choose_visitor({"a": 0, "b": 3, "c": 1}, ["a"]) == "c"
    assert choose_visitor({"a": 0}, ["a"]) == ""


def test_every_bad_rating_is_visited_by_somebody_who_had_nothing_to_do_with_it(cast):
    play = dissatisfied(cast)
    task = VisitTask.objects.get()
    assert (task.why, task.office, task.visitor) == (
        Lot.DISSATISFIED,
        cast.window_a.organisation,
        str(cast.manager_a.ref),
    )
    assert task.due_at == play.promise(Step.RETURN_VISIT).due_at
    assert RatingRequest.objects.get().lot is Lot.DISSATISFIED


def test_the_post_of_return_visits_visits_first_and_the_hub_where_nobody_else_is_left(cast):
    visitor, other = (seat(n, f"回访员{n}", cast.window_a.organisation, Role.RECEPTIONIST) for n in (81, 82))
    post = PostEntry("回访岗", PostKind.RETURN_VISIT, "一号台", visitor.id, other.id)
    set_up_post(cast.window_a.id, post, actor=cast.actor(cast.manager_a), at=NOON)
    dissatisfied(cast)
    assert VisitTask.objects.get().visitor == str(visitor.ref)
    visitor.seats.update(until="2026-01-01"), other.seats.update(until="2026-01-01")
    cast.manager_a.seats.update(until="2026-01-01")
    dissatisfied(cast)
    task = VisitTask.objects.latest("id")
    assert (task.office, task.visitor) == (cast.hub.organisation, str(cast.hub_operator.ref))


def test_whoever_handled_it_neither_sees_nor_touches_his_own_visit(cast):
    play = dissatisfied(cast)
    task, own = VisitTask.objects.get(), cast.client(cast.receptionist_a)
    assert not visits_of(cast.actor(cast.receptionist_a)).exists()
    assert own.get(f"/demands/visits/{task.ref}/").status_code == 404
    assert play.demand.number not in own.get("/demands/visits/?tab=all").content.decode()
    assert own.get(f"/demands/{play.demand.ref}/visit/").status_code == 404
    with pytest.raises(PermissionDenied):
        play.do(V.VISIT, by=cast.receptionist_a)
    play.do(V.VISIT, visit=Visit(True, True, False, "经办人态度不好。"))
    assert "经办人态度不好" not in page_of(cast, cast.receptionist_a, play)
    assert "经办人态度不好" in page_of(cast, cast.manager_a, play)


def test_who_answered_does_not_visit_though_another_is_first_contact(cast):
    play = Play(cast).through(V.REGISTER)
    play.do(V.ANSWER, by=cast.manager_a)
    play.do(V.RATE, **BAD)
    with pytest.raises(PermissionDenied):
        play.do(V.VISIT, by=cast.manager_a)
    assert play.do(V.VISIT, by=cast.hub_operator)


def test_an_institution_sees_nothing_of_the_visits_about_its_work(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER)
    play.do(V.RATE, **BAD)
    play.do(V.VISIT, visit=Visit(True, False, True, "检测中心拖了两周。"))
    assert "检测中心拖了两周" not in page_of(cast, cast.institution_clerk, play)
    assert cast.client(cast.institution_clerk).get("/demands/visits/").status_code == 404


def test_calls_are_written_down_each_and_the_third_half_of_a_day_is_the_last(cast):
    play = dissatisfied(cast)
    for hours, outcome in ((0, VisitOutcome.NO_ANSWER), (0, VisitOutcome.NO_ANSWER), (6, VisitOutcome.WRONG_NUMBER)):
        play.later(hours=hours).do(V.ATTEMPT_VISIT, visit=Visit(False, outcome=outcome))
    task = VisitTask.objects.get()
    assert (task.attempts, task.done_at, task.outcome) == (3, None, VisitOutcome.WRONG_NUMBER)
    play.later(hours=20).do(V.ATTEMPT_VISIT)
    task.refresh_from_db()
    assert task.done_at == play.now
    assert task.outcome is VisitOutcome.NO_ANSWER
    assert play.promise(Step.RETURN_VISIT).kept_at == play.now


def test_who_does_not_want_to_be_visited_is_left_alone_and_a_call_later_does_not_count(cast):
    play = dissatisfied(cast)
    later = play.now + timedelta(days=1)
    play.do(V.ATTEMPT_VISIT, visit=Visit(False, outcome=VisitOutcome.CALL_LATER, call_after=later))
    assert VisitTask.objects.get().call_after == later
    play.later(days=2).do(V.ATTEMPT_VISIT, visit=Visit(False, outcome=VisitOutcome.REFUSED))
    assert VisitTask.objects.get().done_at == play.now
    with pytest.raises(Refused, match="call_after_past"):
        dissatisfied(cast).do(V.ATTEMPT_VISIT, visit=Visit(False, outcome=VisitOutcome.CALL_LATER, call_after=NOON))


def test_what_is_said_on_the_telephone_is_kept_apart_from_the_rating(cast):
    play = dissatisfied(cast)
    play.do(V.VISIT, visit=Visit(True, True, False, level=RatingLevel.SATISFIED))
    assert ReturnVisit.objects.get().level is RatingLevel.SATISFIED
    assert play.demand.ratings.get().level is RatingLevel.VERY_DISSATISFIED
    assert timeline(play.demand.ref)[-1].data["by_phone"] == "satisfied"


def test_of_the_rest_a_tenth_is_drawn_and_the_others_are_released_with_the_reason(cast):
    plays = many(cast, 11)
    assert draw_visits(at=plays[-1].now + timedelta(hours=1)) == 2
    assert RatingRequest.objects.filter(lot=Lot.DRAWN).count() == VisitTask.objects.count() == 2
    spared = RatingRequest.objects.filter(lot=Lot.SPARED).first()
    told = timeline(spared.demand.ref)[-1]
    assert (told.verb, told.data["percent"], told.data["among"]) == ("spare_visit", 10, 11)
    assert draw_visits(at=plays[-1].now + timedelta(hours=2)) == 0


def test_a_draw_waits_for_the_days_left_to_rate_and_then_releases_the_visit(cast):
    first, second = many(cast, 2, *ANSWERED)
    assert draw_visits(at=first.now + timedelta(days=2)) == 0
    assert draw_visits(at=first.now + timedelta(days=6)) == 1
    owed = {one.demand_id: one.released_at for one in Promise.objects.filter(step=Step.RETURN_VISIT)}
    drawn = VisitTask.objects.get().demand_id
    assert owed[drawn] is None
    assert owed[(first.demand.id if drawn == second.demand.id else second.demand.id)] is not None


def test_who_was_not_drawn_and_has_not_rated_may_be_archived_and_who_was_drawn_is_visited_first(cast):
    plays = many(cast, 2, *ANSWERED)
    for play in plays:
        play.now += timedelta(days=6)
    draw_visits(at=plays[0].now)
    drawn = VisitTask.objects.get().demand_id
    for play in plays:
        play.demand.refresh_from_db()
        if play.demand.id == drawn:
            with pytest.raises(Refused, match="visit_first"):
                play.do(V.ARCHIVE)
        else:
            assert play.do(V.ARCHIVE).state is DemandState.ARCHIVED


def test_what_was_archived_before_the_draw_is_visited_when_drawn_and_its_file_made_anew(cast):
    play = Play(cast).through(*ANSWERED, V.RATE, V.ARCHIVE)
    with pytest.raises(Refused, match="not_to_visit"):
        play.do(V.VISIT)
    play.later(hours=1)
    draw_visits(at=play.now)
    assert play.promise(Step.SAMPLE_VISIT).due_at == VisitTask.objects.get().due_at
    play.do(V.VISIT)
    assert play.demand.state is DemandState.ARCHIVED
    assert play.promise(Step.SAMPLE_VISIT).kept_at == play.now
    assert play.demand.archives.count() == 2


def test_nobody_is_drawn_whom_no_call_reaches(cast):
    play = Play(cast).through(*ANSWERED)
    play.demand.anonymity = "anonymous"
    play.demand.save()
    assert draw_visits(at=play.now + timedelta(days=9)) == 0
    assert RatingRequest.objects.get().lot is Lot.NOBODY


def test_the_seed_is_stored_once_a_week_and_the_draw_comes_out_the_same_again(cast):
    plays = many(cast, 4)
    draw_visits(at=plays[-1].now + timedelta(hours=1))
    drawing = draws().get()
    [stratum] = strata_of(drawing)
    assert (drawing.week, stratum["among"], stratum["drawn"]) == (week_of(NOON.date()), 4, 1)
    assert all(one["same"] for one in strata_of(drawing))
    RatingRequest.objects.filter(lot=Lot.DRAWN).update(lot=Lot.SPARED)
    assert not all(one["same"] for one in strata_of(drawing))


def test_the_hub_sets_the_share_for_the_next_draw_and_a_begun_week_keeps_its_own(cast):
    play = Play(cast).through(*ANSWERED, V.RATE)
    draw_visits(at=play.now + timedelta(hours=1))
    made = set_share(50, actor=cast.actor(cast.hub_operator), at=play.now + timedelta(hours=2))
    assert made.since == week_of(NOON.date()) + timedelta(days=7)
    with pytest.raises(Refused, match="share_range"):
        set_share(0, actor=cast.actor(cast.hub_operator), at=play.now)
    for person, answer in ((cast.hub_operator, 302), (cast.manager_a, 404)):
        assert cast.client(person).post("/demands/visits/share/", {"percent": "30"}).status_code == answer
    assert VisitDraw.objects.get().percent == 10
    assert VisitShare.objects.count() == 1


def test_the_visitor_finds_number_script_and_sheet_and_goes_on_to_the_next(cast):
    first, second = dissatisfied(cast), dissatisfied(cast)
    page = cast.client(cast.manager_a)
    listed = page.get("/demands/visits/").content.decode()
    assert first.demand.number in listed
    assert second.demand.number in listed
    task = VisitTask.objects.get(demand=first.demand)
    shown = page.get(f"/demands/visits/{task.ref}/").content.decode()
    assert 'href="tel:19900000021"' in shown
    assert "我没有经手过这件事" in shown
    told = {"outcome": "reached", "need_met": "yes", "follow_up": "no", "revision": str(first.demand.revision)}
    answer = page.post(f"/demands/visits/{task.ref}/", told)
    assert answer.headers["Location"].endswith(f"{VisitTask.objects.get(demand=second.demand).ref}/")


def test_a_sheet_that_says_too_little_keeps_what_was_typed(cast):
    dissatisfied(cast)
    task, page = VisitTask.objects.get(), cast.client(cast.manager_a)
    sheet = {"outcome": "reached", "opinion": "写了不少", "revision": str(task.demand.revision)}
    shown = page.post(f"/demands/visits/{task.ref}/", sheet).content.decode()
    assert "写了不少" in shown
    assert "请选择需求有没有得到满足" in shown
    later = page.post(f"/demands/visits/{task.ref}/", sheet | {"outcome": "call_later"}).content.decode()
    assert "请填约定的时间" in later
    assert not ReturnVisit.objects.exists()


def test_a_visit_that_was_reached_says_what_was_found(cast):
    play = dissatisfied(cast)
    with pytest.raises(Refused, match="required"):
        play.do(V.VISIT, visit=Visit(True, None, False))
    assert play.do(V.VISIT, visit=REACHED)
    with pytest.raises(Refused, match="not_to_visit"):
        play.do(V.VISIT, visit=REACHED)


def test_what_was_visited_stays_on_the_list_for_a_month(cast):
    play = dissatisfied(cast)
    play.do(V.VISIT)
    actor = cast.actor(cast.manager_a)
    found = [waiting_visits(actor, "done", play.now + timedelta(days=days)).count() for days in (1, 31)]
    assert found == [1, 0]


def test_the_hub_s_desk_counts_what_the_hub_is_to_visit_itself(cast):
    dissatisfied(cast)
    hub, manager = cast.actor(cast.hub_operator), cast.actor(cast.manager_a)
    assert [waiting_visits(one, desk_tab(one), NOON).count() for one in (hub, manager)] == [0, 1]


def test_the_share_that_comes_is_shown_with_the_day_from_which_it_holds(cast):
    client = cast.client(cast.hub_operator)
    assert "现在按 10% 抽样。" in client.get("/demands/visits/draws/").content.decode()
    VisitDraw.objects.create(week=week_of(localdate()), seed="ab", percent=10, made_at=now())
    client.post("/demands/visits/share/", {"percent": "３５"})
    day = full_day(week_of(localdate()) + timedelta(days=7))
    page = client.get("/demands/visits/draws/").content.decode()
    assert f"现在按 10% 抽样，{day}起按 35%。" in page
    assert 'value="35"' in page
    read = cast.client(cast.manager_a).get("/demands/visits/draws/").content.decode()
    assert f"{day}起按 35%。比例由省平台决定。" in read
