"""Whoever a return visit was about reads nowhere that it was made: the state, too, is told as it stood before."""

import io

import pytest
from django.utils.timezone import localtime
from openpyxl import load_workbook

from huiqi.demands.tests.play import REACHED, Play
from huiqi.demands.words import RatingLevel, Verb

V = Verb
FOREVER = ("回访您", "已回访", "回访企业")


@pytest.fixture
def visited(cast):
    """A demand that the manager answered, rated badly, and visited by the hub."""
    play = Play(cast).through(V.REGISTER)
    play.do(V.ANSWER, by=cast.manager_a)
    play.do(V.RATE, level=RatingLevel.SATISFIED)
    play.do(V.VISIT, by=cast.hub_operator, visit=REACHED)
    return play


def main_of(client, address):
    """What a page says beside its frame."""
    return client.get(address, follow=True).content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("who", ["manager_a", "receptionist_a"])
@pytest.mark.parametrize(
    "page", ["/demands/{ref}/", "/demands/{ref}/answer/", "/demands/desk/?tab=answered", "/demands/desk/?q={number}"]
)
def test_who_had_a_hand_in_it_reads_the_state_before_the_visit(visited, who, page):
    client = visited.cast.client(getattr(visited.cast, who))
    shown = main_of(client, page.format(ref=visited.demand.ref, number=visited.demand.number))
    assert "已评价" in shown
    assert not [words for words in FOREVER if words in shown]


def test_the_due_page_and_the_firm_s_history_do_not_tell_it_either(visited):
    client = visited.cast.client(visited.cast.manager_a)
    assert "办结后回访" not in main_of(client, f"/demands/{visited.demand.ref}/due/")
    found = main_of(client, f"/demands/intake/?q={visited.cast.enterprise_x.uscc}")
    assert not [words for words in FOREVER if words in found]


def test_the_spreadsheet_of_the_desk_does_not_tell_it(visited):
    cells = {who: sheet(visited.cast.client(getattr(visited.cast, who))) for who in ("manager_a", "hub_operator")}
    assert "已评价" in cells["manager_a"]
    assert "已回访" not in cells["manager_a"]
    assert "已回访" in cells["hub_operator"]


def sheet(client):
    """Every cell of the desk as a spreadsheet."""
    content = b"".join(client.get("/demands/desk/export/?tab=answered"))
    return [cell.value for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]


def test_who_had_nothing_to_do_with_it_and_its_firm_read_that_it_was_visited(visited):
    for who in ("hub_operator", "owner_x"):
        shown = main_of(visited.cast.client(getattr(visited.cast, who)), f"/demands/{visited.demand.ref}/")
        assert "已回访" in shown


def test_an_institution_reads_that_it_was_answered_or_rated_and_no_more(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER)
    play.later(days=6).do(V.VISIT, by=cast.hub_operator, visit=REACHED)
    client = cast.client(cast.institution_clerk)
    for page in (f"/demands/{play.demand.ref}/", "/demands/desk/?tab=answered"):
        assert "已答复" in main_of(client, page)
        assert "已回访" not in main_of(client, page)


def test_a_verb_that_is_over_is_told_in_the_state_one_may_know(visited):
    client = visited.cast.client(visited.cast.manager_a)
    shown = main_of(client, f"/demands/{visited.demand.ref}/register/")
    assert "现在是“已评价”，不能再" in shown


def test_no_moment_says_that_it_was_visited_after_an_appeal_was_upheld(cast):
    play = Play(cast).through(V.REGISTER)
    play.do(V.ANSWER, by=cast.manager_a)
    play.do(V.RATE, level=RatingLevel.VERY_DISSATISFIED)
    play.do(V.APPEAL, by=cast.manager_a)
    play.do(V.UPHOLD_APPEAL, by=cast.hub_operator)
    told = f"/demands/{play.demand.ref}/moment/?at={localtime(play.now):%Y-%m-%dT%H:%M:%S.%f}"
    assert "已回访" not in main_of(cast.client(cast.manager_a), told)
