"""Policies examined against facts: what a firm may have, and the question worth asking next."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from huiqi.eligibility.estimates import Estimate, Reckoning, estimate, reckon
from huiqi.eligibility.examination import Examination, Examiner
from huiqi.eligibility.facts import NOTHING, BadFacts, Facts, parse
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.ladder import TITLES
from huiqi.eligibility.nearness import YEAR, Gaps, distance, near
from huiqi.eligibility.perimeters import applies_in, shown_in
from huiqi.eligibility.questions import Question, Unsettled, best_questions, unsettled, weight
from huiqi.eligibility.statuses import Standing, Status, Verdict
from huiqi.eligibility.versions import Benefit, Subject
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.enterprises.selectors import known_facts
from huiqi.policies import wording
from huiqi.policies.models import PolicyVersion

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise
from huiqi.policies.selectors.candidates import candidates
from huiqi.policies.selectors.remembered import Known, Look, remembrance
from huiqi.policies.selectors.shelf import Mentioned, Shelf, key_of, library, shelf

_STANDS = {verdict: Standing(str(verdict)) for verdict in Verdict}
_ORDER = {standing: place for place, standing in enumerate(Standing)}
Reasons = tuple[Examination, tuple[tuple[Benefit, Status], ...]]


@dataclass(eq=False)
class Case:
    """A policy examined: how one stands with it, and, found when they are asked for, the reasons."""

    version: Version
    row: PolicyVersion
    verdict: Verdict
    reasons: Callable[[], Reasons] = field(repr=False)
    open_conditions: int
    """How many single conditions are not met."""
    between: Gaps = ()
    """What little stands in the way of a policy that is near."""
    estimate: Estimate | None = None
    """What it brings in yuan; None where that is not told in yuan, or none of its tiers is had."""
    unsettled: Unsettled | None = None
    """Of a policy that is open, which facts it wants."""
    starts: date | None = None
    """Of a version that is not in force yet, its first day, as of which it was examined."""

    @cached_property
    def _reasons(self) -> Reasons:
        return self.reasons()

    @property
    def examination(self) -> Examination:
        """The verdict with its reasons."""
        return self._reasons[0]

    @property
    def tiers(self) -> tuple[tuple[Benefit, Status], ...]:
        """Each tier of the benefit with its own status."""
        return self._reasons[1]

    @property
    def standing(self) -> Standing:
        """The verdict, with what is near, or near in time, apart."""
        return Standing.NEAR if self.between or self.starts else _STANDS[self.verdict]


def examine_all(facts: Facts, on: date) -> tuple[Case, ...]:
    """Exactly the policies with a version in force on the day, in the order of their codes. One query."""
    stored = shelf()
    return examined(stored.library.in_force(on), facts, on, stored)


def examined(versions: Iterable[Version], facts: Facts, on: date, stored: Shelf) -> tuple[Case, ...]:
    """These versions with their reasons; of those that were open for the same facts, only when asked."""
    examiner, remembered = Examiner(facts, on, stored.library), remembrance(stored, on)
    looks = [remembered.look(version, facts) for version in shown_in(versions, str(facts.get("region") or ""))]
    found = [(look, None if look.known else examiner.examine(look.version)) for look in looks]
    met = {look.version.code for look, told in found if told and told.verdict is Verdict.ELIGIBLE}
    obtainable = frozenset(title for code, title in TITLES.items() if code in met)
    return tuple([_case(examiner, look, told, stored.rows[key_of(look.version)], obtainable) for look, told in found])


def _case(
    examiner: Examiner, look: Look, told: Examination | None, row: PolicyVersion, obtainable: frozenset[str]
) -> Case:
    version = look.version
    if told is None:
        known = look.known
        assert known is not None
        reasons = partial(_reasons_of, examiner, version, None)
        return Case(version, row, Verdict.UNKNOWN, reasons, known.open_conditions, (), known.estimate, known.unsettled)
    reasons = partial(_reasons_of, examiner, version, told)
    lacking = sum(finding.status is not Status.MET for finding in told.findings)
    wants, worth = unsettled(told), estimate(version, examiner)
    if wants:
        look.remember(Known(lacking, worth, wants))
    return Case(version, row, told.verdict, reasons, lacking, near(told, obtainable), worth, wants)


def _reasons_of(examiner: Examiner, version: Version, told: Examination | None) -> Reasons:
    tiers = tuple((tier, examiner.status_of(tier.condition)) for tier in version.benefits)
    return told or examiner.examine(version), tiers


def standings_of(facts: Facts, on: date, stored: Shelf) -> tuple[list[Case], int]:
    """What is or may be met or is near, in time too, and some that are far; how many more are far."""
    versions, far = candidates(stored, on).worth_examining(facts)
    found = examined(versions, facts, on, stored)
    return [*found, *_coming(facts, on, found, stored)], far


def _coming(facts: Facts, on: date, known: Iterable[Case], stored: Shelf) -> list[Case]:
    """Versions that come into force within a year and will be met as things are, where today's is not."""
    had = {case.version.code for case in known if case.verdict is Verdict.ELIGIBLE}
    found = []
    region = str(facts.get("region") or "")
    for version in stored.library.versions:
        soon = on < version.effective_from <= on + YEAR and version.code not in had
        if soon and (not region or applies_in(version, region)):
            examiner = Examiner(facts, version.effective_from, stored.library)
            case = _case(examiner, Look(version), examiner.examine(version), stored.rows[key_of(version)], frozenset())
            if case.verdict is Verdict.ELIGIBLE:
                found.append(replace(case, starts=version.effective_from))
    return found


