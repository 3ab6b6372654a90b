"""Campaigns: whom a version concerns, exactly once, paused and resumed, slower for who ignores, never who declined."""

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.journal.models import Entry
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Delivery, Notice
from huiqi.policies import selectors, services
from huiqi.policies.flow import CAMPAIGN
from huiqi.policies.models import Campaign, Push
from huiqi.policies.rules.pushing import Past, due_at, ignored, next_list, pace
from huiqi.policies.services.choosing import Wish
from huiqi.policies.services.pushing import push_stretch
from huiqi.policies.tests.conftest import AT, example
from huiqi.policies.tests.test_drafts import amended, published
from huiqi.policies.words import CampaignState, CampaignVerb, Cause, PushReason, PushRhythm, PushState

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, tzinfo=AT.tzinfo)
"""The Monday after `AT`, which is a Sunday."""


def asking(most):
    return {"all": [{"fact": "employees", "op": "<=", "value": most, "clause": "第一条"}]}


def knows(cast, firm, owner, employees):
    facts, actor, source = {"employees": employees}, cast.actor(owner), FactSource.STATED
    record_facts(firm, facts, as_of=AT.date(), source=source, actor=actor, at=AT)


def changed(hub, second, most):
    """P01 asks for at most so many people from next year on."""
    both = [example("甲", "eligible", employees=1), example("乙", "ineligible", employees=9_999)]
    published(amended(hub, effective_from="2027-01-01", condition=asking(most), examples=both), hub, second)


@pytest.fixture
def firms(cast, hub):
    """X has 50 people, Y has 150."""
    knows(cast, cast.enterprise_x, cast.owner_x, 50)
    knows(cast, cast.enterprise_y, cast.owner_y, 150)
    return cast


@pytest.fixture
def policy(hub):
    """P01 asks for at most 100 people."""
    row = selectors.policy_in_force("P01", AT.date())
    row.content["condition"], row.fate_number = asking(100), 1
    row.save()
    return row


@pytest.fixture
def campaign(firms, policy, hub):
    made = services.push_now(policy, actor=hub, at=AT)
    services.count_audience(made.ref, at=AT)
    return made


def started(campaign, hub, at=AT, **tells):
    services.act(campaign.ref, CampaignVerb.START, actor=hub, at=at, tells=tells)
    services.push_on(at=at)
    campaign.refresh_from_db()
    return campaign


def wants(cast, **wish):
    told = {"rhythm": PushRhythm.AT_ONCE, "weekly": 3, "profiled": True} | wish
    services.choose(cast.enterprise_x, Wish(**told), actor=cast.actor(cast.owner_x), at=AT)


def state_of(firm):
    return Push.objects.get(enterprise=firm).state


def test_the_hub_sees_how_many_a_policy_concerns_before_anybody_is_told(campaign):
    campaign.refresh_from_db()
    assert campaign.expected == {"gained": 1, "kept": 0, "lost": 0, "maybe": 0}
    assert not Push.objects.exists()
    assert Entry.objects.filter(subject_ref=campaign.ref).values_list("verb", flat=True).get() == "prepare"


def test_who_meets_the_conditions_is_told_once_and_nobody_else(campaign, hub, cast):
    assert started(campaign, hub).state is CampaignState.DONE
    assert [push.enterprise for push in Push.objects.all()] == [cast.enterprise_x]
    notice = Notice.objects.get(kind="policies.new_gained")
    assert (notice.person, notice.link) == (cast.owner_x, "/policies/P01/")


def test_a_version_is_pushed_only_once(campaign, hub, policy):
    with pytest.raises(Refused, match="pushed"):
        services.push_now(policy, actor=hub, at=AT)


def test_after_a_cancelled_campaign_a_new_one_tells_only_those_who_were_not(campaign, hub, policy):
    services.act(campaign.ref, CampaignVerb.START, actor=hub, at=AT)
    push_stretch(campaign.id, selectors.asked_of(campaign, AT.date()), at=AT)
    services.act(campaign.ref, CampaignVerb.CANCEL, actor=hub, at=AT)
    started(services.push_now(policy, actor=hub, at=AT), hub)
    assert Notice.objects.filter(kind="policies.new_gained").count() == 1


