"""The page of a case takes twelve questions at most, for everybody, in whatever has happened to it."""

import pytest

from huiqi.demands.services import miss_due_promises
from huiqi.demands.tests.play import Play
from huiqi.demands.words import RatingLevel, Verb
from huiqi.supervision.models import SupervisionCase
from huiqi.supervision.services import order
from huiqi.supervision.tests.climb import STEP

V = Verb
LIVED = (V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER, V.RATE, V.VISIT, V.ARCHIVE, V.REOPEN)
AGAIN = (
    *(V.REGISTER, V.ASK_INFORMATION, V.SUPPLY_INFORMATION, V.INSTRUCT),
    *(V.DISPATCH, V.REMIND, V.TAKE, V.CONSULT, V.ASK_EXTENSION),
)
MOST = {"hub_operator": 12, "manager_a": 12, "receptionist_a": 12, "institution_clerk": 12, "owner_x": 9}


@pytest.fixture
def full(cast):
    """Archived and opened again, jointly handled, late, under supervision, badly rated, visited, to be put right."""
    play = Play(cast).through(*LIVED)
    for verb in AGAIN:
        play.do(verb)
    miss_due_promises(at=play.later(days=60).now)
    for case in SupervisionCase.objects.filter(demand=play.demand):
        order(case.ref, step=STEP, actor=cast.actor(cast.hub_operator), at=play.now)
    play.do(V.GIVE_PLAN)
    play.do(V.ANSWER)
    play.do(V.RATE, level=RatingLevel.DISSATISFIED)
    play.do(V.VISIT)
    return play.demand


def questions(captured) -> list[str]:
    """What was asked and written, without the savepoints that the test's own transaction makes."""
    return [one["sql"] for one in captured.captured_queries if "SAVEPOINT" not in one["sql"]]


@pytest.mark.parametrize("who", MOST)
def test_the_page_of_the_fullest_case_takes_few_queries(cast, full, who, django_assert_max_num_queries):
    client, page = cast.client(getattr(cast, who)), f"/demands/{full.ref}/"
    client.get(page)
    with django_assert_max_num_queries(60) as captured:
        assert client.get(page).status_code == 200
    assert len(questions(captured)) == MOST[who], "\n".join(one[-400:] for one in questions(captured))
