"""The pages of who approves and who pays: what waits, what is seen, what is not there."""

import pytest

from huiqi.accounts.models import Seat
from huiqi.benefits import services
from huiqi.benefits.tests.test_views import _at_the_moment_of_the_play, press  # noqa: F401 — the clock
from huiqi.benefits.words import EntryState as E
from huiqi.benefits.words import EntryVerb as D
from huiqi.benefits.words import ListState as L
from huiqi.benefits.words import ListVerb as W
from huiqi.benefits.words import ProgrammeState as S
from huiqi.benefits.words import ProgrammeVerb as V
from huiqi.kernel.access import Role
from tests.cast import OPENED, seat

pytestmark = pytest.mark.django_db


class Browser:
    """Somebody's browser, signed in when it is used: days pass in a play, and sessions end."""

    def __init__(self, play, person):
        self.play, self.person = play, person

    def get(self, *arguments, **told):
        """Look at a page."""
        return self.play.cast.client(self.person).get(*arguments, **told)

    def post(self, *arguments, **told):
        """Send a form."""
        return self.play.cast.client(self.person).post(*arguments, **told)


@pytest.fixture
def authority(play):
    """The browser of who approves."""
    return Browser(play, play.cast.authority_reviewer)


@pytest.fixture
def finance(play):
    """The browser of who pays."""
    return Browser(play, play.cast.finance_reviewer)


def words(client, address, **told):
    """What a page says."""
    return client.get(address, told, follow=True).content.decode()


def test_the_desk_of_the_authority_shows_what_waits_and_a_press_publishes_it(play, authority):
    assert "没有等您审核的指南" in words(authority, "/desk/")
    play.prepare()
    play.whole(V.SUBMIT)
    assert play.programme.title in words(authority, "/benefits/desk/")
    page = words(authority, f"/benefits/{play.ref}/")
    assert "批准并公布指南" in page
    assert "退回修改" in page
    assert "比对数据</a>" not in page
    press(authority, f"/benefits/{play.ref}/approve/", revision=play.programme.revision)
    assert play.programme.state is S.GUIDED
    assert "由演示省人力资源和社会保障厅批准" in words(play.cast.client(), f"/benefits/{play.ref}/")


def test_a_guide_is_returned_with_a_reason_that_stands_above_it(play, authority):
    play.prepare()
    play.whole(V.SUBMIT)
    address = f"/benefits/{play.ref}/return/"
    assert "请填写理由" in press(authority, address, revision=2, reason="").content.decode()
    press(authority, address, revision=2, reason="写明咨询时间")
    hub = play.cast.client(play.cast.hub_operator)
    page = words(hub, f"/benefits/{play.ref}/")
    assert "写明咨询时间" in page
    assert "送审办事指南" in page


def test_a_press_twice_is_told_and_what_was_typed_stays(play, authority):
    play.prepare()
    play.whole(V.SUBMIT)
    services.recall_guide(play.ref, actor=play.hub, at=play.at)
    assert press(authority, f"/benefits/{play.ref}/approve/", revision=2).status_code == 404
    play.whole(V.SUBMIT)
    page = press(authority, f"/benefits/{play.ref}/return/", revision=2, reason="写了很久").content.decode()
    assert "又有人改过" in page
    assert "写了很久" in page


@pytest.mark.parametrize("verb", ["draw", "publish", "cancel", "submit", "recall", "ask", "finish"])
def test_what_is_the_hubs_is_not_there_for_the_authority(play, authority, verb):
    play.prepare()
    play.whole(V.SUBMIT)
    assert authority.get(f"/benefits/{play.ref}/{verb}/").status_code == 404
    assert press(authority, f"/benefits/{play.ref}/{verb}/", revision=2).status_code == 404


def test_the_authority_reads_the_list_and_opens_no_firm_and_no_payment(play, authority):
    play.sent()
    page = words(authority, f"/benefits/{play.ref}/")
    assert play.cast.enterprise_x.name in page
    assert "/benefits/entries/" not in page
    for address in (
        f"/benefits/entries/{play.entry.ref}/",
        f"/benefits/{play.ref}/payments/",
        f"/benefits/payments/{play.list.ref}/",
        f"/benefits/payments/{play.list.ref}/confirm_list/",
        f"/benefits/payments/{play.list.ref}/list.xlsx",
        f"/benefits/{play.ref}/edit/",
    ):
        assert authority.get(address).status_code == 404, address


def test_the_authority_verifies_no_firm(play, authority):
    page = words(authority, f"/benefits/{play.drawn().ref}/")
    assert play.cast.enterprise_x.name in page
    assert "全部核验通过" not in page
    assert press(authority, f"/benefits/{play.ref}/verify-all/").status_code == 404
    assert play.entry.state is E.FOUND


def test_finance_confirms_a_list_and_only_then_takes_the_accounts(play, finance):
    play.sent()
    assert play.programme.title in words(finance, "/desk/")
    address = f"/benefits/payments/{play.list.ref}/"
    page = words(finance, address)
    assert "合计 ¥24,000" in page
    assert "**** 5678" in page
    assert "2567000012345678" not in page
    assert finance.get(f"{address}list.xlsx").status_code == 404
    press(finance, f"{address}confirm_list/", revision=1)
    assert play.cast.client(play.cast.hub_operator).get(f"{address}list.xlsx").status_code == 404
    assert finance.get(f"{address}list.xlsx").status_code == 200
    assert "登记已兑付" in words(finance, address)


