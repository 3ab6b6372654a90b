"""Three witnesses: the judge of single enterprises, bit columns and PostgreSQL, on random rules and facts with gaps."""

import json

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiqi.eligibility.engine.population import Population
from huiqi.eligibility.engine.sql import Witness
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import parse, plain
from huiqi.eligibility.library import Library
from huiqi.eligibility.statuses import Status
from huiqi.eligibility.tests.factories import DAY
from huiqi.eligibility.tests.random_rules import CONDITIONS, FACTS, library_of
from huiqi.policies.services import SHIPPED

pytestmark = pytest.mark.django_db
TRUTHS = {Status.MET: True, Status.UNMET: False, Status.UNKNOWN: None}


def in_sql(condition, everyone, library):
    rows = [json.dumps({name: plain(value) for name, value in f.values.items()} | marks(f)) for f in everyone]
    asked = Witness(DAY, library).write(condition)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {asked.replace('%', '%%')} FROM unnest(%s::jsonb[]) WITH ORDINALITY AS e(f, n) ORDER BY n", [rows]
        )
        return [row[0] for row in cursor.fetchall()]


def marks(facts):
    return {"confirmed": sorted(facts.confirmed), "denied": sorted(facts.denied)}


def by_bits(condition, population):
    audience = population.audience(condition)
    answers = [False] * population.size
    for rows, answer in ((audience.eligible_rows(), True), (audience.unknown_rows(), None)):
        for row in rows.tolist():
            answers[row] = answer
    return answers


def by_judge(condition, everyone, library):
    return [TRUTHS[Examiner(facts, DAY, library).find(condition).status] for facts in everyone]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CONDITIONS, st.lists(FACTS, min_size=1, max_size=20))
def test_the_judge_the_bit_columns_and_sql_say_the_same(condition, everyone):
    library, facts = library_of(condition), [parse(one, DAY) for one in everyone]
    asked = library.version_on("T01", DAY).condition
    truth = by_judge(asked, facts, library)
    assert by_bits(asked, Population.of(facts, DAY, library)) == truth
    assert in_sql(asked, facts, library) == truth


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FACTS, min_size=10, max_size=20))
def test_they_say_the_same_of_every_policy_of_the_library(everyone):
    library, facts = Library.load(sorted(SHIPPED.glob("*.json"))), [parse(one, DAY) for one in everyone]
    population = Population.of(facts, DAY, library)
    for version in library.in_force(DAY):
        truth = by_judge(version.condition, facts, library)
        assert by_bits(version.condition, population) == truth, version.code
        assert in_sql(version.condition, facts, library) == truth, version.code
