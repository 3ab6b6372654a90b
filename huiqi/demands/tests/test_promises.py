"""What is promised, kept, released and missed; and who answers for it."""

from datetime import datetime, timedelta

from huiqi.demands.models import AccountabilityRecord, Promise
from huiqi.demands.services import miss_due_promises
from huiqi.demands.tests.play import Play
from huiqi.demands.wording.due import kept_words
from huiqi.demands.words import RatingLevel, Step, Verb
from huiqi.journal.selectors import timeline
from huiqi.network.models import TimeLimit
from huiqi.reference.selectors import calendar
from tests.cast import ZONE

V, STEP = Verb, Step
MONDAY = datetime(2026, 11, 23, 17, 30, tzinfo=ZONE)
LONG_AFTER = datetime(2027, 3, 1, 9, tzinfo=ZONE)
SENT = (V.REGISTER, V.DISPATCH)


def test_a_filing_is_promised_what_the_scheme_says(cast):
    Play(cast).file()
    due = {p.step: p.due_at.astimezone(ZONE) for p in Promise.objects.all()}
    assert due == {
        STEP.FIRST_CONTACT: MONDAY,
        STEP.STAGED_REPLY: datetime(2026, 11, 25, 17, 30, tzinfo=ZONE),
        STEP.FINISH: datetime(2026, 12, 11, 17, 30, tzinfo=ZONE),
    }


def test_terms_changed_after_the_filing_change_nothing(cast):
    play = Play(cast).through(V.REGISTER)
    TimeLimit.objects.filter(step=STEP.HANDLER_TAKE).update(until="2026-11-20")
    play.do(V.DISPATCH)
    assert not Promise.objects.filter(step=STEP.HANDLER_TAKE).exists()


def test_the_enterprises_clock_is_never_reset_by_question_transfer_or_return(cast):
    play = Play(cast).through()
    before = {p.id: p.due_at for p in Promise.objects.all()}
    for verb in (V.REGISTER, V.ASK_INFORMATION, V.SUPPLY_INFORMATION, V.DISPATCH, V.RETURN, V.DISPATCH, V.TAKE):
        play.do(verb)
    assert {p.id: p.due_at for p in Promise.objects.filter(id__in=before)} == before
    assert play.promise(STEP.FINISH).kept_at is None
    assert Promise.objects.filter(step=STEP.FINISH).count() == 1


def test_each_custody_has_a_clock_of_its_own(cast):
    play = Play(cast).through(*SENT, V.RETURN, V.DISPATCH)
    first, second = Promise.objects.filter(step=STEP.HANDLER_TAKE).order_by("id")
    assert first.kept_at is not None
    assert second.kept_at is None
    assert second.started_at > first.started_at
    assert second.handling_id == play.demand.handlings.get(ended_at=None).id


def test_a_withdrawal_releases_everything(cast):
    play = Play(cast).through(*SENT, V.WITHDRAW)
    assert not Promise.objects.filter(kept_at=None, released_at=None).exists()
    assert play.demand.next_due_at is None


def test_a_good_rating_releases_the_visit_and_a_bad_one_does_not(cast):
    play = Play(cast).through(V.REGISTER, V.ANSWER)
    assert play.promise(STEP.RETURN_VISIT).due_at == datetime(2026, 11, 30, 17, 30, tzinfo=ZONE)
    play.do(V.RATE, level=RatingLevel.DISSATISFIED)
    assert play.promise(STEP.RETURN_VISIT).released_at is None
    assert play.demand.next_due_at == play.promise(STEP.RECTIFY_CONTACT).due_at
    other = Play(cast).through(V.REGISTER, V.ANSWER, V.RATE)
    assert other.promise(STEP.RETURN_VISIT).released_at is not None


def test_a_visit_made_after_a_good_rating_is_shown_as_made_and_when(cast):
    play = Play(cast).through(V.REGISTER, V.ANSWER, V.RATE, V.VISIT)
    kept = play.promise(STEP.RETURN_VISIT)
    assert (kept.kept_at, kept.released_at) == (play.now, None)
    assert kept_words(kept, LONG_AFTER, calendar()) == ("good", "11月20日 09:52 做到，按时")


def test_a_visit_that_was_no_longer_owed_is_never_late(cast):
    play = Play(cast).through(V.REGISTER, V.ANSWER, V.RATE)
    play.now = LONG_AFTER
    play.do(V.VISIT)
    tone, words = kept_words(play.promise(STEP.RETURN_VISIT), LONG_AFTER, calendar())
    assert (tone, words.endswith("做到")) == ("good", True)


def test_nothing_is_missed_before_it_is_due_and_all_is_at_that_moment(cast):
    Play(cast).file()
    assert miss_due_promises(at=MONDAY - timedelta(seconds=1)) == 0
    assert miss_due_promises(at=MONDAY) == 1
    assert miss_due_promises(at=MONDAY) == 0


def test_the_sweep_pages_to_the_end(cast):
    for _ in range(5):
        Play(cast).file()
    assert miss_due_promises(at=LONG_AFTER, page=2) == 15
    assert AccountabilityRecord.objects.count() == 15


def test_a_missed_first_contact_is_the_windows_and_stands_in_the_journal(cast):
    play = Play(cast).through()
    miss_due_promises(at=MONDAY)
    written = AccountabilityRecord.objects.get()
    assert (written.organisation_id, written.person_ref) == (cast.window_a.organisation_id, "")
    assert written.due_at == MONDAY
    assert timeline(play.demand.ref)[-1].data["step"] == "first_contact"


def test_who_held_the_demand_when_it_fell_due_answers_for_it_however_late_the_sweep(cast):
    play = Play(cast).through(*SENT, V.TAKE)
    play.now = LONG_AFTER
    play.do(V.RETURN)
    answering = AccountabilityRecord.objects.get(promise__step=STEP.FINISH)
    assert answering.organisation_id == cast.institution.organisation_id
    assert answering.person_ref == str(cast.institution_clerk.ref)


def test_an_institution_that_does_not_take_it_answers_for_that(cast):
    Play(cast).through(*SENT)
    miss_due_promises(at=MONDAY)
    assert AccountabilityRecord.objects.get().organisation_id == cast.institution.organisation_id


def test_a_verb_done_too_late_is_missed_first_and_kept_then(cast):
    play = Play(cast).through()
    play.now = MONDAY
    play.do(V.REGISTER)
    kept = play.promise(STEP.FIRST_CONTACT)
    assert kept.missed_at is not None
    assert kept.kept_at is not None
    assert [h.verb for h in timeline(play.demand.ref)] == ["file", "promise_missed", "register"]
    assert miss_due_promises(at=LONG_AFTER) == 2
