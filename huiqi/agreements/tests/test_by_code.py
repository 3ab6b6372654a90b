"""The firm's word without an account: a link that shows nothing, a code sent to the firm, one answer."""

import re

import pytest

from huiqi.accounts.models import Seat
from huiqi.agreements.models import Agreement
from huiqi.agreements.tests.deal import REPORTED, Deal
from huiqi.agreements.words import AgreementState as S
from huiqi.agreements.words import AgreementVerb as V
from huiqi.agreements.words import Hand
from tests.cast import OPENED

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast, settings):
    settings.DEMONSTRATION = True
    deal = Deal(cast).through(V.SIGN)
    return deal, f"/agreements/code/{deal.agreement.link}/"


def code_from(client, url):
    page = client.post(f"{url}send/", follow=True).content.decode()
    return re.search(r"验证码是 (\d{6})", page)[1]


def test_the_link_alone_shows_nothing_of_the_agreement(cast, sent):
    page = cast.client().get(sent[1]).content.decode()
    assert "检测钢柱焊缝" not in page
    assert "演示企业甲" not in page
    assert "199****0021" in page


def test_the_code_opens_it_and_the_firm_agrees(cast, sent):
    deal, url = sent
    client = cast.client()
    client.post(url, {"code": code_from(client, url)})
    assert "检测钢柱焊缝" in client.get(url).content.decode()
    assert client.post(f"{url}agree/", {"revision": deal.agreement.revision}).status_code == 200
    row = Agreement.objects.get()
    assert row.state is S.IN_FORCE
    assert row.versions.get().agreed_how is Hand.CODE
    assert client.get(url).status_code == 404


def test_a_wrong_code_opens_nothing(cast, sent):
    deal, url = sent
    client = cast.client()
    code = code_from(client, url)
    page = client.post(url, {"code": f"{(int(code) + 1) % 1_000_000:06d}"}).content.decode()
    assert "验证码不对或已过期" in page
    assert client.post(f"{url}agree/", {"revision": deal.agreement.revision}).status_code == 302
    assert Agreement.objects.get().state is S.SENT


def test_five_wrong_codes_make_the_right_one_void(cast, sent):
    client, url = cast.client(), sent[1]
    code = code_from(client, url)
    wrong = "".join(str((int(digit) + 1) % 10) for digit in code)
    for _ in range(5):
        client.post(url, {"code": wrong})
    assert "已经作废" in client.post(url, {"code": code}).content.decode()


def test_a_code_is_good_for_one_browser_only(cast, sent):
    client, url = cast.client(), sent[1]
    code = code_from(client, url)
    client.post(url, {"code": code})
    other = cast.client()
    other.post(url, {"code": code})
    assert "检测钢柱焊缝" not in other.get(url).content.decode()


def test_no_code_goes_to_somebody_of_the_handler(cast, sent):
    clerk = cast.institution_clerk
    cast.enterprise_x.contact_mobile = clerk.mobile
    cast.enterprise_x.save()
    page = cast.client().post(f"{sent[1]}send/", follow=True).content.decode()
    assert "承办单位或窗口的人" in page
    assert Seat.objects.filter(person=clerk, since=OPENED).exists()


def test_the_firm_confirms_the_service_by_code(cast, settings):
    settings.DEMONSTRATION = True
    deal = Deal(cast).through(*REPORTED)
    client, url = cast.client(), f"/agreements/code/{deal.agreement.link}/"
    client.post(url, {"code": code_from(client, url)})
    assert deal.agreement.report in client.get(f"{url}confirm/").content.decode()
    client.post(f"{url}confirm/", {"revision": deal.agreement.revision})
    row = Agreement.objects.get()
    assert (row.state, row.done_how, row.done_by) == (S.DONE, Hand.CODE, str(row.demand.ref))


def test_declining_by_code_takes_a_reason_and_keeps_the_page(cast, sent):
    deal, url = sent
    client = cast.client()
    client.post(url, {"code": code_from(client, url)})
    page = client.post(f"{url}decline/", {"revision": deal.agreement.revision, "reason": ""})
    assert page.status_code == 200
    assert Agreement.objects.get().state is S.SENT
    client.post(f"{url}decline/", {"revision": deal.agreement.revision, "reason": "太贵"})
    assert Agreement.objects.get().state is S.DECLINED


@pytest.mark.parametrize("verb", ["sign", "end", "report", "nonsense", "declare-payment"])
def test_the_code_opens_no_verb_of_the_other_side(cast, sent, verb):
    client, url = cast.client(), sent[1]
    client.post(url, {"code": code_from(client, url)})
    assert client.post(f"{url}{verb}/", {"revision": 2}).status_code == 404