def test_the_table_itself_refuses_a_second_push_of_a_version(campaign, hub):
    started(campaign, hub)
    push = Push.objects.get()
    push.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        push.save(force_insert=True)


def test_a_worker_that_dies_within_a_stretch_has_told_nobody_and_the_next_tells_all(campaign, hub):
    services.act(campaign.ref, CampaignVerb.START, actor=hub, at=AT)
    with patch("huiqi.policies.services.pushing.tell", side_effect=SystemExit), pytest.raises(SystemExit):
        services.push_on(at=AT)
    assert not Push.objects.exists()
    services.push_on(at=AT)
    assert Notice.objects.filter(kind="policies.new_gained").count() == 1


def test_an_amendment_tells_who_gains_who_keeps_and_who_loses_with_what_changed(firms, policy, hub, second):
    changed(hub, second, 200)
    wider = Campaign.objects.get(cause=Cause.AMENDED)
    started(wider, hub, kept=True)
    assert dict(Push.objects.values_list("enterprise", "reason")) == {
        firms.enterprise_x.id: PushReason.KEPT,
        firms.enterprise_y.id: PushReason.GAINED,
    }
    told = Notice.objects.get(kind="policies.amended_gained")
    assert told.parameters["changed"] == ["condition", "effective_from"]
    assert told.link == "/policies/P01/changes/"


def test_who_loses_a_policy_hears_of_it_and_who_keeps_it_only_where_the_hub_wants(firms, policy, hub, second):
    changed(hub, second, 60)
    started(Campaign.objects.get(cause=Cause.AMENDED), hub, kept=False)
    assert not Push.objects.exists()


def test_who_had_a_policy_and_has_it_no_more_is_told_that_he_lost_it(firms, policy, hub, second):
    changed(hub, second, 10)
    started(Campaign.objects.get(cause=Cause.AMENDED), hub)
    assert Push.objects.get().reason is PushReason.LOST
    assert Notice.objects.get(kind="policies.amended_lost").parameters["changed"] == ["condition", "effective_from"]


def test_of_whom_too_little_is_known_is_told_only_where_the_hub_wants(cast, policy, hub):
    made = services.push_now(policy, actor=hub, at=AT)
    started(made, hub, maybe=True)
    assert set(Push.objects.values_list("reason", flat=True)) == {PushReason.MAYBE}


def test_a_paused_campaign_tells_nobody_until_it_goes_on(campaign, hub):
    services.act(campaign.ref, CampaignVerb.START, actor=hub, at=AT)
    services.act(campaign.ref, CampaignVerb.PAUSE, actor=hub, at=AT)
    services.push_on(at=AT)
    assert not Push.objects.exists()
    services.act(campaign.ref, CampaignVerb.RESUME, actor=hub, at=AT)
    services.push_on(at=AT)
    assert Push.objects.count() == 1


def test_what_is_done_is_not_begun_again(campaign, hub):
    started(campaign, hub)
    with pytest.raises(NotNow):
        services.act(campaign.ref, CampaignVerb.START, actor=hub, at=AT)


def test_only_the_hub_pushes(campaign, second):
    with pytest.raises(PermissionDenied):
        services.act(campaign.ref, CampaignVerb.START, actor=second, at=AT)


def test_a_firm_without_anybody_is_counted_as_unreached(campaign, hub, cast):
    cast.owner_x.seats.all().delete()
    started(campaign, hub)
    assert state_of(cast.enterprise_x) is PushState.UNREACHED


@pytest.mark.parametrize(
    ("wish", "state"),
    [({"rhythm": PushRhythm.NEVER}, PushState.DECLINED), ({"profiled": False}, PushState.GENERAL)],
)
def test_who_wants_no_push_or_no_profile_is_not_told(campaign, hub, cast, wish, state):
    wants(cast, **wish)
    started(campaign, hub)
    assert state_of(cast.enterprise_x) is state
    assert not Notice.objects.filter(person=cast.owner_x).exists()


