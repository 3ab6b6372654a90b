"""What leaves the house leaves at least once, in one wording, by a real gateway; and what fails is seen."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from huiqi.accounts.models import SignInCode
from huiqi.accounts.services import check_code, send_code
from huiqi.journal.models import Entry
from huiqi.kernel.refusal import Refused
from huiqi.notices.flow import DELIVERY
from huiqi.notices.models import Delivery, Recorded
from huiqi.notices.rules import DOWN_AFTER, LEASE, PAUSES
from huiqi.notices.services import retry, send, send_waiting
from huiqi.notices.services.carriers import SmsGateway
from huiqi.notices.tests.kinds import RIGHT, news
from huiqi.notices.words import DeliveryState, DeliveryVerb
from tests.cast import NOON

pytestmark = pytest.mark.django_db
MOBILE = "13800000001"


def state():
    return Delivery.objects.get().state


def test_a_signed_message_reaches_the_gateway_with_one_link(cast, gateway):
    news(cast.owner_x, NOON)
    assert send_waiting(at=NOON) == 1
    (message,) = gateway.taken.values()
    assert (message["to"], message["kind"], message["sign"]) == (cast.owner_x.mobile, "tests.news", "惠企")
    assert re.findall(r"https?://\S+", message["text"]) == [f"https://huiqi.example/notices/{notice_ref()}/"]
    assert message["text"].startswith("第 1 件有了进展。去看：")
    assert Delivery.objects.get().sent_at == NOON


def notice_ref():
    return Delivery.objects.get().notice.ref


def test_the_job_sends_what_was_told_and_the_sweep_finds_nothing_left(cast, gateway):
    news(cast.owner_x, NOON)
    send([str(Delivery.objects.get().ref)], at=NOON)
    assert send_waiting(at=NOON) == 0
    assert len(gateway.asked) == 1


def test_a_worker_killed_after_sending_makes_one_message(cast, gateway, monkeypatch):
    news(cast.owner_x, NOON)
    with monkeypatch.context() as patch:
        patch.setattr("huiqi.notices.services.sending._settle", killed)
        with pytest.raises(KeyboardInterrupt):
            send_waiting(at=NOON)
    assert (state(), len(gateway.taken)) == (DeliveryState.SENDING, 1)
    assert send_waiting(at=NOON + LEASE / 2) == 0
    assert send_waiting(at=NOON + LEASE) == 1
    assert (len(gateway.asked), len(gateway.taken)) == (2, 1)
    assert gateway.asked[0] == gateway.asked[1]


def killed(*_, **__):
    raise KeyboardInterrupt


def test_what_fails_is_tried_again_with_growing_pauses_in_the_same_words(cast, gateway):
    gateway.answers = [503, 429]
    news(cast.owner_x, NOON)
    assert send_waiting(at=NOON) == 0
    assert send_waiting(at=NOON + PAUSES[0] / 2) == 0
    assert send_waiting(at=NOON + PAUSES[0]) == 0
    assert Delivery.objects.get().last_error == "http_429"
    assert send_waiting(at=NOON + PAUSES[0] + PAUSES[1]) == 1
    assert len({str(sorted(asked.items())) for asked in gateway.asked}) == 1


def test_a_gateway_that_hangs_is_not_waited_for_and_takes_no_second_message_later(cast, gateway):
    gateway.hang.clear()
    news(cast.owner_x, NOON)
    send_waiting(at=NOON)
    assert Delivery.objects.get().last_error == "unreachable"
    gateway.hang.set()
    assert send_waiting(at=NOON + PAUSES[0]) == 1
    assert len(gateway.taken) == 1


def test_a_signed_message_is_not_carried_to_another_address(cast, gateway):
    gateway.answers = [302]
    news(cast.owner_x, NOON)
    send_waiting(at=NOON)
    assert (Delivery.objects.get().last_error, len(gateway.asked)) == ("http_302", 1)


@pytest.mark.parametrize(("answers", "asked"), [([503] * 5, DOWN_AFTER), ([503, 503, 200, 503, 503], 6)])
def test_a_channel_is_left_alone_once_so_many_in_a_row_have_failed(cast, gateway, answers, asked):
    gateway.answers = answers
    for n in range(6):
        news(cast.owner_x, NOON, n)
    send_waiting(at=NOON)
    assert len(gateway.asked) == asked


def test_a_number_that_does_not_exist_is_not_tried_again_until_somebody_says_so(cast, gateway):
    gateway.answers = [422]
    news(cast.owner_x, NOON)
    send_waiting(at=NOON)
    assert (state(), send_waiting(at=NOON + timedelta(days=2))) == (DeliveryState.STUCK, 0)
    operator = cast.actor(cast.hub_operator)
    assert retry(Delivery.objects.get().ref, actor=operator, at=NOON)
    assert not retry(Delivery.objects.get().ref, actor=operator, at=NOON)
    assert Entry.objects.get(verb="retry").data["error"] == "http_422"
    assert send_waiting(at=NOON) == 1


def test_after_the_last_pause_it_is_stuck(cast, gateway):
    gateway.answers = [500] * 20
    news(cast.owner_x, NOON)
    at = NOON
    for pause in PAUSES:
        send_waiting(at=at)
        at += pause
    assert state() is DeliveryState.WAITING
    send_waiting(at=at)
    assert (state(), Delivery.objects.get().attempts) == (DeliveryState.STUCK, len(PAUSES) + 1)


def test_a_message_that_cannot_be_made_does_not_hold_up_the_others(cast, gateway, monkeypatch, caplog):
    news(cast.owner_x, NOON, 1)
    first = Delivery.objects.get().id
    news(cast.owner_x, NOON, 2, RIGHT)
    carry = SmsGateway.carry
    broken = str(Delivery.objects.get(id=first).ref)
    monkeypatch.setattr(SmsGateway, "carry", lambda self, m: 1 / 0 if m.key == broken else carry(self, m))
    send_waiting(at=NOON)
    send_waiting(at=NOON)
    assert Delivery.objects.get(id=first).last_error == "internal"
    assert [m["kind"] for m in gateway.taken.values()] == ["tests.right"]


def test_a_code_signs_in_and_lies_in_no_table(gateway):
    code = send_code(MOBILE, address=None, at=NOON)
    assert send_waiting(at=NOON) == 1
    (message,) = gateway.taken.values()
    assert code in message["text"]
    assert "http" not in message["text"]
    rows = [*Delivery.objects.values_list(), *SignInCode.objects.values_list(), *jobs()]
    assert not [value for row in rows for value in row if code in re.findall(r"\d+", str(value))]
    check_code(MOBILE, code, at=NOON)  # or it raises


def jobs():
    from django.apps import apps

    return apps.get_model("procrastinate", "ProcrastinateJob").objects.values_list("args")


@pytest.mark.parametrize("late", [timedelta(minutes=10), timedelta(minutes=1)])
def test_a_code_that_is_worth_nothing_is_not_sent(gateway, late):
    code = send_code(MOBILE, address=None, at=NOON)
    check_code(MOBILE, code, at=NOON)
    send_waiting(at=NOON + late)
    assert (state(), gateway.asked) == (DeliveryState.EXPIRED, [])


def test_a_retried_code_is_the_same_code(gateway):
    gateway.answers = [503]
    send_code(MOBILE, address=None, at=NOON)
    send_waiting(at=NOON)
    send_waiting(at=NOON + PAUSES[0])
    assert len({asked["text"] for asked in gateway.asked}) == 1
    assert len(gateway.asked) == 2


def test_without_gateway_no_code_can_be_sent(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(Refused, match="no_gateway"):
        send_code(MOBILE, address=None, at=NOON)


def test_in_earnest_the_code_comes_by_sms_and_never_by_the_page(gateway):
    page = Client().post("/signin/", {"mobile": MOBILE}).content.decode()
    send_waiting(at=Delivery.objects.get().next_at)
    code = re.search(r"\d{6}", next(iter(gateway.taken.values()))["text"])[0]
    assert code not in page
    assert Client().post("/signin/code/", {"mobile": MOBILE, "code": code}).status_code == 302


def test_a_demonstration_sends_nothing_and_keeps_no_code():
    code = send_code(MOBILE, address=None, at=NOON)
    send_waiting(at=NOON)
    assert code not in Recorded.objects.get().text
    assert "登录验证码 ······" in Recorded.objects.get().text


def test_the_flow_is_drawn_as_it_is(settings):
    drawn = (settings.ROOT / "docs" / "flows" / "deliveries.md").read_text(encoding="utf-8")
    assert DELIVERY.diagram() in drawn


@pytest.mark.parametrize("verb", DeliveryVerb)
def test_no_verb_leads_out_of_what_has_left(verb):
    assert not DELIVERY.allows(DeliveryState.SENT, verb)
    assert not DELIVERY.allows(DeliveryState.EXPIRED, verb)
