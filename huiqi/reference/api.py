"""The public API of the standards: codes, size classes, working days. No sign-in."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from huiqi.kernel.api import FAILURES, BadQuestion, Day
from huiqi.reference.selectors import calendar
from huiqi.reference.wording import no_size_standard, size_rule, size_sentence
from huiqi.standards import credit_code, industries, regions, size_classes, working_days
from huiqi.standards.trees import Node, UnknownCode

router = Router(tags=["标准 Standards"])


class CreditCodeAnswer(Schema):
    """A credit code taken apart; `problem` names the part that is wrong."""

    code: str
    valid: bool
    problem: Literal["length", "character", "registrar", "check_character"] | None
    registrar: str | None
    kind: str | None
    region: str | None


class Named(Schema):
    """A code and its name."""

    code: str
    name: str


class NodeAnswer(Schema):
    """One code of a table, the way to it and what lies directly below."""

    code: str
    name: str
    level: str
    path: list[Named]
    children: list[Named]


class SizeQuestion(Schema):
    """What is known of a firm; whatever is left out is unknown. Money in yuan."""

    industry: str | None = None
    employees: int | None = Field(None, strict=True, ge=0, le=10_000_000)
    revenue: Decimal | None = Field(None, ge=0, max_digits=18, decimal_places=2)
    total_assets: Decimal | None = Field(None, ge=0, max_digits=18, decimal_places=2)
    on: Day = None

    model_config = {"extra": "forbid"}


class SizeFinding(Schema):
    """What one indicator says by itself."""

    indicator: str
    value: Decimal
    reaches: str
    next_class: str | None
    bound: Decimal | None
    short_by: Decimal | None


class SizeAnswer(Schema):
    """The class, or null with what is missing."""

    size_class: Literal["large", "medium", "small", "micro"] | None
    standard: str | None
    rule: str | None
    findings: list[SizeFinding]
    missing: list[str]
    possible: list[str]
    explanation: str


class SkippedDay(Schema):
    """A day that was not counted."""

    date: date
    why: str


class DueAnswer(Schema):
    """A due date with the days passed over; `guessed` where no official notice on holidays is known."""

    from_: date = Field(alias="from", serialization_alias="from")
    days: int
    due: date
    skipped: list[SkippedDay]
    guessed: bool


class DueQuestion(Schema):
    """A first day, not counted, and a number of working days."""

    from_: Day = Field(None, alias="from")
    days: int = Field(ge=0, le=working_days.LONGEST)


@router.get("/uscc/{code}", response={200: CreditCodeAnswer} | FAILURES, summary=mark("统一社会信用代码 GB 32100"))
def examine_credit_code(request: HttpRequest, code: str) -> object:  # noqa: ARG001
    """Take a credit code apart; any text is answered."""
    return credit_code.examine(code)


@router.get("/regions/{code}", response={200: NodeAnswer} | FAILURES, summary=mark("行政区划 GB/T 2260"))
def find_region(request: HttpRequest, code: str) -> object:  # noqa: ARG001
    """A region by its six digits."""
    return _node(regions.find, code)


@router.get("/industries/{code}", response={200: NodeAnswer} | FAILURES, summary=mark("行业 GB/T 4754-2017"))
def find_industry(request: HttpRequest, code: str) -> object:  # noqa: ARG001
    """An industry by its section letter or its two to four digits."""
    return _node(industries.find, code)


def _node(find: Any, code: str) -> dict[str, object]:
    try:
        node: Node = find(code)
    except UnknownCode:
        raise HttpError(404, _("没有代码 %(code)s。") % {"code": code}) from None
    return {"code": node.code, "name": node.name, "level": node.level, "path": node.path, "children": node.children}


@router.post("/size", response={200: SizeAnswer} | FAILURES, summary=mark("企业划型 工信部联企业〔2011〕300号"))
def judge_size(request: HttpRequest, question: SizeQuestion) -> object:  # noqa: ARG001
    """The size class of a firm on a day, with the findings that lead to it."""
    on = question.on or timezone.localdate()
    if size_classes.standard_on(on) is None:
        raise BadQuestion(on=no_size_standard(on))
    try:
        verdict = size_classes.judge(question.industry, question.employees, question.revenue, question.total_assets, on)
    except UnknownCode:
        raise BadQuestion(industry=_("没有行业代码 %(code)s。") % {"code": question.industry}) from None
    return {
        "size_class": verdict.size_class,
        "standard": verdict.standard,
        "rule": size_rule(verdict),
        "findings": verdict.findings,
        "missing": list(verdict.missing),
        "possible": list(verdict.possible),
        "explanation": size_sentence(verdict),
    }


@router.get("/working-days", response={200: DueAnswer} | FAILURES, by_alias=True, summary=mark("工作日"))
def count_working_days(request: HttpRequest, question: Query[DueQuestion]) -> object:  # noqa: ARG001
    """The day on which a time limit of `days` working days ends; the first day is not counted."""
    start = question.from_ or timezone.localdate()
    try:
        due = working_days.add_working_days(start, question.days, calendar())
    except ValueError:
        raise BadQuestion(**{"from": _("日期太早或太晚，不能计算。")}) from None
    skipped = [{"date": day.date, "why": day.why} for day in due.skipped]
    return {"from": start, "days": question.days, "due": due.due, "skipped": skipped, "guessed": due.guessed}