def test_who_wants_a_list_gets_it_on_its_day_and_once(campaign, hub, cast):
    wants(cast, rhythm=PushRhythm.WEEKLY)
    started(campaign, hub)
    assert state_of(cast.enterprise_x) is PushState.WAITING
    assert services.send_lists(at=MONDAY - timedelta(minutes=1)) == 0
    assert services.send_lists(at=MONDAY) == 1
    assert services.send_lists(at=MONDAY) == 0
    assert Notice.objects.get(person=cast.owner_x).parameters["count"] == 1


def test_beyond_the_limit_of_the_week_a_policy_waits_for_monday(campaign, hub, cast):
    wants(cast, weekly=1)
    other = services.push_now(selectors.policy_in_force("P15", AT.date()), actor=hub, at=AT)
    Push.objects.create(campaign=other, version=other.version, enterprise=cast.enterprise_x, cause=Cause.NEW,
                        reason=PushReason.GAINED, state=PushState.TOLD, at=AT, told_at=AT)  # fmt: skip
    started(campaign, hub)
    assert Push.objects.get(campaign=campaign).due_at == MONDAY


def test_who_wants_no_profile_gets_the_same_list_of_new_policies_as_all_who_want_none(cast, hub):
    wants(cast, profiled=False)
    assert services.send_general(at=MONDAY) == 1
    assert services.send_general(at=MONDAY) == 0
    told = Notice.objects.get(person=cast.owner_x)
    assert told.kind == "policies.general"


def test_a_list_that_waits_is_not_sent_to_who_has_declined_meanwhile(campaign, hub, cast):
    wants(cast, rhythm=PushRhythm.DAILY)
    started(campaign, hub)
    wants(cast, rhythm=PushRhythm.NEVER)
    assert services.send_lists(at=MONDAY) == 0
    assert state_of(cast.enterprise_x) is PushState.DECLINED


def test_no_telephone_rings_at_night(firms, policy, hub, second):
    night = AT.replace(hour=23)
    changed(hub, second, 10)
    started(Campaign.objects.get(cause=Cause.AMENDED), hub, at=night)
    rings = Delivery.objects.get(kind="policies.amended_lost")
    assert rings.next_at == (night + timedelta(days=1)).replace(hour=8)


def test_a_policy_is_opened_when_somebody_of_the_firm_looks_at_it(campaign, hub, cast, client):
    started(campaign, hub)
    client.force_login(cast.owner_y)
    client.get("/policies/P01/")
    assert Push.objects.get().opened_at is None
    client.force_login(cast.owner_x)
    client.get("/policies/P01/")
    assert Push.objects.get().opened_at is not None


def test_the_page_shows_what_is_read_before_and_what_became_of_it_after(campaign, hub, cast, client):
    client.force_login(cast.hub_operator)
    page = reverse("policies:push", args=[campaign.ref])
    assert "贵单位按已填的情况符合条件" in client.get(page).content.decode()
    client.post(reverse("policies:push_act", args=[campaign.ref, "start"]), {"revision": "0"})
    services.push_on(at=datetime.now(tz=AT.tzinfo))
    assert "已发完" in client.get(page).content.decode()
    assert "已发完" in client.get(reverse("policies:pushes")).content.decode()


@pytest.mark.parametrize("verb", ["finish", "nothing", "start"])
def test_a_window_that_may_look_may_not_push_and_nobody_does_what_is_no_verb(campaign, cast, client, verb):
    client.force_login(cast.manager_a)
    assert client.post(reverse("policies:push_act", args=[campaign.ref, verb])).status_code == 404


def test_thousands_are_told_apart_on_its_pages(campaign, cast, client):
    Campaign.objects.update(expected={"gained": 12345, "maybe": 6789}, examined=1234567, total=2345678, started_at=AT)
    client.force_login(cast.hub_operator)
    page = client.get(reverse("policies:push", args=[campaign.ref])).content.decode()
    assert "12,345 家" in page
    assert "1,234,567 / 2,345,678" in page
    assert "12,345 家，另 6,789 家可能" in client.get(reverse("policies:pushes")).content.decode()


