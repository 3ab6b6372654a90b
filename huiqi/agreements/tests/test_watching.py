"""What the clock does: overdue milestones, a second request, the end of waiting."""

import pytest

from huiqi.agreements import services
from huiqi.agreements.models import Agreement
from huiqi.agreements.selectors import countable
from huiqi.agreements.tests.deal import AGREED, REPORTED, Deal
from huiqi.agreements.words import AgreementState as S
from huiqi.agreements.words import AgreementVerb as V
from huiqi.notices.models import Notice

pytestmark = pytest.mark.django_db


def told(kind):
    return Notice.objects.filter(kind=f"agreements.{kind}").count()


def test_an_overdue_milestone_is_told_to_handler_and_window_once(cast):
    deal = Deal(cast).through(*AGREED)
    assert services.tell_overdue(at=deal.now) == 0
    deal.play.later(days=12)
    assert services.tell_overdue(at=deal.now) == 1
    people = {one.person for one in Notice.objects.filter(kind="agreements.overdue")}
    assert people == {cast.institution_clerk, cast.receptionist_a}
    assert services.tell_overdue(at=deal.now) == 0
    deal.play.later(days=7)
    assert services.tell_overdue(at=deal.now) == 1


def test_a_reached_milestone_is_never_overdue(cast):
    deal = Deal(cast).through(*AGREED, V.FINISH_MILESTONE, V.FINISH_MILESTONE)
    deal.play.later(days=60)
    assert services.tell_overdue(at=deal.now) == 0


def test_a_firm_that_says_nothing_is_asked_once_more_and_never_counted(cast):
    deal = Deal(cast).through(*REPORTED)
    first = told("reported")
    deal.play.later(days=9)
    assert services.ask_again(at=deal.now) == 0
    deal.play.later(days=1)
    assert services.ask_again(at=deal.now) == 1
    assert told("reported") == first + 1
    assert services.ask_again(at=deal.now) == services.lapse(at=deal.now) == 0
    deal.play.later(days=10)
    assert services.lapse(at=deal.now) == 1
    assert Agreement.objects.get().state is S.UNCONFIRMED
    assert not countable(deal.play.now.date().replace(day=1), deal.play.now.date().replace(year=2027)).exists()


def test_what_is_disputed_and_reported_again_is_asked_anew(cast):
    deal = Deal(cast).through(*REPORTED)
    deal.play.later(days=10)
    services.ask_again(at=deal.now)
    deal.agreement = Agreement.objects.get()
    deal.do(V.DISPUTE)
    deal.do(V.REPORT)
    deal.play.later(days=10)
    assert services.lapse(at=deal.now) == 0
    assert services.ask_again(at=deal.now) == 1
