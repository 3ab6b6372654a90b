"""What the tests of filings share: the library, and a hand-off of firm X."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.filings import services
from huiqi.filings.selectors import fileable, offered
from huiqi.filings.services import Carried
from huiqi.kernel.access import SYSTEM
from huiqi.policies.services import load_library

AT = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def network(cast, settings, tmp_path):
    """The cast with the library; of firm X the number of its staff is known from a department."""
    settings.FILES_ROOT = tmp_path
    load_library(actor=SYSTEM, at=AT)
    told = {"as_of": AT.date(), "source": FactSource.REGISTER, "actor": SYSTEM, "at": AT}
    record_facts(cast.enterprise_x, {"employees": 46}, **told)
    return cast


def known(cast, code="P14"):
    """Everything that would be carried, as the form has it at first."""
    found = offered(fileable(code, AT.date()), cast.enterprise_x)
    return {**found.own, **{name: told.value for name, told in found.facts.items() if told}}


def handed(cast, values=None, code="P14", by=None, submission=None, names=None):
    """Firm X takes along everything known, unless told otherwise."""
    told = known(cast, code) | (values or {})
    actor = cast.actor(by or cast.owner_x)
    carried = Carried(told, list(told) if names is None else names)
    return services.hand_off(cast.enterprise_x, code, carried, submission=submission or uuid4(), actor=actor, at=AT)
