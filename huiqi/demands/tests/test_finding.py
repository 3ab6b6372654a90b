"""Searching the desk by words: what is found, in what order, however much there is."""

import pytest
from django.db import connection

from huiqi.demands.models import Demand
from huiqi.demands.selectors import desk, pages
from huiqi.demands.selectors.filters import DeskFilter
from huiqi.demands.services import Filing
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.kernel.pieces import asked_for
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON

TITLES = ("产品欧盟碳足迹核算", "出口退税要什么材料", "做 CE 认证，100% 出口", "税务登记", "铝材碳足迹")


@pytest.fixture
def closed(cast):
    """The demands of these titles, each filed and withdrawn; the last closed first."""
    cast.enterprise_x.name_key = "演示企业甲 ysqyj"
    cast.enterprise_x.save()
    play = Play(cast)
    for title in TITLES:
        play.file(filing=Filing(ServiceKind.CONSULTATION, title, "请问。"))
        play.do(Verb.WITHDRAW)
    return list(reversed(TITLES))


def titles(cast, words: str, tab: str = "closed", number: int = 1) -> list[str]:
    """What the receptionist finds."""
    found = desk(cast.actor(cast.receptionist_a), DeskFilter(tab=tab, words=words), NOON)
    return [demand.title for demand in found.page(number)]


FOUND = [
    ("碳足迹", ["铝材碳足迹", "产品欧盟碳足迹核算"]),
    ("税", ["税务登记", "出口退税要什么材料"]),
    ("退税", ["出口退税要什么材料"]),
    ("ce 认", ["做 CE 认证，100% 出口"]),
    ("0% 出", ["做 CE 认证，100% 出口"]),
    ("核算碳足迹", []),
    ("碳%迹", []),
    ("演示企业甲", list(reversed(TITLES))),
    ("YSQYJ", list(reversed(TITLES))),
]


@pytest.mark.parametrize("newest", [0, 2, 20], ids=["by the index", "by both", "one by one"])
@pytest.mark.parametrize(("words", "expected"), FOUND, ids=[row[0] for row in FOUND])
def test_words_are_found_in_what_is_closed(cast, closed, monkeypatch, newest, words, expected):
    monkeypatch.setattr(pages, "NEWEST", newest)
    assert titles(cast, words) == expected


@pytest.mark.parametrize("newest", [0, 1, 3, 20])
@pytest.mark.parametrize("most", [2, 3, 1_000])
def test_pages_follow_each_other_wherever_they_come_from(cast, closed, monkeypatch, newest, most):
    monkeypatch.setattr(pages, "NEWEST", newest)
    monkeypatch.setattr(pages, "MOST_LISTED", most)
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    found = desk(cast.actor(cast.receptionist_a), DeskFilter(tab="closed", words="演示"), NOON)
    listed = [demand.title for number in found.page_range for demand in found.page(number)]
    assert listed == closed[: min(most, len(closed))]
    assert found.is_cut == (most < len(closed))


@pytest.mark.django_db
def test_the_planner_knows_which_states_are_open():
    with connection.cursor() as cursor:
        cursor.execute("SELECT stxkind FROM pg_statistic_ext WHERE stxname = 'demand_open_states'")
        assert cursor.fetchall() == [(["m"],)]


def test_words_are_found_in_what_is_open(cast):
    Play(cast).file(filing=Filing(ServiceKind.CONSULTATION, "做 CE 认证", "请问。"))
    assert [titles(cast, words, "open") for words in ("ce", "演示企业甲", "退税")] == [
        ["做 CE 认证"],
        ["做 CE 认证"],
        [],
    ]


def test_the_question_fits_the_index(cast, closed):
    rows = Demand.objects.filter(closed_at__isnull=False).saying_by_index("碳足迹")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        cursor.execute("DROP INDEX demand_closed, demand_window_closed, demand_contact_closed")
    assert "demand_said" in rows.explain()


def test_a_word_is_asked_for_by_its_pairs_or_its_one_character():
    assert (asked_for("税"), asked_for("碳足迹")) == (["税"], ["碳足", "足迹"])
