"""Read back and confirmed: by a code, on a screen turned to the visitor, or read out; by whom, until when, once."""

import base64
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw

from huiqi.accounts.models import SignInCode
from huiqi.accounts.services import check_code, send_code
from huiqi.demands import services
from huiqi.demands.models import Demand, Intake
from huiqi.demands.services.signature import HEAD, inked
from huiqi.demands.tests.play import FILING
from huiqi.demands.tests.test_intake import take_in
from huiqi.demands.words import Confirmation, Purpose
from huiqi.journal.selectors import timeline
from huiqi.kernel.refusal import Refused
from tests.cast import NOON

PHONE = "19900000031"


def drawn(*strokes: tuple[int, int, int, int], ground: str = "#0000") -> str:
    """What a browser sends of these strokes."""
    picture, sent = Image.new("RGBA", (1200, 400), ground), BytesIO()
    for stroke in strokes:
        ImageDraw.Draw(picture).line(stroke, fill="#15202e", width=7)
    picture.save(sent, "PNG")
    return HEAD + base64.b64encode(sent.getvalue()).decode()


NAME = drawn((100, 100, 600, 300), (600, 100, 100, 300))


@pytest.fixture
def taken(cast) -> Demand:
    """A demand that the receptionist has just taken in from a caller with a mobile."""
    return take_in(cast, cast.receptionist_a, cast.enterprise_x)


def by(cast, at=NOON, who="receptionist_a") -> dict:
    """Who acts, and when."""
    return {"actor": cast.actor(getattr(cast, who)), "at": at}


def turned(cast, demand: Demand, at=None) -> str:
    """The address of the page that is turned to the visitor."""
    intake = services.open_screen(demand.ref, **by(cast, at or timezone.now()))
    return reverse("demands:screen", args=[intake.screen_key])


def how(demand: Demand) -> str:
    """How it was confirmed."""
    return str(Intake.objects.get(demand=demand).confirmed)


def test_the_visitor_reads_what_was_written_down_in_whose_name_and_nothing_else(cast, taken):
    page = Client().get(turned(cast, taken)).content.decode()
    for told in (FILING.title, FILING.text, cast.enterprise_x.name, "王会计", "对，就是这件事"):
        assert told in page
    for unsaid in (PHONE, taken.query_code, "top-nav", cast.receptionist_a.name):
        assert unsaid not in page


def test_a_signature_confirms_and_is_kept_with_the_demand(cast, taken):
    address = turned(cast, taken)
    page = Client().post(address, {"signature": NAME}, follow=True).content.decode()
    assert "谢谢，已经核对" in page
    assert how(taken) == "signature"
    kept = taken.attachments.get(purpose=Purpose.SIGNATURE).file
    assert (kept.media_type, kept.stored_by) == ("image/png", str(taken.ref))
    last = timeline(taken.ref)[-1]
    assert (last.verb, last.data["how"], last.data["by"]) == ("confirm_intake", "signature", "screen")
    assert last.organisation_id == cast.enterprise_x.organisation_id


def test_what_was_misheard_is_put_right_before_it_is_confirmed(cast, taken):
    services.add_to_demand(taken.ref, "是德国，不是英国。", **by(cast))
    assert "是德国，不是英国。" in Client().get(turned(cast, taken)).content.decode()
    with pytest.raises(PermissionDenied):
        services.add_to_demand(taken.ref, "别人写的。", **by(cast, who="manager_a"))


NOTHING = [
    ("nothing", ""),
    ("an empty frame", drawn()),
    ("a slip", drawn((100, 100, 105, 103))),
    ("no picture", HEAD + "AAAA"),
    ("no PNG", "data:text/html;base64,PGI+"),
    ("something cut off", NAME[:400]),
    ("far too much", HEAD + "A" * 500_000),
]


