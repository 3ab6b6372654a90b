"""Searching the desk by words: what is found, in what order, however much there is."""

import pytest
from django.db import connection

from huiqi.demands.models import Demand
from huiqi.demands.selectors import desk, pages
from huiqi.demands.selectors.filters import DeskFilter
from huiqi.demands.services import Filing
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.kernel import pieces
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


@pytest.mark.parametrize("newest", [1, 2, 3, 4])
def test_turning_page_by_page_nothing_is_missed_and_a_number_is_never_too_high(cast, closed, monkeypatch, newest):
    monkeypatch.setattr(pages, "NEWEST", newest)
    monkeypatch.setattr(pages, "PER_PAGE", 1)
    actor, listed, number = cast.actor(cast.receptionist_a), [], 1
    while number:
        found = desk(actor, DeskFilter(tab="closed", words="演示"), NOON)
        page = found.get_page(number)
        listed += [demand.title for demand in page]
        assert found.least == newest if number <= newest else found.count == len(closed)
        number = page.next_page_number() if page.has_next() else 0
    assert listed == closed


def test_what_was_not_counted_says_more_than(cast, closed, monkeypatch):
    monkeypatch.setattr(pages, "NEWEST", 3)
    monkeypatch.setattr(pages, "PER_PAGE", 1)
    client = cast.client(cast.receptionist_a)
    assert "第 1–1 条，共多于 3 条" in client.get("/demands/desk/?tab=closed&q=演示").content.decode()
    assert f"第 4–4 条，共 {len(closed)} 条" in client.get("/demands/desk/?tab=closed&q=演示&page=4").content.decode()


@pytest.fixture
def handled(cast, closed):
    """The same, handled by the institution alone, or before or after another, or by others; the last closed first."""
    own = cast.institution.organisation_id
    hands = ([own], [own - 1, own], [own, own + 1], [own + 1], [])
    for title, handlers in zip(closed, hands, strict=True):
        Demand.objects.filter(title=title).update(handlers=handlers)
    return closed[:3]


@pytest.mark.parametrize("words", ["", "演示", "演示企业甲"])
@pytest.mark.parametrize("common", [{"演示"}, {"演示", "示企", "企业", "业甲"}, set()])
def test_an_institution_lists_what_it_handled_beside_whom_ever(cast, handled, monkeypatch, words, common):
    monkeypatch.setattr(pieces, "_common", lambda: frozenset(common))
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    found = desk(cast.actor(cast.institution_clerk), DeskFilter(tab="closed", words=words), NOON)
    assert [demand.title for number in found.page_range for demand in found.page(number)] == handled


def test_an_institution_narrows_what_it_handled(cast, handled):
    Demand.objects.filter(title=handled[1]).update(kind=ServiceKind.COMPLAINT)
    for kind, expected in ((ServiceKind.COMPLAINT, handled[1:2]), (ServiceKind.CONSULTATION, handled[::2])):
        found = desk(cast.actor(cast.institution_clerk), DeskFilter(tab="closed", kind=kind), NOON)
        assert [demand.title for demand in found.page(1)] == expected


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
        cursor.execute("DROP INDEX demand_closed, demand_window_closed, demand_handler_closed, demand_contact_closed")
    assert "demand_said" in rows.explain()


def test_a_word_is_asked_for_by_its_pairs_or_its_one_character(monkeypatch):
    monkeypatch.setattr(pieces, "_common", frozenset)
    assert (asked_for("税"), asked_for("碳足迹")) == (["税"], ["碳足", "足迹"])


def test_a_common_piece_is_asked_for_only_where_all_are(monkeypatch):
    monkeypatch.setattr(pieces, "_common", lambda: frozenset({"演示", "示企", "企业", "业 "}))
    assert (asked_for("演示企业 0123"), asked_for("企业")) == ([" 0", "01", "12", "23"], ["企业"])


