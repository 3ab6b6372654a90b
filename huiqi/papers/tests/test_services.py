"""Issued once, numbered without gaps, never changed, verified by its code."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from huiqi.accounts.models import WrongTry
from huiqi.journal.selectors import broken_at, timeline
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused
from huiqi.papers.models import Counter, Paper
from huiqi.papers.rules import Content, Malformed, Section, Style
from huiqi.papers.selectors import is_genuine, latest, visible_to
from huiqi.papers.services import erase_papers, set_letterhead, verify_by_code, verify_by_number, void_paper
from huiqi.papers.tests.conftest import LETTER, SUBJECT, content, issue
from huiqi.papers.wording import refusal
from huiqi.papers.wording import verified as told_of
from huiqi.papers.words import Standing
from tests.cast import NOON

HERE = "192.0.2.7"
pytestmark = pytest.mark.django_db


def refused(verb, *arguments, **named) -> str:
    with pytest.raises(Refused) as caught, transaction.atomic():
        verb(*arguments, **named)
    assert refusal(caught.value)
    return caught.value.code


def test_numbers_count_per_organisation_kind_and_year(cast):
    later = NOON.replace(year=2027)
    papers = [issue(cast), issue(cast), issue(cast, "window_b"), issue(cast, at=later)]
    assert [(paper.year, paper.serial) for paper in papers] == [(2026, 1), (2026, 2), (2026, 1), (2027, 1)]
    assert papers[1].number == "郑州企服转〔2026〕2号"


def test_a_number_given_back_leaves_no_gap(cast):
    issue(cast)
    given_back = transaction.savepoint()
    assert issue(cast).serial == 2
    transaction.savepoint_rollback(given_back)
    assert issue(cast).serial == 2


def test_the_same_submission_is_the_same_paper_and_takes_no_number(cast):
    submission = uuid7()
    assert issue(cast, submission=submission) == issue(cast, submission=submission)
    assert Counter.objects.get().last == 1
    assert len(timeline(Paper.objects.get().ref)) == 1


def test_the_journal_holds_number_and_hash_and_nothing_of_the_content(cast):
    paper = issue(cast)
    entry = timeline(paper.ref)[0]
    assert (entry.verb, entry.data["number"], entry.data["sha256"]) == ("issue", paper.number, paper.sha256)
    assert "三日内" not in str(entry)
    assert is_genuine(paper)


def test_a_content_of_another_kind_is_no_paper(cast):
    with pytest.raises(Malformed):
        issue(cast, content=replace(content(), sections=()))
    assert not Paper.objects.exists()


@pytest.mark.parametrize("change", [{"content": {}}, {"number": "假〔2026〕1号"}, {"sha256": "0" * 64}])
def test_the_database_lets_nobody_change_a_paper(cast, change):
    paper = issue(cast)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Paper.objects.filter(id=paper.id).update(**change)
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        Paper.objects.filter(id=paper.id).delete()


def test_what_a_rule_erases_goes_from_a_paper_and_what_tells_it_stays(cast):
    paper = issue(cast)
    assert erase_papers([SUBJECT], "（已删除）", at=NOON) == 1
    paper.refresh_from_db()
    assert paper.said == Content(sections=(Section("", ("（已删除）",)),))
    assert erase_papers([SUBJECT], "（已删除）", at=NOON) == 0
    assert not told_of(paper)["altered"]


def test_the_names_go_first_and_the_rest_at_the_same_moment(cast):
    said = replace(content(), fields=(("联系人", "王建钢　13800000000"), ("企业", "演示企业甲")))
    assert said.erased("（已删除）", {"联系人"}).fields == (("联系人", "（已删除）"), ("企业", "演示企业甲"))
    paper = issue(cast)
    Paper.objects.filter(id=paper.id).update(content=said.as_json(), erased_at=NOON)
    assert erase_papers([SUBJECT], "（已删除）", {"联系人"}, at=NOON) == 1
    assert erase_papers([SUBJECT], "（已删除）", at=NOON) == 1


def test_with_what_is_erased_nothing_else_changes(cast):
    paper = issue(cast)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Paper.objects.filter(id=paper.id).update(content={}, number="假〔2026〕1号", erased_at=NOON)
    erase_papers([SUBJECT], "（已删除）", at=NOON)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Paper.objects.filter(id=paper.id).update(content={})
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Paper.objects.filter(id=paper.id).update(erased_at=None)


def test_a_void_paper_stays_void(cast):
    paper = issue(cast)
    manager = cast.actor(cast.manager_a)
    void_paper(paper.ref, "  发错单位  ", actor=manager, at=NOON)
    paper.refresh_from_db()
    assert (paper.standing, paper.end_reason) == (Standing.VOID, "发错单位")
    assert refused(void_paper, paper.ref, "再来", actor=manager, at=NOON) == "not_in_force"
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Paper.objects.filter(id=paper.id).update(end_reason="改")
    assert broken_at(paper.ref) is None


def test_a_reason_is_needed_and_has_an_end(cast):
    paper, manager = issue(cast), cast.actor(cast.manager_a)
    assert refused(void_paper, paper.ref, "  ", actor=manager, at=NOON) == "required"
    assert refused(void_paper, paper.ref, "因" * 301, actor=manager, at=NOON) == "too_long"


def test_another_organisation_may_not_void_it_and_a_stranger_finds_none(cast):
    paper = issue(cast)
    with pytest.raises(PermissionDenied):
        void_paper(paper.ref, "不行", actor=cast.actor(cast.receptionist_a), at=NOON)
    with pytest.raises(Paper.DoesNotExist):
        void_paper(paper.ref, "不行", actor=cast.actor(cast.stranger), at=NOON)
    assert visible_to(cast.actor(cast.stranger), paper.ref) is None


def test_a_new_paper_takes_the_place_of_the_old(cast):
    old = issue(cast)
    new = issue(cast, replaces=old.ref, reason="改了期限")
    old.refresh_from_db()
    assert (old.standing, old.replaced_by) == (Standing.REPLACED, new)
    assert latest(SUBJECT, LETTER.code) == new
    assert refused(issue, cast, replaces=old.ref, reason="再改") == "not_in_force"
    assert issue(cast).serial == 3


def test_number_and_code_find_the_paper_however_typed(cast):
    paper = issue(cast)
    typed = paper.number.replace("〔", "[").replace("〕", "]")
    assert verify_by_number(typed, paper.spoken_code.lower(), address=HERE, at=NOON) == paper
    assert verify_by_code(paper.spoken_code, address=HERE, at=NOON) == paper


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(cast):
    one, other = issue(cast), issue(cast)
    wrong = [(one.number, other.verify_code), ("没有〔2026〕1号", one.verify_code), (one.number, ""), ("没有", "")]
    for number, code in wrong:
        with pytest.raises(Refused) as caught:
            verify_by_number(number, code, address=HERE, at=NOON)
        assert (caught.value.code, caught.value.field) == ("no_such_paper", "code")
    assert WrongTry.objects.count() == 4


def tried(times: int, door: str = "papers") -> None:
    """So many wrong codes came from one address."""
    WrongTry.objects.bulk_create(WrongTry(door=door, address=HERE, at=NOON) for _ in range(times))


def test_guessing_is_slowed_down_and_a_right_code_opens_still(cast):
    paper = issue(cast)
    tried(60)
    assert refused(verify_by_code, "2" * 12, address=HERE, at=NOON) == "too_many_tries"
    assert refused(verify_by_code, "2" * 12, address="192.0.2.8", at=NOON) == "no_such_paper"
    assert refused(verify_by_code, "2" * 12, address=HERE, at=NOON + timedelta(minutes=11)) == "no_such_paper"
    assert verify_by_code(paper.verify_code, address=HERE, at=NOON) == paper


@pytest.mark.parametrize(("times", "door"), [(59, "papers"), (60, "follow")])
def test_an_office_or_another_door_shuts_nobody_out(cast, times, door):
    tried(times, door)
    assert refused(verify_by_code, "2" * 12, address=HERE, at=NOON) == "no_such_paper"


def styled(cast, style: Style, kind: str = "", revision: int = 0):
    hub = cast.actor(cast.hub_operator)
    organisation_id = cast.window_a.organisation_id
    return set_letterhead(organisation_id, kind, style, revision=revision, actor=hub, at=NOON)


def test_the_hub_says_how_the_next_paper_looks_and_the_former_stays(cast):
    former = issue(cast)
    styled(cast, Style(mark="郑州市中小企业服务中心", word="郑企服"))
    styled(cast, Style(word="郑转办", red=False), LETTER.code)
    paper = issue(cast)
    assert (paper.number, paper.style["mark"]) == ("郑转办〔2026〕2号", "郑州市中小企业服务中心")
    assert paper.style["red"] is False
    former.refresh_from_db()
    assert is_genuine(former)
    assert former.style["mark"] == "郑州窗口"


def test_a_word_that_was_printed_belongs_to_whoever_printed_it(cast):
    styled(cast, Style(word="郑转办"), LETTER.code)
    issue(cast)
    taken = {"revision": 0, "actor": cast.actor(cast.hub_operator), "at": NOON}
    other = cast.window_b.organisation_id
    assert refused(set_letterhead, other, LETTER.code, Style(word="郑转办"), **taken) == "word_taken"
    assert refused(set_letterhead, other, "", Style(word="郑〔1〕"), **taken) == "word_malformed"


def test_organisations_of_the_same_word_never_share_a_number(cast):
    for window in (cast.window_a, cast.window_b):
        told = {"revision": 0, "actor": cast.actor(cast.hub_operator), "at": NOON}
        set_letterhead(window.organisation_id, "", Style(word="豫企服"), **told)
    numbers = [issue(cast).number, issue(cast, "window_b").number, issue(cast, "window_b").number]
    assert numbers == ["豫企服转〔2026〕1号", "豫企服转2〔2026〕1号", "豫企服转2〔2026〕2号"]


def test_a_stale_form_and_anybody_but_the_hub_set_nothing(cast):
    styled(cast, Style(word="郑企服"))
    told = {"actor": cast.actor(cast.hub_operator), "at": NOON}
    assert refused(set_letterhead, cast.window_a.organisation_id, "", Style(), revision=0, **told) == "stale"
    with pytest.raises(PermissionDenied):
        set_letterhead(cast.window_a.organisation_id, "", Style(), revision=1, actor=SYSTEM, at=NOON)