@pytest.mark.parametrize(("_what", "sent"), NOTHING, ids=[row[0] for row in NOTHING])
def test_a_missing_signature_is_said_at_its_place(cast, taken, _what, sent):
    page = Client().post(turned(cast, taken), {"signature": sent}).content.decode()
    assert "还没有签名" in page
    assert FILING.text in page
    assert how(taken) == ""


def test_a_signature_is_black_on_white():
    picture = Image.open(BytesIO(inked(NAME)))
    assert picture.mode == "RGB"
    assert (picture.getpixel((0, 0)), picture.getpixel((350, 200))) == ((255, 255, 255), (21, 32, 46))


def test_pressed_twice_it_is_confirmed_once(cast, taken):
    address, client = turned(cast, taken), Client()
    for _ in range(2):
        assert client.post(address, {"signature": NAME}).status_code == 302
    assert taken.attachments.filter(purpose=Purpose.SIGNATURE).count() == 1
    assert [one.verb for one in timeline(taken.ref)].count("confirm_intake") == 1


def test_the_page_closes_after_a_quarter_of_an_hour_and_says_so(cast, taken):
    address = turned(cast, taken, at=timezone.now() - timedelta(minutes=16))
    for answer in (Client().get(address), Client().post(address, {"signature": NAME})):
        assert answer.status_code == 404
        assert "核对页面已经关闭" in answer.content.decode()
    assert how(taken) == ""


def test_opened_again_the_former_address_shows_nothing(cast, taken):
    first, second = turned(cast, taken), turned(cast, taken)
    assert [Client().get(address).status_code for address in (first, second)] == [404, 200]


def test_the_code_from_the_telephone_confirms_told_to_the_counter(cast, taken):
    code = services.send_confirm_code(taken.ref, **by(cast))
    services.confirm_by_code(taken.ref, f" {code[:3]} {code[3:]}", **by(cast))
    assert how(taken) == "code"
    assert timeline(taken.ref)[-1].actor_ref == str(cast.receptionist_a.ref)


def test_the_code_confirms_on_the_screen_too(cast, taken):
    code = services.send_confirm_code(taken.ref, **by(cast, timezone.now()))
    Client().post(turned(cast, taken), {"signature": "", "code": code})
    assert how(taken) == "code"


def test_a_wrong_code_is_said_beside_the_field_and_counts(cast, taken):
    client = cast.client(cast.receptionist_a)
    code = services.send_confirm_code(taken.ref, **by(cast, timezone.now()))
    wrong = {"code": "111111" if code != "111111" else "222222"}
    address = reverse("demands:confirm_code", args=[taken.ref])
    pages = [client.post(address, wrong).content.decode() for _ in range(5)]
    assert all("确认码不对或已过期" in page for page in pages[:4])
    assert "输错了五次" in pages[4]
    assert SignInCode.objects.get().attempts == 5
    assert how(taken) == ""


def test_a_code_to_confirm_opens_no_account_and_one_to_sign_in_confirms_nothing(cast, taken):
    code = services.send_confirm_code(taken.ref, **by(cast))
    with pytest.raises(Refused, match="wrong_code"):
        check_code(PHONE, code, at=NOON)
    signing_in = send_code(PHONE, address=None, at=NOON)
    with pytest.raises(Refused, match="wrong_code"):
        services.confirm_by_code(taken.ref, signing_in, **by(cast))


def test_codes_to_confirm_keep_nobody_from_signing_in(cast, taken):
    for _ in range(5):
        services.send_confirm_code(taken.ref, **by(cast))
    with pytest.raises(Refused, match="too_many_codes"):
        services.send_confirm_code(taken.ref, **by(cast))
    assert send_code(PHONE, address=None, at=NOON)


def test_a_code_is_old_after_ten_minutes(cast, taken):
    code = services.send_confirm_code(taken.ref, **by(cast))
    with pytest.raises(Refused, match="wrong_code"):
        services.confirm_by_code(taken.ref, code, **by(cast, NOON + timedelta(minutes=11)))


