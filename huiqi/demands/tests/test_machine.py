"""A demand driven at random: never lost, each part in one hand, and its journal replays to where it is."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from huiqi.demands import services
from huiqi.demands.flow import CLOSED, GIVEN_BACK, OPEN_HANDLINGS, WITH_INSTITUTION, computed, replay, verbs
from huiqi.demands.models import AccountabilityRecord, Demand, Promise
from huiqi.demands.rules.pausing import STANDING
from huiqi.demands.selectors import tallies, visible_to
from huiqi.demands.selectors.satisfaction import counted
from huiqi.demands.tests.play import HANDLED, SAID, Play
from huiqi.demands.tests.test_dispatching import department
from huiqi.demands.tests.test_tallies import YEAR, open_ones, tallied
from huiqi.demands.words import DemandState, Mode, RatingLevel, Step, Verb
from huiqi.journal.selectors import broken_at, timeline
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from tests.cast import Cast

ANYBODY = (
    *("owner_x", "owner_y", "receptionist_a", "manager_a", "receptionist_b"),
    *("institution_clerk", "hub_operator", "stranger"),
)


class Life(RuleBasedStateMachine):
    """One demand; people who try what they may and may not; time that passes; a sweep that comes when it comes."""

    def __init__(self, cast: Cast) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.play = Play(cast).before()
        self.play.file()
        outside = department("演示系统外局")
        self.handlers = [one.organisation for one in (cast.institution, cast.window_b, cast.hub, outside)]
        self.ref = self.play.demand.ref
        self.outcomes: dict[int, tuple[datetime | None, datetime | None]] = {}
        self.promised: dict[int, tuple[datetime, datetime]] = {}

    def teardown(self) -> None:
        """Leave nothing behind."""
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @rule(data=st.data(), level=st.sampled_from(list(RatingLevel)), hours=st.integers(0, 60))
    def it_goes_on(self, data: st.DataObject, level: RatingLevel, hours: int) -> None:
        """A verb that is a move now, by whoever does it; ends only now and then, or no demand would get far."""
        self.play.now += timedelta(hours=hours)
        ends = (Verb.WITHDRAW, Verb.REFUSE, Verb.END, Verb.CLOSE_REPEATED)
        hands = [*(one for one in self.play.hands().values() if one in OPEN_HANDLINGS), None]
        possible = {v for hand in hands for v in verbs(self.play.demand.state, hand)}
        moves = [v for v in Verb if v in possible and v not in ends]
        if moves:
            verb = data.draw(st.sampled_from(moves))
            said: dict[str, Any] = {"level": level} if verb is Verb.RATE else {}
            if verb is Verb.DISPATCH:
                said = self.dispatching(data)
            if verb is Verb.ADD_PART:
                said = {"handler": data.draw(st.sampled_from(self.handlers)).ref}
            self.attempt(verb, self.hand(verb, data), said)

    def dispatching(self, data: st.DataObject) -> dict[str, Any]:
        """To one, or to several."""
        chosen = data.draw(
            st.lists(st.sampled_from(self.handlers), min_size=1, max_size=3, unique_by=lambda one: one.id)
        )
        self.play.handler = chosen[0]
        others = [services.Share(one.ref, "请办这一部分。") for one in chosen[1:]]
        return {"mode": data.draw(st.sampled_from([Mode.PARTS, Mode.JOINT])), "others": others} if others else {}

    def hand(self, verb: Verb, data: st.DataObject) -> str | None:
        """Of several who have it, who does it."""
        waiting = list(self.play.demand.handlings.filter(ended_at=None, by_letter=False))
        if verb not in HANDLED or len(waiting) < 2:
            return None
        people = {
            self.play.cast.institution.organisation_id: "institution_clerk",
            self.play.cast.window_b.organisation_id: "receptionist_b",
            self.play.cast.hub.organisation_id: "hub_operator",
        }
        return people[data.draw(st.sampled_from(waiting)).organisation_id]

    @rule(verb=st.sampled_from(list(SAID)), who=st.sampled_from(ANYBODY))
    def somebody_tries(self, verb: Verb, who: str) -> None:
        """A verb by anybody."""
        self.attempt(verb, who, {})

    @rule(hours=st.integers(1, 120))
    def time_passes(self, hours: int) -> None:
        """Up to five days."""
        self.play.now += timedelta(hours=hours)

    @rule()
    def the_sweep_comes(self) -> None:
        """And leaves nothing for a second one."""
        services.resume_due(at=self.play.now)
        services.miss_due_promises(at=self.play.now)
        assert services.miss_due_promises(at=self.play.now) == 0

    def attempt(self, verb: Verb, who: str | None, said: dict[str, Any]) -> None:
        """A refused verb changes nothing."""
        before = Demand.objects.values().get(ref=self.ref)
        try:
            with transaction.atomic():
                self.play.do(verb, by=getattr(self.play.cast, who) if who else None, **said)
        except (NotNow, PermissionDenied, Refused, Demand.DoesNotExist):
            assert Demand.objects.values().get(ref=self.ref) == before

    @invariant()
    def it_is_never_lost(self) -> None:
        """Its enterprise, its window and the hub see it; one promise is owed, or none is open any more.

        Of a confidential one those at the window and the hub who know and nobody else: always somebody, once it is
        registered (the enterprise may seal what nobody has, and who leads the window is asked to name somebody).
        """
        cast, demand = self.play.cast, Demand.objects.get(ref=self.ref)
        knows = set(demand.insiders.filter(removed_at=None).values_list("person_id", flat=True))
        assert demand.is_confidential or not knows
        assert knows or not demand.is_confidential or not demand.first_contact
        for person in (cast.owner_x, cast.receptionist_a, cast.manager_a, cast.hub_operator):
            sees = visible_to(cast.actor(person)).filter(id=demand.id).exists()
            assert sees == (person == cast.owner_x or not demand.is_confidential or person.id in knows)
        owed = demand.promises.filter(kept_at=None, released_at=None, held_at=None).order_by("due_at").first()
        assert demand.next_due_at == (owed.due_at if owed else None)
        assert (demand.closed_at is not None) == (demand.state in CLOSED)

    @invariant()
    def it_is_at_an_end_by_one_decision_and_what_was_asked_is_owed_by_somebody(self) -> None:
        """Every end that is no answer has its decision; a reminder is open exactly while its term is kept in mind."""
        demand = Demand.objects.get(ref=self.ref)
        standing = demand.endings.filter(undone_at=None, round=demand.round).count()
        unanswered = demand.state in CLOSED and demand.state not in (DemandState.ARCHIVED, DemandState.MERGED)
        assert standing == unanswered
        assert demand.mergers.filter(undone_at=None).count() == (demand.state == DemandState.MERGED)
        for kind, until in (("urge", demand.urged_until), ("escalation", demand.escalated_until)):
            assert demand.reminders.filter(kind=kind, answered_at=None).exists() == (until is not None)
        assert demand.archives.count() >= demand.round - (demand.state not in CLOSED)
        open_ = demand.rectifications.filter(ended_at=None, round=demand.round)
        assert open_.exists() == (demand.state == DemandState.RECTIFYING)

    @invariant()
    def every_part_of_it_is_in_one_hand(self) -> None:
        """One has the whole, or each a part, or the window; whoever works on it or answered sees it, and no other."""
        demand = Demand.objects.get(ref=self.ref)
        held = list(demand.handlings.filter(ended_at=None))
        assert bool(held) == (demand.state in WITH_INSTITUTION)
        assert len(held) <= 1 or {one.part for one in held} <= set(demand.parts)
        assert len({one.organisation_id for one in held}) == len(held)
        assert not demand.parts or computed(self.play.hands()) == demand.state or not held
        standing = demand.handlings.exclude(state__in=GIVEN_BACK)
        assert demand.handlers == sorted({one.organisation_id for one in standing})
        seen = visible_to(self.play.cast.actor(self.play.cast.receptionist_b)).exists()
        assert seen == (self.play.cast.window_b.organisation_id in demand.handlers and not demand.is_confidential)

    @invariant()
    def its_figures_are_kept(self) -> None:
        """What is counted as it changes is what there is, of what is open and of how it was rated."""
        assert tallied() == open_ones()
        actor = self.play.cast.actor(self.play.cast.hub_operator)
        assert all(tallies(actor, YEAR, by) == counted(None, YEAR, by) for by in ("window", "person"))

    @invariant()
    def its_journal_replays_to_where_it_is(self) -> None:
        """And no entry was changed."""
        demand = Demand.objects.get(ref=self.ref)
        states = replay((h.verb, h.data) for h in timeline(demand.ref))
        assert states == (demand.state, self.play.hands())
        assert broken_at(demand.ref) is None

    @invariant()
    def no_promise_is_ever_moved(self) -> None:
        """Nor made twice; and each missed one has its record."""
        now = {p.id: (p.started_at, p.due_at) for p in Promise.objects.all()}
        assert {key: now.get(key) for key in self.promised} == self.promised
        self.promised = now
        demand = Demand.objects.get(ref=self.ref)
        begun = (
            demand.round - demand.past_rounds.filter(fact="").count()
        )  # a rectified round goes on, it does not begin
        finish = demand.promises.filter(step=Step.FINISH, times=1).latest("round")
        assert finish.started_at == demand.began_at
        assert demand.promises.filter(step=Step.FINISH, times=1).count() == begun
        self.a_pause_only_ever_makes_it_later(demand)
        kept = {p.id: (p.kept_at, p.missed_at) for p in Promise.objects.all()}
        for key, was in self.outcomes.items():
            assert all(old in (None, new) for old, new in zip(was, kept[key], strict=True))
        self.outcomes = kept
        missed = set(Promise.objects.exclude(missed_at=None).values_list("id", flat=True))
        assert missed == set(AccountabilityRecord.objects.values_list("promise_id", flat=True))

    def a_pause_only_ever_makes_it_later(self, demand: Demand) -> None:
        """And while the clock stands, what is held is not missed; when it runs nothing is held."""
        for step in STANDING:
            promised = demand.promises.filter(step=step, round=demand.round).exclude(explanation__has_key="taken_from")
            due = [p.due_at for p in promised.order_by("times")]
            assert due == sorted(due)
        held = demand.promises.filter(held_at__isnull=False, kept_at=None, released_at=None)
        assert not held.exclude(missed_at=None).exists()
        assert demand.suspended_until is not None or not held.exists()
        assert demand.suspensions.filter(began_at__isnull=False, ended_at=None).count() == bool(demand.suspended_until)


def test_whatever_people_try_a_demand_is_never_lost(cast):
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large)
    limits = settings(
        max_examples=20,
        stateful_step_count=20,
        deadline=None,
        phases=[Phase.generate],  # a failure is told at once: making it smaller takes minutes
        suppress_health_check=slow,
    )
    run_state_machine_as_test(lambda: Life(cast), settings=limits)
