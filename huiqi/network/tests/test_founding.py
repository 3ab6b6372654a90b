"""A network in earnest begins: the hub, its first two people, and passwords that work once."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.timezone import localdate

from huiqi.accounts.models import Person
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Role
from huiqi.network.models import Window
from huiqi.network.selectors import hub, promises, window_for

pytestmark = pytest.mark.django_db
TOLD = {"region": "410000", "administrator": "13800000001:张三", "operator": "13800000002:李四", "run_by": "某某中心"}
PASSWORD = re.compile(r"(1\d{10})，一次性密码 (\w{14})")
OWN = "my own long words 7"


def found(**other) -> dict[str, str]:
    """Found the network; the passwords that were printed, by mobile number."""
    told, out = TOLD | other, io.StringIO()
    call_command("found_network", *(f"--{name.replace('_', '-')}={value}" for name, value in told.items()), stdout=out)
    return dict(PASSWORD.findall(out.getvalue()))


def test_the_hub_serves_its_province_and_promises_time_limits():
    found()
    assert hub().name == "河南省中小企业公共服务平台"
    assert hub().operator_name == "某某中心"
    assert window_for("410102", localdate()) == hub()
    assert any(promises(hub().id, localdate()).values())


def test_its_first_two_people_are_two_and_have_their_seats():
    assert set(found()) == {"13800000001", "13800000002"}
    roles = {person.name: person.seats.get().role for person in Person.objects.all()}
    assert roles == {"张三": Role.SYSTEM_ADMINISTRATOR, "李四": Role.HUB_OPERATOR}


def test_a_password_that_was_handed_over_opens_only_the_page_where_its_owner_chooses_his_own():
    client, once = Client(), found()["13800000002"]
    told = {"mobile": "13800000002", "password": once}
    page = client.post("/signin/password/", told, follow=True)
    assert page.redirect_chain[0][0].startswith("/signin/new-password/")
    assert client.get("/demands/desk/").status_code == 302
    assert client.post("/signin/new-password/", {"new": OWN, "again": OWN})["Location"] == "/desk/"
    assert client.get("/demands/desk/").status_code == 200
    assert "密码不对" in Client().post("/signin/password/", told).content.decode()
    assert Client().post("/signin/password/", told | {"password": OWN})["Location"] == "/desk/"
    verbs = [happening.verb for happening in timeline(Person.objects.get(mobile="13800000002").ref)]
    assert verbs == ["give_password_once", "set_password"]


@pytest.mark.parametrize(
    ("new", "again", "sentence"),
    [
        ("", "", "请填写新密码。"),
        ("short", "short", "至少"),
        ("password123", "password123", "常见"),
        (OWN, "something else", "两次填的新密码不一样"),
        (None, None, "不能和现在的密码相同"),
    ],
)
def test_a_new_password_that_is_none_gets_a_sentence(new, again, sentence):
    client, once = Client(), found()["13800000001"]
    client.post("/signin/password/", {"mobile": "13800000001", "password": once})
    said = {"new": once if new is None else new, "again": once if again is None else again}
    assert sentence in client.post("/signin/new-password/", said).content.decode()
    assert Person.objects.get(mobile="13800000001").password_is_once


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"region": "410100"}, "省级行政区划代码"),
        ({"region": "999999"}, "没有代码为 999999 的地区"),
        ({"operator": "13800000001:张三"}, "由两个人担任"),
        ({"operator": "12345:李四"}, "12345 不是手机号"),
        ({"preset": "none"}, "没有名为 none 的时限方案"),
    ],
)
def test_what_cannot_be_founded_is_one_sentence_and_nothing_is_founded(other, sentence):
    with pytest.raises(CommandError, match=sentence):
        found(**other)
    assert not Window.objects.exists()
    assert not Person.objects.exists()


def test_a_network_is_founded_once():
    found()
    with pytest.raises(CommandError, match="省平台已经设立"):
        found(slug="second")