def test_without_a_mobile_there_is_no_code_but_it_can_be_read_out(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x, phone="0371-00000000")
    with pytest.raises(Refused, match="no_mobile_for_code"):
        services.send_confirm_code(demand.ref, **by(cast))
    assert 'name="code"' not in Client().get(turned(cast, demand)).content.decode()
    services.confirm_read_out(demand.ref, **by(cast))
    assert how(demand) == "read_out"


CALLS = [services.open_screen, services.send_confirm_code, services.confirm_read_out]


@pytest.mark.parametrize("call", CALLS, ids=[call.__name__ for call in CALLS])
def test_only_who_took_it_in_has_it_confirmed_and_only_once(cast, taken, call):
    for other in ("manager_a", "receptionist_b", "owner_x", "stranger"):
        with pytest.raises(PermissionDenied):
            call(taken.ref, **by(cast, who=other))
    services.confirm_read_out(taken.ref, **by(cast))
    with pytest.raises(Refused, match="confirmed_already"):
        call(taken.ref, **by(cast))


def test_the_receptionist_opens_the_screen_and_sees_the_confirmation_arrive(cast, taken):
    client = cast.client(cast.receptionist_a)
    page, waiting = reverse("demands:taken", args=[taken.ref]), reverse("demands:confirming_now", args=[taken.ref])
    opened = client.post(reverse("demands:confirm_taken", args=[taken.ref, "screen"]), follow=True).content.decode()
    address = reverse("demands:screen", args=[Intake.objects.get().screen_key])
    assert address in opened
    assert "HX-Refresh" not in client.get(waiting).headers
    Client().post(address, {"signature": NAME})
    assert client.get(waiting).headers["HX-Refresh"] == "true"
    assert "已核对无误" in client.get(page).content.decode()


def test_an_unknown_way_to_confirm_is_not_found(cast, taken):
    address = reverse("demands:confirm_taken", args=[taken.ref, "wink"])
    assert cast.client(cast.receptionist_a).post(address).status_code == 404


def test_case_and_receipt_say_how_and_when_it_was_confirmed(cast, taken):
    services.confirm_read_out(taken.ref, **by(cast))
    page = cast.client(cast.receptionist_a).get(reverse("demands:demand", args=[taken.ref])).content.decode()
    assert "读给对方听，对方认可，2026年11月20日" in page
    paper = services.issue_receipt(taken.ref, submission=taken.ref, **by(cast))
    assert "读给对方听" in dict(paper.said.fields)["来人核对"]


def test_until_it_is_confirmed_the_case_says_so_and_leads_who_took_it_in_back(cast, taken):
    case, back = reverse("demands:demand", args=[taken.ref]), reverse("demands:taken", args=[taken.ref])
    mine = cast.client(cast.receptionist_a).get(case).content.decode()
    assert "还没有核对" in mine
    assert back in mine
    assert back not in cast.client(cast.manager_a).get(case).content.decode()


def test_every_way_to_confirm_is_told_in_the_history(cast, taken):
    assert {str(one) for one in Confirmation} == {"read_out", "code", "signature"}
    code = services.send_confirm_code(taken.ref, **by(cast))
    services.confirm_by_code(taken.ref, code, **by(cast))
    page = cast.client(cast.owner_x).get(reverse("demands:demand", args=[taken.ref])).content.decode()
    assert "把确认码发到来人的手机" in page
    assert "登记的内容已和来人核对无误（短信确认码）" in page


def test_pages_of_confirming_take_few_queries(cast, taken, django_assert_max_num_queries):
    address, client = turned(cast, taken), cast.client(cast.receptionist_a)
    for browser, page, most in (
        (Client(), address, 5),
        (client, reverse("demands:taken", args=[taken.ref]), 12),
        (client, reverse("demands:confirming_now", args=[taken.ref]), 5),
    ):
        browser.get(page)
        with django_assert_max_num_queries(most):
            browser.get(page)
