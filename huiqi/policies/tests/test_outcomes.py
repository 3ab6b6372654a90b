"""What the office that decides brings back: it counts, the firm hears of it, and it stands above the firm's own."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from huiqi.journal.models import Entry
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.notices.ports import kind_of
from huiqi.policies import services
from huiqi.policies.models import Milestone
from huiqi.policies.services.outcomes import Outcome
from huiqi.policies.tests.conftest import AT
from huiqi.policies.words import Stage, Teller

pytestmark = pytest.mark.django_db
TODAY = AT.date()
GRANTED = Outcome(Stage.GRANTED, TODAY, Decimal(50_000))
REFUSED = Outcome(Stage.REFUSED, TODAY, reason="材料不全")


@pytest.fixture
def network(cast, shipped):
    """The cast with the library."""
    return cast


def brought(cast, outcome, firm=None, by=None, reference="HQ26-AAAA-AAAA"):
    actor = cast.actor(by or cast.receptionist_a)
    return services.bring_outcome(firm or cast.enterprise_x, "P01", outcome, reference=reference, actor=actor, at=AT)


def living():
    return [(str(row.stage), row.told_by) for row in Milestone.objects.filter(withdrawn_at=None).order_by("id")]


def test_what_is_brought_is_told_to_the_firms_people(network):
    brought(network, GRANTED)
    notice = Notice.objects.get(kind="policies.outcome", person=network.owner_x)
    said = kind_of("policies.outcome").words(notice.parameters)
    assert "2026年11月22日获批，金额 ¥50,000" in said.sentence
    assert notice.link == "/policies/P01/outcome/"
    assert not Notice.objects.filter(kind="policies.outcome", person=network.owner_y).exists()


def test_a_refusal_is_told_with_its_reason(network):
    brought(network, REFUSED)
    said = kind_of("policies.outcome").words(Notice.objects.get(kind="policies.outcome").parameters)
    assert "未通过。原因：材料不全。有疑问可以问窗口。" in said.sentence


def test_what_is_brought_twice_is_known_already_and_told_once(network):
    assert brought(network, GRANTED)
    assert brought(network, GRANTED) is None
    assert Milestone.objects.count() == Notice.objects.filter(kind="policies.outcome").count() == 1


def test_another_amount_takes_the_place_of_the_first(network):
    first = brought(network, GRANTED)
    second = brought(network, replace(GRANTED, amount=Decimal(60_000)))
    first.refresh_from_db()
    assert (first.withdrawn_at, second.withdrawn_at) == (AT, None)
    assert Entry.objects.filter(subject_ref=second.ref).get().data["told_by"] == "office"


def test_the_offices_word_stands_above_the_firms(network):
    owner = network.actor(network.owner_x)
    services.record_outcome(network.enterprise_x, "P01", GRANTED, actor=owner, at=AT)
    brought(network, replace(GRANTED, amount=Decimal(40_000)))
    assert living() == [("granted", Teller.OFFICE)]
    with pytest.raises(Refused, match="told_by_others"):
        services.record_outcome(network.enterprise_x, "P01", GRANTED, actor=owner, at=AT)


def test_who_is_granted_it_after_a_refusal_keeps_both(network):
    brought(network, replace(REFUSED, on=TODAY - timedelta(days=9)))
    brought(network, GRANTED)
    assert living() == [("refused", Teller.OFFICE), ("granted", Teller.OFFICE)]


@pytest.mark.parametrize("who", ["receptionist_b", "owner_x", "institution_clerk", "stranger"])
def test_a_window_brings_for_its_own_firms_and_nobody_else_does(network, who):
    with pytest.raises(PermissionDenied):
        brought(network, GRANTED, by=getattr(network, who))
    assert not Milestone.objects.exists()


def test_the_hub_brings_for_all(network):
    assert brought(network, GRANTED, firm=network.enterprise_y, by=network.hub_operator)


def test_a_firm_records_a_refusal_and_no_amount_with_it(network):
    client = network.client(network.owner_x)
    typed = {"stage": "refused", "on": "2026-11-01", "amount": "5", "reason": "人数超过"}
    assert "人数超过" in client.post("/policies/P01/outcome/", typed, follow=True).content.decode()
    assert Milestone.objects.get().amount is None


def test_the_funnel_tells_refusals_beside_its_seven_figures(network):
    brought(network, REFUSED)
    page = network.client(network.hub_operator).get("/policies/P01/funnel/").content.decode()
    assert "1 家企业未通过" in page
    assert "材料不全" in network.client(network.hub_operator).get("/policies/P01/funnel/refused/").content.decode()
