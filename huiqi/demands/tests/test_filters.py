"""The desk as it is narrowed: it stays so for the day, can be named, passed on as a link and taken away as a sheet."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from huiqi.demands.models import SavedFilter
from huiqi.demands.selectors import DeskFilter, desk, desk_counts, last_used, waiting_visits
from huiqi.demands.services import draw_visits
from huiqi.demands.services.filters import MOST_FILTERS, save_filter
from huiqi.demands.tests.play import Play
from huiqi.demands.wording.desk import desk_filter, in_words
from huiqi.demands.words import Verb
from huiqi.journal.models import Entry, Look
from huiqi.kernel.refusal import Refused
from tests.cast import NOON

DESK = "/demands/desk/"
NARROWED = {"tab": "with_institution", "kind": "service", "mine": "1", "q": "检测", "order": "filed"}


def saves(client, name: str, **said: str) -> str:
    """What the desk says after a filter was named."""
    answer = client.post(reverse("demands:save_filter"), {"name": name, **said}, follow=True)
    return str(answer.content.decode())


def test_what_is_not_seen_in_a_name_is_no_part_of_it(cast):
    page = saves(cast.client(cast.receptionist_a), "常\x00用", due="today")
    assert "常 用" in page


def sheet(client, **said: str) -> list[list[object]]:
    """The desk as a sheet, row by row."""
    answer = client.get(reverse("demands:desk_export"), said)
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_a_filter_is_the_same_from_the_address_and_back():
    wanted = desk_filter(NARROWED)
    assert wanted == DeskFilter("with_institution", "service", mine=True, words="检测", order="filed")
    assert wanted.said() == NARROWED
    assert in_words(wanted) == ["已转办", "服务类", "我负责的", "有“检测”的", "最近提交的在前"]


def test_what_an_address_makes_up_narrows_nothing():
    assert desk_filter({"tab": "x", "kind": "x", "due": "x", "mark": "x", "mine": "x", "order": "x"}) == DeskFilter()
    assert DeskFilter().said() == {}


def test_a_desk_stays_narrowed_for_the_day_but_forgets_the_words_of_a_search(cast):
    client = cast.client(cast.receptionist_a)
    client.get(DESK, NARROWED)
    assert client.get(DESK).url == f"{DESK}?tab=with_institution&kind=service&mine=1&order=filed"
    kept = SavedFilter.objects.get()
    assert last_used([kept], kept.changed_at.replace(year=2030)) == {}
    client.get(DESK, {"tab": "open"})
    assert client.get(DESK).status_code == 200
    assert not Entry.objects.filter(subject_kind="desk_filter").exists()


def test_a_filter_is_named_found_among_the_tabs_and_forgotten(cast):
    client = cast.client(cast.receptionist_a)
    page = saves(client, " 我的  检测 ", **NARROWED)
    assert "已存为“我的 检测”" in page
    assert "删掉“我的 检测”" in page
    tabs = page.split('class="tabs"')[1].split("</nav>")[0]
    assert tabs.count("aria-current") == 1
    kept = SavedFilter.objects.exclude(name="").get()
    assert "我的 检测" not in cast.client(cast.manager_a).get(DESK).content.decode()
    client.post(reverse("demands:drop_filter", args=[kept.ref]))
    assert not SavedFilter.objects.exclude(name="").exists()
    assert [one.verb for one in Entry.objects.filter(subject_ref=kept.ref).order_by("number")] == [
        "save_filter",
        "drop_filter",
    ]


def test_the_same_name_again_changes_the_filter(cast):
    client = cast.client(cast.receptionist_a)
    saves(client, "常用", tab="closed")
    saves(client, "常用", due="overdue")
    assert SavedFilter.objects.exclude(name="").get().query == {"due": "overdue"}


def test_nobody_forgets_the_filter_of_another(cast):
    kept = save_filter("常用", {"due": "today"}, actor=cast.actor(cast.manager_a), at=NOON)
    client = cast.client(cast.receptionist_a)
    assert client.post(reverse("demands:drop_filter", args=[kept.ref])).status_code == 404
    assert SavedFilter.objects.filter(name="常用").exists()


def test_a_filter_without_a_name_and_one_too_many_are_refused(cast):
    client, actor = cast.client(cast.receptionist_a), cast.actor(cast.receptionist_a)
    assert "请给这个筛选起个名字" in saves(client, "  ", tab="closed")
    for number in range(MOST_FILTERS):
        save_filter(f"第{number}个", {"due": "today"}, actor=actor, at=NOON)
    with pytest.raises(Refused, match="too_many_filters"):
        save_filter("再一个", {"due": "today"}, actor=actor, at=NOON)
    save_filter("第0个", {"due": "overdue"}, actor=actor, at=NOON)


def test_a_name_that_is_too_long_for_a_tab_is_refused_and_not_cut(cast):
    with pytest.raises(Refused, match="too_long"):
        save_filter("字" * 21, {"due": "today"}, actor=cast.actor(cast.manager_a), at=NOON)
    assert save_filter("字" * 20, {"due": "today"}, actor=cast.actor(cast.manager_a), at=NOON).name == "字" * 20


def test_a_firm_keeps_no_filter(cast):
    assert cast.client(cast.owner_x).post(reverse("demands:save_filter"), {"name": "x"}).status_code == 404


def test_the_desk_is_taken_away_exactly_as_narrowed(cast):
    waiting, registered = Play(cast).through(), Play(cast).through(Verb.REGISTER)
    rows = sheet(cast.client(cast.manager_a), tab="at_window", mine="")
    head = next(at for at, row in enumerate(rows) if row[0] == "编号")
    assert rows[1][0] == "范围：窗口办理"
    assert [row[0] for row in rows[head + 1 :]] == [registered.demand.number]
    assert rows[head + 1][7] == cast.receptionist_a.name
    assert waiting.demand.number not in str(rows)
    assert Look.objects.get(what="export").person_ref == str(cast.manager_a.ref)


def test_ones_own_office_is_taken_away_by_name_another_by_initial(cast):
    Play(cast).through(Verb.REGISTER, Verb.DISPATCH)
    name = cast.receptionist_a.name
    assert sheet(cast.client(cast.receptionist_a))[-1][7] == name
    assert sheet(cast.client(cast.institution_clerk))[-1][7] == name[0] + "*" * (len(name) - 1)
    assert sheet(cast.client(cast.receptionist_b))[-1][0] == "编号"


def test_the_figures_of_a_desk_are_one_query(cast, django_assert_num_queries):
    Play(cast).through(Verb.REGISTER, Verb.SET_URGENCY)
    Play(cast).through(Verb.REGISTER, Verb.DISPATCH)
    actor = cast.actor(cast.receptionist_a)
    desk_counts(actor, NOON)
    with django_assert_num_queries(1):
        counts = desk_counts(actor, NOON)
    assert (counts["state_registered"], counts["state_dispatched"], counts["urgent"], counts["green"]) == (1, 1, 1, 0)
    late = desk_counts(actor, NOON.replace(year=2027))
    assert (late["overdue"], late["today"], late["to_visit"]) == (2, 0, 0)


@pytest.mark.parametrize(("who", "found"), [("manager_a", 1), ("receptionist_a", 0), ("receptionist_b", 0)])
def test_what_is_to_be_visited_is_counted_as_it_is_listed_and_not_ones_own_work(cast, who, found):
    Play(cast).through(Verb.REGISTER, Verb.ANSWER)
    draw_visits(at=NOON.replace(year=2027))
    actor, late = cast.actor(getattr(cast, who)), NOON.replace(year=2027)
    assert desk_counts(actor, late)["to_visit"] == waiting_visits(actor, "all", late).count() == found
    assert desk(actor, DeskFilter(due="visit"), late).count == found
