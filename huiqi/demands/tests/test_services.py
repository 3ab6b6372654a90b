"""One happy path of each verb is in test_flow; here is what each refuses, and what each leaves behind."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from huiqi.demands import events, services
from huiqi.demands.flow import replay
from huiqi.demands.models import Demand, Handling, ReturnVisit
from huiqi.demands.rules.closing import RATING_DAYS
from huiqi.demands.services import Filing, Said, Visit, filing
from huiqi.demands.services.filing import ALPHABET, CODE_LENGTH
from huiqi.demands.services.turn import MOST_TEXT
from huiqi.demands.tests.play import FILING, SAID, Play
from huiqi.demands.wording import REFUSALS, refusal
from huiqi.demands.words import DemandState, HandlingState, RatingLevel, Verb
from huiqi.directory.models import Settlement
from huiqi.journal.models import Entry, Passage
from huiqi.journal.selectors import timeline
from huiqi.kernel import events as bus
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.network.models import Jurisdiction
from huiqi.network.selectors import key_of
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON

V = Verb
ANSWERED = (V.REGISTER, V.ANSWER)


def test_a_demand_goes_to_the_window_of_its_region_and_bears_its_number(cast):
    demand = Play(cast).file()
    other = Play(cast).file(by=cast.owner_y)
    assert (demand.number, demand.window_id) == ("410100-2026-000001", cast.window_a.id)
    assert (other.number, other.window_id) == ("410300-2026-000001", cast.window_b.id)


def test_where_no_window_serves_the_hub_does(cast):
    Jurisdiction.objects.all().delete()
    assert Play(cast).file().window_id == cast.hub.id


def test_numbers_begin_anew_each_year(cast):
    Play(cast).file()
    assert Play(cast, now=NOON + timedelta(days=60)).file().number == "410100-2027-000001"


def test_a_query_code_is_a_secret_of_its_own(cast):
    first, second = Play(cast).file(), Play(cast).file()
    assert first.query_code != second.query_code
    assert len(first.query_code) == CODE_LENGTH
    assert len(ALPHABET) ** CODE_LENGTH > 2**50
    assert not set("01OILU") & set(ALPHABET)


def test_the_same_submission_twice_is_one_demand_and_one_number(cast):
    submission = uuid4()
    first = Play(cast).file(submission=submission)
    assert Play(cast).file(submission=submission) == first
    assert Play(cast).file().number.endswith("000002")


def test_of_one_form_sent_twice_at_the_same_moment_the_slower_finds_the_demand_of_the_faster(cast, monkeypatch):
    submission = uuid4()
    first = Play(cast).file(submission=submission)
    seen_later = iter([[], [first]])
    monkeypatch.setattr(filing, "_submitted", lambda *_told: next(seen_later))
    assert Play(cast).file(submission=submission) == first
    monkeypatch.undo()
    assert Play(cast).file().number.endswith("000002")


def test_the_same_submission_with_other_words_loses_none_of_them_unseen(cast):
    submission, other = uuid4(), Filing(ServiceKind.SERVICE, "改过的标题", "改过的内容")
    first = Play(cast).file(submission=submission)
    with pytest.raises(Refused) as refused:
        Play(cast).file(submission=submission, filing=other)
    assert (refused.value.code, refused.value.parameters) == ("filed_already", {"number": first.number})


def test_only_enterprises_file(cast):
    for person in (cast.receptionist_a, cast.institution_clerk, cast.hub_operator, cast.stranger):
        with pytest.raises(PermissionDenied):
            Play(cast).file(by=person)


BAD_FILINGS = [
    (Filing(ServiceKind.SERVICE, "  ", "内容"), "required", "title"),
    (Filing(ServiceKind.SERVICE, "标题", "\n"), "required", "text"),
    (Filing(ServiceKind.SERVICE, "长" * 121, "内容"), "too_long", "title"),
    (Filing(ServiceKind.SERVICE, "标题", "长" * (MOST_TEXT + 1)), "too_long", "text"),
]


@pytest.mark.parametrize(("filing", "code", "field"), BAD_FILINGS)
def test_a_filing_without_words_or_with_too_many_is_refused(cast, filing, code, field):
    with pytest.raises(Refused) as refused:
        Play(cast).file(filing=filing)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert Play(cast).file().number.endswith("000001")


def refused_code(play: Play, verb: Verb, **said: Any) -> str:
    """With what a verb is refused."""
    with pytest.raises(Refused) as refused:
        play.do(verb, **said)
    assert refusal(refused.value)
    return refused.value.code


def test_what_was_asked_can_be_brought_while_an_institution_works(cast):
    play = Play(cast).through(V.REGISTER, V.ASK_INFORMATION, V.DISPATCH, V.TAKE)
    assert play.do(V.SUPPLY_INFORMATION).state == DemandState.IN_PROGRESS
    assert refused_code(play, V.SUPPLY_INFORMATION) == "nothing_asked"


def test_a_demand_goes_only_to_institutions_settled_here_or_at_the_hub(cast):
    play = Play(cast).through(V.REGISTER)
    Settlement.objects.update(until=NOON.date())
    assert refused_code(play, V.DISPATCH) == "not_settled"
    Settlement.objects.create(institution=cast.institution, window=cast.hub, since=NOON.date())
    assert play.do(V.DISPATCH).state == DemandState.DISPATCHED


def test_a_demand_is_never_in_two_hands(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    organisation = cast.institution.organisation
    with pytest.raises(IntegrityError), transaction.atomic():
        Handling.objects.create(
            demand=play.demand, organisation=organisation, state=HandlingState.SENT, sent_at=NOON, sent_by="x"
        )


NEEDS_WORDS = [
    ((V.REGISTER,), V.ASK_INFORMATION, "missing"),
    ((V.REGISTER,), V.REPLY, "reply"),
    ((V.REGISTER,), V.ANSWER, "answer"),
    ((V.REGISTER, V.DISPATCH), V.RECALL, "reason"),
    ((V.REGISTER, V.DISPATCH, V.TAKE), V.GIVE_PLAN, "plan"),
]


@pytest.mark.parametrize(("verbs", "verb", "field"), NEEDS_WORDS, ids=str)
def test_verbs_that_need_words_are_refused_without(cast, verbs, verb, field):
    play = Play(cast).through(*verbs)
    assert refused_code(play, verb, **{field: " "}) == "required"
    assert refused_code(play, verb, **{field: "长" * (MOST_TEXT + 1)}) == "too_long"


def test_a_stale_form_is_refused_before_anything_else(cast):
    play = Play(cast).through(V.REGISTER)
    shown = play.demand.revision
    play.do(V.ANSWER)
    with pytest.raises(Refused) as refused:
        play.do(V.ANSWER, revision=shown, by=cast.manager_a)
    assert refused.value.code == "stale"


def test_a_bad_rating_is_visited_before_the_file_is_closed(cast):
    play = Play(cast).through(*ANSWERED)
    play.do(V.RATE, level=RatingLevel.VERY_DISSATISFIED)
    for _ in range(2):
        with pytest.raises(NotNow):
            play.do(V.ARCHIVE)
        play.do(V.VISIT if play.demand.visits.count() == 0 else V.REPLY, by=cast.hub_operator)
    play.do(V.RECTIFY)
    play.do(V.RATE)
    assert play.do(V.ARCHIVE).state == DemandState.ARCHIVED


@pytest.mark.parametrize("level", [level for level in RatingLevel if "dis" not in level])
def test_fairly_satisfied_or_better_is_closed_without_a_visit(cast, level):
    play = Play(cast).through(*ANSWERED)
    play.do(V.RATE, level=level)
    assert play.do(V.ARCHIVE).state == DemandState.ARCHIVED


def test_who_does_not_rate_is_left_in_peace_for_three_working_days(cast):
    play = Play(cast).through(*ANSWERED)
    play.now = NOON + timedelta(days=5, hours=8)  # Wednesday 17:12: three working days end at 17:30
    assert refused_code(play, V.VISIT) == "rating_first"
    play.now += timedelta(minutes=10)
    assert play.do(V.VISIT).state == DemandState.VISITED
    assert RATING_DAYS == 3


def test_who_rates_after_the_visit_badly_is_visited_again(cast):
    play = Play(cast).through(*ANSWERED)
    play.now += timedelta(days=9)
    play.do(V.VISIT)
    play.do(V.RATE, level=RatingLevel.DISSATISFIED)
    assert play.do(V.VISIT).state == DemandState.RECTIFYING
    assert play.demand.visits.count() == 2


def test_visits_in_vain_at_three_different_hours_are_enough(cast):
    play = Play(cast).through(*ANSWERED, V.RATE)
    states = [play.later(hours=12).do(V.ATTEMPT_VISIT).state for _ in range(3)]
    assert states == [DemandState.RATED, DemandState.RATED, DemandState.VISITED]
    assert ReturnVisit.objects.filter(reached=False).count() == 3


def test_a_visit_that_reached_somebody_says_what_it_found(cast):
    play = Play(cast).through(*ANSWERED, V.RATE)
    assert refused_code(play, V.VISIT, visit=Visit(reached=True, need_met=True)) == "required"


def test_withdrawing_takes_the_demand_out_of_every_hand(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.WITHDRAW)
    assert play.handling_state() is None
    assert play.demand.closed_at == play.now


def test_who_gave_a_demand_back_sees_it_no_more_and_who_answered_does(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.RETURN)
    with pytest.raises(Demand.DoesNotExist):
        play.do(V.TAKE)
    answered = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER)
    with pytest.raises(PermissionDenied):
        answered.do(V.WITHDRAW, by=cast.institution_clerk)


def test_personal_words_lie_beside_the_journal_never_in_it(cast):
    play = Play(cast).through(V.REGISTER)
    assert FILING.text not in str(Entry.objects.values_list("data", flat=True))
    assert Passage.objects.filter(text=FILING.text).exists()
    assert timeline(play.demand.ref)[-1].data["from"] == "filed"


def test_every_verb_tells_the_news(cast, monkeypatch):
    told = []
    monkeypatch.setattr(bus, "_subscribers", {**bus._subscribers, events.DemandMoved: [told.append]})
    Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER, V.RATE, V.ARCHIVE)
    assert [(e.verb, e.state) for e in told][-2:] == [("rate", "rated"), ("archive", "archived")]
    assert len(told) == 7


# The savepoint counts, which the tests’ own transaction makes. An answer asks for a rating, too.
VERB_QUERIES = [
    (V.REGISTER, (), 10),
    (V.DISPATCH, (V.REGISTER,), 17),
    (V.TAKE, (V.REGISTER, V.DISPATCH), 11),
    (V.ANSWER, (V.REGISTER, V.DISPATCH, V.TAKE), 17),
    (V.RATE, ANSWERED, 15),
    (V.ARCHIVE, (*ANSWERED, V.RATE), 12),
]


@pytest.mark.parametrize(("verb", "verbs", "most"), VERB_QUERIES, ids=[str(row[0]) for row in VERB_QUERIES])
def test_a_verb_takes_the_same_queries(cast, verb, verbs, most, django_assert_num_queries):
    play = Play(cast).through(*verbs)
    actor, at = play.actor(play.whose(verb)), play.now
    call, words = SAID[verb]
    words = {"said": Said(**words)} if verb is V.RATE else words
    given = {"handler": cast.institution.organisation.ref} if verb is V.DISPATCH else {}
    key_of(cast.window_a.organisation_id)  # a process asks once
    with django_assert_num_queries(most):
        getattr(services, call)(play.demand.ref, **words, **given, actor=actor, at=at, revision=play.demand.revision)


def test_following_needs_number_and_code_and_says_the_same_of_either(cast):
    demand = Play(cast).file()
    told = {"address": "192.0.2.1", "at": NOON}
    spaced = f" {demand.query_code[:4].lower()}-{demand.query_code[4:]} "
    assert services.follow(demand.number, spaced, **told) == demand
    for number, code in ((demand.number, "WRONG"), ("410100-2026-999999", demand.query_code), (demand.number, "")):
        with pytest.raises(Refused) as refused:
            services.follow(number, code, **told)
        assert (refused.value.code, refused.value.field) == ("no_such_demand", "code")


@pytest.mark.parametrize("exists", [True, False])
def test_a_wrong_number_takes_the_same_work_as_a_wrong_code(cast, exists, django_assert_num_queries):
    number = Play(cast).file().number if exists else "410100-2026-999999"
    with django_assert_num_queries(4), pytest.raises(Refused, match="no_such_demand"):
        services.follow(number, "GUESS", address="192.0.2.1", at=NOON)


def test_a_withdrawn_demand_replays(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.RETURN, V.DISPATCH, V.RECALL, V.WITHDRAW)
    happened = [(h.verb, h.data) for h in timeline(play.demand.ref)]
    assert replay(happened) == (DemandState.WITHDRAWN, {})


def test_every_refusal_has_its_sentence():
    assert all(str(sentence) for sentence in REFUSALS.values())
