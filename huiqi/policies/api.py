"""The public API of policies: the library, and the check of facts against it. No sign-in, nothing is stored."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, cast

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import BeforeValidator

from huiqi.eligibility.facts import BadFacts, parse, plain
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.statuses import Status
from huiqi.eligibility.versions import Grade
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.vocabulary import Value
from huiqi.kernel.api import FAILURES, BadQuestion, written_day
from huiqi.policies import wording
from huiqi.policies.selectors import Case, Wanted, conditions_of, contents_of, examine_all, listed, version_shown
from huiqi.policies.selectors.information import Sought, sought, told_whole
from huiqi.policies.wording import information as words
from huiqi.policies.words import Recent, Topic
from huiqi.standards import regions
from huiqi.standards.trees import UnknownCode
from huiqi.ui.fact_fields import mistake

router = Router(tags=["政策 Policies"])
PAGE = 20


Day = Annotated[
    Annotated[date, Field(ge=date(1990, 1, 1), le=date(2100, 12, 31))] | None,
    BeforeValidator(written_day),
    Field(description="ISO 8601; left out: today"),
]


TopicCode = Literal[
    "", "regulation", "economy", "industry", "market", "technology", "product", "standard", "talent"
]  # fmt: skip


class Place(Schema):
    """A region by code and name."""

    code: str
    name: str


class Validity(Schema):
    """First and last day; `through` is null where no end is set. `in_force` is said of the day asked for."""

    from_: date = Field(alias="from", serialization_alias="from")
    through: date | None
    in_force: bool


class Tier(Schema):
    """A tier of the benefit; `condition` is null where everyone eligible has it."""

    text: str
    condition: dict[str, Any] | None


class Conditions(Schema):
    """The condition as data (docs/reference/conditions.md), and as sentences generated from it."""

    tree: dict[str, Any]
    sentences: list[str]


class PolicyAnswer(Schema):
    """One version of a policy."""

    code: str
    title: str
    kind: str
    subject: Literal["enterprise", "person"]
    document_number: str
    issuer: str
    region: Place
    status: Literal["in_force", "partly_repealed", "repealed", "superseded", "expired"]
    superseded_by: str | None
    validity: Validity
    benefit: str
    benefits: list[Tier]
    conditions: Conditions
    materials: list[str]
    how_to_apply: str
    apply_at: str
    window_note: str
    note: str
    source_grade: Literal["A", "B", "C"]
    verified: bool = Field(description="false: the source is quoted from memory and has not been checked")
    last_verified: date


class PolicyPage(Schema):
    """A page of the library, in the order of codes."""

    items: list[PolicyAnswer]
    total: int
    page: int
    pages: int


class PolicyQuestion(Schema):
    """Which policies; `region` means whatever applies there, the nation's policies included."""

    q: str = Field("", max_length=200)
    region: str = Field("", max_length=20)
    on: Day = None
    page: Annotated[int, BeforeValidator(lambda given: given or 1)] = Field(1, ge=1)


class PieceAnswer(Schema):
    """A piece of information with all its words; `page` is where people read it, `url` where it comes from."""

    ref: str
    title: str
    topic: str
    issuer: str
    issued_in: Place
    issued_on: date
    published_at: datetime
    page: str
    url: str
    policies: list[str]
    paragraphs: list[str]


class InformationPage(Schema):
    """A page of information, newest first."""

    items: list[PieceAnswer]
    total: int
    page: int
    pages: int


class InformationQuestion(Schema):
    """Which information; `region` means what concerns it, above and within it."""

    q: str = Field("", max_length=100)
    topic: Literal["", "regulation", "economy", "industry", "market", "technology", "product", "standard", "talent"] = (
        ""
    )
    region: str = Field("", max_length=20)
    recent: Literal["", "7", "30", "365"] = ""
    page: Annotated[int, BeforeValidator(lambda given: given or 1)] = Field(1, ge=1)


class DayQuestion(Schema):
    """The day asked about."""

    on: Day = None


class CheckQuestion(Schema):
    """Facts by the names of the vocabulary; what is left out or null is unknown."""

    facts: dict[str, Any] = Field(max_length=400)
    on: Day = None

    model_config = {"extra": "forbid"}


class FindingAnswer(Schema):
    """What was found about one condition; `fact` is null where it rests on no single fact."""

    condition: str
    fact: str | None
    status: Literal["met", "unmet", "unknown"]
    expected: str
    actual: Any = Field(description="what is known, as a JSON value; null where it is unknown")
    shortfall: str | None
    source: str


class TierAnswer(Schema):
    """A tier of the benefit and whether its own condition is met."""

    text: str
    status: Literal["met", "unmet", "unknown"]


class ResultAnswer(Schema):
    """What a policy in force on the day says of the facts."""

    policy: str
    title: str
    verdict: Literal["eligible", "ineligible", "unknown"]
    summary: str
    findings: list[FindingAnswer]
    missing: list[str] = Field(description="the facts that could settle an unknown verdict")
    to_confirm: list[str] = Field(description="conditions that only a person can confirm")
    benefits: list[TierAnswer]


class CheckAnswer(Schema):
    """Exactly the policies with a version in force on the day."""

    on: date
    results: list[ResultAnswer]


