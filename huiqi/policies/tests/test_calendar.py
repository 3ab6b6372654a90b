"""What a firm follows and is reminded of, its calendar, and the link by which another program reads it."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.journal.models import Entry
from huiqi.notices.models import Delivery, Notice
from huiqi.policies import selectors, services
from huiqi.policies.models import CalendarFeed, Follow, Opening
from huiqi.policies.rules.ics import Day, calendar, folded
from huiqi.policies.tests.conftest import AT
from huiqi.policies.wording.calendar import months
from huiqi.policies.words import Moment

pytestmark = pytest.mark.django_db
WINDOWED = {"opens": "03-01", "closes": "12-15"}
LATE = AT.replace(month=12, day=8)
"""Seven days before the 15th of December."""


@pytest.fixture
def owner(cast, shipped):
    return cast.actor(cast.owner_x)


@pytest.fixture
def seasonal(cast, shipped):
    """P01 opens on 1 March and closes on 15 December of every year."""
    row = selectors.policy_in_force("P01", AT.date())
    row.content |= WINDOWED
    row.fate_number = 1
    row.save()


@pytest.fixture
def followed(cast, owner, seasonal):
    return services.follow(cast.enterprise_x, "P01", actor=owner, at=AT)


def told(kind="policies.closes"):
    return list(Notice.objects.filter(kind=kind).order_by("id"))


def holds(cast, *qualifications):
    facts = {"qualifications": list(qualifications)}
    actor, source = cast.actor(cast.owner_x), FactSource.STATED
    record_facts(cast.enterprise_x, facts, as_of=AT.date(), source=source, actor=actor, at=AT)


def test_what_is_followed_is_followed_once_and_stands_in_the_journal(cast, owner, followed):
    again = services.follow(cast.enterprise_x, "P01", actor=owner, at=AT)
    assert again == followed
    assert Entry.objects.filter(subject_ref=followed.ref).values_list("verb", flat=True).get() == "follow"


def test_what_is_followed_no_longer_can_be_followed_anew(cast, owner, followed):
    assert services.unfollow(cast.enterprise_x, "P01", actor=owner, at=AT)
    assert not services.unfollow(cast.enterprise_x, "P01", actor=owner, at=AT)
    services.follow(cast.enterprise_x, "P01", actor=owner, at=AT)
    assert Follow.objects.count() == 2


def test_nobody_follows_for_a_firm_of_others(cast, owner):
    with pytest.raises(PermissionDenied):
        services.follow(cast.enterprise_y, "P01", actor=owner, at=AT)


def test_a_firm_is_reminded_once_before_what_it_follows_closes(cast, followed):
    assert services.remind(at=LATE - timedelta(days=1)) == 0
    assert services.remind(at=LATE) == 1
    assert services.remind(at=LATE + timedelta(days=1)) == 0
    assert services.remind(at=LATE + timedelta(days=6)) == 1
    assert [notice.parameters["left"] for notice in told()] == [7, 1]
    assert {notice.person for notice in told()} == {cast.owner_x}


def test_a_day_without_a_worker_is_made_up_for(followed):
    assert services.remind(at=LATE + timedelta(days=2)) == 1
    assert told()[0].parameters["left"] == 5


def test_who_followed_after_a_step_had_come_is_not_told_of_it(cast, owner, seasonal):
    services.follow(cast.enterprise_x, "P01", actor=owner, at=LATE + timedelta(days=1))
    assert services.remind(at=LATE + timedelta(days=2)) == 0


def test_a_firm_hears_when_an_item_opens(cast, followed):
    spring = datetime(2027, 3, 1, 9, tzinfo=AT.tzinfo)
    assert services.remind(at=spring) == 1
    assert told("policies.opens")[0].parameters["closes"] == "2027-12-15"


def test_the_notice_of_a_year_goes_before_the_window_of_every_year_where_it_holds(cast, followed):
    told = {"year": 2026, "notice_title": "申报通知", "announced_at": AT, "opens_on": date(2026, 10, 1)}
    made = Opening(policy=followed.policy, region="410300", closes_on=date(2026, 12, 10), **told)
    made.save()
    assert services.remind(at=LATE.replace(day=3)) == 0  # it holds in Luoyang, the firm is in Zhengzhou
    made.region = "410100"
    made.save()
    assert services.remind(at=LATE.replace(day=3)) == 1


def test_what_is_followed_no_longer_reminds_of_nothing(cast, owner, followed):
    services.unfollow(cast.enterprise_x, "P01", actor=owner, at=AT)
    assert services.remind(at=LATE) == 0


def test_a_firm_is_reminded_before_its_own_certificate_ends(cast, owner):
    holds(cast, {"code": "high_tech", "from": "2023-12-15", "until": None}, "champion")
    assert services.remind(at=LATE) == 1
    notice = told("policies.expires")[0]
    assert notice.parameters == {"certificate": "high_tech", "day": "2026-12-15", "left": 7, "worked": "2026-12-15"}


def test_a_reminder_reads_as_a_sentence_in_both_languages(cast, followed, client):
    holds(cast, {"code": "high_tech", "from": "2023-12-15", "until": None})
    services.remind(at=LATE)
    client.force_login(cast.owner_x)
    page = client.get(reverse("notices:inbox")).content.decode()
    assert "截止申报，还有 7 天" in page
    assert "“高新技术企业”资格2026年12月15日有效期届满" in page
    english = client.get(reverse("notices:inbox"), headers={"accept-language": "en"}).content.decode()
    assert "High-tech enterprise" in english


def test_nobody_who_only_claims_a_firm_is_told_what_it_follows(cast, followed):
    cast.owner_x.seats.update(level="claimed")
    assert services.remind(at=LATE) == 0


def test_the_calendar_shows_the_days_ahead_in_their_order(cast, owner, followed):
    holds(cast, {"code": "high_tech", "from": "2023-12-10", "until": None}, "tech_sme")
    days = [(one.what, one.day) for one in selectors.days_of(cast.enterprise_x, AT.date())]
    assert days[:3] == [
        (Moment.EXPIRES, date(2026, 12, 10)),
        (Moment.CLOSES, date(2026, 12, 15)),
        (Moment.UPDATE, date(2027, 3, 31)),
    ]


def test_the_calendar_asks_for_the_day_of_a_certificate_and_keeps_it(cast, owner, client):
    holds(cast, "high_tech")
    client.force_login(cast.owner_x)
    page = reverse("policies:calendar")
    assert "发证日期" in client.get(page).content.decode()
    client.post(page, {"high_tech": "2025-06-01"})
    assert selectors.undated(cast.enterprise_x, AT.date()) == []
    assert "2028年6月" in client.get(page).content.decode()


@pytest.mark.parametrize("typed", ["2099-01-01", "0001-01-01", "昨天", "\x00", "2025-02-30"])
def test_a_day_on_which_nothing_was_issued_is_refused_at_its_place(cast, owner, client, typed):
    holds(cast, "high_tech")
    client.force_login(cast.owner_x)
    page = client.post(reverse("policies:calendar"), {"high_tech": typed}).content.decode()
    assert "发证日期要在今天或以前" in page or "请填写真实存在的日期" in page
    assert selectors.undated(cast.enterprise_x, AT.date()) == ["high_tech"]


def test_an_item_is_followed_and_left_from_its_page(cast, shipped, client):
    client.force_login(cast.owner_x)
    page, press = reverse("policies:page", args=["P01"]), reverse("policies:follow", args=["P01"])
    assert "关注，到期提醒" in client.get(page).content.decode()
    client.post(press, {"do": "begin"})
    assert "已关注" in client.get(page).content.decode()
    client.post(press, {"do": "stop"})
    assert not selectors.is_followed(cast.enterprise_x, "P01")


@pytest.mark.parametrize("code", ["P99", "%00", "x" * 300])
def test_nothing_that_is_not_there_is_followed(cast, shipped, client, code):
    client.force_login(cast.owner_x)
    assert client.post(f"/policies/{code}/follow/").status_code == 404


def link(cast, owner):
    feed = services.open_feed(cast.enterprise_x, actor=owner, at=AT)
    return reverse("policies:feed", args=[feed.ref, selectors.secret_of(feed)])


def test_whoever_holds_the_link_reads_the_calendar_until_it_is_revoked(cast, owner, followed):
    address = link(cast, owner)
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;VALUE=DATE:20261215" in answer.content.decode()
    services.revoke_feed(cast.enterprise_x, actor=owner, at=AT)
    assert Client().get(address).status_code == 404


def test_a_new_link_closes_the_former_one(cast, owner):
    former = link(cast, owner)
    assert Client().get(link(cast, owner)).status_code == 200
    assert Client().get(former).status_code == 404


def test_a_link_with_another_secret_opens_nothing(cast, owner):
    feed = services.open_feed(cast.enterprise_x, actor=owner, at=AT)
    assert Client().get(reverse("policies:feed", args=[feed.ref, "A" * 43])).status_code == 404


def test_the_link_of_somebody_who_has_left_opens_nothing(cast, owner):
    address = link(cast, owner)
    cast.owner_x.seats.update(until=date(2020, 1, 1))
    assert Client().get(address).status_code == 404
    assert CalendarFeed.objects.filter(revoked_at=None).exists()


def test_the_secret_is_in_no_table_and_in_no_message(cast, owner):
    feed = services.open_feed(cast.enterprise_x, actor=owner, at=AT)
    secret = selectors.secret_of(feed)
    rows = [*CalendarFeed.objects.values_list(), *Entry.objects.values_list("data"), *Delivery.objects.values_list()]
    assert secret not in repr(rows)


@given(st.text())
def test_what_is_folded_is_whole_again_when_unfolded(text):
    line = f"SUMMARY:{text}"
    pieces = list(folded(line))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_the_file_escapes_what_would_end_a_value_and_ends_its_lines_as_told():
    day = Day("u", date(2026, 12, 31), "研发；a,b;c\\d\n下一行", "", "https://x.test/", AT)
    lines = calendar("惠企", [day]).split("\r\n")
    assert "SUMMARY:研发；a\\,b\\;c\\\\d\\n下一行" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")


def test_the_end_of_a_policy_stands_with_the_document_of_the_version_that_ends_then(cast, owner, shipped):
    services.follow(cast.enterprise_x, "P03", actor=owner, at=AT)
    before = datetime(2025, 12, 1, 9, tzinfo=AT.tzinfo)
    (end,) = [one for one in selectors.days_of(cast.enterprise_x, before.date()) if one.what is Moment.ENDS]
    (row,) = [one for month in months([end], before.date()) for one in month["rows"]]
    last = selectors.library().versions_of("P03")[-1]
    assert (end.day, row["basis"]) == (last.effective_through, last.document_number)
    assert row["url"] == "/policies/P03/?on=2026-01-01"
