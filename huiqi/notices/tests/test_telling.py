"""Who is told what, how often, and in which rhythm."""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiqi.journal.models import Entry
from huiqi.notices.models import Delivery, Notice, Preference
from huiqi.notices.services import (
    Choice,
    News,
    choose,
    confirm_mail,
    forget_old,
    mark_read,
    send_digests,
    send_waiting,
    tell,
    unsubscribe,
)
from huiqi.notices.services.choosing import unsubscribe_path
from huiqi.notices.tests.kinds import RIGHT, news
from huiqi.notices.words import Channel, Group, Rhythm, Urgency
from tests.cast import NOON

pytestmark = pytest.mark.django_db
MORNING = NOON.replace(hour=9, minute=0) + timedelta(days=1)
ADDRESS = "owner@example.com"


def chosen(**said):
    usual = {"language": "zh-hans", "mail": "", "wants_sms": True, "rhythms": {}, "digest_hour": 9}
    return Choice(**usual | {"quiet_from": time(21, 30), "quiet_until": time(8)} | said)


def reach_by_mail(person, rhythm=Rhythm.AT_ONCE, language="zh-hans"):
    rhythms = {str(Group.POLICIES): str(rhythm)} if rhythm is not Rhythm.AT_ONCE else {}
    return Preference.objects.create(person=person, mail=ADDRESS, rhythms=rhythms, language=language)


def test_telling_twice_is_telling_once(cast, gateway):
    assert [news(cast.owner_x, NOON), news(cast.owner_x, NOON + timedelta(hours=1))] == [1, 0]
    assert (Notice.objects.count(), Delivery.objects.count()) == (1, 1)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["owner_x", "owner_y"]), st.integers(1, 3)), max_size=12))
def test_however_often_it_is_retried_everybody_has_each_notice_once(cast, told):
    with transaction.atomic():
        for who, n in told:
            news(getattr(cast, who), NOON, n)
        assert Notice.objects.count() == Delivery.objects.count() == len(set(told))
        transaction.set_rollback(True)


def test_what_was_undone_tells_nobody(cast):
    with transaction.atomic():
        news(cast.owner_x, NOON)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()


def test_many_people_are_told_by_as_many_queries_as_one(cast, gateway, django_assert_num_queries):
    said = {"kind": "tests.news", "parameters": {"n": 1}, "link": "/policies/", "at": NOON}
    everybody = list(type(cast.owner_x).objects.all())
    with django_assert_num_queries(5):  # who was told, preferences, notices, messages, the job
        assert tell(News(key=f"all:{n}", people=everybody, **said) for n in range(3)) == 3 * len(everybody)


def test_a_bare_number_gets_one_message_with_the_thing_itself_as_its_link(gateway):
    said = {"kind": "tests.news", "parameters": {"n": 1}, "link": "/demands/follow/", "at": NOON}
    for _ in range(2):
        tell([News(key="walk-in", mobiles=["13800000001", "13800000001"], **said)])
    send_waiting(at=NOON)
    (message,) = gateway.taken.values()
    assert message["text"].endswith("去看：https://huiqi.example/demands/follow/")


def test_without_gateway_and_mail_the_inbox_is_all_there_is(cast, settings):
    settings.DEMONSTRATION = False
    news(cast.owner_x, NOON)
    assert (Notice.objects.count(), Delivery.objects.count()) == (1, 0)


def test_a_letter_goes_out_in_the_readers_language_and_is_the_same_letter_again(cast, gateway):
    reach_by_mail(cast.owner_x, language="en")
    news(cast.owner_x, NOON)
    send_waiting(at=NOON)
    (letter,) = mail.outbox
    ref = Delivery.objects.get(channel=Channel.MAIL).ref
    assert letter.extra_headers["Message-ID"] == f"<{ref}@huiqi.example>"
    assert letter.to == [ADDRESS]
    assert "This message was sent automatically" in letter.body


def test_at_night_the_telephone_waits_and_the_urgent_does_not(cast, gateway):
    night = NOON.replace(hour=23)
    news(cast.owner_x, night, 1)
    news(cast.owner_x, night, 2, urgency=Urgency.URGENT)
    assert send_waiting(at=night) == 1
    assert send_waiting(at=NOON.replace(hour=8, minute=0) + timedelta(days=1)) == 1


