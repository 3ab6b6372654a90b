"""The keys of the verbs."""

import pytest

from huiqi.demands.flow import verbs
from huiqi.demands.tests.test_flow import SITUATIONS
from huiqi.demands.wording.keys import KEYS
from huiqi.demands.wording.screen import offers
from huiqi.demands.words import Verb

TAKEN = set("gjkx")
"""Keys that move among rows or begin others."""

NEVER_OFFERED = {Verb.FILE, Verb.GIVE_OPINION, Verb.ATTEMPT_VISIT}
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
