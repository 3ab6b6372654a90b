"""Guides are approved by the authority, payment lists confirmed and paid by the finance department: by other eyes."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from huiqi.accounts.models import Seat
from huiqi.benefits import services
from huiqi.benefits.models import Entry, PaymentList, Programme
from huiqi.benefits.selectors import desk_count, guides_waiting, lists_to_pay, lists_waiting, visible_to
from huiqi.benefits.tests.play import PLAN
from huiqi.benefits.tests.test_services import refused
from huiqi.benefits.words import EntryState as E
from huiqi.benefits.words import EntryVerb as D
from huiqi.benefits.words import ListState as L
from huiqi.benefits.words import ListVerb as W
from huiqi.benefits.words import ProgrammeState as S
from huiqi.benefits.words import ProgrammeVerb as V
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Role
from huiqi.notices.models import Notice
from tests.cast import OPENED, seat

pytestmark = pytest.mark.django_db


def told(play, who="hub"):
    """Who does it, and when."""
    return {"actor": getattr(play, who), "at": play.at}


def kinds_for(person):
    """The kinds of notice that a person has."""
    return list(Notice.objects.filter(person=person).order_by("id").values_list("kind", flat=True))


def alone(play, *roles):
    """Nobody has these seats any more."""
    Seat.objects.filter(role__in=roles).update(since=OPENED, until=OPENED.replace(year=2015))
    return play


def colleague(play):
    """A second operator at the hub."""
    return play.cast.actor(seat(31, "枢纽同事", play.cast.hub.organisation, Role.HUB_OPERATOR))


def test_a_guide_waits_for_the_authority_and_is_published_by_its_approval(play):
    play.prepare()
    play.whole(V.SUBMIT)
    assert kinds_for(play.cast.authority_reviewer) == ["benefits.to_review"]
    assert [one.ref for one in guides_waiting(play.authority)] == [play.ref]
    done = play.later(1).whole(V.APPROVE)
    assert (done.guided_at, done.approved_by) == (play.at, play.authority.person_ref)
    assert kinds_for(play.cast.hub_operator) == ["benefits.approved"]
    assert guides_waiting(play.authority) == []


def test_a_guide_that_is_given_back_says_why_and_is_submitted_anew(play):
    play.prepare()
    play.whole(V.SUBMIT)
    assert refused(services.return_guide, play.ref, reason=" ", **told(play, "authority")) == ("required", "reason")
    play.whole(V.RETURN)
    assert timeline(play.ref)[-1].texts == {"reason": "政策停了"}
    assert kinds_for(play.cast.hub_operator) == ["benefits.returned"]
    services.revise(play.ref, replace(PLAN, guide="改好了"), **told(play))
    play.whole(V.SUBMIT)
    assert play.whole(V.APPROVE).guide == "改好了"
    assert kinds_for(play.cast.authority_reviewer) == ["benefits.to_review"] * 2


def test_the_limit_of_seven_working_days_runs_on_while_a_guide_is_reviewed(play):
    play.prepare()
    play.whole(V.SUBMIT)
    assert play.programme.guide_due == date(2026, 11, 25)
    play.later(3)
    services.watch(at=play.at)
    services.watch(at=play.at)
    assert kinds_for(play.cast.hub_operator) == ["benefits.guide_late"]
    assert kinds_for(play.cast.authority_reviewer)[1:] == ["benefits.review_guide_late"]


@pytest.mark.parametrize("who", ["hub", "window", "finance", "firm"])
def test_nobody_else_approves_for_the_authority(play, who):
    play.prepare()
    play.whole(V.SUBMIT)
    with pytest.raises((PermissionDenied, Programme.DoesNotExist)):
        services.approve_guide(play.ref, **told(play, who))
    assert play.programme.state is S.REVIEW


def test_an_authority_that_is_not_in_charge_knows_nothing_of_a_guide_in_review(play):
    play.prepare()
    assert not visible_to(play.authority).exists()
    play.whole(V.SUBMIT)
    other = replace(play.authority, seat=replace(play.authority.seat, organisation_id=play.cast.hub.organisation_id))
    assert not visible_to(other).exists()
    assert visible_to(play.authority).exists()
    play.whole(V.RECALL)
    assert not visible_to(play.authority).exists()


def test_where_an_authority_is_seated_the_hub_must_name_one(play):
    play.prepare()
    assert refused(services.submit_guide, play.ref, **told(play)) == ("office_unnamed", "authority")
    wrong = play.cast.finance.ref
    assert refused(services.submit_guide, play.ref, wrong, **told(play)) == ("office_unseated", "authority")


def test_who_wrote_in_a_guide_does_not_approve_it_on_another_seat_either(play):
    play.prepare()
    play.whole(V.SUBMIT)
    same = replace(play.authority, person_ref=play.hub.person_ref)
    assert guides_waiting(same) == []
    for verb, said in ((services.approve_guide, {}), (services.return_guide, {"reason": "不"})):
        assert refused(verb, play.ref, actor=same, at=play.at, **said) == ("own_hand", "")
    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.update(approved_by=play.hub.person_ref, guided_at=play.at)


def test_without_an_authority_a_second_person_at_the_hub_reviews_and_no_authority_is_named(play):
    alone(play, Role.AUTHORITY_REVIEWER).prepare()
    assert refused(services.submit_guide, play.ref, **told(play)) == ("no_second", "")
    second = colleague(play)
    services.submit_guide(play.ref, **told(play))
    assert [one.ref for one in guides_waiting(second)] == [play.ref]
    assert refused(services.approve_guide, play.ref, **told(play)) == ("own_hand", "")
    done = services.approve_guide(play.ref, actor=second, at=play.at)
    assert (done.authority, done.approved_by) == (None, second.person_ref)


def test_a_colleague_who_revised_a_guide_wrote_it_too(play):
    alone(play, Role.AUTHORITY_REVIEWER).prepare()
    services.revise(play.ref, PLAN, actor=colleague(play), at=play.at)
    assert refused(services.submit_guide, play.ref, **told(play)) == ("no_second", "")


def test_a_payment_list_waits_for_finance_and_nothing_is_paid_before(play):
    play.sent()
    assert kinds_for(play.cast.finance_reviewer) == ["benefits.to_confirm"]
    assert [one.ref for one in lists_waiting(play.finance)] == [play.list.ref]
    assert lists_to_pay(play.finance) == []
    day = play.at.date()
    for verb, ref, said in (
        (services.record_paid, play.list.ref, {"paid_on": day}),
        (services.bounce, play.entry.ref, {"reason": "账号有误"}),
        (services.unlist, play.entry.ref, {}),
    ):
        with pytest.raises(Exception) as caught, transaction.atomic():
            verb(ref, **said, **told(play, "finance"))
        assert type(caught.value).__name__ in ("NotNow", "PermissionDenied")
    play.settle(W.CONFIRM)
    assert [one.waiting for one in lists_to_pay(play.finance)] == [1]
    assert kinds_for(play.cast.hub_operator)[-1] == "benefits.list_confirmed"


@pytest.mark.parametrize(("verb", "state"), [(W.RETURN, L.RETURNED), (W.WITHDRAW, L.WITHDRAWN)])
def test_a_list_that_is_not_confirmed_frees_its_firms_for_the_next(play, verb, state):
    play.sent().settle(verb)
    assert (PaymentList.objects.get().state, play.entry.state, play.entry.payment_list) == (state, E.WILLING, None)
    assert timeline(play.ref)[-1].texts == {"reason": "金额有误"}
    assert timeline(play.entry.ref)[-1].verb == "unlist"
    play.list = play.next_list()
    assert play.list.number == 2
    assert play.settle(W.CONFIRM).total == play.entry.amount


def test_the_hub_neither_confirms_nor_pays_where_finance_is_seated(play):
    play.sent()
    with pytest.raises(PermissionDenied):
        services.confirm_list(play.list.ref, **told(play))
    play.settle(W.CONFIRM)
    with pytest.raises(PermissionDenied):
        services.record_paid(play.list.ref, paid_on=play.at.date(), **told(play))
    with pytest.raises(PermissionDenied):
        services.bounce(play.entry.ref, reason="账号有误", **told(play))


@pytest.mark.parametrize("hand", ["hub", "authority"])
def test_who_made_a_list_or_approved_its_guide_does_not_confirm_it_on_another_seat_either(play, hand):
    play.sent()
    same = replace(play.finance, person_ref=getattr(play, hand).person_ref)
    assert refused(services.confirm_list, play.list.ref, actor=same, at=play.at) == ("own_list", "")
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentList.objects.update(state=L.CONFIRMED, settled_by=play.hub.person_ref, settled_at=play.at)


def test_who_has_a_seat_in_a_firm_on_the_list_neither_confirms_nor_returns_nor_pays_it(play):
    play.sent()
    owner = play.firm.seat
    same = replace(play.finance, seats=(*play.finance.seats, owner))
    assert refused(services.confirm_list, play.list.ref, actor=same, at=play.at) == ("own_firm", "")
    assert refused(services.return_list, play.list.ref, reason="有误", actor=same, at=play.at) == ("own_firm", "")
    play.settle(W.CONFIRM)
    paid = {"paid_on": play.at.date(), "actor": same, "at": play.at}
    assert refused(services.record_paid, play.list.ref, **paid) == ("own_firm", "")


def test_without_finance_a_second_person_at_the_hub_confirms_and_the_hub_writes_down_what_was_paid(play):
    alone(play, Role.FINANCE_REVIEWER).asked().one(D.CONFIRM)
    assert refused(services.make_payment_list, play.ref, **told(play)) == ("no_second", "")
    second = colleague(play)
    made = services.make_payment_list(play.ref, **told(play))
    assert (made.finance, desk_count(second), desk_count(play.hub)) == (None, 1, 0)
    assert refused(services.confirm_list, made.ref, **told(play)) == ("own_list", "")
    services.confirm_list(made.ref, actor=second, at=play.at)
    assert services.record_paid(made.ref, paid_on=play.at.date(), **told(play)) == 1


def test_a_list_made_before_lists_were_confirmed_is_paid_as_it_began(play):
    play.sent()
    PaymentList.objects.update(state=L.UNCHECKED, finance=None)
    assert services.record_paid(play.list.ref, paid_on=play.at.date(), **told(play)) == 1


def test_finance_sees_the_firms_of_its_lists_and_no_other(play):
    play.sent()
    seen = services.turn.entries_visible_to
    assert seen(play.finance).count() == 1
    other = replace(play.finance, seat=replace(play.finance.seat, organisation_id=play.cast.authority.id))
    assert (seen(other).count(), seen(play.authority).count()) == (0, 0)
    play.settle(W.RETURN)
    assert (seen(play.finance).count(), Entry.objects.count()) == (0, 1)


def test_finance_is_told_of_its_lists_whose_limit_ends(play):
    play.listed().later((date(2027, 3, 1) - play.at.date()).days)
    services.watch(at=play.at)
    services.watch(at=play.at)
    assert kinds_for(play.cast.finance_reviewer).count("benefits.list_due") == 1


def test_a_press_on_an_overtaken_page_is_refused(play):
    play.prepare()
    seen = play.programme.revision
    play.whole(V.SUBMIT)
    assert refused(services.approve_guide, play.ref, revision=seen, **told(play, "authority")) == ("stale", "")
