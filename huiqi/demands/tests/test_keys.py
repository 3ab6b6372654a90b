"""The keys of the verbs."""

import pytest

from huiqi.demands.flow import verbs
from huiqi.demands.tests.test_flow import SITUATIONS
from huiqi.demands.wording.keys import KEYS, keyed
from huiqi.demands.words import Verb

TAKEN = set("gjkx")
"""Keys that move among rows or begin a way."""


@pytest.mark.parametrize(("state", "handling"), SITUATIONS)
def test_no_two_verbs_of_a_moment_share_a_key(state, handling):
    keys = [KEYS[verb] for verb in verbs(state, handling) if verb in KEYS]
    assert len(keys) == len(set(keys))
    assert not set(keys) & TAKEN


def test_a_verb_without_a_key_of_its_own_gets_a_digit():
    assert keyed([Verb.ANSWER, Verb.WITHDRAW, Verb.RATE]) == {Verb.ANSWER: "d", Verb.WITHDRAW: "1", Verb.RATE: "2"}
