"""The funnel of a policy: seven figures that open their rows, each office its own; and what a firm records."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from huiqi.journal.models import Entry
from huiqi.kernel.refusal import Refused
from huiqi.policies import selectors, services
from huiqi.policies.models import Campaign, Milestone, Push
from huiqi.policies.rules.outcomes import problem
from huiqi.policies.services.outcomes import Outcome
from huiqi.policies.tests.conftest import AT
from huiqi.policies.words import FUNNEL, Cause, PushReason, PushState, Stage, Teller

pytestmark = pytest.mark.django_db
TODAY = AT.date()


@pytest.fixture
def told(cast, shipped):
    """X was told of P01 and looked at it; Y was told and did not."""
    version = selectors.policy_in_force("P01", TODAY)
    campaign = Campaign.objects.create(version=version, cause=Cause.NEW, made_at=AT, made_by="x")
    rest = {"campaign": campaign, "version": version, "cause": Cause.NEW, "at": AT, "told_at": AT}
    rest |= {"reason": PushReason.GAINED, "state": PushState.TOLD}
    Push.objects.create(enterprise=cast.enterprise_x, opened_at=AT, **rest)
    Push.objects.create(enterprise=cast.enterprise_y, **rest)
    return cast


def recorded(cast, stage, on=TODAY, amount=None, proof=None):
    given = Outcome(stage, on, Decimal(amount) if amount else None, proof)
    return services.record_outcome(cast.enterprise_x, "P01", given, actor=cast.actor(cast.owner_x), at=AT)


def figures(regions=None):
    return [selectors.funnel_of("P01", regions).get(stage, 0) for stage in FUNNEL]


def test_each_figure_counts_firms_and_a_firm_once(told):
    recorded(told, Stage.APPLIED, TODAY - timedelta(days=400))
    recorded(told, Stage.APPLIED)
    recorded(told, Stage.GRANTED, amount="50000")
    assert figures() == [2, 2, 1, 0, 1, 1, 0]
    assert selectors.funnels(None)["P01"][Stage.MATCHED] == 2


def test_who_loses_a_policy_is_no_match(told):
    Push.objects.filter(enterprise=told.enterprise_y).update(reason=PushReason.LOST)
    assert figures()[:2] == [1, 1]


def test_every_figure_has_as_many_rows_as_it_says(told):
    recorded(told, Stage.APPLIED)
    for stage, count in zip(FUNNEL, figures(), strict=True):
        assert selectors.rows_of("P01", stage, None).count() == count


@pytest.mark.parametrize("later", [timedelta(0), timedelta(days=1)])
def test_a_firm_that_was_told_twice_stands_once_behind_a_figure_with_the_latest(told, later):
    first = Push.objects.get(enterprise=told.enterprise_x)
    again = Push.objects.create(
        campaign=first.campaign, version=first.version, enterprise=first.enterprise, cause=Cause.AMENDED,
        reason=PushReason.KEPT, state=PushState.UNREACHED, at=first.at + later,
    )  # fmt: skip
    behind = {stage: set(selectors.rows_of("P01", stage, None)) for stage in (Stage.MATCHED, Stage.OPENED)}
    other = Push.objects.get(enterprise=told.enterprise_y)
    assert behind == {Stage.MATCHED: {again, other}, Stage.OPENED: {first}}


def test_a_window_counts_its_own_firms_and_the_hub_sees_each_windows(told):
    seen = selectors.area(told.actor(told.receptionist_a), TODAY)
    assert figures(seen)[:3] == [1, 1, 1]
    rows = {one.name: one.figures[Stage.MATCHED] for one in selectors.by_window("P01", TODAY)}
    assert rows == {told.window_a.short_name: 1, told.window_b.short_name: 1}


def test_an_asked_question_counts_once_and_only_for_a_policy_that_exists(told):
    for code in ("P01", "P01", "P99"):
        services.note_milestone(
            told.enterprise_x.id, code, Stage.ASKED, told_by=Teller.DEMAND, actor=told.actor(told.owner_x), at=AT
        )
    assert Milestone.objects.count() == 1


@pytest.mark.parametrize(
    ("stage", "on", "amount", "known", "code"),
    [
        (Stage.APPLIED, TODAY, None, {}, ""),
        (Stage.APPLIED, TODAY + timedelta(days=1), None, {}, "in_future"),
        (Stage.APPLIED, date(1999, 12, 31), None, {}, "too_early"),
        (Stage.GRANTED, TODAY, None, {}, "no_amount"),
        (Stage.PAID, TODAY, Decimal(0), {}, "bad_amount"),
        (Stage.PAID, TODAY, Decimal(10) ** 15, {}, "bad_amount"),
        (Stage.GRANTED, TODAY, Decimal(5), {Stage.APPLIED: (TODAY, None)}, ""),
        (Stage.GRANTED, date(2026, 1, 1), Decimal(5), {Stage.APPLIED: (TODAY, None)}, "before_the_step_before"),
        (Stage.APPLIED, TODAY, None, {Stage.PAID: (date(2026, 1, 1), Decimal(5))}, "after_the_step_after"),
        (Stage.PAID, TODAY, Decimal(5), {Stage.GRANTED: (TODAY, Decimal(5))}, ""),
        (Stage.PAID, TODAY, Decimal("5.01"), {Stage.GRANTED: (TODAY, Decimal(5))}, "more_than_granted"),
        (Stage.GRANTED, TODAY, Decimal(4), {Stage.PAID: (TODAY, Decimal(5))}, "more_than_granted"),
        (Stage.REFUSED, TODAY, None, {Stage.APPLIED: (TODAY, None)}, ""),
        (Stage.REFUSED, date(2026, 1, 1), None, {Stage.APPLIED: (TODAY, None)}, "before_the_step_before"),
        (Stage.REFUSED, TODAY, None, {Stage.GRANTED: (TODAY, Decimal(5))}, "granted_already"),
        (Stage.GRANTED, TODAY, Decimal(5), {Stage.REFUSED: (date(2026, 1, 1), None)}, ""),
        (Stage.GRANTED, TODAY, Decimal(5), {Stage.REFUSED: (TODAY, None)}, "refused_already"),
    ],
)
def test_steps_follow_each_other_and_no_more_is_paid_than_granted(stage, on, amount, known, code):
    assert problem(stage, on, amount, known, TODAY)[0] == code


def test_what_is_recorded_again_takes_the_place_of_what_was(told):
    first = recorded(told, Stage.GRANTED, amount="100")
    recorded(told, Stage.GRANTED, amount="200")
    first.refresh_from_db()
    assert first.withdrawn_at == AT
    assert selectors.money_of("P01", None) == {Stage.GRANTED: Decimal(200)}
    assert list(Entry.objects.filter(subject_ref=first.ref).order_by("number").values_list("verb", flat=True)) == [
        "record_outcome",
        "withdraw_outcome",
    ]


def test_a_refusal_says_what_is_wrong_and_nothing_is_recorded(told):
    with pytest.raises(Refused, match="no_amount"):
        recorded(told, Stage.PAID)
    assert not Milestone.objects.exists()


def test_a_firm_records_with_a_paper_and_alone_reads_it(told, client):
    client.force_login(told.owner_x)
    paper = SimpleUploadedFile("批复.pdf", b"%PDF-1.4 x", content_type="application/pdf")
    typed = {"stage": "granted", "on": "2026-11-01", "amount": "12.5", "proof": paper}
    page = client.post(reverse("policies:outcome", args=["P01"]), typed, follow=True).content.decode()
    made = Milestone.objects.get()
    assert made.amount == Decimal(125_000)
    assert "批复.pdf" in page
    address = reverse("policies:proof", args=["P01", made.ref])
    assert b"".join(client.get(address)) == b"%PDF-1.4 x"
    client.force_login(told.owner_y)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"stage": "granted", "on": "2026-11-01", "amount": ""}, "请填写金额"),
        ({"stage": "granted", "on": "2026-11-01", "amount": "9" * 5000}, "请填写金额"),
        ({"stage": "applied", "on": "2999-01-01"}, "还没有到"),
        ({"stage": "applied", "on": "\x00"}, "真实存在的日期"),
        ({"stage": "matched", "on": "2026-11-01"}, "到了哪一步"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(told, client, typed, said):
    client.force_login(told.owner_x)
    assert said in client.post(reverse("policies:outcome", args=["P01"]), typed).content.decode()
    assert not Milestone.objects.exists()


def test_a_record_is_taken_back_by_its_firm_alone(told, client):
    made = recorded(told, Stage.APPLIED)
    press = reverse("policies:drop_outcome", args=["P01", made.ref])
    client.force_login(told.owner_y)
    assert client.post(press).status_code == 404
    client.force_login(told.owner_x)
    client.post(press)
    assert figures()[4] == 0


def test_the_figures_open_their_rows_and_leave_as_files(told, client):
    client.force_login(told.hub_operator)
    rows = reverse("policies:funnel_rows", args=["P01", "matched"])
    for page in (reverse("policies:funnels"), reverse("policies:funnel", args=["P01"])):
        assert rows in client.get(page).content.decode()
        assert "没有推送过的也数" in client.get(page).content.decode()
    shown = client.get(rows).content.decode()
    assert told.enterprise_x.name in shown
    assert not any(f"<small>{word}</small>" in shown for word in PushReason)
    book = load_workbook(BytesIO(b"".join(client.get(f"{rows}?format=xlsx"))))
    assert told.enterprise_y.name in [cell.value for row in book.active for cell in row]
    assert told.enterprise_x.name in b"".join(client.get(f"{rows}?format=csv")).decode("utf-8-sig")


def test_a_window_opens_no_other_windows_rows(told, client):
    client.force_login(told.receptionist_a)
    page = client.get(reverse("policies:funnel_rows", args=["P01", "matched"])).content.decode()
    assert told.enterprise_x.name in page
    assert told.enterprise_y.name not in page
    other = f"{reverse('policies:funnel_rows', args=['P01', 'matched'])}?window={told.window_b.slug}"
    assert told.enterprise_y.name not in client.get(other).content.decode()


@pytest.mark.parametrize(
    "address", ["/policies/P99/funnel/", "/policies/P01/funnel/nothing/", "/policies/P01/funnel/?window=%00"]
)
def test_what_is_not_there_is_not_there(told, client, address):
    client.force_login(told.hub_operator)
    assert client.get(address).status_code == 404


def test_a_name_that_a_spreadsheet_would_reckon_with_is_a_text(told, client):
    told.enterprise_x.name = "=1+1"
    told.enterprise_x.save()
    client.force_login(told.hub_operator)
    told_ = b"".join(client.get(reverse("policies:funnel_rows", args=["P01", "matched"]) + "?format=csv")).decode()
    assert "'=1+1" in told_
