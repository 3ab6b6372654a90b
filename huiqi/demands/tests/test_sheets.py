"""The papers of a demand: each is there when it has something to say, says what the case said, and stays as it was."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from huiqi.demands.models import Demand
from huiqi.demands.services import issue_sheet
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.kernel.refusal import Refused
from huiqi.papers.models import Paper
from huiqi.papers.services import void_paper

pytestmark = pytest.mark.django_db
V = Verb

KINDS = {
    "acceptance": ((V.REGISTER,), "现予受理"),
    "asked": ((V.REGISTER, V.ASK_INFORMATION), "产品图纸"),
    "pressing": ((V.REGISTER, V.ASK_INFORMATION, V.REMIND_FIRM), "请把图纸发来"),
    "transfer": ((V.REGISTER, V.DISPATCH), "请出方案"),
    "merged": ((V.REGISTER, V.MERGE), "说的是同一台设备"),
    "divided": ((V.REGISTER, V.SPLIT), "里面有两件事"),
    "urging": ((V.REGISTER, V.DISPATCH, V.REMIND), "请快一点"),
    "supervision": ((V.REGISTER, V.INSTRUCT), "请抓紧办"),
    "refusal": ((V.REFUSE,), "属于商品房买卖"),
    "ending": ((V.REGISTER, V.END), "已经和企业谈妥"),
    "answer": ((V.REGISTER, V.ANSWER), "报告见附件"),
    "visit": ((V.REGISTER, V.ANSWER), "□ 还需要"),
}
"""The story after which a kind can be issued, and what it must then say."""

WITHIN = ("transfer", "urging", "supervision", "visit")


def issue(play: Play, code: str, by=None, submission=None) -> Paper:
    """Issued by the window's manager, unless somebody else is named."""
    actor = play.actor(by or play.cast.manager_a)
    play.later(minutes=1)
    return issue_sheet(play.demand.ref, code, submission=submission or uuid4(), actor=actor, at=play.now)


def says(paper: Paper) -> str:
    """All its words."""
    return str(paper.content)


@pytest.mark.parametrize("code", KINDS)
def test_a_paper_says_what_the_case_says_and_is_the_same_when_issued_again(cast, code):
    story, words = KINDS[code]
    play = Play(cast).through(*story)
    paper = issue(play, code)
    assert words in says(paper)
    assert play.demand.number in says(paper)
    assert paper.number.endswith("〔2026〕1号")
    assert issue(play, code) == paper


def test_the_list_of_what_is_missing_is_numbered_once(cast):
    play = Play(cast).through(V.REGISTER)
    play.do(V.ASK_INFORMATION, missing="1. 扩岗补助申请表\n2．名册\n3.5吨以上车辆的照片")
    asked = issue(play, "asked")
    play.do(V.REMIND_FIRM)
    for paper in (asked, issue(play, "pressing")):
        rows = [tuple(row) for row in paper.said.items.rows]
        assert rows == [("1", "扩岗补助申请表"), ("2", "名册"), ("3", "3.5吨以上车辆的照片")]


@pytest.mark.parametrize("code", KINDS)
def test_a_paper_without_occasion_is_refused(cast, code):
    play = Play(cast)
    play.file()
    with pytest.raises(Refused) as refused:
        issue(play, code)
    assert refused.value.code == "nothing_to_print"


def test_a_matter_heard_three_times_has_its_paper_from_the_hub(cast):
    play = Play(cast).before().through(V.REGISTER, V.CLOSE_REPEATED)
    with pytest.raises(PermissionDenied):
        issue(play, "repeated")
    paper = issue(play, "repeated", by=cast.hub_operator)
    assert paper.organisation_id == cast.hub.organisation_id
    assert "以前的诉求" in says(paper)


def test_what_happens_later_changes_no_paper_and_a_new_custody_gets_a_new_one(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    first = issue(play, "transfer")
    play.do(V.RETURN)
    with pytest.raises(Refused):
        issue(play, "transfer")
    play.do(V.DISPATCH, note="换个思路。")
    second = issue(play, "transfer")
    first.refresh_from_db()
    assert "请出方案" in says(first)
    assert (first.serial, second.serial, first.ended_at) == (1, 2, None)
    assert "换个思路" in says(second)


def test_after_one_is_void_another_may_be_issued(cast):
    play = Play(cast).through(V.REGISTER)
    first = issue(play, "acceptance")
    void_paper(first.ref, "打错了", actor=play.actor(cast.manager_a), at=play.now)
    assert issue(play, "acceptance").serial == 2


@pytest.mark.parametrize("who", ["owner_x", "institution_clerk", "hub_operator"])
def test_only_the_window_issues_what_it_decided(cast, who):
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    with pytest.raises(PermissionDenied):
        issue(play, "acceptance", by=getattr(cast, who))


def test_another_window_finds_no_demand_to_issue_for(cast):
    play = Play(cast).through(V.REGISTER)
    with pytest.raises(Demand.DoesNotExist):
        issue(play, "acceptance", by=cast.receptionist_b)


@pytest.mark.parametrize("code", WITHIN)
def test_papers_between_offices_are_not_shown_to_the_enterprise(cast, code):
    play = Play(cast).through(*KINDS[code][0])
    paper = issue(play, code)
    address = f"/papers/{paper.ref}/"
    assert cast.client(cast.owner_x).get(address).status_code == 404
    assert paper.number not in cast.client(cast.owner_x).get(f"/demands/{play.demand.ref}/").content.decode()
    assert cast.client(cast.receptionist_b).get(address).status_code == 404
    assert cast.client(cast.manager_a).get(address).status_code == 200


def test_the_case_offers_a_paper_prints_it_and_shows_it_to_the_firm(cast):
    play = Play(cast).through(V.REGISTER)
    client, address = cast.client(cast.receptionist_a), f"/demands/{play.demand.ref}/"
    assert "papers/acceptance/" in client.get(address).content.decode()
    shown = client.post(f"{address}papers/acceptance/", {"submission": str(uuid4())}, follow=True).content.decode()
    paper = Paper.objects.get()
    assert paper.number in shown
    assert address in shown
    again = client.get(address).content.decode()
    assert paper.number in again
    assert "papers/acceptance/" not in again
    assert paper.number in cast.client(cast.owner_x).get(address).content.decode()


def test_an_unknown_kind_is_not_there_and_one_without_occasion_is_explained(cast):
    play = Play(cast).through(V.REGISTER)
    client, address = cast.client(cast.receptionist_a), f"/demands/{play.demand.ref}/papers/"
    assert client.post(f"{address}poem/").status_code == 404
    assert "没有这样的文书可以开" in client.post(f"{address}answer/", follow=True).content.decode()
