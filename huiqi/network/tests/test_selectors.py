"""Which window serves a place, and what it promises there."""

from datetime import date

import pytest

from huiqi.kernel.access import SYSTEM
from huiqi.network import selectors, services
from huiqi.network.words import LimitStep
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON, OPENED, window

TODAY = date(2026, 11, 20)


def serve(cast_window, region, **period):
    told = {"since": OPENED, "basis": "", "actor": SYSTEM, "at": NOON, **period}
    return services.serve_region(cast_window.id, region, **told)


def test_a_district_is_served_by_the_window_of_its_city(cast):
    assert selectors.window_for("410102", TODAY) == cast.window_a


def test_a_county_with_a_window_of_its_own_is_not_served_by_its_city(cast):
    gongyi = window("410181", "巩义窗口")
    assert selectors.window_for("410181", TODAY) == gongyi
    assert selectors.window_for("410182", TODAY) == cast.window_a


def test_a_county_returns_to_its_city_when_the_arrangement_ends(cast):
    gongyi = window("410181", "巩义窗口")
    services.stop_serving(gongyi.id, "410181", until=date(2026, 1, 1), actor=SYSTEM, at=NOON)
    assert selectors.window_for("410181", date(2025, 12, 31)) == gongyi
    assert selectors.window_for("410181", date(2026, 1, 1)) == cast.window_a


def test_a_county_that_the_hub_serves_does_not_fall_to_its_city(cast):
    serve(cast.hub, "410181")
    assert selectors.window_for("410181", TODAY) == cast.hub


def test_jiyuan_has_no_city_and_falls_to_the_hub(cast):
    assert selectors.window_for("419001", TODAY) == cast.hub
    jiyuan = window("419001", "济源窗口")
    assert selectors.window_for("419001", TODAY) == jiyuan


@pytest.mark.parametrize("region", ["999999", "", "410", "370102"])
def test_an_unknown_or_foreign_region_falls_to_the_hub(cast, region):
    assert selectors.window_for(region, TODAY) == cast.hub


def test_nobody_but_the_hub_serves_before_the_windows_opened(cast):
    assert selectors.window_for("410102", date(2014, 4, 3)) == cast.hub


def test_a_closed_window_serves_nobody(cast):
    type(cast.window_a).objects.filter(id=cast.window_a.id).update(closed_on=TODAY)
    assert selectors.window_for("410102", TODAY) == cast.hub


def test_the_window_of_a_place_takes_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert selectors.window_for("410102", TODAY).organisation.name


def test_a_windows_own_limit_stands_over_the_networks(cast):
    services.set_time_limits("zaozhuang", window_id=cast.window_b.id, since=TODAY, actor=SYSTEM, at=NOON)
    own = selectors.time_limits(cast.window_b.id, ServiceKind.COMPLAINT, TODAY)
    assert own[LimitStep.FINISH].amount == 10
    assert own[LimitStep.RETURN_VISIT].amount == 3
    assert selectors.time_limits(cast.window_a.id, ServiceKind.COMPLAINT, TODAY)[LimitStep.FINISH].amount == 15


def test_with_a_finish_of_its_own_a_window_keeps_no_other_answer_of_the_network(cast):
    services.set_time_limits("zhuhai_124", window_id=cast.window_b.id, since=TODAY, actor=SYSTEM, at=NOON)
    told = selectors.time_limits(cast.window_b.id, ServiceKind.CONSULTATION, TODAY)
    assert {step: limit.amount for step, limit in told.items()} == {
        LimitStep.FIRST_CONTACT: 1,
        LimitStep.FINISH: 2,
        LimitStep.HANDLER_TAKE: 1,
        LimitStep.RETURN_VISIT: 3,
        LimitStep.RECTIFY_CONTACT: 1,
        LimitStep.RECTIFICATION: 15,
    }


def test_limits_come_in_the_order_of_the_steps_by_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert list(selectors.time_limits(cast.window_a.id, ServiceKind.SERVICE, TODAY)) == [
            step for step in LimitStep if step is not LimitStep.HAND_OVER
        ]
