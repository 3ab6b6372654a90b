"""The keys of a case: its verbs, its papers, and what sends a form."""

import re
from uuid import uuid4

import pytest

from huiqi.demands.flow import verbs
from huiqi.demands.services import issue_sheet
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_flow import SITUATIONS
from huiqi.demands.wording.keys import CAREFUL, KEYS, PAPER_KEYS, paper_key
from huiqi.demands.wording.screen import offers
from huiqi.demands.wording.sheets import SHEETS
from huiqi.demands.words import Verb

TAKEN = set("gjkx")
"""Keys that move among rows or begin others."""

NEVER_OFFERED = {Verb.FILE, Verb.TAKE_OPINION, Verb.GIVE_OPINION, Verb.DECLINE_OPINION, Verb.ATTEMPT_VISIT}
"""Verbs with a page of their own, and one that another's form writes down."""


@pytest.mark.parametrize(("state", "handling"), SITUATIONS)
def test_no_two_verbs_of_a_moment_share_a_key(state, handling):
    keys = [KEYS[verb] for verb in verbs(state, handling) if verb not in NEVER_OFFERED]
    assert len(keys) == len(set(keys))


def test_every_verb_has_a_key_of_its_own_that_no_other_key_begins():
    assert set(Verb) - set(KEYS) == NEVER_OFFERED
    assert not {key for key in KEYS.values() if len(key) == 1} & TAKEN
    assert {key[:2] for key in KEYS.values() if len(key) > 1} == {"x "}


def test_a_verb_keeps_its_key_whatever_else_is_offered():
    alone, among = offers([Verb.SEND_LETTER]), offers([Verb.ENTER_ANSWER, Verb.ADD, Verb.SEND_LETTER])
    assert alone[0]["key"] in [one["key"] for one in among if one["slug"] == "send-letter"]


def test_every_kind_of_paper_has_keys_of_its_own():
    kinds = [one.kind.code.removeprefix("demand_") for one in SHEETS]
    keys = [PAPER_KEYS[code] for code in kinds]
    assert len(keys) == len(set(keys))
    assert not {*keys, "k a"} & {paper_key(position) for position in range(9)}


@pytest.mark.django_db
def test_a_paper_is_opened_and_issued_by_key(cast):
    play = Play(cast).through(Verb.REGISTER)
    page = cast.client(cast.manager_a).get(f"/demands/{play.demand.ref}/").content.decode()
    assert re.search(r'<button[^>]* data-key="k s" data-key-label="开具受理通知书"', page)
    paper = issue_sheet(
        play.demand.ref, "acceptance", submission=uuid4(), actor=play.actor(cast.manager_a), at=play.now
    )
    page = cast.client(cast.manager_a).get(f"/demands/{play.demand.ref}/").content.decode()
    assert re.search(rf'<a href="/papers/{paper.ref}/"[^>]* data-key="k 1"', page)


@pytest.mark.django_db
def test_a_paper_is_fetched_printed_and_left_by_key(cast):
    play = Play(cast).through(Verb.REGISTER)
    paper = issue_sheet(
        play.demand.ref, "acceptance", submission=uuid4(), actor=play.actor(cast.manager_a), at=play.now
    )
    page = cast.client(cast.manager_a).get(f"/papers/{paper.ref}/").content.decode()
    assert re.search(r'href="[^"]+pdf/" data-key="d"', page)
    assert re.search(r'data-print data-key="p"', page)
    assert re.search(rf'href="/demands/{play.demand.ref}/" data-back', page)


@pytest.mark.django_db
@pytest.mark.parametrize(("verb", "careful"), [(Verb.REFUSE, True), (Verb.REPLY, False)])
def test_what_ends_a_demand_is_not_sent_before_its_form_is_in_hand(cast, verb, careful):
    play = Play(cast).through(Verb.REGISTER)
    page = cast.client(cast.manager_a).get(f"/demands/{play.demand.ref}/{verb.replace('_', '-')}/").content.decode()
    assert (" data-careful" in page) is careful is (verb in CAREFUL)
