"""At the door: a living key with the scope opens, everything else is told what it is and what to do."""

from datetime import timedelta

import pytest

from huiqi.accounts.models import WrongTry
from huiqi.kernel.access import Role
from huiqi.kernel.refusal import Refused
from huiqi.programs import services
from huiqi.programs.models import AccessKey
from huiqi.programs.rules import MOST_A_MINUTE, MOST_WRONG
from huiqi.programs.services import Asking, admit
from huiqi.programs.tests.conftest import AT, fetched
from huiqi.programs.wording import refusal
from huiqi.programs.words import Scope, Term

pytestmark = pytest.mark.django_db
ONE = Asking("甲", "乙", "丙", (Scope.OUTCOMES,), Term.QUARTER)


def opened(secret, scope=Scope.OUTCOMES, at=AT, address="10.0.0.1"):
    return admit(secret, scope, address=address, at=at)


def refused(secret, code, **told):
    with pytest.raises(Refused) as caught:
        opened(secret, **told)
    assert caught.value.code == code
    assert "%(" not in refusal(caught.value)


@pytest.mark.parametrize(("who", "role"), [("manager_a", Role.RECEPTIONIST), ("hub_operator", Role.HUB_OPERATOR)])
def test_a_program_acts_as_its_office_and_under_its_own_name(offices, who, role):
    by = getattr(offices, who)
    key, secret = fetched(offices, by=by)
    actor = opened(secret)
    assert (actor.role, actor.organisation_id) == (role, offices.actor(by).organisation_id)
    assert (actor.person_ref, actor.name, actor.person_id) == (str(key.ref), key.name, None)


def test_a_call_is_counted_with_its_moment_and_place(offices):
    key, secret = fetched(offices)
    opened(secret)
    opened(secret, at=AT + timedelta(minutes=3), address="10.0.0.2")
    key.refresh_from_db()
    assert (key.uses, key.used_from, key.used_at) == (2, "10.0.0.2", AT + timedelta(minutes=3))


def test_what_is_no_key_opens_nothing(offices):
    _key, secret = fetched(offices)
    refused("", "no_key")
    for wrong in (secret[:-1], secret + "x", secret.upper(), "huiqi_", "' OR 1=1 --", "钥匙", "x" * 10_000):
        refused(wrong, "unknown_key")
    assert WrongTry.objects.filter(door="api_key").count() == 7


def test_a_key_opens_until_the_end_of_its_last_day(offices):
    key, secret = fetched(offices, asking=ONE)
    last = AT + timedelta(days=90)
    assert key.until == last.date()
    assert opened(secret, at=last.replace(hour=23, minute=59))
    refused(secret, "expired_key", at=last.replace(hour=0, minute=0) + timedelta(days=1))


def test_an_ended_key_opens_nothing_from_that_moment_on(offices):
    key, secret = fetched(offices)
    services.end_key(key.ref, "遗失", actor=offices.actor(offices.security), at=AT)
    refused(secret, "ended_key")


def test_a_key_without_the_scope_is_told_which(offices):
    _key, secret = fetched(offices, asking=ONE)
    refused(secret, "lacks_scope", scope=Scope.HANDOFFS)


def test_a_key_may_call_so_often_within_a_minute_and_again_in_the_next(offices):
    _key, secret = fetched(offices)
    AccessKey.objects.update(minute=AT, in_minute=MOST_A_MINUTE - 1)
    assert opened(secret, at=AT + timedelta(seconds=5))
    refused(secret, "too_fast", at=AT + timedelta(seconds=6))
    assert opened(secret, at=AT + timedelta(seconds=60))


def test_who_guesses_is_told_to_stop_for_ten_minutes_and_a_right_key_opens_still(offices):
    _key, secret = fetched(offices)
    for _time in range(MOST_WRONG):
        refused("huiqi_x", "unknown_key")
    refused("huiqi_x", "too_many_wrong")
    refused("huiqi_x", "unknown_key", address="10.0.0.2")
    assert opened(secret)
    refused("huiqi_x", "unknown_key", at=AT + timedelta(seconds=601))


def test_a_program_that_sends_wrong_keys_reads_when_it_may_come_again(offices, client):
    told = {"headers": {"authorization": "Bearer huiqi_x"}}
    answers = [client.get("/api/v1/filings/handoffs/HQ26-0000-0000", **told) for _time in range(40)]
    assert [one.status_code for one in answers] == [401] * MOST_WRONG + [429] * (40 - MOST_WRONG)
    assert answers[-1]["Retry-After"] == "600"
    assert "十分钟以后再试" in answers[-1].json()["error"]["message"]