def test_finance_writes_down_what_came_back_and_a_second_press_is_told(play, finance):
    play.listed()
    address = f"/benefits/entries/{play.entry.ref}/bounce/"
    told = {"reason": "账号已销户", "revision": play.entry.revision}
    page = press(finance, address, **told)
    assert page.redirect_chain[-1][0] == f"/benefits/payments/{play.list.ref}/"
    assert "退汇或移出" in page.content.decode()
    assert play.entry.state is E.BOUNCED
    assert "已经不在您的清单上" in press(finance, address, **told).content.decode()


def test_finance_sees_of_a_firm_what_paying_needs(play, finance):
    play.listed()
    page = words(finance, f"/benefits/entries/{play.entry.ref}/")
    assert "**** 5678" in page
    assert "依据的数据" not in page
    assert "登记退汇" in page
    for address in (f"/benefits/{play.ref}/payments/", "/enterprise/claims/", "/demands/desk/", "/policies/drafts/"):
        assert finance.get(address).status_code == 404, address


def test_a_list_is_returned_with_its_reason_and_the_hub_makes_the_next(play, finance):
    play.sent()
    address = f"/benefits/payments/{play.list.ref}/"
    press(finance, f"{address}return_list/", revision=1, reason="合计与指标不符")
    hub = play.cast.client(play.cast.hub_operator)
    assert "合计与指标不符" in words(hub, address)
    pays = f"/benefits/{play.ref}/payments/"
    assert "请选择由哪个单位办理" in press(hub, pays, finance="").content.decode()
    page = press(hub, pays, finance=str(play.cast.finance.ref))
    assert "第 2 份兑付清单已生成" in page.content.decode()
    again = press(hub, pays, finance=str(play.cast.finance.ref))
    assert "没有待兑付的企业" in again.content.decode()


def test_where_nobody_is_seated_the_pages_say_so_and_name_no_authority(play):
    Seat.objects.filter(role__in=[Role.AUTHORITY_REVIEWER, Role.FINANCE_REVIEWER]).update(until=OPENED)
    second = play.cast.client(seat(31, "枢纽同事", play.cast.hub.organisation, Role.HUB_OPERATOR))
    hub = play.cast.client(play.cast.hub_operator)
    play.prepare()
    assert "没有经过主管部门审核" in words(hub, f"/benefits/{play.ref}/submit/")
    press(hub, f"/benefits/{play.ref}/submit/", revision=1)
    assert "批准并公布指南</a>" not in words(hub, f"/benefits/{play.ref}/")
    assert "审核台（1）" in words(second, "/benefits/")
    press(second, f"/benefits/{play.ref}/approve/", revision=2)
    assert "没有经过主管部门审核" in words(play.cast.client(), f"/benefits/{play.ref}/")


@pytest.mark.parametrize(("verb", "state"), [(W.CONFIRM, L.CONFIRMED), (W.RETURN, L.RETURNED)])
def test_a_list_settled_twice_says_how_it_stands(play, finance, verb, state):
    play.sent()
    address = f"/benefits/payments/{play.list.ref}/{verb.value}/"
    for _time in range(2):
        page = press(finance, address, revision=1, reason="不符").content.decode()
    assert f"现在是“{state.label}”" in page
    assert f'class="btn">{verb.label}</button>' not in page
    assert play.entry.state is (E.LISTED if state is L.CONFIRMED else E.WILLING)


def test_the_hub_pays_by_nobodys_hand_while_finance_is_seated(play):
    hub = play.listed().cast.client(play.cast.hub_operator)
    address = f"/benefits/payments/{play.list.ref}/"
    assert "登记已兑付" not in words(hub, address)
    assert press(hub, address, paid_on=play.at.date().isoformat()).status_code == 404
    assert hub.get(f"/benefits/entries/{play.entry.ref}/bounce/").status_code == 404
    assert play.entry.state is E.LISTED
    assert D.BOUNCE.label not in words(hub, f"/benefits/entries/{play.entry.ref}/")


@pytest.mark.parametrize("verb", [D.BOUNCE, D.RECOVER])
def test_the_firm_reads_what_became_of_its_money(play, verb):
    (play.listed() if verb is D.BOUNCE else play.paid()).one(verb)
    page = words(play.cast.client(play.cast.owner_x), f"/benefits/entries/{play.entry.ref}/")
    assert {D.BOUNCE: "退汇，待更正账户", D.RECOVER: "已追回"}[verb] in page


def test_an_objection_that_is_upheld_is_read_by_who_raised_it(play):
    other = play.published().cast.actor(play.cast.owner_y)
    made = services.object_to(play.entry.ref, words="已注销", actor=other, at=play.at)
    services.answer_objection(made.ref, upheld=True, answer="查实", actor=play.hub, at=play.at)
    page = words(play.cast.client(play.cast.owner_y), f"/benefits/{play.ref}/")
    assert "成立" in page
    assert "查实" in page
