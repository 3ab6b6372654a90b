"""What the tests of benefits share: the shipped library, and a programme on its way."""

import pytest

from huiqi.benefits.tests.play import AT, Play
from huiqi.kernel.access import SYSTEM
from huiqi.policies.services import load_library


@pytest.fixture
def play(cast):
    """The cast with the library; firm X may have P17, of firm Y nothing is known."""
    load_library(actor=SYSTEM, at=AT)
    return Play(cast)
