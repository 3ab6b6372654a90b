"""What happens in a programme, and what is refused: each with a word at its place."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from huiqi.benefits import services
from huiqi.benefits.models import Entry, Programme
from huiqi.benefits.rules.amounts import Pay
from huiqi.benefits.tests.play import FACTS, ON, PLAN
from huiqi.benefits.words import EntryState as E
from huiqi.benefits.words import EntryVerb as D
from huiqi.benefits.words import ObjectionState
from huiqi.benefits.words import ProgrammeState as S
from huiqi.benefits.words import ProgrammeVerb as V
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.policies.selectors import policy_in_force

pytestmark = pytest.mark.django_db


def refused(call, *args, **told):
    """The code of a refusal and its field."""
    with pytest.raises(Refused) as caught:
        call(*args, **told)
    return caught.value.code, caught.value.field


def test_the_same_submission_twice_prepares_one_programme(play):
    assert play.prepare() == play.prepare()
    assert Programme.objects.count() == 1


def test_a_guide_is_due_seven_working_days_after_the_policy(play):
    assert play.prepare().guide_due == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"title": " "}, ("required", "title")),
        ({"pays": (None, None)}, ("pays_nothing", "tier0_percent")),
        ({"pays": (None, Pay(percent=Decimal(60)))}, ("no_base", "tier1_base")),
        ({"examined_on": date(2025, 12, 31)}, ("not_in_force", "examined_on")),
        ({"published_on": date(2026, 11, 24)}, ("in_future", "published_on")),
        ({"notice_days": 4}, ("notice_length", "notice_days")),
        ({"notice_days": 61}, ("notice_length", "notice_days")),
    ],
)
def test_what_a_programme_cannot_say_is_refused_at_its_field(play, said, expected):
    assert refused(play.prepare, replace(PLAN, **said)) == expected
    assert not Programme.objects.exists()


def test_one_programme_runs_for_a_policy_year_and_region(play):
    play.prepare()
    play.submission = play.ref
    assert refused(play.prepare) == ("there_already", "year")


def test_only_the_hub_prepares(play):
    with pytest.raises(PermissionDenied):
        play.prepare(actor=play.window)


def test_a_firm_is_found_with_its_sum_and_the_facts_it_rests_on(play):
    entry = play.drawn().entry
    assert (entry.enterprise, entry.tier, entry.base) == (play.cast.enterprise_x, 1, Decimal("40000.01"))
    assert entry.amount == Decimal("24000.00")
    assert entry.facts["insurance_paid_last_year"] == {"value": "40000.01", "as_of": "2026-11-22", "source": "register"}


def test_a_firm_of_which_too_little_is_known_is_counted_and_not_listed(play):
    assert play.drawn().programme.lacking["facts"] >= 1
    assert not Entry.objects.filter(enterprise=play.cast.enterprise_y).exists()


def test_an_eligible_firm_without_a_base_is_counted_and_not_listed(play):
    known = {name: value for name, value in FACTS.items() if name != "insurance_paid_last_year"}
    record_facts(play.cast.enterprise_y, known, as_of=ON, source=FactSource.STATED, actor=SYSTEM, at=play.at)
    assert play.drawn().programme.lacking["base"] == 1
    assert Entry.objects.count() == 1


def test_comparing_again_adds_who_was_not_found_before(play):
    play.drawn().one(D.VERIFY)
    record_facts(play.cast.enterprise_y, FACTS, as_of=ON, source=FactSource.STATED, actor=SYSTEM, at=play.at)
    play.whole(V.DRAW)
    play.whole(V.DRAWN)
    states = dict(Entry.objects.values_list("enterprise", "state"))
    assert states == {play.cast.enterprise_x.id: E.VERIFIED, play.cast.enterprise_y.id: E.FOUND}


def test_nobody_stands_on_two_lists_of_one_policy_and_year(play):
    play.drawn()
    play.submission = play.ref
    play.drawn(replace(PLAN, region="410100"))
    assert Entry.objects.count() == 1


def test_comparing_goes_on_where_it_was_killed(play):
    play.guided().whole(V.DRAW)
    Programme.objects.update(after=play.cast.enterprise_x.id, looked=1, to_look=1)
    play.whole(V.DRAWN)
    assert (play.programme.state, Entry.objects.count()) == (S.CHECKING, 0)


def test_the_windows_are_told_what_to_verify(play):
    play.drawn()
    assert Notice.objects.filter(kind="benefits.to_check", person=play.cast.manager_a).count() == 1


def test_nobody_verifies_what_he_drew(play):
    play.drawn()
    assert refused(services.verify, play.entry.ref, actor=play.hub, at=play.at) == ("own_eyes", "")
    assert refused(services.verify_all, play.ref, actor=play.hub, at=play.at) == ("own_eyes", "")


def test_a_window_verifies_its_own_firms_at_once_and_others_are_hidden_from_it(play):
    play.drawn()
    other = play.cast.actor(play.cast.receptionist_b)
    assert services.verify_all(play.ref, actor=other, at=play.at) == 0
    assert services.verify_all(play.ref, actor=play.window, at=play.at) == 1
    assert [one.verb for one in timeline(play.entry.ref)] == ["found", "verify"]


def test_a_list_with_an_unverified_firm_is_not_published(play):
    play.drawn()
    assert refused(play.whole, V.PUBLISH) == ("not_all_verified", "")


def test_a_list_of_nobody_is_not_published(play):
    play.drawn().one(D.REMOVE)
    assert refused(play.whole, V.PUBLISH) == ("nobody", "")


def test_firms_are_asked_only_after_the_notice(play):
    play.published()
    last = play.programme.notice_until
    play.later((last - localdate(play.at)).days)
    assert refused(play.whole, V.ASK) == ("still_put_up", "")
    assert play.later(1).whole(V.ASK).state is S.PAYING


def test_an_objection_is_answered_before_firms_are_asked(play):
    play.published()
    stranger = play.cast.actor(play.cast.owner_y)
    made = services.object_to(play.entry.ref, words="已经注销", actor=stranger, at=play.at)
    again = {"words": "再说一次", "actor": stranger, "at": play.at}
    assert refused(services.object_to, play.entry.ref, **again) == ("objected_already", "words")
    play.later(8)
    assert refused(play.whole, V.ASK) == ("objections_open", "")
    services.answer_objection(made.ref, upheld=False, answer="营业执照有效", actor=play.hub, at=play.at)
    assert play.whole(V.ASK).state is S.PAYING


def test_an_objection_that_is_upheld_takes_the_firm_off_the_list(play):
    play.published()
    stranger = play.cast.actor(play.cast.owner_y)
    made = services.object_to(play.entry.ref, words="已经注销", actor=stranger, at=play.at)
    done = services.answer_objection(made.ref, upheld=True, answer="查实", actor=play.hub, at=play.at)
    assert (done.state, play.entry.state) == (ObjectionState.UPHELD, E.REMOVED)
    assert Notice.objects.filter(kind="benefits.answered", person=play.cast.owner_y).count() == 1
    told = {"upheld": False, "answer": "再答", "actor": play.hub, "at": play.at}
    assert refused(services.answer_objection, made.ref, **told) == ("answered_already", "")


def test_nobody_objects_after_the_notice(play):
    play.published().later(8)
    told = {"words": "晚了", "actor": play.cast.actor(play.cast.owner_y), "at": play.at}
    assert refused(services.object_to, play.entry.ref, **told) == ("notice_over", "words")


def test_a_firm_is_asked_once_however_often_the_worker_comes(play):
    play.asked()
    assert services.tell_pages(play.programme.id, "offered", at=play.at) == 1
    assert services.tell_pages(play.programme.id, "offered", at=play.at) == 0


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"number": "1234567"}, ("no_account", "account")),
        ({"number": "1" * 31}, ("no_account", "account")),
        ({"name": "别人的公司"}, ("not_own_account", "account_name")),
        ({"bank": ""}, ("required", "bank")),
    ],
)
def test_an_account_that_is_not_the_firms_is_refused_at_its_field(play, said, expected):
    entry = play.asked().entry
    assert refused(services.confirm, entry.ref, play.account(**said), actor=play.firm, at=play.at) == expected
    assert play.entry.account == ""


def test_a_yes_is_paid_within_sixty_working_days(play):
    done = play.asked().one(D.CONFIRM)
    assert (done.account, done.pay_due) == ("2567000012345678", date(2027, 3, 2))


def test_a_firm_answers_until_the_last_day(play):
    play.asked()
    play.later((play.programme.answer_until - localdate(play.at)).days)
    assert play.one(D.DECLINE).state is E.DECLINED
    play.later(1)
    assert refused(play.one, D.CONFIRM) == ("answer_over", "")


def test_nobody_else_answers_for_a_firm(play):
    entry = play.asked().entry
    for actor in (play.hub, play.window):
        with pytest.raises(PermissionDenied):
            services.confirm(entry.ref, play.account(), actor=actor, at=play.at)
    with pytest.raises(Entry.DoesNotExist):
        services.confirm(entry.ref, play.account(), actor=play.cast.actor(play.cast.owner_y), at=play.at)


def test_a_payment_list_takes_who_said_yes_with_count_and_total(play):
    play.listed()
    assert (play.list.number, play.list.count, play.list.total) == (1, 1, Decimal("24000.00"))
    assert refused(play.next_list) == ("nobody_waits", "")


def test_who_was_not_reached_goes_on_waiting(play):
    play.listed()
    told = {"paid_on": play.at.date(), "but": [play.entry.ref], "actor": play.finance, "at": play.at}
    assert services.record_paid(play.list.ref, **told) == 0
    assert play.entry.state is E.LISTED


@pytest.mark.parametrize(("days", "code"), [(1, "in_future"), (-1, "before_list")])
def test_a_day_on_which_nothing_can_be_paid_is_refused(play, days, code):
    play.listed()
    told = {"paid_on": play.at.date() + timedelta(days=days), "actor": play.finance, "at": play.at}
    assert refused(services.record_paid, play.list.ref, **told) == (code, "paid_on")


def test_a_firm_whose_payment_came_back_names_another_account_and_is_paid_by_the_next_list(play):
    play.listed().one(D.BOUNCE)
    due = play.entry.pay_due
    play.later(60)
    assert play.one(D.CONFIRM).pay_due == due
    assert play.next_list().number == 2


def test_a_programme_is_not_done_while_somebody_waits_for_money_or_for_his_last_day(play):
    play.asked()
    assert refused(play.whole, V.FINISH) == ("answers_run", "")
    play.one(D.CONFIRM)
    assert refused(play.whole, V.FINISH) == ("unpaid", "")


def test_limits_that_end_are_told_once(play):
    play.prepare()
    assert services.watch(at=play.at) == 1
    assert services.watch(at=play.at) == 0
    kinds = Notice.objects.filter(person=play.cast.hub_operator).values_list("kind", flat=True)
    assert list(kinds) == ["benefits.guide_due"]


def test_who_has_not_answered_is_reminded_before_the_last_day(play):
    play.asked()
    assert services.watch(at=play.at) == 0
    play.later((play.programme.answer_until - localdate(play.at)).days - 2)
    assert services.watch(at=play.at) == 1
    assert Notice.objects.filter(kind="benefits.reminded", person=play.cast.owner_x).count() == 1


def test_a_policy_that_a_person_must_confirm_is_carried_out_by_no_programme(play):
    play.version = policy_in_force("L03", ON)
    assert refused(play.prepare) == ("needs_a_person", "policy")


def test_a_programme_of_before_whose_policy_a_person_must_confirm_is_not_submitted(play):
    play.prepare()
    Programme.objects.update(version=policy_in_force("L03", ON))
    assert refused(play.whole, V.SUBMIT) == ("needs_a_person", "")
