"""Any moment of a demand is rebuilt from its journal, as it was stored then."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from huiqi.demands.models import Demand
from huiqi.demands.rules.moment import Hand, Owed, rebuilt
from huiqi.demands.selectors.moment import examined
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_machine import Life
from huiqi.demands.words import RatingLevel, Step, Verb
from huiqi.journal.selectors import timeline

pytestmark = pytest.mark.django_db

ENDS = (Verb.WITHDRAW, Verb.REFUSE, Verb.END, Verb.CLOSE_REPEATED)


def stored(demand):
    """The demand as its tables have it now."""
    row = Demand.objects.get(id=demand.id)
    hands = row.handlings.filter(ended_at=None).order_by("id")
    promises = row.promises.filter(kept_at=None, released_at=None).select_related("handling", "consultation")
    owed = [
        Owed(
            p.step,
            p.due_at,
            of.organisation_id if (of := p.handling or p.consultation) else None,
            bool(p.missed_at),
            bool(p.held_at),
        )
        for p in promises.order_by("id")
    ]
    return {
        "state": row.state,
        "round": row.round,
        "first_contact": row.first_contact,
        "hands": tuple(Hand(one.organisation_id, one.state, one.taken_by) for one in hands),
        "owed": tuple(sorted(owed, key=lambda one: (one.due_at, one.step, one.organisation or 0))),
        "urgency": row.urgency,
        "is_green": row.is_green,
        "is_confidential": row.is_confidential,
        "mode": row.mode,
    }


def told(moment):
    """The same of a rebuilt moment."""
    names = ("state", "round", "first_contact", "hands", "owed", "urgency", "is_green", "is_confidential", "mode")
    return {name: getattr(moment, name) for name in names}


def lived(life, data):
    """A random life, in one hand or several; answers each moment of it with what was stored then."""
    play = life.play
    seen = [(play.now, stored(play.demand))]
    for _ in range(12):
        if data.draw(st.integers(0, 5)) == 0:
            life.time_passes(hours=data.draw(st.integers(1, 60)))
            life.the_sweep_comes()
        else:
            level = data.draw(st.sampled_from(list(RatingLevel)))
            life.it_goes_on(data=data, level=level, hours=data.draw(st.integers(0, 60)))
        seen.append((play.now, stored(play.demand)))
    return seen


def test_every_moment_of_any_life_is_rebuilt_as_it_was(cast):
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]

    @settings(max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=slow)
    @given(st.data())
    def lives(data):
        life = Life(cast)
        try:
            seen = lived(life, data)
            happenings = timeline(life.ref)
            for at, then in seen:
                assert told(rebuilt(happenings, at)) == then
        finally:
            life.teardown()

    lives()


def test_a_ruling_moves_it_to_whom_the_hub_names(cast):
    play = Play(cast).through(Verb.REGISTER, Verb.DISPATCH, Verb.RETURN)
    play.handler = cast.window_b.organisation
    for verb in (Verb.DISPATCH, Verb.CONTEST):
        play.do(verb)
    play.do(Verb.ARBITRATE, decree=play.decree(cast.institution.organisation))
    then = rebuilt(timeline(play.demand.ref), play.now)
    assert [one.organisation for one in then.hands] == [cast.institution.organisation_id]
    assert list(examined({play.demand.ref: timeline(play.demand.ref)})) == []


def test_before_it_was_filed_there_is_nothing(cast):
    play = Play(cast)
    demand = play.file()
    assert rebuilt(timeline(demand.ref), play.now - timedelta(seconds=1)) is None


def test_between_two_entries_the_earlier_one_stands(cast):
    play = Play(cast).through(Verb.REGISTER)
    registered = play.now
    play.later(days=1).do(Verb.DISPATCH)
    then = rebuilt(timeline(play.demand.ref), registered + timedelta(hours=3))
    assert (then.state, then.first_contact) == ("registered", str(cast.receptionist_a.ref))
    assert [one.step for one in then.owed] == [Step.STAGED_REPLY, Step.FINISH]


def test_an_older_journal_leaves_what_was_owed_unknown(cast):
    play = Play(cast).through(Verb.REGISTER, Verb.DISPATCH, Verb.TAKE)
    happenings = timeline(play.demand.ref)
    for one in happenings:
        one.data.pop("now", None)
    then = rebuilt(happenings, play.now)
    assert then.owed is None
    assert (then.state, then.first_contact) == ("in_progress", str(cast.receptionist_a.ref))
    assert then.hands[0].taken_by == str(cast.institution_clerk.ref)
