"""An anonymous complaint: filed without an account, followed by number and code, led to its end like any other."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest

from huiqi.demands import services
from huiqi.demands.models import AddressCount, Demand
from huiqi.demands.selectors import candidates, visible_to
from huiqi.demands.services.anonymous import MOST_A_DAY
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_sheets import issue, says
from huiqi.demands.words import Anonymity, DemandState, Verb
from huiqi.enterprises.models import Enterprise
from huiqi.enterprises.selectors import find_firms
from huiqi.enterprises.selectors import visible_to as firms_visible_to
from huiqi.files.services import store_file
from huiqi.journal.models import Entry
from huiqi.kernel.access import NOBODY
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from tests.cast import NOON

V = Verb
SAID = {"region": "410102", "against": "某某局办事窗口", "title": "被要求另外交费", "text": "不交就不收材料。"}


def complain(cast, **said: Any) -> Play:
    """A play with an anonymous complaint."""
    play = Play(cast)
    told: dict[str, Any] = {"submission": uuid4(), "address": "192.0.2.7", "at": NOON}
    play.demand = services.complain_anonymously(**SAID | told | said)
    return play


def test_anybody_complains_and_gets_number_and_code_this_once(cast):
    client = cast.client()
    assert "不用登录" in client.get("/demands/anonymous/").content.decode()
    answer = client.post("/demands/anonymous/", SAID | {"submission": str(uuid4())})
    made = Demand.objects.get()
    assert made.number in answer.content.decode()
    assert made.query_code in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_pressing_twice_is_one_complaint(cast):
    client, said = cast.client(), SAID | {"submission": str(uuid4())}
    first, second = (client.post("/demands/anonymous/", said).content.decode() for _ in range(2))
    assert Demand.objects.get().number in second
    assert AddressCount.objects.get().times == 1
    assert first.count(Demand.objects.get().query_code) == 1


def test_who_is_signed_in_is_not_written_down_either(cast):
    cast.client(cast.owner_x).post("/demands/anonymous/", SAID | {"submission": str(uuid4())})
    made = Demand.objects.get()
    assert (made.filed_by, made.enterprise.kind, made.anonymity) == ("", "anonymous", Anonymity.ANONYMOUS)
    entry = Entry.objects.filter(subject_ref=made.ref).get()
    assert (entry.actor_ref, entry.organisation_id) == ("", None)
    assert not visible_to(cast.actor(cast.owner_x)).exists()


MISSING = [
    ("region", "请选择事情发生的县"),
    ("against", "请写明投诉的是哪个单位"),
    ("title", "请用一句话"),
    ("text", "请写下情况"),
]


@pytest.mark.parametrize(("field", "sentence"), MISSING, ids=[row[0] for row in MISSING])
def test_what_is_missing_is_said_and_nothing_is_lost(cast, field, sentence):
    page = cast.client().post("/demands/anonymous/", SAID | {"submission": str(uuid4()), field: ""}).content.decode()
    assert sentence in page
    assert all(value in page for name, value in SAID.items() if name not in (field, "region"))
    assert not Demand.objects.exists()


def test_ten_a_day_from_one_address_and_no_more(cast):
    for _ in range(MOST_A_DAY):
        complain(cast)
    with pytest.raises(Refused, match="enough_complaints"):
        complain(cast)
    complain(cast, address="192.0.2.8")
    complain(cast, at=NOON + timedelta(days=1))
    assert {row.on for row in AddressCount.objects.all()} == {(NOON + timedelta(days=1)).date()}


def test_the_address_is_not_kept(cast):
    complain(cast)
    assert "192.0.2.7" not in str(list(AddressCount.objects.values()) + list(Demand.objects.values()))


def test_it_goes_to_the_window_of_the_place(cast):
    assert complain(cast).demand.window == cast.window_a
    assert complain(cast, region="410302").demand.window == cast.window_b


def test_who_stands_for_nobody_is_one_and_no_firm(cast):
    complain(cast)
    complain(cast)
    nobody = Enterprise.objects.get(kind="anonymous")
    staff = cast.actor(cast.hub_operator)
    assert find_firms(staff, "匿名") == []
    assert not firms_visible_to(staff).filter(id=nobody.id).exists()
    address = f"/demands/intake/?firm={nobody.organisation.ref}"
    assert "匿名投诉人" not in cast.client(cast.receptionist_a).get(address).content.decode()


def test_it_is_led_to_its_end_and_read_by_number_and_code(cast):
    play = complain(cast)
    assert cast.institution.organisation.ref in {one.organisation_ref for one in candidates(play.demand, play.now)}
    for verb in (V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER):
        play.do(verb)
    said = {"number": play.demand.number, "code": play.demand.query_code}
    page = cast.client().post("/demands/follow/", said, follow=True).content.decode()
    assert "报告见附件。" in page
    assert "要您补充的内容和答复都在这一页" in page
    play.later(days=9)
    play.do(V.ATTEMPT_VISIT)
    assert play.demand.state is DemandState.VISITED
    assert play.do(V.ARCHIVE).state is DemandState.ARCHIVED


def test_staff_read_that_it_is_anonymous_and_against_whom(cast):
    play = complain(cast)
    page = cast.client(cast.receptionist_a).get(f"/demands/{play.demand.ref}/").content.decode()
    assert "匿名投诉人提交诉求" in page
    assert SAID["against"] in page
    assert "没有留下姓名和联系方式" in page


def test_papers_speak_to_nobody_as_a_person_and_promise_no_visit(cast):
    play = complain(cast)
    play.do(V.REGISTER)
    accepted = says(issue(play, "acceptance"))
    play.do(V.DISPATCH)
    sent = issue(play, "transfer").said
    for verb in (V.TAKE, V.ANSWER):
        play.do(verb)
    answered = says(issue(play, "answer"))
    assert "你单位" not in accepted + answered
    assert "回访。有新情况" in answered
    assert "评价" not in answered
    assert "联系人" not in dict(sent.fields)
    assert dict(sent.fields)["投诉对象"] == SAID["against"]


def test_staff_are_not_told_to_contact_anybody(cast):
    play = complain(cast)
    client, path = cast.client(cast.receptionist_a), f"/demands/{play.demand.ref}/"
    filed = client.get(path).content.decode()
    registered = client.post(f"{path}register/", {"revision": play.demand.revision}, follow=True).content.decode()
    assert "要问的写成一次性告知" in registered
    for page in (filed, registered):
        assert not any(words in page for words in ("联系企业", "念给对方听", "联系您", "回访您"))


def test_the_window_hears_that_nobody_is_to_be_contacted(cast):
    complain(cast)
    services.tell_waiting()
    assert set(Notice.objects.values_list("kind", flat=True)) == {"demands.complained"}


def by_code(play: Play):
    """The browser of who has the code."""
    client = play.cast.client()
    client.post("/demands/follow/", {"number": play.demand.number, "code": play.demand.query_code})
    return client


def test_who_complained_reads_his_own_text_again(cast):
    file = store_file("收据.pdf", BytesIO(b"%PDF-1.7"), 8, actor=NOBODY, at=NOON)
    play = complain(cast, files=[file])
    client = by_code(play)
    page = client.get("/demands/follow/case/").content.decode()
    assert all(SAID[name] in page for name in ("against", "title", "text"))
    assert "只给登录的人看" not in page
    answer = client.get(f"/demands/follow/files/{file.ref}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    answer.close()


def test_an_enterprise_reads_its_text_only_where_it_signs_in(cast):
    play = Play(cast)
    play.file()
    page = by_code(play).get("/demands/follow/case/").content.decode()
    assert play.demand.text not in page
    assert "只给登录的人看" in page


def test_what_is_kept_of_an_address_is_said_and_is_gone_the_next_day(cast):
    assert "单向算出的一个校验值" in cast.client().get("/demands/anonymous/").content.decode()
    complain(cast)
    assert services.forget_addresses(at=NOON) == 0
    assert services.forget_addresses(at=NOON + timedelta(days=1)) == 1
    assert not AddressCount.objects.exists()


def test_english_has_a_word_for_nobody(cast, settings):
    play = complain(cast)
    client = cast.client(cast.receptionist_a)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for path in ("/demands/desk/", f"/demands/{play.demand.ref}/"):
        page = client.get(path).content.decode()
        assert "匿名投诉人" not in page
        assert "Anonymous complainant" in page


def test_who_takes_in_finds_the_way_for_a_caller_without_a_name(cast):
    assert 'href="/demands/anonymous/"' in cast.client(cast.receptionist_a).get("/demands/intake/").content.decode()


@pytest.mark.parametrize("who", ["receptionist_a", "manager_a"])
def test_no_time_limit_says_that_somebody_is_contacted(cast, who):
    play = complain(cast)
    page = cast.client(getattr(cast, who)).get(f"/demands/{play.demand.ref}/")
    assert page.context["promises"][0]["step"] == "受理投诉"
    assert "受理并联系" not in page.content.decode()