def test_what_is_common_is_read_from_the_last_analysis(closed, monkeypatch):
    monkeypatch.setattr(pieces, "COMMON", 0.5)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE demands_demand")
    common = pieces._common.__wrapped__()
    assert {"演示", "甲 "} <= common
    assert "退税" not in common


@pytest.fixture
def numbered(cast):
    """Open demands that bear these serials, and one of the last year."""
    play = Play(cast)
    for serial in ("2026-000009", "2026-000019", "2026-010009", "2025-000009"):
        play.file(filing=Filing(ServiceKind.CONSULTATION, f"编号 {serial[2:4]}…{serial[-5:]}", "请问。"))
        Demand.objects.filter(ref=play.demand.ref).update(number=f"410100-{serial}")
    play.file(filing=Filing(ServiceKind.CONSULTATION, "做 ISO45001 认证", "请问。"))


TAILS = [
    ("9", {"2025-000009", "2026-000009"}),
    ("19", {"2026-000019"}),
    ("0009", {"2025-000009", "2026-000009", "2026-010009"}),
    ("000009", {"2025-000009", "2026-000009"}),
    ("2026-000009", {"2026-000009"}),
    ("2026-9", {"2026-000009"}),
    ("410100-2026-0000", {"2026-000009", "2026-000019", "2026-000001"}),
    ("8", set()),
    ("1234567", set()),
]


@pytest.mark.parametrize("who", ["receptionist_a", "hub_operator"])
@pytest.mark.parametrize(("words", "expected"), TAILS)
def test_a_demand_is_found_by_the_end_of_its_number(cast, numbered, who, words, expected):
    found = desk(cast.actor(getattr(cast, who)), DeskFilter(words=words), NOON).page(1)
    known = {"2025-000009", "2026-000009", "2026-000019", "2026-010009"}
    assert {one.number[7:] for one in found if one.number[7:] in known} == expected & known


def test_digits_of_a_title_are_still_found(cast, numbered):
    assert titles(cast, "45001", "open") == ["做 ISO45001 认证"]


@pytest.mark.parametrize("newest", [0, 20])
def test_what_is_closed_is_found_by_its_number_too(cast, closed, monkeypatch, newest):
    monkeypatch.setattr(pages, "NEWEST", newest)
    assert [titles(cast, words) for words in ("2", "000002")] == [[TITLES[1]], [TITLES[1]]]


def test_a_tail_asks_the_index_of_serials(cast, closed):
    words = Demand.objects.filter(closed_at__isnull=False).saying_by_index("0009")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        cursor.execute("DROP INDEX demand_closed, demand_window_closed, demand_handler_closed, demand_contact_closed")
    assert "demand_serial" in Demand.objects.numbered("9").explain()
    assert "demand_serial" in words.explain()


def test_a_whole_number_opens_its_case_from_whatever_tab(cast, closed):
    ended = Demand.objects.filter(closed_at__isnull=False).latest("id")
    answer = cast.client(cast.receptionist_a).get("/demands/desk/", {"tab": "to_register", "q": ended.number})
    assert answer["Location"] == f"/demands/{ended.ref}/"


def test_a_whole_number_of_another_window_opens_nothing(cast, closed):
    ended = Demand.objects.latest("id")
    answer = cast.client(cast.receptionist_b).get("/demands/desk/", {"q": ended.number})
    assert answer.status_code == 200
    assert str(ended.ref) not in answer.content.decode()


def test_the_end_of_a_number_is_named_with_the_tab_on_which_it_lies(cast, closed):
    page = cast.client(cast.receptionist_a).get("/demands/desk/", {"tab": "open", "q": "2"})
    (found,) = page.context["elsewhere"]
    assert (found["demand"].title, found["tab"]) == (TITLES[1], "已结束")
    there = cast.client(cast.receptionist_a).get(f"/demands/desk/{found['url']}")
    assert [row["demand"].title for row in there.context["rows"]] == [TITLES[1]]
    assert there.context["elsewhere"] == []
