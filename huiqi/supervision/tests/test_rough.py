"""What goes wrong at the counter of supervision: twice, by a stranger, two at once, empty, hostile, huge."""

from datetime import timedelta

import pytest

from huiqi.demands.words import Verb
from huiqi.supervision.models import Objection
from huiqi.supervision.services import propose_steps
from huiqi.supervision.tests.climb import Climb
from huiqi.supervision.words import CaseState, CaseVerb

V = CaseVerb
ORDER = {"text": "请马上办，原文在此。", "remedy": "补做。", "days": "3"}


@pytest.fixture
def climb(cast):
    """A case."""
    return Climb(cast)


def send(climb: Climb, who, verb: str, **said) -> tuple[int, str]:
    """The answer to a form that was sent."""
    said.setdefault("revision", climb.case.revision)
    answer = climb.cast.client(who).post(f"/supervision/{climb.case.ref}/{verb}/", said)
    climb.case.refresh_from_db()
    return answer.status_code, answer.content.decode()


def test_two_supervisors_at_once_one_orders_and_the_other_keeps_his_text(cast, climb):
    assert send(climb, cast.hub_operator, "order", **ORDER)[0] == 302
    status, page = send(climb, cast.manager_a, "order", **ORDER | {"text": "我也写了一份。", "revision": 1})
    assert (status, climb.case.state, climb.case.measures.count()) == (200, CaseState.ORDERED, 1)
    assert "刚才有人更新了这件督办" in page
    assert "我也写了一份。" in page
    assert "枢纽运营" in page or "下达督办" in page
    status, page = send(climb, cast.manager_a, "order", **ORDER | {"text": "我也写了一份。", "revision": 2})
    assert "不能“下达督办”" in page
    assert "我也写了一份。" in page
    assert climb.case.measures.count() == 1


def test_a_second_objection_is_refused_with_its_text_kept(cast, climb):
    assert send(climb, cast.institution_clerk, "object", text="那天停电。") == (302, "")
    _status, page = send(climb, cast.institution_clerk, "object", text="再说一次。")
    assert "已经提过异议" in page
    assert "再说一次。" in page
    assert Objection.objects.get().text == "那天停电。"


@pytest.mark.parametrize("who", ["receptionist_b", "owner_x", "stranger", "receptionist_a"])
def test_nobody_else_objects(cast, climb, who):
    assert send(climb, getattr(cast, who), "object", text="我替他说。")[0] in (302, 404)
    assert not Objection.objects.exists()


def test_an_order_on_what_was_done_meanwhile_is_still_possible_and_nothing_is_proposed_for_it(cast, climb):
    climb.play.now = climb.now + timedelta(hours=1)
    climb.play.do(Verb.TAKE)
    climb.play.do(Verb.ANSWER)
    assert propose_steps(at=climb.now + timedelta(days=9)) == 0
    status, page = send(climb, cast.hub_operator, "order", **ORDER)
    assert (status, climb.case.state) == (200, CaseState.CLOSED)
    assert "请马上办，原文在此。" in page


@pytest.mark.parametrize("text", ["", "   ", "\x00"])
def test_an_empty_answer_is_refused_at_its_field(cast, climb, text):
    climb.do(V.ORDER)
    status, page = send(climb, cast.institution_clerk, "report", text=text)
    climb.case.refresh_from_db()
    assert (status, climb.case.reported_at) == (200, None)
    assert "errors" in page or "error" in page


@pytest.mark.parametrize(("length", "status"), [(5_000, 302), (5_001, 200)])
def test_five_thousand_characters_are_the_most(cast, climb, length, status):
    climb.do(V.ORDER)
    assert send(climb, cast.institution_clerk, "report", text="补" * length)[0] == status


def test_a_line_break_counts_once_though_browsers_send_two(cast, climb):
    climb.do(V.ORDER)
    assert send(climb, cast.institution_clerk, "report", text="补\r\n" * 2_499 + "补")[0] == 302