def test_ending_a_push_is_asked_about_apart_from_the_buttons_that_go_on(campaign, hub, cast, client):
    client.force_login(cast.hub_operator)
    page = client.get(reverse("policies:push", args=[campaign.ref])).content.decode()
    buttons, ending = page.split('<div id="ending"')
    assert f"/{campaign.ref}/cancel/" not in buttons
    assert "不能恢复" in ending.split("确认取消这次推送")[0]
    assert f"/{campaign.ref}/cancel/" in ending
    client.post(reverse("policies:push_act", args=[campaign.ref, "cancel"]), {"revision": "0"})
    assert Campaign.objects.get(id=campaign.id).state is CampaignState.CANCELLED


def test_a_press_on_a_stale_page_changes_nothing(campaign, hub, cast, client):
    client.force_login(cast.hub_operator)
    press = reverse("policies:push_act", args=[campaign.ref, "start"])
    assert "又有人动过" in client.post(press, {"revision": "7"}, follow=True).content.decode()
    assert Campaign.objects.get(id=campaign.id).state is CampaignState.PREPARED


def test_a_firm_sees_what_it_was_told_and_chooses_on_the_same_page(campaign, hub, cast, client):
    started(campaign, hub)
    client.force_login(cast.owner_x)
    page = reverse("policies:news")
    assert "新符合" in client.get(page).content.decode()
    client.post(page, {"profiled": "general", "rhythm": "daily", "weekly": "2"})
    assert not selectors.choice_of(cast.enterprise_x, AT).profiled


@pytest.mark.parametrize("weekly", ["0", "21", "三", "1" * 5000, ""])
def test_a_limit_that_is_none_is_refused_at_its_place(cast, shipped, client, weekly):
    client.force_login(cast.owner_x)
    told = {"profiled": "personal", "rhythm": "daily", "weekly": weekly}
    assert "请填写 1 到 20 的整数" in client.post(reverse("policies:news"), told).content.decode()


def past(*days, opened=()):
    return [Past(AT - timedelta(days=day), day in opened) for day in days]


@pytest.mark.parametrize(
    ("pushes", "count"),
    [
        (past(), 0),
        (past(1, 2), 0),  # not a week old: nothing can be said yet
        (past(7), 1),
        (past(8, 20, 30), 3),
        (past(8, 20, 30, opened=(20,)), 1),
        (past(2, 9, 12, opened=(2,)), 0),
    ],
)
def test_what_nobody_opened_within_a_week_was_ignored_until_one_is_opened(pushes, count):
    assert ignored(pushes, AT) == count


@pytest.mark.parametrize(
    ("chosen", "count", "made"),
    [
        (PushRhythm.AT_ONCE, 2, PushRhythm.AT_ONCE),
        (PushRhythm.AT_ONCE, 3, PushRhythm.WEEKLY),
        (PushRhythm.DAILY, 5, PushRhythm.WEEKLY),
        (PushRhythm.AT_ONCE, 6, PushRhythm.MONTHLY),
        (PushRhythm.MONTHLY, 3, PushRhythm.MONTHLY),
        (PushRhythm.NEVER, 9, PushRhythm.NEVER),
    ],
)
def test_what_is_ignored_is_pushed_less_and_never_more_than_was_chosen(chosen, count, made):
    assert pace(chosen, count) is made


def test_lists_come_at_nine_of_the_next_day_monday_or_first_of_the_month():
    assert due_at(PushRhythm.AT_ONCE, 2, 3, AT) is None
    assert due_at(PushRhythm.AT_ONCE, 3, 3, AT) == MONDAY
    assert next_list(PushRhythm.DAILY, AT) == AT + timedelta(days=1)
    assert next_list(PushRhythm.DAILY, AT - timedelta(hours=1)) == AT
    assert next_list(PushRhythm.WEEKLY, MONDAY) == MONDAY + timedelta(days=7)
    assert next_list(PushRhythm.MONTHLY, AT.replace(month=12, day=31)) == AT.replace(year=2027, month=1, day=1)


def test_the_flow_is_drawn_as_it_is():
    assert CAMPAIGN.diagram() in (settings.ROOT / "docs" / "flows" / "pushes.md").read_text(encoding="utf-8")
