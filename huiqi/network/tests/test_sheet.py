"""What a window discloses, as a paper to hang at its counter."""

import pytest

from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused
from huiqi.network.rules import number_word
from huiqi.network.services import disclose, issue_sheet
from huiqi.network.words import DisclosureItem
from huiqi.papers.words import Standing
from tests.cast import NOON

SHEET = "/windows/w410100/sheet/"


def write(cast, text: str) -> None:
    disclose(cast.window_a.id, DisclosureItem.FEES, text, actor=SYSTEM, at=NOON)


def issue(cast):
    return issue_sheet(cast.window_a.id, submission=uuid7(), actor=cast.actor(cast.manager_a), at=NOON)


def test_the_sheet_says_every_item_and_every_time_limit(cast):
    write(cast, "不收费。\n检测按公示价格。")
    said = issue(cast).said
    assert [(each.title, each.paragraphs) for each in said.sections] == [("收费标准", ("不收费。", "检测按公示价格。"))]
    assert said.items.columns[:2] == ("诉求类别", "受理并联系")
    assert said.items.rows[0][:4] == ("咨询类", "1 个工作日", "3 个工作日", "15 个工作日")


def test_a_new_text_makes_a_new_sheet_and_the_same_text_none(cast):
    write(cast, "不收费。")
    first = issue(cast)
    assert issue(cast) == first
    write(cast, "咨询不收费。")
    second = issue(cast)
    first.refresh_from_db()
    assert (first.standing, first.replaced_by, second.number) == (Standing.REPLACED, second, "郑州企服公〔2026〕2号")


def test_a_window_that_discloses_nothing_prints_nothing(cast):
    with pytest.raises(Refused, match="nothing_disclosed"):
        issue(cast)


def test_its_manager_issues_it_and_everybody_reads_it(cast, client):
    write(cast, "不收费。")
    manager = cast.client(cast.manager_a)
    answer = manager.post(SHEET, {"submission": str(uuid7())})
    assert "不收费。" in client.get(answer.url).content.decode()
    assert answer.url in client.get("/windows/w410100/").content.decode()
    assert cast.client(cast.receptionist_a).post(SHEET).status_code == 404


def test_a_manager_with_nothing_to_print_is_told_what_to_do(cast):
    answer = cast.client(cast.manager_a).post(SHEET, {"submission": str(uuid7())}, follow=True)
    assert "请先填写公开事项" in answer.content.decode()


@pytest.mark.parametrize(
    ("place", "cluster", "word"),
    [
        ("郑州市", "", "郑州企服"),
        ("滑县", "", "滑县企服"),
        ("河南省", "", "河南企服"),
        ("长葛市", "大周", "长葛大周企服"),
    ],
)
def test_the_number_word_is_the_place_without_its_kind(place, cluster, word):
    assert number_word(place, cluster) == word
