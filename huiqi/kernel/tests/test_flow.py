"""A flow says what may happen, and nothing else happens."""

import pytest

from huiqi.kernel.flow import Flow, NotNow, move
from huiqi.kernel.refs import uuid7
from huiqi.kernel.words import Word


class Lamp(Word):
    OFF = "off", "关"
    ON = "on", "开"
    BROKEN = "broken", "坏了"


class Act(Word):
    PRESS = "press", "按"
    DROP = "drop", "摔"
    LOOK = "look", "看"


FLOW = Flow(
    move(Act.PRESS, [Lamp.OFF], Lamp.ON),
    move(Act.DROP, [Lamp.OFF, Lamp.ON], Lamp.BROKEN),
    move(Act.LOOK, Lamp),
)


def test_a_move_leads_to_its_target():
    assert FLOW.after(Lamp.OFF, Act.PRESS) is Lamp.ON


def test_a_move_without_target_stays():
    assert FLOW.after(Lamp.BROKEN, Act.LOOK) is Lamp.BROKEN


def test_what_is_not_in_the_table_is_refused():
    with pytest.raises(NotNow) as refused:
        FLOW.after(Lamp.BROKEN, Act.PRESS)
    assert (refused.value.state, refused.value.verb) == (Lamp.BROKEN, Act.PRESS)


def test_verbs_come_in_the_order_of_the_table():
    assert FLOW.verbs(Lamp.OFF) == [Act.PRESS, Act.DROP, Act.LOOK]


def test_two_moves_for_one_pair_are_a_mistake():
    with pytest.raises(ValueError, match="two moves"):
        Flow(move(Act.PRESS, [Lamp.OFF], Lamp.ON), move(Act.PRESS, [Lamp.OFF], Lamp.BROKEN))


def test_the_diagram_has_an_arrow_for_every_pair():
    assert FLOW.diagram().count("-->") == 6


def test_references_sort_by_the_moment_they_were_made_and_are_version_7():
    made = [uuid7() for _ in range(50)]
    assert {ref.version for ref in made} == {7}
    assert [ref.int >> 80 for ref in made] == sorted(ref.int >> 80 for ref in made)
