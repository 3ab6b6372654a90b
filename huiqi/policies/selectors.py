"""Questions about policies. Everything here is public; what an enterprise may have is asked with its own facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext_noop as mark

from huiqi.eligibility.conditions import facts_used
from huiqi.eligibility.derived import parts_of
from huiqi.eligibility.examination import Examination, Examiner
from huiqi.eligibility.facts import NOTHING, BadFacts, Facts, parse
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.library import Library
from huiqi.eligibility.questions import Question, next_questions
from huiqi.eligibility.statuses import Status, Verdict
from huiqi.eligibility.versions import Benefit, PolicyKind, Subject
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.enterprises.selectors import known_facts
from huiqi.policies import wording
from huiqi.policies.models import PolicyVersion
from huiqi.policies.words import State
from huiqi.search.ports import Document
from huiqi.standards import regions

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise

SOON = 92
"""Days before its last day in which a policy is said to end soon."""


@dataclass(frozen=True, eq=False)
class Shelf:
    """Every stored version, read once per process and load: the engine's library, the rows, what each is found by."""

    library: Library
    rows: Mapping[tuple[str, date], PolicyVersion]
    texts: Mapping[tuple[str, date], str]


def shelf() -> Shelf:
    """The stored versions. One query, which asks only whether anything changed."""
    stamp = PolicyVersion.objects.aggregate(count=Count("id"), last=Max("id"), loaded=Max("loaded_at"))
    return _shelf(tuple(stamp.values()))


@lru_cache(maxsize=2)
def _shelf(_stamp: tuple[object, ...]) -> Shelf:
    rows = {(row.policy.code, row.effective_from): row for row in PolicyVersion.objects.select_related("policy")}
    read = Library.load([row.content for row in rows.values()])
    return Shelf(read, rows, {_key(version): wording.searched(version).lower() for version in read.versions})


def _key(version: Version) -> tuple[str, date]:
    return version.code, version.effective_from


def library() -> Library:
    """The engine's library of every stored version; it chooses by the day itself."""
    return shelf().library


def row_of(version: Version) -> PolicyVersion:
    """The stored row of a version."""
    return shelf().rows[_key(version)]


def policy_in_force(code: str, on: date) -> PolicyVersion | None:
    """The stored version of a policy in force on a day."""
    stored = shelf()
    version = stored.library.version_on(code, on)
    return stored.rows[_key(version)] if version else None


def version_shown(code: str, on: date) -> Version | None:
    """The version in force on a day; else the last one before it, else the first one to come. None: no such policy."""
    versions = library().versions_of(code)
    begun = [version for version in versions if version.effective_from <= on]
    return begun[-1] if begun else next(iter(versions), None)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A policy as other subjects speak of it; `ended_on` is its last day where that is past."""

    code: str
    title: str
    url: str
    ended_on: date | None


def mentioned(code: str, on: date) -> Mentioned | None:
    """The policy of this code on a day; nothing where there is no such policy."""
    version = version_shown(code, on)
    if version is None:
        return None
    through = version.effective_through
    ended = through if through and through < on else None
    return Mentioned(code, wording.title(version), reverse("policies:page", args=[code]), ended)


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
            stored.rows[_key(version)],
        )
        for version in stored.library.in_force(on)
    )


def conditions_of(*versions: Version, on: date) -> list[Finding]:
    """The condition of each version as a finding about nothing known: what it asks for. One query."""
    examiner = Examiner(NOTHING, on, library())
    return [examiner.find(version.condition) for version in versions]


def contents_of(*versions: Version) -> list[dict[str, Any]]:
    """The versions as they were written down. One query."""
    stored = shelf()
    return [stored.rows[_key(version)].content for version in versions]


def readable(raw: Mapping[str, Any], on: date) -> Facts:
    """What can be read of recorded facts as of a day; what cannot (a date that lies after it) is unknown then."""
    try:
        return parse(raw, on)
    except BadFacts as bad:
        return parse({name: value for name, value in raw.items() if name not in bad.errors}, on)


def state_on(version: Version, on: date) -> State:
    """Whether a version is in force on a day, not yet, or no longer."""
    if version.is_in_force(on):
        return State.CURRENT
    return State.UPCOMING if version.effective_from > on else State.ENDED


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader of the list asks for; None or empty: everything. A region means whatever applies there."""

    on: date
    q: str = ""
    region: str = ""
    kind: PolicyKind | None = None
    state: State | None = State.CURRENT


def listed(wanted: Wanted) -> list[Version]:
    """The versions asked for, in the order of codes. Raises `UnknownCode` for a region that does not exist."""
    stored, words, perimeters = shelf(), wanted.q.lower().split(), _perimeters(wanted.region)
    return [
        version
        for version in stored.library.versions
        if (wanted.state is None or state_on(version, wanted.on) is wanted.state)
        and (wanted.kind is None or version.kind is wanted.kind)
        and (perimeters is None or version.region in perimeters)
        and all(word in stored.texts[_key(version)] for word in words)
    ]


def _perimeters(region: str) -> frozenset[str] | None:
    """The regions whose policies apply in `region`: itself, what it lies in, the nation."""
    if not region:
        return None
    return frozenset({regions.NATION, *(node.code for node in regions.find(region).path)})


def policy_count(on: date) -> int:
    """How many policies are in force on a day."""
    return len(library().in_force(on))


def ending_soon(on: date, limit: int) -> list[dict[str, object]]:
    """The policies that end next, soonest first, as rows of a list."""
    last = [(version.effective_through, version) for version in library().in_force(on) if version.effective_through]
    soon = sorted(((through - on).days, version.code, version) for through, version in last)
    return [
        {
            **wording.ending(version, days),
            "url": reverse("policies:page", args=[code]),
            "document_number": version.document_number,
            "issuer": version.issuer,
        }
        for days, code, version in soon[:limit]
        if days <= SOON
    ]


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


def facts_asked(on: date) -> tuple[str, ...]:
    """The facts that policies in force on a day rest on, those they are derived from included, in the order asked."""
    return _with_parts(name for version in library().in_force(on) for name in _used(version))


def asked_by(version: Version) -> tuple[str, ...]:
    """The facts one policy rests on, in the order asked; what follows from others by these."""
    names = _with_parts(_used(version))
    return tuple(name for name in names if not parts_of(vocabulary()[name]))


def _used(version: Version) -> Iterator[str]:
    for condition in version.conditions:
        yield from facts_used(condition)


def _with_parts(names: Iterable[str]) -> tuple[str, ...]:
    used = set(names)
    waiting = list(used)
    while waiting:
        parts = set(parts_of(vocabulary()[waiting.pop()])) - used
        used |= parts
        waiting.extend(parts)
    return tuple(name for name in vocabulary() if name in used)


class PolicyDocuments:
    """Policies for the search: what is in force now, and what has ended and is still looked for."""

    kind = "policy"
    label = mark("政策")

    def documents(self) -> Iterator[Document]:
        """The newest version of every policy."""
        newest = {version.code: version for version in library().versions}
        for code, version in newest.items():
            text = wording.searched(version)
            detail = f"{version.document_number} · {version.issuer}"
            url = reverse("policies:page", args=[code])
            yield Document(self.kind, code, version.title, text, detail, url, f"{code} {version.document_number}")
