"""Who a condition reaches among the enterprises of the network, asked of PostgreSQL: exact, and as slow as a scan.

It is the answer while no bit columns are kept; a hypothesis test holds both equal (`huiqi.eligibility.engine`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.engine.sql import Witness
from huiqi.eligibility.statuses import Verdict
from huiqi.enterprises.words import NOBODY_KIND
from huiqi.policies.selectors.shelf import library
from huiqi.standards import industries, regions

KNOWN = """
SELECT e.id, e.region, e.industry, coalesce(facts.stated ->> 'size_class', '') AS size,
       jsonb_strip_nulls(jsonb_build_object('uscc', e.uscc, 'region', e.region, 'industry', nullif(e.industry, ''),
         'organisation_kind', CASE WHEN e.kind <> 'individual' THEN e.kind END)) || facts.stated AS f
FROM enterprises_enterprise e
CROSS JOIN LATERAL (SELECT coalesce(jsonb_object_agg(name, value), '{}') AS stated FROM enterprises_statedfact
                    WHERE enterprise_id = e.id AND ended_at IS NULL) AS facts
WHERE e.kind <> %s
"""
_VERDICTS = {True: Verdict.ELIGIBLE, False: Verdict.INELIGIBLE, None: Verdict.UNKNOWN}
Tally = Mapping[str, Mapping[Verdict, int]]


@dataclass(frozen=True, slots=True)
class Audience:
    """How many enterprises are eligible, unknown and not, together and by city, section of industry and stated size.

    Keys are codes; an empty one stands for what is not known.
    """

    counts: Mapping[Verdict, int]
    by_city: Tally
    by_industry: Tally
    by_size: Tally


@dataclass
class _Tallies:
    all: Counter[Verdict] = field(default_factory=Counter)
    city: dict[str, Counter[Verdict]] = field(default_factory=dict)
    industry: dict[str, Counter[Verdict]] = field(default_factory=dict)
    size: dict[str, Counter[Verdict]] = field(default_factory=dict)


def audience(condition: Node, on: date) -> Audience:
    """Who meets the condition on a day. One query beside that of the library."""
    found = _Tallies()
    for truth, region, industry, size, count in _asked(
        condition, on, "SELECT t, region, industry, size, count(*) FROM told GROUP BY t, region, industry, size"
    ):
        verdict = _VERDICTS[truth]  # type: ignore[index]
        found.all[verdict] += count  # type: ignore[operator]
        for tally, key in ((found.city, _city(region)), (found.industry, _section(industry)), (found.size, str(size))):
            tally.setdefault(key, Counter())[verdict] += count  # type: ignore[operator]
    return Audience(found.all, found.city, found.industry, found.size)


def reached(condition: Node, on: date, verdict: Verdict = Verdict.ELIGIBLE) -> list[int]:
    """The ids of the enterprises of this verdict, in order. One query beside that of the library."""
    test = {Verdict.ELIGIBLE: "t", Verdict.INELIGIBLE: "NOT t", Verdict.UNKNOWN: "t IS NULL"}[verdict]
    return [int(str(row[0])) for row in _asked(condition, on, f"SELECT id FROM told WHERE {test} ORDER BY id")]


def _asked(condition: Node, on: date, question: str) -> list[tuple[object, ...]]:
    truth = Witness(on, library()).write(condition).replace("%", "%%")
    with connection.cursor() as cursor:
        told = f"SELECT id, region, industry, size, {truth} AS t FROM known"
        cursor.execute(f"WITH known AS ({KNOWN}), told AS ({told}) {question}", [NOBODY_KIND])
        return list(cursor.fetchall())


def _city(region: object) -> str:
    path = regions.find(str(region)).path if region else ()
    return path[min(1, len(path) - 1)].code if path else ""


def _section(industry: object) -> str:
    return industries.find(str(industry)).path[0].code if industry else ""
