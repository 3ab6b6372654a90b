"""What is not somebody's to do is not there for him; what he did before, or would do later, answers with a sentence."""

import pytest
from django.urls import reverse

from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb

V = Verb


def form_of(play, person, verb):
    """What the form of a verb answers to somebody, followed to where it leads."""
    name = str(verb).replace("_", "-")
    return play.cast.client(person).get(reverse("demands:act", args=[play.demand.ref, name]), follow=True)


@pytest.mark.parametrize(
    ("who", "verb"),
    [
        ("owner_x", V.REGISTER),
        ("owner_x", V.TAKE),
        ("receptionist_a", V.RATE),
        ("receptionist_a", V.TAKE),
        ("institution_clerk", V.REGISTER),
        ("institution_clerk", V.ARBITRATE),
        ("hub_operator", V.DISPATCH),
    ],
)
def test_a_verb_that_is_never_one_s_own_is_not_there_though_the_demand_is_seen(cast, who, verb):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE)
    assert cast.client(getattr(cast, who)).get(f"/demands/{play.demand.ref}/").status_code == 200
    assert form_of(play, getattr(cast, who), verb).status_code == 404


def test_who_answered_is_told_that_the_moment_has_passed(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER)
    for verb in (V.TAKE, V.ANSWER, V.RETURN):
        shown = form_of(play, cast.institution_clerk, verb)
        assert shown.redirect_chain
        assert "现在是“已答复”，不能再" in shown.content.decode()


def test_the_window_is_told_why_it_does_not_answer_what_another_has(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    assert "现在是“已转办”，不能再“答复”" in form_of(play, cast.receptionist_a, V.ANSWER).content.decode()


def test_what_is_sealed_already_is_said_to_its_window(cast):
    play = Play(cast).through(V.REGISTER, V.SEAL)
    assert "不能再" in form_of(play, cast.receptionist_a, V.SEAL).content.decode()


@pytest.mark.parametrize("who", ["owner_x", "receptionist_a", "institution_clerk"])
@pytest.mark.parametrize("page", ["/demands/templates/new/", "/demands/plans/new/"])
def test_who_writes_no_templates_and_no_plans_finds_no_page_for_it(cast, who, page):
    assert cast.client(getattr(cast, who)).get(page).status_code == 404
