"""Guessing at the doors that a code opens: slowed down per door and per number, never for who has the right code."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from huiqi.accounts.models import WrongTry
from huiqi.accounts.services import forget_wrong_tries
from huiqi.demands import services
from huiqi.demands.models import Demand
from huiqi.demands.tests.play import Play
from huiqi.demands.wording import REFUSALS
from huiqi.demands.words import Door
from huiqi.kernel.refusal import Refused
from tests.cast import NOON

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
UNKNOWN = "410100-2026-999999"


def crowd(door: Door) -> None:
    """Sixty wrong tries from one address at one door, none twice at the same number."""
    WrongTry.objects.bulk_create(WrongTry(door=door, address=HERE, number=f"no {n}", at=NOON) for n in range(60))


def told(number: str, code: str, address: str = HERE) -> str:
    """What whoever tries number and code is told; nothing where they are right."""
    try:
        services.follow(number, code, address=address, at=NOON)
    except Refused as refused:
        return refused.code
    return ""


def guess(number: str, times: int = 10) -> None:
    """Try wrong codes at a number, each from somewhere else."""
    for turn in range(times):
        assert told(number, f"GUESS{turn}", f"192.0.2.{turn + 10}") == "no_such_demand"


@pytest.fixture
def demand(cast) -> Demand:
    """A demand that was filed."""
    return Play(cast).file()


def test_a_right_code_opens_from_an_address_with_many_wrong_tries_and_a_wrong_one_does_not(demand):
    crowd(Door.FOLLOW)
    assert told(demand.number, demand.query_code) == ""
    assert told(demand.number, "WRONG") == told(UNKNOWN, demand.query_code) == "too_many_tries"
    assert told(demand.number, "WRONG", ELSEWHERE) == "no_such_demand"


def test_fifty_nine_wrong_tries_from_an_office_shut_nobody_out(demand):
    crowd(Door.FOLLOW)
    WrongTry.objects.filter(number="no 0").delete()
    assert told(UNKNOWN, "WRONG") == "no_such_demand"


@pytest.mark.parametrize("exists", [True, False])
def test_ten_wrong_codes_at_a_number_close_it_for_ten_minutes_from_anywhere(demand, exists):
    number = demand.number if exists else UNKNOWN
    guess(number)
    assert told(number, demand.query_code, ELSEWHERE) == told(number, "WRONG", ELSEWHERE) == "too_many_tries"
    WrongTry.objects.update(at=NOON - timedelta(minutes=11))
    assert told(number, demand.query_code) == ("" if exists else "no_such_demand")


def test_guesses_from_a_crowded_address_count_at_the_number(demand):
    crowd(Door.FOLLOW)
    for turn in range(10):
        assert told(demand.number, f"GUESS{turn}") == "too_many_tries"
    assert told(demand.number, demand.query_code, ELSEWHERE) == "too_many_tries"


@pytest.mark.parametrize("door", [Door.LETTERS, Door.SCREEN])
def test_wrong_tries_at_another_door_do_not_count(demand, door):
    crowd(door)
    assert told(UNKNOWN, "WRONG") == "no_such_demand"


@pytest.mark.parametrize("crowded", [False, True])
@pytest.mark.parametrize("exists", [True, False])
def test_a_wrong_number_is_as_much_work_as_a_wrong_code(demand, exists, crowded, django_assert_num_queries):
    if crowded:
        crowd(Door.FOLLOW)
    number, answer = demand.number if exists else UNKNOWN, "too_many_tries" if crowded else "no_such_demand"
    with django_assert_num_queries(4):
        assert told(number, "WRONG") == answer


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("right", [True, False])
def test_at_a_closed_number_right_and_wrong_are_the_same_work(demand, exists, right, django_assert_num_queries):
    number = demand.number if exists else UNKNOWN
    guess(number)
    with django_assert_num_queries(3):
        assert told(number, demand.query_code if right else "WRONG") == "too_many_tries"


def test_nobody_without_an_account_is_told_to_sign_in(demand):
    for code in ("too_many_tries", "enough_by_code", "enough_complaints"):
        assert "登录" not in str(REFUSALS[code])


def test_wrong_keys_of_screens_are_counted_and_slowed_down(cast):
    address = reverse("demands:screen", args=["2345678923"])
    assert [Client().get(address).status_code for _ in range(61)] == [404] * 60 + [429]
    assert set(WrongTry.objects.values_list("door", "address")) == {("screen", "127.0.0.1")}
    page = Client().get(address).content.decode()
    assert str(REFUSALS["too_many_tries"]) in page


def test_wrong_tries_are_forgotten_after_a_day(demand):
    crowd(Door.FOLLOW)
    forget_wrong_tries(at=NOON + timedelta(hours=23))
    assert WrongTry.objects.count() == 60
    forget_wrong_tries(at=NOON + timedelta(hours=25))
    assert not WrongTry.objects.exists()
