"""What a firm's people are told about their demand."""

import pytest

from huiqi.demands.tests.play import Play
from huiqi.demands.wording.notices import ANSWERED, ASKED, REGISTERED
from huiqi.demands.words import Verb
from huiqi.notices.models import Delivery, Notice
from huiqi.notices.ports import kind_of

pytestmark = pytest.mark.django_db


def test_the_firm_is_told_of_what_it_waits_for_and_nobody_else_is(cast):
    asked = (Verb.REGISTER, Verb.ASK_INFORMATION, Verb.SUPPLY_INFORMATION)
    play = Play(cast).through(*asked, Verb.DISPATCH, Verb.TAKE, Verb.ANSWER, Verb.RATE)
    told = Notice.objects.order_by("id")
    assert [(n.kind, n.person) for n in told] == [(kind, cast.owner_x) for kind in (REGISTERED, ASKED, ANSWERED)]
    assert {n.link for n in told} == {f"/demands/{play.demand.ref}/"}


def test_no_title_and_no_free_text_leaves_the_house(cast):
    play = Play(cast).through(Verb.REGISTER)
    text = Delivery.objects.get().text
    assert play.demand.number in text
    assert play.demand.title not in text


@pytest.mark.parametrize("kind", [REGISTERED, ASKED, ANSWERED])
def test_every_kind_says_in_its_sentence_which_demand_it_is(kind):
    words = kind_of(kind).words({"number": "410100-2026-000001", "window": "郑州窗口"})
    assert "410100-2026-000001" in words.sentence
    assert words.subject[-1] not in "。."
