"""Whom a rule reaches, asked of PostgreSQL by a scan of all that is known: the third witness."""

from django.db import connection

from huiqi.eligibility.engine.sql import Witness
from huiqi.eligibility.statuses import Verdict
from huiqi.enterprises.words import NOBODY_KIND
from huiqi.policies.selectors import library

KNOWN = """
SELECT e.id, e.region, e.industry, coalesce(facts.stated ->> 'size_class', '') AS size,
       jsonb_strip_nulls(jsonb_build_object('uscc', e.uscc, 'region', e.region, 'industry', nullif(e.industry, ''),
         'organisation_kind', CASE WHEN e.kind <> 'individual' THEN e.kind END)) || facts.stated AS f
FROM enterprises_enterprise e
CROSS JOIN LATERAL (SELECT coalesce(jsonb_object_agg(name, value), '{}') AS stated FROM enterprises_statedfact
                    WHERE enterprise_id = e.id AND ended_at IS NULL) AS facts
WHERE e.kind <> %s
"""
TESTS = {Verdict.ELIGIBLE: "t", Verdict.INELIGIBLE: "NOT t", Verdict.UNKNOWN: "t IS NULL"}


def reached(condition, on, verdict=Verdict.ELIGIBLE):
    """The ids of the enterprises of this verdict, in order."""
    truth = Witness(on, library()).write(condition).replace("%", "%%")
    question = f"SELECT id FROM told WHERE {TESTS[verdict]} ORDER BY id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH known AS ({KNOWN}), told AS (SELECT id, {truth} AS t FROM known) {question}", [NOBODY_KIND]
        )
        return [row[0] for row in cursor.fetchall()]
