"""An application that the first firm took elsewhere, and what its window brought back."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.utils.timezone import localdate

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import person_with
from huiqi.demonstration.rules import mobile
from huiqi.demonstration.services.firms import owned
from huiqi.filings.selectors import fileable, handoffs_of, offered
from huiqi.filings.services import Carried, bring_outcomes, hand_off
from huiqi.filings.words import OnFault

FILED = "P01"


def file_elsewhere(*, at: datetime) -> None:
    """The first firm took its data along to the tax office, whose answer its window brought; once."""
    firm, owner = owned(51)
    then = at - timedelta(days=12)
    version = fileable(FILED, localdate(then))
    if version is None or handoffs_of(owner).exists():
        return
    known = offered(version, firm)
    values = {**known.own, **{name: told.value for name, told in known.facts.items() if told}}
    made = hand_off(firm, FILED, Carried(values, list(values)), submission=uuid4(), actor=owner, at=then)
    window = actor_of(person_with(mobile(11), at=at))
    day = localdate(at) - timedelta(days=4)
    listed = f"交接编号,结果,日期,金额（元）\n{made.number},已受理,{day.isoformat()},\n".encode()
    bring_outcomes("受理结果（演示）.csv", listed, OnFault.REST, "", actor=window, at=at - timedelta(days=3))
