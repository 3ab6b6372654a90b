"""What the page of a demand shows of its supervision, by role; its letter, also by number and code and in its file."""

from datetime import date, datetime

import pytest

from huiqi.demands.models import AccountabilityRecord
from huiqi.demands.ports import chapters_of
from huiqi.demands.services import miss_due_promises
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.supervision.models import Explanation
from huiqi.supervision.selectors import beside
from huiqi.supervision.services import explain, issue_explanations
from huiqi.supervision.tests.climb import Climb
from huiqi.supervision.words import CaseVerb
from tests.cast import ZONE

V = CaseVerb
LATE = datetime(2026, 12, 11, 17, 31, tzinfo=ZONE)
DUE = datetime(2026, 12, 14, 15, 30, tzinfo=ZONE)
WHY = "实验室设备在检修。"


def page(cast, who: str, demand) -> str:
    """The page of a demand as somebody reads it."""
    answer = cast.client(getattr(cast, who)).get(f"/demands/{demand.ref}/")
    return str(answer.content.decode())


@pytest.fixture
def late(cast):
    """A demand that was taken and not finished."""
    play = Play(cast).through(Verb.REGISTER, Verb.DISPATCH, Verb.TAKE)
    miss_due_promises(at=LATE)
    return play


@pytest.mark.parametrize("who", ["hub_operator", "manager_a", "receptionist_a", "institution_clerk"])
def test_staff_read_who_supervises_what_is_asked_and_by_when(cast, who):
    climb = Climb(cast).through(V.ORDER)
    told = page(cast, who, climb.play.demand)
    for words in ("督办中", "枢纽", "立即签收，说明原因。", "11月26日 17:30", f"/supervision/{climb.case.ref}/"):
        assert words in told, words


def test_the_enterprise_reads_nothing_of_what_goes_on_between_offices(cast):
    climb = Climb(cast).through(V.ORDER)
    told = page(cast, "owner_x", climb.play.demand)
    assert "立即签收" not in told
    assert "/supervision/" not in told


def test_a_plain_demand_asks_nothing_of_supervision(cast, django_assert_num_queries):
    from huiqi.demands.selectors import case_of, whole
    from huiqi.supervision.views import on_case

    case = case_of(whole(Play(cast).through(Verb.REGISTER).demand))
    request = type("Request", (), {"actor": cast.actor(cast.receptionist_a)})()
    with django_assert_num_queries(0):
        assert on_case(request, case) == ""


def test_a_case_without_a_step_is_one_query(cast, django_assert_num_queries):
    climb, actor = Climb(cast), cast.actor(cast.receptionist_a)
    with django_assert_num_queries(1):
        (found,) = beside(actor, climb.play.demand).cases
        assert (found.case, found.measure, found.office) == (climb.case, None, "")


def test_who_holds_it_is_led_to_the_letter_and_the_enterprise_is_not(cast, late):
    path = f"/supervision/explain/{Explanation.objects.get().ref}/"
    assert path in page(cast, "institution_clerk", late.demand)
    assert path not in page(cast, "owner_x", late.demand)


def test_the_enterprise_reads_the_letter_on_its_page(cast, late):
    explain(Explanation.objects.get().ref, WHY, date(2026, 12, 20), actor=cast.actor(cast.institution_clerk), at=LATE)
    told = page(cast, "owner_x", late.demand)
    for words in ("我们向您道歉", WHY, "2026年12月20日", f"/papers/{Explanation.objects.get().paper_ref}/"):
        assert words in told, words


def test_by_number_and_code_it_is_read_without_the_paper_that_names_the_enterprise(cast, late):
    issue_explanations(at=DUE)
    client, demand = cast.client(), late.demand
    client.post("/demands/follow/", {"number": demand.number, "code": demand.query_code})
    told = client.get("/demands/follow/case/").content.decode()
    assert "我们向您道歉" in told
    assert "还没有写明原因" in told
    assert str(Explanation.objects.get().paper_ref) not in told


def test_the_closed_file_has_a_chapter_of_it(cast, late):
    assert not any(one.code == "explained" for one in chapters_of(late.demand))
    issue_explanations(at=DUE)
    chapter = next(one for one in chapters_of(late.demand) if one.code == "explained")
    assert ("没有办结的原因", "承办单位没有写明，说明函照实告诉了企业。") in chapter.rows


def test_what_was_struck_is_said_as_such_and_no_longer_as_a_record(cast):
    climb = Climb(cast)
    assert "已自动记入问责" in page(cast, "receptionist_a", climb.play.demand)
    climb.through(V.OBJECT, V.UPHOLD)
    AccountabilityRecord.objects.filter(struck_at=None).delete()
    told = page(cast, "receptionist_a", climb.play.demand)
    assert "问责异议成立，不计" in told
    assert "已自动记入问责" not in told