def test_once_a_day_is_one_letter_with_everything_unread(cast, gateway):
    reach_by_mail(cast.owner_x, Rhythm.DAILY)
    for n in (1, 2, 3):
        news(cast.owner_x, NOON, n)
    mark_read(Notice.objects.get(key="test:2"), at=NOON)
    assert [send_digests(at=MORNING - timedelta(minutes=1)), send_digests(at=MORNING), send_digests(at=MORNING)] == [
        0,
        1,
        0,
    ]
    send_waiting(at=MORNING)
    (letter,) = mail.outbox
    assert letter.subject == "今天有 2 条新通知"
    assert [n in letter.body for n in ("第 1 件", "第 2 件", "第 3 件")] == [True, False, True]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_without_mail_the_digest_is_one_short_message(cast, gateway):
    Preference.objects.create(person=cast.owner_x, rhythms={"policies": "daily"})
    news(cast.owner_x, NOON, 1)
    news(cast.owner_x, NOON, 2)
    send_digests(at=MORNING)
    send_waiting(at=MORNING)
    (message,) = gateway.taken.values()
    assert message["text"] == "您有 2 条新通知，请打开查看：https://huiqi.example/notices/"


def test_what_concerns_rights_reaches_those_who_want_nothing(cast, gateway):
    every = dict.fromkeys(Group, Rhythm.NEVER)
    choose(cast.owner_x, chosen(rhythms=every, wants_sms=False), actor=cast.actor(cast.owner_x), at=NOON)
    news(cast.owner_x, NOON, 1)
    news(cast.owner_x, NOON, 2, RIGHT)
    assert [d.kind for d in Delivery.objects.all()] == ["tests.right"]


def test_a_mail_address_is_used_after_its_link_was_followed_and_not_before(cast, gateway):
    assert choose(cast.owner_x, chosen(mail=ADDRESS), actor=cast.actor(cast.owner_x), at=NOON)
    news(cast.owner_x, NOON, 1)
    send_waiting(at=NOON)
    (letter,) = mail.outbox
    token = letter.body.split("/notices/mail/")[1].split("/")[0]
    assert [confirm_mail(token, at=NOON), confirm_mail(token, at=NOON), confirm_mail("x" + token, at=NOON)] == [
        True,
        False,
        False,
    ]
    news(cast.owner_x, NOON, 2)
    send_waiting(at=NOON)
    assert len(mail.outbox) == 2
    assert [e.verb for e in Entry.objects.filter(subject_kind="person").order_by("id")] == [
        "choose_notices",
        "confirm_mail",
    ]
    assert ADDRESS not in str(list(Entry.objects.values_list("data")))


def test_the_link_of_an_address_that_was_changed_meanwhile_is_worth_nothing(cast, gateway):
    actor = cast.actor(cast.owner_x)
    choose(cast.owner_x, chosen(mail=ADDRESS), actor=actor, at=NOON)
    token = Delivery.objects.get().text.split("/notices/mail/")[1].split("/")[0]
    choose(cast.owner_x, chosen(mail="other@example.com"), actor=actor, at=NOON + timedelta(minutes=5))
    assert not confirm_mail(token, at=NOON)


def test_unsubscribing_ends_the_digest_and_nothing_else(cast, gateway):
    kept = reach_by_mail(cast.owner_x, Rhythm.DAILY)
    news(cast.owner_x, NOON, 1)
    assert unsubscribe(unsubscribe_path(cast.owner_x).split("/")[3], at=NOON)
    assert send_digests(at=MORNING) == 0
    kept.refresh_from_db()
    assert (kept.rhythms, kept.mail) == ({"policies": "never"}, ADDRESS)


def test_a_new_hour_moves_what_is_waiting(cast):
    reach_by_mail(cast.owner_x, Rhythm.DAILY)
    news(cast.owner_x, NOON)
    daily = {Group.POLICIES: Rhythm.DAILY}
    choose(cast.owner_x, chosen(mail=ADDRESS, rhythms=daily, digest_hour=18), actor=cast.actor(cast.owner_x), at=NOON)
    assert Notice.objects.get().digest_at == NOON.replace(hour=18, minute=0)


def test_read_notices_go_after_half_a_year_and_sent_words_after_a_month(cast, gateway):
    news(cast.owner_x, NOON, 1)
    news(cast.owner_x, NOON, 2)
    send_waiting(at=NOON)
    mark_read(Notice.objects.get(key="test:1"), at=NOON)
    assert forget_old(at=NOON + timedelta(days=29)) == 0
    assert forget_old(at=NOON + timedelta(days=30)) == 2
    assert forget_old(at=NOON + timedelta(days=180)) == 1
    assert [n.key for n in Notice.objects.all()] == ["test:2"]
