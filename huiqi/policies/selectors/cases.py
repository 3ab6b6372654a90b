"""Policies examined against facts: what a firm may have, and the question worth asking next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from huiqi.eligibility.examination import Examination, Examiner
from huiqi.eligibility.facts import NOTHING, BadFacts, Facts, parse
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.questions import Question, next_questions
from huiqi.eligibility.statuses import Status, Verdict
from huiqi.eligibility.versions import Benefit, Subject
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.enterprises.selectors import known_facts
from huiqi.policies import wording
from huiqi.policies.models import PolicyVersion

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise
from huiqi.policies.selectors.shelf import Mentioned, key_of, library, shelf


@dataclass(frozen=True, slots=True)
class Case:
    """A policy examined: the verdict with its reasons, and each tier of the benefit with its own status."""

    examination: Examination
    tiers: tuple[tuple[Benefit, Status], ...]
    row: PolicyVersion


def examine_all(facts: Facts, on: date) -> tuple[Case, ...]:
    """Exactly the policies with a version in force on the day, in the order of their codes. One query."""
    stored = shelf()
    examiner = Examiner(facts, on, stored.library)
    return tuple(
        Case(
            examiner.examine(version),
            tuple((tier, examiner.status_of(tier.condition)) for tier in version.benefits),
            stored.rows[key_of(version)],
        )
        for version in stored.library.in_force(on)
    )


def conditions_of(*versions: Version, on: date) -> list[Finding]:
    """The condition of each version as a finding about nothing known: what it asks for. One query."""
    examiner = Examiner(NOTHING, on, library())
    return [examiner.find(version.condition) for version in versions]


def readable(raw: Mapping[str, Any], on: date) -> Facts:
    """What can be read of recorded facts as of a day; what cannot (a date that lies after it) is unknown then."""
    try:
        return parse(raw, on)
    except BadFacts as bad:
        return parse({name: value for name, value in raw.items() if name not in bad.errors}, on)


def verdict_counts(enterprise: "Enterprise", on: date) -> list[dict[str, object]]:
    """How many policies the enterprise may have, may have, and may not have today, as tiles that open the list."""
    found = examine_all(readable(known_facts(enterprise), on), on)
    return wording.tiles(counted(of_firms(found)), reverse("policies:mine") + "?verdict={}")


def eligible_for(enterprise: "Enterprise", on: date) -> list[Mentioned]:
    """The policies that, by what is known of the enterprise today, it may have. Two queries."""
    found = of_firms(examine_all(readable(known_facts(enterprise), on), on))
    versions = [case.examination.version for case in found if case.examination.verdict is Verdict.ELIGIBLE]
    return [Mentioned(v.code, wording.title(v), reverse("policies:page", args=[v.code]), None) for v in versions]


def counted(cases: Iterable[Case]) -> dict[Verdict, int]:
    """How many there are of each verdict."""
    verdicts = [case.examination.verdict for case in cases]
    return {verdict: verdicts.count(verdict) for verdict in (Verdict.ELIGIBLE, Verdict.UNKNOWN, Verdict.INELIGIBLE)}


def of_firms(cases: Iterable[Case]) -> list[Case]:
    """The policies that are the firm's own."""
    return [case for case in cases if case.examination.version.subject is Subject.ENTERPRISE]


def of_persons(cases: Iterable[Case]) -> list[Case]:
    """The policies that people who work there, or mean to found a firm, have for themselves."""
    return [case for case in cases if case.examination.version.subject is Subject.PERSON]


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What the library says of one set of facts on a day: the firm's policies best first, those of persons apart."""

    on: date
    cases: list[Case]
    personal: list[Case]
    counts: dict[Verdict, int]
    question: Question | None
    size_class: str | None


def appraise(facts: Facts, on: date, skipped: Iterable[str] = ()) -> Appraisal:
    """Examine everything and choose the question worth asking next, those skipped left out. One query."""
    found = examine_all(facts, on)
    firms = sorted(of_firms(found), key=_rank)
    passed = frozenset(skipped)
    asked = next_questions((case.examination for case in firms), facts.get("organisation_kind"))
    questions = (question for question in asked if question.fact not in passed)
    examiner = Examiner(facts, on, library())
    size = examiner.known("size_class").value
    return Appraisal(on, firms, of_persons(found), counted(firms), next(questions, None), str(size) if size else None)


def _rank(case: Case) -> tuple[int, int, str]:
    """What one has first, then what one is nearest to."""
    examination = case.examination
    open_conditions = sum(finding.status is not Status.MET for finding in examination.findings)
    order = (Verdict.ELIGIBLE, Verdict.UNKNOWN, Verdict.INELIGIBLE).index(examination.verdict)
    return order, open_conditions, examination.version.code
