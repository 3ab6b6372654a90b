"""The pages: the board with its figures, a case, the form of each verb, the limits, the export."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from huiqi.accounts.models import Person
from huiqi.demands.selectors import today_and_week
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Step, Verb
from huiqi.kernel.refs import uuid7
from huiqi.supervision.selectors import rules
from huiqi.supervision.services import propose_steps
from huiqi.supervision.tests.climb import Climb
from huiqi.supervision.wording.screen import promise_row
from huiqi.supervision.words import CaseVerb, LadderStep
from tests.cast import ZONE

V = CaseVerb


@pytest.fixture
def climb(cast):
    """A case."""
    return Climb(cast)


def get(cast, who: str, path: str) -> str:
    """A page as somebody reads it."""
    answer = cast.client(getattr(cast, who)).get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_the_board_counts_by_step_and_by_organisation_and_every_figure_opens_its_rows(cast, climb):
    page = get(cast, "hub_operator", "/supervision/")
    assert "演示检测中心" in page
    organisation = cast.institution.organisation.ref
    assert f"organisation={organisation}" in page
    assert str(climb.case.ref) in get(cast, "hub_operator", f"/supervision/?organisation={organisation}&state=recorded")
    assert str(climb.case.ref) not in get(cast, "hub_operator", "/supervision/?state=ordered")
    assert str(climb.case.ref) not in get(cast, "hub_operator", f"/supervision/?organisation={uuid7()}")


def test_the_board_says_what_breaks_today_and_this_week(cast, climb):
    at = datetime(2026, 11, 25, 9, tzinfo=ZONE)
    today, n_today, week, _n_week = today_and_week(cast.actor(cast.hub_operator), at)
    assert [str(one.step) for one in today] == ["staged_reply"]
    assert (n_today, [str(one.step) for one in week]) == (1, [])


def test_the_board_names_who_owes_an_opinion(cast):
    play = Play(cast).through(Verb.REGISTER, Verb.DISPATCH, Verb.CONSULT)
    owed = play.promise(Step.OPINION)
    assert promise_row(owed)["holder"] == owed.consultation.organisation.name


def test_a_board_costs_the_same_however_much_there_is(cast, climb, django_assert_max_num_queries):
    client = cast.client(cast.hub_operator)
    with django_assert_max_num_queries(14):
        client.get("/supervision/")


def test_what_was_proposed_stands_first_on_the_case_with_its_draft(cast, climb):
    propose_steps(at=datetime(2026, 11, 27, 9, tzinfo=ZONE))
    assert "建议：下达督办" in get(cast, "hub_operator", f"/supervision/{climb.case.ref}/")
    form = get(cast, "hub_operator", f"/supervision/{climb.case.ref}/order/")
    assert climb.play.demand.number in form
    assert "立即办理并答复企业" in form


def test_a_step_is_taken_by_its_form_and_a_refusal_keeps_what_was_typed(cast, climb):
    client, path = cast.client(cast.hub_operator), f"/supervision/{climb.case.ref}/order/"
    said = {"revision": 1, "text": "请马上办。", "remedy": "补做。", "days": 90}
    wrong = client.post(path, said).content.decode()
    assert "请马上办。" in wrong
    assert "1 到 60" in wrong
    assert client.post(path, said | {"days": 3}).status_code == 302
    assert "请马上办。" in get(cast, "institution_clerk", f"/supervision/{climb.case.ref}/")


@pytest.mark.parametrize("verb", ["settle", "nothing", "order/x"])
def test_no_such_verb_is_no_such_page(cast, climb, verb):
    assert cast.client(cast.hub_operator).get(f"/supervision/{climb.case.ref}/{verb}/").status_code == 404


def test_hostile_values_are_answered_calmly(cast, climb):
    client = cast.client(cast.hub_operator)
    for query in ("organisation=%00", "organisation=x", "state=%00", "only=%00", "page=99999999999999999999"):
        assert client.get(f"/supervision/?{query}").status_code == 200
    path = f"/supervision/{climb.case.ref}/order/"
    for revision in ("x", "-1", "9" * 30):
        assert client.post(path, {"revision": revision, "text": "\x00", "remedy": "a", "days": "3"}).status_code == 200


def test_every_form_of_a_case_opens_for_who_may(cast, climb):
    way = (V.ORDER, V.REPORT, V.DECLINE, V.CIRCULATE, V.SUMMON, V.RECORD_TALK)
    for verb in way:
        who = "institution_clerk" if verb is V.REPORT else "hub_operator"
        get(cast, who, f"/supervision/{climb.case.ref}/{str(verb).replace('_', '-')}/")
        climb.do(verb)
    assert cast.client(cast.receptionist_b).get(f"/supervision/{climb.case.ref}/").status_code == 404


def test_the_list_can_be_taken_as_a_spreadsheet(cast, climb):
    answer = cast.client(cast.hub_operator).get("/supervision/export/")
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)
    assert any(climb.play.demand.number in row for row in rows)


def test_the_hub_sets_the_limits_on_a_page(cast, climb):
    client = cast.client(cast.hub_operator)
    answer = client.post(
        "/supervision/rules/order/", {"revision": 0, "wait_days": 2, "answer_days": 4, "remedy": "补。"}
    )
    assert answer.status_code == 302
    assert "4 个工作日" in get(cast, "receptionist_a", "/supervision/rules/")
    assert client.get("/supervision/rules/nothing/").status_code == 404


def test_the_desk_leads_to_the_board(cast, climb):
    assert 'href="/supervision/"' in get(cast, "receptionist_a", "/demands/desk/?tab=open")


def test_limits_that_somebody_else_changed_meanwhile_are_shown_and_not_overwritten(cast, climb):
    client, path = cast.client(cast.hub_operator), "/supervision/rules/order/"
    mine = {"revision": 0, "wait_days": 4, "answer_days": 4, "remedy": "我写的。"}
    assert client.post(path, mine | {"wait_days": 2, "remedy": "先改的。"}).status_code == 302
    page = client.post(path, mine).content.decode()
    assert "刚才有人改过：现在是 2 个工作日建议" in page
    assert "我写的。" in page  # nothing typed is lost
    assert rules()[LadderStep.ORDER].wait_days == 2
    assert 'name="revision" value="1"' in page  # who has read that may write over it
    assert client.post(path, mine | {"revision": 1}).status_code == 302
    assert rules()[LadderStep.ORDER].wait_days == 4


def test_a_case_says_once_who_supervises_and_who_is_held_responsible(cast, climb):
    climb.do(V.ORDER)
    Person.objects.filter(id=cast.hub_operator.id).update(name=f"{cast.hub.short_name}运营")
    page = get(cast, "manager_a", f"/supervision/{climb.case.ref}/")
    main = page.partition("<main")[2]
    assert f"{cast.hub.short_name} {cast.hub.short_name}" not in main
    assert f"{cast.hub.short_name}下达督办" in main
    lead = main.partition('class="lead"')[2].partition("</p>")[0]
    assert "到时没有做到。" in lead
    assert "责任单位" not in lead
