"""Several at once: numbers without gaps, one demand per submission, one record per promise, one verb per moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from huiqi.demands import services
from huiqi.demands.models import AccountabilityRecord, Demand, Promise
from huiqi.demands.tests.play import FILING, Play
from huiqi.demands.tests.test_tallies import open_ones, tallied
from huiqi.demands.words import Verb
from huiqi.journal.selectors import broken_at, timeline
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from tests.cast import NOON, ZONE

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY_EVENING = datetime(2026, 11, 23, 18, tzinfo=ZONE)


def together(count: int, act: Callable[[int], Any]) -> list[Any]:
    """What `count` threads answer that begin at the same moment, each on a connection of its own."""
    barrier = Barrier(count)

    def run(number: int) -> Any:
        try:
            barrier.wait(timeout=10)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_numbers_have_no_gaps_even_when_filings_fail(cast):
    actor = cast.actor(cast.owner_x)

    def file(number: int) -> None:
        filing = FILING if number % 3 else services.Filing(FILING.kind, FILING.title, "")
        for _ in range(3):
            try:
                services.file_demand(filing, submission=uuid4(), actor=actor, at=NOON)
            except Refused:
                continue

    together(6, file)
    numbers = sorted(Demand.objects.values_list("number", flat=True))
    assert numbers == [f"410100-2026-{serial:06d}" for serial in range(1, 13)]


def test_one_submission_pressed_many_times_is_one_demand(cast):
    actor, submission = cast.actor(cast.owner_x), uuid4()
    made = together(6, lambda _: services.file_demand(FILING, submission=submission, actor=actor, at=NOON).number)
    assert set(made) == {"410100-2026-000001"}
    assert services.file_demand(FILING, submission=uuid4(), actor=actor, at=NOON).number.endswith("000002")


def test_two_sweeps_claim_a_missed_promise_once(cast):
    plays = [Play(cast).through() for _ in range(5)]
    claimed = together(2, lambda _: services.miss_due_promises(at=MONDAY_EVENING, page=2))
    assert sum(claimed) == 5
    assert AccountabilityRecord.objects.count() == 5
    assert all(broken_at(play.demand.ref) is None for play in plays)


def test_a_verb_and_a_sweep_at_the_same_moment_agree(cast):
    play = Play(cast).through()
    actor = cast.actor(cast.receptionist_a)

    def act(number: int) -> None:
        if number:
            services.miss_due_promises(at=MONDAY_EVENING)
        else:
            services.register_demand(play.demand.ref, actor=actor, at=MONDAY_EVENING)

    together(2, act)
    first = Promise.objects.get(step="first_contact")
    assert (first.missed_at, first.kept_at) == (MONDAY_EVENING, MONDAY_EVENING)
    assert AccountabilityRecord.objects.count() == 1


def test_two_people_on_one_demand_do_one_thing(cast):
    play = Play(cast).through(Verb.REGISTER)
    people = [cast.actor(cast.receptionist_a), cast.actor(cast.manager_a)]
    shown = play.demand.revision

    def answer(number: int) -> str:
        try:
            services.answer_demand(play.demand.ref, "办好了", actor=people[number], at=NOON, revision=shown)
        except (Refused, NotNow):
            return "refused"
        return "answered"

    assert sorted(together(2, answer)) == ["answered", "refused"]
    assert [h.verb for h in timeline(play.demand.ref)].count("answer") == 1


def test_tallies_are_right_whoever_acts_and_folds_at_the_same_moment(cast):
    plays = [Play(cast).through() for _ in range(6)]

    def act(number: int) -> None:
        if number % 2:
            for verb in (Verb.REGISTER, Verb.SET_URGENCY, Verb.ANSWER):
                plays[number].do(verb)
        for _ in range(4):
            services.fold_tallies()

    together(6, act)
    assert tallied() == open_ones()
    services.fold_tallies()
    assert set(services.recount_tallies().values()) == {0}
