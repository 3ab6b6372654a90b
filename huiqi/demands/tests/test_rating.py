"""Rating: by account, code or link; what is asked; who is protected; who may not; asked once more."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from huiqi.accounts.models import Person, WrongTry
from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import WRONG_TRIES
from huiqi.demands.models import Intake, Rating, RatingRequest, Telling
from huiqi.demands.rules.rating import Dimension, RatingPlace, RatingWay, list_on, rating_lists, stars
from huiqi.demands.selectors import case_of, shielded, visible_to
from huiqi.demands.services import Said, ask_again, rate_demand, tell_waiting
from huiqi.demands.services.rating_requests import code_for
from huiqi.demands.tests.play import Play
from huiqi.demands.words import DemandState, RatingLevel, Verb
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Role
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Delivery, Notice, Recorded
from huiqi.notices.services import send_waiting
from tests.cast import Cast, seat

V = Verb
ANSWERED = (V.REGISTER, V.ANSWER)
BY_OTHERS = (V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER)
GOOD = {"level": "satisfied", "comment": "说得清楚"}


def link(play: Play) -> str:
    """Where the link of the present round leads."""
    return f"/demands/rate/{code_for(RatingRequest.objects.get(demand=play.demand, round=play.demand.round)).lower()}/"


def told(play: Play, page: Client | None = None, **more: str):
    """Rate through the link."""
    return (page or Client()).post(link(play), GOOD | {"revision": "1"} | more)


def read_by(cast: Cast, person: Person, play: Play) -> str:
    """The page of the case, as somebody reads it."""
    page: str = cast.client(person).get(f"/demands/{play.demand.ref}/").content.decode()
    return page


def test_the_lists_are_versions_with_a_day_each_and_the_dimensions_of_the_standard():
    assert list_on(RatingPlace.ONLINE, date(2026, 11, 20)).dimensions == tuple(Dimension)[:4]
    assert list_on(RatingPlace.COUNTER, date(2026, 11, 20)).dimensions == tuple(Dimension)[4:]
    assert list_on(RatingPlace.ONLINE, date(2000, 1, 1)).code == "online-1"
    assert len({one.code for one in rating_lists()}) == len(rating_lists())
    assert [stars(one) for one in RatingLevel] == [5, 4, 3, 2, 1]


def test_an_answer_asks_for_a_rating_and_says_whose_work_it_is_about(cast):
    play = Play(cast).through(*BY_OTHERS)
    asked = RatingRequest.objects.get()
    assert (asked.window, asked.organisation) == (cast.window_a, cast.institution.organisation)
    assert asked.person == str(cast.institution_clerk.ref)
    assert set(asked.concerned) == {str(cast.institution_clerk.ref), str(cast.receptionist_a.ref)}
    assert code_for(asked) not in str(RatingRequest.objects.values().get())
    assert play.demand.state is DemandState.ANSWERED


def test_whoever_has_the_link_rates_without_an_account_once_and_opens_nothing_else(cast):
    play = Play(cast).through(*ANSWERED)
    page = Client().get(link(play)).content.decode()
    assert play.demand.number in page
    assert play.demand.title not in page
    assert play.demand.answer not in page
    assert "谢谢您的评价" in told(play, efficiency="dissatisfied", guide="").content.decode()
    rating = Rating.objects.get()
    assert (rating.level, rating.way, rating.comment) == (RatingLevel.SATISFIED, RatingWay.LINK, "说得清楚")
    assert (rating.list_code, rating.dimensions) == ("online-1", {"efficiency": "dissatisfied"})
    assert timeline(play.demand.ref)[-1].data["by"] == "link"
    assert not Telling.objects.filter(verb="by_code").exists()
    assert told(play).status_code == 404


def test_what_is_no_level_is_said_at_its_place_and_nothing_typed_is_lost(cast):
    play = Play(cast).through(*ANSWERED)
    page = told(play, level="", comment="我写了很多", convenience="satisfied").content.decode()
    assert "请选一个" in page
    assert "我写了很多" in page
    assert 'value="satisfied" selected' in page
    assert told(play, level="wonderful").status_code == 200
    assert told(play, comment="a\x00b").status_code == 200
    assert not Rating.objects.exists()


def test_a_dimension_of_another_list_is_not_rated(cast):
    play = Play(cast).through(*ANSWERED)
    told(play, service_attitude="satisfied")
    assert Rating.objects.get().dimensions == {}


def test_a_link_that_is_unknown_used_or_declined_gets_one_answer(cast):
    declined, used = Play(cast).through(*ANSWERED), Play(cast).through(*ANSWERED)
    assert Client().post(f"{link(declined)}decline/").status_code == 200
    used.do(V.RATE)
    pages = [Client().get(one) for one in ("/demands/rate/zzzzzzzzzzzzzzzz/", link(declined), link(used))]
    assert [page.status_code for page in pages] == [404] * 3
    assert len({page.content.decode().partition("<main")[2].partition("</main")[0] for page in pages}) == 1


def test_who_handled_it_cannot_silence_the_rating_of_his_own_work(cast):
    play = Play(cast).through(*ANSWERED)
    assert cast.client(cast.receptionist_a).post(f"{link(play)}decline/").status_code == 404
    assert Client().get(link(play)).status_code == 200


def test_guessing_links_is_slowed_down_and_a_right_one_opens_still(cast):
    play = Play(cast).through(*ANSWERED)
    tries = (WrongTry(door="rating", address="127.0.0.1", at=now()) for _ in range(WRONG_TRIES))
    WrongTry.objects.bulk_create(tries)
    assert Client().get("/demands/rate/zzzzzzzzzzzzzzzz/").status_code == 429
    assert Client().get(link(play)).status_code == 200


def test_nobody_who_works_where_it_was_handled_rates_it_through_the_link(cast):
    play = Play(cast).through(*BY_OTHERS)
    for person in (cast.receptionist_a, cast.manager_a, cast.institution_clerk):
        page = cast.client(person)
        assert page.get(link(play)).status_code == told(play, page).status_code == 404
    assert not Rating.objects.exists()


def test_nobody_of_the_network_rates_for_the_enterprise_even_where_he_had_no_hand_in_it(cast):
    play = Play(cast).through(*ANSWERED)
    for person in (cast.hub_operator, cast.receptionist_b):
        page = cast.client(person)
        assert page.get(link(play)).status_code == told(play, page).status_code == 404
        assert page.post(f"{link(play)}decline/").status_code == 404
    assert not Rating.objects.exists()
    assert Client().get(link(play)).status_code == 200


def test_nobody_who_also_sits_at_the_window_rates_for_his_enterprise(cast):
    play = Play(cast).through(*BY_OTHERS)
    clerk = seat(71, "两头坐的人", cast.window_a.organisation, Role.RECEPTIONIST)
    firm = clerk.seats.create(
        organisation=cast.enterprise_x.organisation, role=Role.ENTERPRISE_OWNER, since="2020-01-01"
    )
    with pytest.raises(Refused, match="own_rating"):
        rate_demand(play.demand.ref, Said(RatingLevel.SATISFIED), actor=actor_of(clerk, firm.id), at=play.now)


def test_nobody_is_asked_about_what_was_withdrawn_and_nothing_is_rated_twice(cast):
    Play(cast).through(V.WITHDRAW)
    assert not RatingRequest.objects.exists()
    other = Play(cast).through(*ANSWERED)
    other.do(V.RATE, level=RatingLevel.SATISFIED)
    assert told(other).status_code == 404
    with pytest.raises(Refused, match="rated_already"):
        Play.do(Play(cast).through(*ANSWERED, V.RATE, V.VISIT), V.RATE)


def test_those_who_are_rated_read_what_was_said_and_not_who_said_it(cast):
    play = Play(cast).through(*BY_OTHERS)
    play.do(V.RATE, comment="要材料要了两遍")
    assert "要材料要了两遍" in read_by(cast, cast.receptionist_a, play)
    case = case_of(visible_to(cast.actor(cast.hub_operator)).whole().get(id=play.demand.id))
    raters = {
        name: next(one.actor_ref for one in shielded(case, cast.actor(person)).happenings if one.verb == V.RATE)
        for name, person in (("window", cast.receptionist_a), ("hub", cast.hub_operator), ("firm", cast.owner_x))
    }
    assert raters == {"window": "", "hub": str(cast.owner_x.ref), "firm": str(cast.owner_x.ref)}


def test_who_handled_it_reads_the_rating_once_the_demand_is_closed(cast):
    play = Play(cast).through(*BY_OTHERS)
    play.do(V.RATE, comment="很快")
    page = read_by(cast, cast.institution_clerk, play)
    assert "办结以后这里看得到" in page
    assert "很快" not in page
    play.do(V.ARCHIVE)
    page = read_by(cast, cast.institution_clerk, play)
    assert "评价：满意" in page
    assert "很快" in page


def test_who_has_not_rated_is_asked_once_more_after_three_days_and_never_again(cast):
    play = Play(cast).through(*ANSWERED)
    assert ask_again(at=play.now + timedelta(days=2, hours=23)) == 0
    assert ask_again(at=play.now + timedelta(days=3)) == 1
    assert ask_again(at=play.now + timedelta(days=30)) == 0
    assert timeline(play.demand.ref)[-1].verb == "ask_again"
    tell_waiting()
    assert Notice.objects.filter(person=cast.owner_x, kind="demands.rate_again").count() == 1


def test_who_rated_or_does_not_want_to_is_not_asked_again(cast):
    rated, declined = Play(cast).through(*ANSWERED, V.RATE), Play(cast).through(*ANSWERED)
    Client().post(f"{link(declined)}decline/")
    assert ask_again(at=rated.now + timedelta(days=9)) == 0


def test_the_message_brings_the_link_and_no_table_holds_it(cast, settings):
    settings.DEMONSTRATION = True
    play = Play(cast).through(*ANSWERED)
    tell_waiting()
    code = code_for(RatingRequest.objects.get()).lower()
    assert code not in str(list(Delivery.objects.values())) + str(list(Notice.objects.values()))
    send_waiting(at=play.now + timedelta(hours=1))
    assert code in Recorded.objects.get(kind="demands.answered").text


def test_who_spoke_for_a_firm_without_an_account_gets_the_link_on_his_telephone(cast, settings):
    settings.DEMONSTRATION = True
    play = Play(cast).through(*ANSWERED)
    cast.owner_x.seats.update(until="2026-01-01")
    Intake.objects.create(
        demand=play.demand,
        channel="counter",
        spoken_by="赵某",
        relation="employee",
        phone="19900000031",
        organisation=cast.window_a.organisation,
        taken_at=play.now,
        taken_by=str(cast.receptionist_a.ref),
    )
    tell_waiting()
    assert Delivery.objects.get(kind="demands.answered").to == "19900000031"