@router.get("", response={200: PolicyPage} | FAILURES, by_alias=True, summary=mark("政策库"))
def list_policies(request: HttpRequest, question: Query[PolicyQuestion]) -> object:  # noqa: ARG001
    """The policies in force on a day, by words and by region."""
    on = question.on or timezone.localdate()
    try:
        found = listed(Wanted(on, question.q, question.region.strip()))
    except UnknownCode:
        raise BadQuestion(region=_("没有这个行政区划代码。")) from None
    pages = Paginator(found, PAGE)
    if question.page > pages.num_pages:
        raise BadQuestion(page=_("没有这一页，一共 %(pages)d 页。") % {"pages": pages.num_pages})
    items = _policies(list(pages.page(question.page)), on)
    return {"items": items, "total": pages.count, "page": question.page, "pages": pages.num_pages}


@router.get("/information", response={200: InformationPage} | FAILURES, summary=mark("资讯"))
def list_information(request: HttpRequest, question: Query[InformationQuestion]) -> object:  # noqa: ARG001
    """What was published, newest first, by topic, place, words and time."""
    topic, recent = Topic(question.topic) if question.topic else None, question.recent
    wanted = Sought(
        timezone.localdate(), topic, question.region.strip(), question.q, Recent(recent) if recent else None
    )
    try:
        pages = Paginator(told_whole(sought(wanted)), PAGE)
    except UnknownCode:
        raise BadQuestion(region=_("没有这个行政区划代码。")) from None
    if question.page > pages.num_pages:
        raise BadQuestion(page=_("没有这一页，一共 %(pages)d 页。") % {"pages": pages.num_pages})
    items = [words.piece(text) for text in pages.page(question.page)]
    return {"items": items, "total": pages.count, "page": question.page, "pages": pages.num_pages}


@router.post("/check", response={200: CheckAnswer} | FAILURES, summary=mark("按企业情况核对政策"))
def check_policies(request: HttpRequest, question: CheckQuestion) -> object:  # noqa: ARG001
    """What each policy in force on the day says of these facts, and why."""
    on = question.on or timezone.localdate()
    try:
        facts = parse(question.facts, on)
    except BadFacts as bad:
        raise BadQuestion(**{name: mistake(name, error) for name, error in bad.errors.items()}) from None
    return {"on": on, "results": [_result(case) for case in examine_all(facts, on)]}


@router.get("/{code}", response={200: PolicyAnswer} | FAILURES, by_alias=True, summary=mark("一项政策"))
def get_policy(request: HttpRequest, code: str, question: Query[DayQuestion]) -> object:  # noqa: ARG001
    """The version in force on a day; where none is, the one before or the first to come, with `in_force` false."""
    on = question.on or timezone.localdate()
    version = version_shown(code, on)
    if version is None:
        raise HttpError(404, _("没有这项政策。"))
    return _policies([version], on)[0]


def _policies(versions: Sequence[Version], on: date) -> list[dict[str, object]]:
    """Each as the API tells it. Two queries."""
    told = zip(versions, contents_of(*versions), conditions_of(*versions, on=on), strict=True)
    return [_policy(version, content, asked, on) for version, content, asked in told]


def _policy(version: Version, content: Mapping[str, Any], asked: Finding, on: date) -> dict[str, object]:
    return {
        "code": version.code,
        "title": wording.title(version),
        "kind": version.kind,
        "subject": version.subject,
        "document_number": version.document_number,
        "issuer": version.issuer,
        "region": {"code": version.region, "name": regions.find(version.region).name},
        "status": version.status,
        "superseded_by": version.superseded_by,
        "validity": {
            "from": version.effective_from,
            "through": version.effective_through,
            "in_force": version.is_in_force(on),
        },
        "benefit": wording.benefit_line(version),
        "benefits": [
            {"text": wording.benefit(tier), "condition": raw["condition"]}
            for tier, raw in zip(version.benefits, content["benefits"], strict=True)
        ],
        "conditions": {"tree": content["condition"], "sentences": wording.sentences(asked)},
        "materials": list(wording.materials(version)),
        **{name: wording.text(version, name) for name in ("how_to_apply", "apply_at", "window_note", "note")},
        "source_grade": version.grade,
        "verified": version.grade is not Grade.C,
        "last_verified": version.last_verified,
    }


def _result(case: Case) -> dict[str, object]:
    examination = case.examination
    return {
        "policy": examination.version.code,
        "title": wording.title(examination.version),
        "verdict": examination.verdict,
        "summary": wording.summary(examination),
        "findings": [_finding(finding, examination.version) for finding in examination.findings],
        "missing": list(examination.missing),
        "to_confirm": list(examination.to_confirm),
        "benefits": [{"text": wording.benefit(tier), "status": status} for tier, status in case.tiers],
    }


def _finding(finding: Finding, version: Version) -> dict[str, object]:
    said = wording.described(finding)
    return {
        "condition": said.condition,
        "fact": finding.fact,
        "status": finding.status,
        "expected": said.expected,
        "actual": _actual(finding),
        "shortfall": said.shortfall or None,
        "source": said.source or version.document_number,
    }


def _actual(finding: Finding) -> object:
    """What is known; of a code that is not settled the engine names those still possible, which is not knowing it."""
    stated = finding.actual
    if stated is None or (finding.status is Status.UNKNOWN and isinstance(stated, tuple)):
        return None
    codes = [part for part in stated if isinstance(part, str)] if isinstance(stated, tuple) else []
    return codes or plain(cast(Value, stated))
