"""Whom a policy reaches in the network, asked of PostgreSQL: what the judge of single enterprises says of each."""

from datetime import date

import pytest

from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.statuses import VERDICTS, Verdict
from huiqi.enterprises.models import Enterprise
from huiqi.enterprises.selectors import known_facts
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import NOBODY_KIND, FactSource
from huiqi.kernel.access import SYSTEM
from huiqi.policies.selectors import library, readable
from huiqi.policies.tests.conftest import AT
from huiqi.policies.tests.in_sql import reached

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


@pytest.fixture
def firms(cast, shipped):
    facts = {"industry": "3911", "employees": 46, "revenue": "80000000", "rd_expense": "3000000", "dishonest": False}
    for enterprise in (cast.enterprise_x, cast.enterprise_y):
        record_facts(enterprise, facts, as_of=ON, source=FactSource.STATED, actor=SYSTEM, at=AT)
        facts = {"employees": 3, "qualifications": ["high_tech"]}
    return Enterprise.objects.exclude(kind=NOBODY_KIND).order_by("id")


def test_every_policy_of_the_library_reaches_whom_the_judge_says(firms):
    examiners = {firm.id: Examiner(readable(known_facts(firm), ON), ON, library()) for firm in firms}
    for version in library().in_force(ON):
        found = {firm: VERDICTS[examiner.find(version.condition).status] for firm, examiner in examiners.items()}
        for verdict in Verdict:
            expected = [firm for firm, one in found.items() if one is verdict]
            assert reached(version.condition, ON, verdict) == expected, version.code
