"""Agreements by their services: what each verb leaves, and each refusal."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from huiqi.accounts.models import Seat
from huiqi.agreements import services
from huiqi.agreements.models import Agreement, Version
from huiqi.agreements.selectors import countable, visible_to
from huiqi.agreements.services import Outcome
from huiqi.agreements.tests.deal import AGREED, BEGIN, REPORTED, Deal, make_small, product_of
from huiqi.agreements.wording.chapter import agreed_chapter
from huiqi.agreements.wording.fees import reckoned
from huiqi.agreements.words import AgreementState as S
from huiqi.agreements.words import AgreementVerb as V
from huiqi.agreements.words import FeeBasis, Hand
from huiqi.demands.models import Demand
from huiqi.demands.words import HandlingState, Verb
from huiqi.directory.words import FeeKind
from huiqi.kernel.access import Role
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.papers.models import Paper
from tests.cast import OPENED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


def refused(call):
    with pytest.raises(Refused) as caught, transaction.atomic():
        call()
    return caught.value.code


def test_a_draft_reckons_what_a_small_firm_pays(cast):
    make_small(cast)
    deal = Deal(cast, product=product_of(cast))
    deal.draft(fee=Decimal("1080.00"))
    version = Version.objects.get()
    assert (version.basis, version.published, version.size_class) == (FeeBasis.SMALL_MICRO, Decimal(1350), "small")


def test_pressing_twice_is_one_draft(cast):
    deal, submission = Deal(cast), uuid4()
    first = deal.draft(submission=submission)
    assert deal.draft(submission=submission) == first
    assert refused(deal.draft) == "drafted_already"


BAD = [
    ({"fee": Decimal(-1)}, "fee_negative"),
    ({"fee": Decimal(10_000_001)}, "fee_absurd"),
    ({"fee": Decimal(2000)}, "deviation_unexplained"),
    ({"product": None, "fee": Decimal(5)}, "fee_not_published"),
    ({"product": uuid4()}, "product_unknown"),
    ({"quantity": Decimal(0)}, "quantity_wrong"),
    ({"plan": ()}, "no_milestone"),
    ({"plan": (("检测", BEGIN - timedelta(days=1)),)}, "milestone_before_start"),
    ({"plan": (("检测", date(2036, 1, 1)),)}, "milestone_too_far"),
    ({"start_on": date(2026, 11, 1)}, "started_before_handling"),
    ({"scope": "  "}, "required"),
    ({"terms": "字" * 5001}, "too_long"),
]


@pytest.mark.parametrize(("more", "code"), BAD)
def test_a_bad_draft_is_refused_and_nothing_is_written(cast, more, code):
    deal = Deal(cast, product=product_of(cast))
    assert refused(lambda: deal.draft(**more)) == code
    assert not Agreement.objects.exists()


def test_a_free_product_takes_no_fee_whatever_is_said(cast):
    deal = Deal(cast, product=product_of(cast, fee_kind=FeeKind.FREE, price=None, small_micro_percent=None))
    assert refused(lambda: deal.draft(fee=Decimal(1), explanation="成本")) == "fee_of_free"
    deal.draft(fee=Decimal(0))


def test_only_who_has_the_demand_and_gave_its_plan_drafts(cast):
    deal = Deal(cast)
    for who in (cast.receptionist_a, cast.hub_operator, cast.owner_x):
        with pytest.raises(PermissionDenied):
            deal.draft(by=who)
    for who in (cast.owner_y, cast.receptionist_b, cast.stranger):
        with pytest.raises(Demand.DoesNotExist):
            deal.draft(by=who)


def test_a_complaint_leads_to_no_agreement(cast):
    deal = Deal(cast)
    Demand.objects.update(kind="complaint")
    with pytest.raises(PermissionDenied):
        deal.draft()


def test_both_confirm_then_the_work_begins_and_the_paper_is_issued(cast):
    deal = Deal(cast).through(*AGREED)
    assert deal.play.demand.handlings.get().state is HandlingState.WORKING
    paper = Paper.objects.get(kind="service_agreement")
    assert "免费（0元）" in str(paper.content)
    assert [row.due_on for row in deal.agreement.milestones.order_by("due_on")] == [
        date(2026, 12, 1),
        date(2026, 12, 8),
    ]
    assert Version.objects.get().agreed_how is Hand.ACCOUNT


def test_the_firm_is_told_and_its_contact_gets_the_link(cast):
    deal = Deal(cast).through(V.SIGN)
    told = {(one.kind, one.person, one.address) for one in Notice.objects.filter(kind__startswith="agreements.")}
    assert told == {("agreements.sent", cast.owner_x, ""), ("agreements.sent_link", None, "19900000021")}
    assert str(deal.agreement.link) in Notice.objects.get(kind="agreements.sent_link").link


def test_a_change_holds_once_the_firm_agrees_to_it(cast):
    deal = Deal(cast).through(*AGREED, V.FINISH_MILESTONE)
    later = (("出具报告", date(2026, 12, 20)),)
    deal.do(V.CHANGE, terms=deal.terms.__class__(**{**vars_of(deal.terms), "plan": later}))
    assert {str(row.due_on) for row in deal.agreement.milestones.all()} == {"2026-12-01", "2026-12-08"}
    deal.do(V.AGREE)
    assert {str(row.due_on) for row in deal.agreement.milestones.all()} == {"2026-12-01", "2026-12-20"}
    standing = [(one.ended_at is None) for one in Paper.objects.filter(kind="service_agreement").order_by("id")]
    assert standing == [False, True]


def vars_of(terms):
    return {name: getattr(terms, name) for name in terms.__dataclass_fields__}


def test_a_declined_change_leaves_the_former_version_in_force(cast):
    deal = Deal(cast).through(*AGREED, V.CHANGE, V.DECLINE)
    assert deal.agreement.state is S.IN_FORCE
    assert Version.objects.get(number=2).decline_reason == "太贵"
    deal.do(V.CHANGE)
    deal.do(V.AGREE)
    assert Version.objects.filter(agreed_at__isnull=False).count() == 2


def test_a_milestone_says_what_came_of_it_and_proves_it(cast):
    deal = Deal(cast).through(*AGREED)
    deal.play.later(days=11)
    outcome = Outcome(date(2026, 12, 1), "新增两个订单", [("orders", Decimal("120.5"))])
    assert refused(lambda: deal.reach(outcome=outcome)) == "evidence_missing"
    deal.reach(outcome=outcome, files=[deal.paper()])
    reached = deal.agreement.milestones.get(done_on__isnull=False)
    assert reached.effects == [["orders", "120.5"]]
    assert reached.deliverables.count() == 1


def test_a_milestone_is_reached_between_the_start_and_today_and_once(cast):
    deal = Deal(cast).through(*AGREED)
    assert refused(lambda: deal.reach(outcome=Outcome(date(2026, 12, 1), "好"))) == "done_ahead"
    assert refused(lambda: deal.reach(outcome=Outcome(date(2026, 11, 20), "好"))) == "done_before_start"
    deal.play.later(days=4)
    deal.reach()
    deal.reach()
    assert refused(deal.reach) == "reached_already"


def test_done_is_asked_for_once_every_milestone_is_reached(cast):
    deal = Deal(cast).through(*AGREED)
    assert refused(lambda: deal.do(V.REPORT)) == "milestones_open"


def test_a_service_counts_once_the_firm_confirmed_it(cast):
    deal = Deal(cast).through(*REPORTED)
    year = date(2026, 1, 1), date(2027, 1, 1)
    assert not countable(*year).exists()
    deal.do(V.CONFIRM)
    assert countable(*year).get() == deal.agreement
    assert deal.agreement.done_by == str(cast.owner_x.ref)
    assert Paper.objects.get(kind="service_confirmation").organisation == cast.window_a.organisation


def test_nobody_but_the_firm_confirms(cast):
    deal = Deal(cast).through(*REPORTED)
    for who in (cast.institution_clerk, cast.receptionist_a, cast.manager_a, cast.hub_operator):
        with pytest.raises(PermissionDenied):
            deal.do(V.CONFIRM, by=who)
    for who in (cast.owner_y, cast.receptionist_b, cast.stranger):
        with pytest.raises(Agreement.DoesNotExist):
            deal.do(V.CONFIRM, by=who)


def test_who_sits_at_the_handler_too_does_not_speak_for_the_firm(cast):
    deal = Deal(cast).through(*REPORTED)
    Seat.objects.create(
        person=cast.owner_x,
        organisation=cast.institution.organisation,
        role=Role.INSTITUTION_CLERK,
        since=OPENED,
    )
    actor = next(
        found
        for seat in cast.owner_x.seats.all()
        if (found := seated(cast.owner_x, seat)).organisation_id == cast.enterprise_x.organisation_id
    )
    call = lambda: services.confirm_done(deal.agreement.ref, actor=actor, at=deal.now)  # noqa: E731
    assert refused(call) == "own_hand"


def seated(person, seat):
    from huiqi.accounts.selectors import actor_of

    return actor_of(person, seat.id)


def test_the_database_refuses_a_service_done_by_nobody(cast):
    deal = Deal(cast).through(*REPORTED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(id=deal.agreement.id).update(state=S.DONE)


def test_what_the_firm_disputes_goes_back_to_the_handler(cast):
    deal = Deal(cast).through(*REPORTED, V.DISPUTE)
    assert (deal.agreement.state, deal.agreement.dispute) == (S.IN_FORCE, "还缺一份报告")
    assert Notice.objects.filter(kind="agreements.disputed", person=cast.institution_clerk).exists()
    deal.do(V.REPORT)
    deal.do(V.CONFIRM)


def test_an_invoice_follows_a_payment_and_never_a_free_service(cast):
    free = Deal(cast).through(*AGREED)
    assert refused(lambda: free.do(V.DECLARE_PAYMENT)) == "nothing_to_pay"
    deal = Deal(cast, product=product_of(cast)).through(*AGREED)
    assert refused(lambda: deal.do(V.RECORD_INVOICE)) == "not_paid_yet"
    deal.do(V.DECLARE_PAYMENT)
    assert refused(lambda: deal.do(V.RECORD_INVOICE, number="123")) == "invoice_malformed"
    assert refused(lambda: deal.do(V.RECORD_INVOICE, amount=Decimal("1350.01"))) == "invoiced_too_much"
    deal.do(V.RECORD_INVOICE, number="2641 2000 0000 1234 5678")
    assert deal.agreement.invoice_number == "26412000000012345678"


def test_a_payment_is_of_today_or_before_and_not_more_than_the_fee(cast):
    deal = Deal(cast, product=product_of(cast)).through(*AGREED)
    assert refused(lambda: deal.do(V.DECLARE_PAYMENT, amount=Decimal(0))) == "paid_nothing"
    assert refused(lambda: deal.do(V.DECLARE_PAYMENT, amount=Decimal(1351))) == "paid_too_much"
    assert refused(lambda: deal.do(V.DECLARE_PAYMENT, paid_on=date(2026, 12, 24))) == "paid_ahead"


def test_a_handler_who_lost_the_demand_sees_its_agreement_no_more(cast):
    deal = Deal(cast).through(*AGREED)
    clerk = cast.actor(cast.institution_clerk)
    deal.play.do(Verb.RETURN)
    assert not visible_to(clerk).exists()
    with pytest.raises(Agreement.DoesNotExist):
        deal.reach()
    assert deal.do(V.END, by=cast.receptionist_a).state is S.ENDED


def test_a_stale_form_changes_nothing(cast):
    deal = Deal(cast).through(V.SIGN)
    assert refused(lambda: deal.do(V.AGREE, revision=1)) == "stale"


def test_a_draft_is_the_handlers_own_until_it_is_sent(cast):
    deal = Deal(cast)
    deal.draft()
    assert not visible_to(cast.actor(cast.owner_x)).exists()
    deal.do(V.SIGN)
    assert visible_to(cast.actor(cast.owner_x)).exists()
    deal.do(V.REVISE)
    assert deal.agreement.link is None
    with pytest.raises(Agreement.DoesNotExist):
        deal.do(V.AGREE)


def test_the_work_is_not_begun_for_who_left_the_handler(cast):
    deal = Deal(cast).through(V.SIGN)
    Seat.objects.filter(person=cast.institution_clerk).update(until=date(2026, 11, 20))
    deal.do(V.AGREE)
    assert deal.play.demand.handlings.get().state is HandlingState.PLANNED


def test_an_answered_demand_does_not_end_its_agreement(cast):
    deal = Deal(cast).through(*AGREED)
    deal.play.do(Verb.ANSWER)
    deal.play.later(days=4)
    deal.reach()
    with pytest.raises(NotNow):
        deal.do(V.SIGN)


def test_the_paper_the_page_and_the_file_show_the_step_from_the_published_price_to_that_of_a_small_firm(cast):
    make_small(cast)
    deal = Deal(cast, product=product_of(cast))
    deal.draft(fee=Decimal("1080.00"))
    deal.do(V.SIGN)
    deal.do(V.AGREE)
    basis = dict(Paper.objects.get(kind="service_agreement").said.fields)["收费依据"]
    assert "数量 30，共 ¥1,350；小微企业优惠：¥1,350 × 80% = ¥1,080" in basis
    page = cast.client(cast.owner_x).get(f"/agreements/{deal.agreement.ref}/").content.decode()
    assert "¥1,350 × 80% = ¥1,080" in page
    [chapter] = agreed_chapter(deal.play.demand)
    assert "¥1,350 × 80% = ¥1,080" in dict(chapter.rows)["收费依据"]


@pytest.mark.parametrize(("fee", "shown"), [("1080.00", True), ("1350.00", False)])
def test_of_a_firm_of_unknown_size_the_step_is_shown_where_it_was_taken(cast, fee, shown):
    deal = Deal(cast, product=product_of(cast))
    deal.draft(fee=Decimal(fee))
    assert ("× 80%" in "；".join(reckoned(Version.objects.get()))) is shown
