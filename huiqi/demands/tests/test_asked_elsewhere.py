"""The condition asked about comes along: at the counter, into what is merged, to what is split, from other pages."""

import pytest

from huiqi.demands.models import AskedCondition, Demand
from huiqi.demands.selectors.conditions import asked_before, asked_conditions, condition_of, demands_on
from huiqi.demands.services import Filing, Piece
from huiqi.demands.tests.test_general import PLACE, asked, general, shipped  # noqa: F401 — a fixture
from huiqi.demands.words import Verb
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refs import uuid7
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
V = Verb
WHICH = {"about": "残疾人", "policy_code": "P15", "since": "2023-01-01", "place": PLACE}
BARE = Filing(ServiceKind.CONSULTATION, "另一件", "说不清楚。")


def intake_of(cast):
    return f"/demands/intake/?firm={cast.enterprise_x.organisation.ref}"


def told(**more):
    said = {"kind": "consultation", "title": "派遣的人算不算", "text": "来人说有 6 个派遣的人", "spoken_by": "王会计"}
    return {**said, "channel": "counter", "relation": "unstated", "submission": str(uuid7()), **more}


def fresh(play):
    return Demand.objects.get(id=play.demand.id)


def test_what_is_taken_in_at_the_counter_carries_the_condition(cast):
    client = cast.client(cast.receptionist_a)
    assert client.post(intake_of(cast), told(**WHICH)).status_code == 302
    taken = AskedCondition.objects.get()
    assert (taken.place, taken.policy.code, taken.demand.policy_code) == (PLACE, "P15", "P15")
    assert timeline(taken.demand.ref)[0].data["place"] == PLACE
    before = asked(cast)
    assert [one.ref for one in asked_before(cast.actor(cast.manager_a), taken.demand)] == [before.demand.ref]


def test_policies_are_found_by_words_or_number_and_then_their_conditions(cast):
    client = cast.client(cast.receptionist_a)
    for words in ("残疾人", "p15", "P15"):
        page = client.get("/demands/intake/which/", {"about": words}).content.decode()
        assert 'value="P15"' in page
        assert 'name="place"' not in page
    page = client.get("/demands/intake/which/", WHICH).content.decode()
    assert f'<option value="{PLACE}" selected>' in page
    assert 'name="since" value="2023-01-01"' in page


@pytest.mark.parametrize(
    "query",
    [{"about": "没有这个词"}, {"about": "\x00"}, {"policy_code": "P99"}, {"place": "x" * 999}, {"about": "x" * 999}],
)
def test_whatever_is_typed_the_part_is_drawn(cast, query):
    assert cast.client(cast.receptionist_a).get("/demands/intake/which/", query).status_code == 200


def test_without_a_script_the_button_finds_and_nothing_typed_is_lost(cast):
    page = cast.client(cast.receptionist_a).post(intake_of(cast), told(find="1", about="残疾人")).content.decode()
    assert 'value="P15"' in page
    assert "来人说有 6 个派遣的人" in page
    assert "error-summary" not in page
    assert not Demand.objects.exists()


def test_a_condition_of_another_policy_is_said_to_be_none_and_the_next_press_files(cast):
    client = cast.client(cast.receptionist_a)
    page = client.post(intake_of(cast), told(**WHICH | {"policy_code": "P01"})).content.decode()
    assert "没有找到您问的那一条" in page
    assert "来人说有 6 个派遣的人" in page


def test_what_is_answered_for_everybody_stands_beside_the_choice(cast):
    play = asked(cast)
    faq = general(play)
    page = cast.client(cast.receptionist_a).get("/demands/intake/which/", WHICH).content.decode()
    assert "这一条已经公开回答过" not in page
    from huiqi.policies import services as policies

    policies.publish_faq(faq.ref, actor=play.actor(cast.hub_operator), at=play.now)
    page = cast.client(cast.receptionist_a).get("/demands/intake/which/", WHICH).content.decode()
    assert "这一条已经公开回答过" in page


def pair(cast, filing=BARE):
    """Who asked about the condition, and another demand of the firm; both are registered."""
    first = asked(cast, answer="")
    second = asked(cast, answer="", filing=filing)
    first.now = second.now
    return first, second


def test_the_one_that_stays_has_the_question_of_the_one_that_goes_on_in_it(cast):
    gone, stays = pair(cast)
    gone.do(V.MERGE, into=stays.demand.ref)
    kept = condition_of(fresh(stays))
    assert (kept.place, kept.taken_from, fresh(stays).policy_code) == (PLACE, gone.demand, "P15")
    assert timeline(stays.demand.ref)[-1].data["condition_of"] == gone.demand.number
    manager = cast.actor(cast.manager_a)
    assert [row["asked"] for row in asked_conditions(manager)] == [1]
    assert list(demands_on(manager, "P15", PLACE)) == [gone.demand]


def test_a_question_of_its_own_or_another_policy_stays_as_it_is(cast):
    gone, stays = pair(cast, Filing(ServiceKind.CONSULTATION, "另一件", "说不清楚。", "P01"))
    gone.do(V.MERGE, into=stays.demand.ref)
    assert condition_of(fresh(stays)) is None
    assert fresh(stays).policy_code == "P01"


def test_what_is_let_go_takes_its_question_along(cast):
    gone, stays = pair(cast)
    gone.do(V.MERGE, into=stays.demand.ref)
    gone.do(V.UNMERGE)
    assert fresh(stays).policy_code == ""
    assert condition_of(fresh(stays)) is None
    assert condition_of(fresh(gone)).place == PLACE


def test_the_piece_that_asks_has_the_question_and_the_others_have_not(cast):
    play = asked(cast, answer="")
    pieces = [Piece(ServiceKind.CONSULTATION, f"第{n}件", "写清楚", asks=n == 1) for n in (1, 2)]
    play.do(V.SPLIT, pieces=pieces)
    first, second = Demand.objects.filter(split_from__original=play.demand).order_by("id")
    assert (condition_of(first).place, condition_of(first).taken_from) == (PLACE, play.demand)
    assert condition_of(second) is None
    assert condition_of(fresh(play)).place == PLACE


def test_splitting_asks_which_piece_it_is_only_where_there_is_a_condition(cast):
    client = cast.client(cast.receptionist_a)
    play = asked(cast, answer="")
    assert "这一件问的就是政策的那一条" in client.get(f"/demands/{play.demand.ref}/split/").content.decode()
    bare = asked(cast, answer="", filing=BARE)
    assert "这一件问的就是政策的那一条" not in client.get(f"/demands/{bare.demand.ref}/split/").content.decode()


@pytest.mark.parametrize("address", ["/policies/mine/ladder/", "/policies/mine/what-if/?contract_staff=20"])
def test_the_ladder_and_what_if_lead_to_the_window_beside_each_condition(cast, address):
    facts = {"organisation_kind": "enterprise", "contract_staff": 40}
    record_facts(cast.enterprise_x, facts, as_of=NOON.date(), source=FactSource.REGISTER, actor=SYSTEM, at=NOON)
    page = cast.client(cast.owner_x).get(address, follow=True).content.decode()
    assert "不清楚，问一问" in page
    assert "place=" in page.split("不清楚，问一问")[0].rsplit("<a", 1)[1]


@pytest.mark.parametrize(("code", "asked_about"), [("P26", False), ("P15", True)])
def test_nobody_is_led_to_ask_about_a_policy_that_has_ended(cast, code, asked_about):
    page = cast.client(cast.owner_x).get(f"/policies/{code}/").content.decode()
    assert ("不清楚，问一问" in page) is asked_about