def standing_with(enterprise: "Enterprise", version: Version, on: date) -> Standing | None:
    """How the enterprise stands with one policy by what is known of it; None where the policy does not address it."""
    found = examined([version], readable(known_facts(enterprise), on), on, shelf())
    return found[0].standing if found else None


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
    """How many policies the enterprise has, may have, nearly has and does not have today, as tiles to the list."""
    facts = readable(known_facts(enterprise), on)
    found, far = standings_of(facts, on, shelf())
    return wording.tiles(counted(of_firms(found), far), reverse("policies:mine") + "?verdict={}")


def eligible_for(enterprise: "Enterprise", on: date) -> list[Mentioned]:
    """The policies that, by what is known of the enterprise today, it may have. Two queries."""
    found = of_firms(examine_all(readable(known_facts(enterprise), on), on))
    versions = [case.version for case in found if case.verdict is Verdict.ELIGIBLE]
    return [Mentioned(v.code, wording.title(v), reverse("policies:page", args=[v.code]), None) for v in versions]


def counted(cases: Iterable[Case], far: int = 0) -> dict[Standing, int]:
    """How many policies an enterprise stands with in each way, those far that were not examined among them."""
    standings = Counter(case.standing for case in cases)
    return {each: standings[each] + far * (each is Standing.INELIGIBLE) for each in Standing}


def of_firms(cases: Iterable[Case]) -> list[Case]:
    """The policies that are the firm's own."""
    return [case for case in cases if case.version.subject is Subject.ENTERPRISE]


def of_persons(cases: Iterable[Case]) -> list[Case]:
    """The policies that people who work there, or mean to found a firm, have for themselves."""
    return [case for case in cases if case.version.subject is Subject.PERSON]


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What the library says of one set of facts on a day: the firm's policies best first, those of persons apart."""

    on: date
    cases: list[Case]
    personal: list[Case]
    counts: dict[Standing, int]
    question: Question | None
    size_class: str | None
    reckoning: Reckoning
    """The yuan of what the firm has."""
    stake: Reckoning
    """The yuan of what the question may open."""
    questions: list[Question]
    """All that are worth asking, the best first."""


def appraise(facts: Facts, on: date, skipped: Iterable[str] = ()) -> Appraisal:
    """Examine what matters and choose the question worth asking next, those skipped left out. One query."""
    stored = shelf()
    found, far = standings_of(facts, on, stored)
    firms = sorted(of_firms(found), key=_rank)
    passed = frozenset(skipped)
    weights = {c.version.code: weight(c.estimate.most) for c in firms if c.estimate}
    opened = [case.unsettled for case in firms if case.unsettled and not case.starts]
    asked = best_questions(opened, facts.get("organisation_kind"), weights)
    questions = [question for question in asked if question.fact not in passed]
    size = Examiner(facts, on, stored.library).known("size_class").value
    worth = reckon(case.estimate for case in firms if case.estimate and case.standing is Standing.ELIGIBLE)
    best = next(iter(questions), None)
    at_stake = reckon(c.estimate for c in firms if best and c.estimate and c.version.code in best.helps)
    size_class = str(size) if size else None
    return Appraisal(on, firms, of_persons(found), counted(firms, far), best, size_class, worth, at_stake, questions)


def _rank(case: Case) -> tuple[int, tuple[int, Fraction], int, str]:
    """What one has first, then what one is nearest to."""
    return _ORDER[case.standing], distance(case.between), case.open_conditions, case.version.code
