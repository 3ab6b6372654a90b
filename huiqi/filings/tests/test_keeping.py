"""What the rules keep no longer goes by itself; number, policy and outcome stay; the chain says what went."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from huiqi.filings import services
from huiqi.filings.models import Handoff, RetentionRule
from huiqi.filings.tests.conftest import AT, handed
from huiqi.filings.tests.test_api import key_of
from huiqi.filings.tests.test_bringing import as_csv, brought
from huiqi.filings.words import Kept
from huiqi.journal.selectors import timeline
from huiqi.journal.services import verify_journal
from huiqi.kernel.keeping import kept_since, kept_until
from huiqi.kernel.refusal import Refused
from huiqi.policies.models import Milestone

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")


def on(erases, years=3):
    """A rule that is followed."""
    RetentionRule.objects.filter(erases=erases).update(is_on=True, years=years)


def after(years):
    """So long after, and a day."""
    return AT + timedelta(days=366 * years + 1)


@pytest.mark.parametrize(
    ("of", "years", "until"),
    [((2024, 2, 29), 1, (2025, 2, 28)), ((2024, 2, 29), 4, (2028, 2, 29)), ((2026, 11, 22), 3, (2029, 11, 22))],
)
def test_years_are_years_of_the_calendar(of, years, until):
    moment = datetime(*of, 23, 59, tzinfo=ZONE)
    assert kept_until(moment, years).date().timetuple()[:3] == until
    assert kept_since(datetime(2028, 2, 29, 8, tzinfo=ZONE), 1).date().isoformat() == "2027-02-28"


def test_nothing_goes_until_somebody_decides(network):
    handed(network)
    assert services.erase_due(at=after(50)) == 0
    assert not RetentionRule.objects.filter(is_on=True).exists()


def test_nothing_goes_a_day_too_early(network):
    on(Kept.HANDOFFS)
    made = handed(network)
    assert services.erase_due(at=AT.replace(year=AT.year + 3)) == 0
    assert services.erase_due(at=after(3)) == 1
    made.refresh_from_db()
    assert (made.fields, made.erased_at) == ([], after(3))
    assert services.erase_due(at=after(4)) == 0


def test_number_policy_and_outcome_stay_and_the_chain_says_what_went(network):
    on(Kept.HANDOFFS)
    made = handed(network, {"contact_name": "王小明"})
    brought(network, as_csv([made.number, "", "", "获批", "2026-11-20", "50000", ""]))
    services.erase_due(at=after(3))
    row = Handoff.objects.values().get()
    assert "王小明" not in str(row)
    assert (row["number"], Milestone.objects.get().reference) == (made.number, made.number)
    last = timeline(made.ref)[-1]
    assert (last.verb, last.data, last.actor_ref) == ("erased", {"rule": "handoffs", "years": 3}, "system")
    verify_journal(at=after(3))


def test_of_a_list_the_copy_and_the_lines_go_and_the_counts_stay(network):
    on(Kept.LISTS, 1)
    made = brought(network, as_csv([handed(network).number, "", "", "获批", "2026-11-20", "50000", "某人的原因"]))
    assert services.erase_due(at=after(1)) == 1
    made.refresh_from_db()
    assert (made.report, made.made, made.name) == ([], 1, "已按规则删除")
    made.raw.refresh_from_db()
    assert made.raw.destroyed_at is not None
    assert Handoff.objects.get().fields


def test_many_go_page_by_page_to_the_end(network, monkeypatch):
    monkeypatch.setattr("huiqi.filings.services.keeping.PAGE", 2)
    on(Kept.HANDOFFS)
    for _ in range(5):
        handed(network)
    assert services.erase_due(at=after(3)) == 5


def test_the_database_keeps_what_is_erased_empty(network):
    made = handed(network)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handoff.objects.filter(id=made.id).update(erased_at=AT)


def test_page_sheets_and_api_say_that_it_is_gone(network):
    key = key_of(network, network.manager_a)
    on(Kept.HANDOFFS)
    made = handed(network)
    client = network.client(network.owner_x)
    assert "这些内容保存到 2029年11月22日" in client.get(f"/filings/{made.ref}/").content.decode()
    services.erase_due(at=after(3))
    page = client.get(f"/filings/{made.ref}/sheet.pdf", follow=True).content.decode()
    assert "内容已按保存期限删除" in page
    assert "sheet.pdf" not in page
    headers = {"Authorization": f"Bearer {key}"}
    told = network.client().get(f"/api/v1/filings/handoffs/{made.number}", headers=headers).json()
    assert (told["fields"], told["erased"]) == ([], after(3).date().isoformat())


def test_the_hub_changes_a_rule_and_sees_what_is_due(network):
    Handoff.objects.filter(id=handed(network).id).update(handed_at=AT - timedelta(days=1200))
    hub = network.client(network.hub_operator)
    for place in ("/filings/retention/", "/demands/retention/"):
        assert "企业带去申报的资料" in hub.get(place).content.decode()
    rule = RetentionRule.objects.get(erases=Kept.HANDOFFS)
    address = f"/filings/retention/{rule.ref}/"
    for wrong in ("0", "101", "", "三"):
        assert "请填 1 到 100 之间的整数" in hub.post(address, {"years": wrong, "revision": 1}).content.decode()
    page = hub.post(address, {"years": "２", "is_on": "on", "revision": 1}, follow=True).content.decode()
    assert "带走后 2 年" in page
    stale = hub.post(address, {"years": "5", "is_on": "on", "revision": 1}).content.decode()
    assert "刚才有人改过这条规则" in stale
    rule.refresh_from_db()
    assert (rule.years, rule.is_on, rule.revision) == (2, True, 2)


@pytest.mark.parametrize("who", ["manager_a", "owner_x", "institution_clerk"])
def test_nobody_else_changes_a_rule(network, who):
    rule = RetentionRule.objects.first()
    with pytest.raises(PermissionDenied):
        services.change_rule(rule.ref, 1, is_on=True, revision=1, actor=network.actor(getattr(network, who)), at=AT)


def test_so_many_years_are_refused(network):
    rule = RetentionRule.objects.first()
    with pytest.raises(Refused, match="years"):
        services.change_rule(rule.ref, 101, is_on=True, revision=1, actor=network.actor(network.hub_operator), at=AT)
