"""The API by which a program of an office reads what a firm took along, and brings back what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import pydantic
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from ninja import Field, Header, Router, Schema
from ninja.errors import HttpError
from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue

from huiqi.filings import selectors, services, wording
from huiqi.filings.rules import numbers
from huiqi.filings.rules.lists import MOST_REASON, Line
from huiqi.filings.words import Came, OnFault
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest
from huiqi.kernel.api import BY_KEY, BadQuestion, Barred, Failure
from huiqi.kernel.refusal import Refused
from huiqi.kernel.text import visible
from huiqi.policies.selectors import version_of
from huiqi.policies.words import Stage
from huiqi.programs.services import ByKey
from huiqi.programs.words import Scope

if TYPE_CHECKING:
    from huiqi.filings.models import Handoff, OutcomeList

router = Router(tags=["申报 Filings"])
MOST = 500
"""Outcomes of one list: each is recorded and told to its firm while the program waits."""
Came_ = Literal["made", "same", "refused", "left"]


class Outcome(Schema):
    """What became of an application. The number of the hand-off, or credit code and policy, say whose it is."""

    number: str | None = Field(None, max_length=40)
    uscc: str | None = Field(None, max_length=40)
    policy: str | None = Field(None, max_length=20)
    stage: Literal["applied", "granted", "paid", "refused"]
    on: date
    amount: Decimal | None = Field(None, max_digits=18, decimal_places=2, description="yuan")
    reason: str | None = Field(None, max_length=MOST_REASON)

    model_config = {"extra": "forbid"}


class _Drawn:
    """In the description of the API an outcome of a list has the shape of `Outcome`."""

    @staticmethod
    def __get_pydantic_json_schema__(_schema: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(Outcome.__pydantic_core_schema__)


Each = Annotated[Any, _Drawn]
"""An outcome of a list, read by itself, so that one that is wrong does not keep the others back."""


class OutcomesSent(Schema):
    """A list; `policy` is that of outcomes which name none."""

    outcomes: list[Each] = Field(min_length=1, max_length=MOST)
    on_fault: Literal["rest", "nothing"]
    policy: str = Field("", max_length=20)

    model_config = {"extra": "forbid"}


class OutcomeAnswer(Schema):
    """Whether it is new."""

    outcome: Literal["made", "same"]
    number: str | None
    policy: str


class LineFault(Schema):
    """What is wrong, and where: `outcomes.3.on`."""

    field: str
    code: str
    message: str


class LineAnswer(Schema):
    """What became of one outcome of a list; `index` counts from 0."""

    index: int
    outcome: Came_
    number: str | None
    policy: str | None
    faults: list[LineFault]


class ListAnswer(Schema):
    """What became of a list; `repeated`: it had been sent before, and nothing was done again."""

    ref: str
    made: int
    same: int
    refused: int
    repeated: bool
    lines: list[LineAnswer]


class PolicyNamed(Schema):
    """A policy by code and title."""

    code: str
    title: str
    document_number: str


class CarriedField(Schema):
    """One thing that the firm took along, with its source and day."""

    name: str
    label: str
    value: Any
    text: str
    unit: str | None
    as_of: date | None
    source: str


class Step(Schema):
    """What is known of the application."""

    stage: Literal["applied", "granted", "paid", "refused"]
    on: date
    amount: Decimal | None
    reason: str | None


class HandoffAnswer(Schema):
    """What a firm took along, as it let it stand then; `steps` is what came back, the latest first.

    `erased`: since when a rule keeps the fields no longer.
    """

    number: str
    policy: PolicyNamed
    handed_at: datetime
    fields: list[CarriedField]
    erased: date | None
    steps: list[Step]


Key = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=64, pattern=r"^[!-~]+$")]


@router.get(
    "/handoffs/{number}",
    auth=ByKey(Scope.HANDOFFS),
    response={200: HandoffAnswer} | BY_KEY,
    summary=mark("按编号取申报资料"),
    openapi_extra={"x-scope": Scope.HANDOFFS.value},
)
def get_handoff(request: HttpRequest, response: HttpResponse, number: str) -> object:
    """What the firm that gave its number took along. The look is written down, and the firm sees it."""
    actor, at = cast(ActorRequest, request).actor, timezone.now()
    found = selectors.handoff_by_number(numbers.read(number), actor, localdate(at))
    if found is None:
        raise HttpError(404, str(wording.REFUSALS["unknown_number"]))
    record_look("handoff", found.ref, "fetched", actor=actor, at=at)
    response["Cache-Control"] = "private, no-store"
    return _handoff(found, localdate(at))


def _handoff(found: Handoff, on: date) -> dict[str, object]:
    version = version_of(found.version)
    names = ("name", "label", "value", "text")
    steps = selectors.outcomes_by_number([found.number]).get(found.number, [])
    return {
        "number": found.number,
        "policy": {"code": version.code, "title": wording.title(version), "document_number": version.document_number},
        "handed_at": found.handed_at,
        "fields": [
            {"source": row["source_code"], **{name: row[name] for name in names}}
            | {"as_of": row["as_of"] or None, "unit": row["unit"] or None}
            for row in wording.rows_of(found, on)
        ],
        "erased": localdate(found.erased_at) if found.erased_at else None,
        "steps": [{"stage": s.stage, "on": s.on, "amount": s.amount, "reason": s.reason or None} for s in steps],
    }


@router.post(
    "/outcomes",
    auth=ByKey(Scope.OUTCOMES),
    response={200: OutcomeAnswer} | BY_KEY,
    summary=mark("回传一条申报结果"),
    openapi_extra={"x-scope": Scope.OUTCOMES.value},
)
def bring_outcome(request: HttpRequest, told: Outcome) -> object:
    """Record what became of one application, and tell the firm. The same again is known already."""
    try:
        made = services.bring_one(_line(told, ""), actor=cast(ActorRequest, request).actor, at=timezone.now())
    except Refused as refused:
        raise BadQuestion(**{refused.field or "number": wording.refusal(refused)}) from None
    return {"outcome": made["outcome"], "number": made["number"] or None, "policy": made["code"]}


@router.post(
    "/outcome-lists",
    auth=ByKey(Scope.OUTCOMES),
    response={200: ListAnswer, 409: Failure} | BY_KEY,
    summary=mark("回传一批申报结果"),
    openapi_extra={"x-scope": Scope.OUTCOMES.value},
)
def bring_outcomes(request: HttpRequest, told: OutcomesSent, key: Key) -> object:
    """Record those that are right, or none where one is wrong, as `on_fault` says; under one key it is done once."""
    actor, at = cast(ActorRequest, request).actor, timezone.now()
    lines = [_read(one, f"第{place}条") for place, one in enumerate(told.outcomes, start=1)]
    raw = json.dumps(told.model_dump(), sort_keys=True).encode()
    sent = services.Sent(key, raw, lines, OnFault(told.on_fault), visible(told.policy).upper())
    try:
        made = services.bring_sent(sent, actor=actor, at=at)
    except Refused as refused:
        raise Barred(409, refused.code, wording.refusal(refused)) from None
    return _answer(made, repeated=made.at != at)


def _read(given: Any, place: str) -> Line:
    """An outcome of a list, or what is wrong with it."""
    if not isinstance(given, dict):
        return Line(place, faults=(("", "no_object", ""),))
    try:
        return _line(Outcome.model_validate(given), place)
    except pydantic.ValidationError as wrong:
        return Line(place, faults=tuple(_faults(wrong)))


_CODES = {"missing": "missing", "extra_forbidden": "no_such_field", "string_too_long": "too_long"}
_OF_FIELD = {"stage": "no_stage_word", "on": "no_day", "amount": "not_an_amount"}


def _faults(wrong: pydantic.ValidationError) -> Iterator[tuple[str, str, str]]:
    for error in wrong.errors():
        field = _quoted(error["loc"][0]) if error["loc"] else ""
        value = "" if error["type"] == "missing" else _quoted(error["input"])
        yield field, _CODES.get(error["type"]) or _OF_FIELD.get(field, "not_text"), value


def _quoted(given: Any) -> str:
    """What stood there, as far as it can be kept and shown."""
    return visible(str(given)[:80].encode(errors="replace").decode())


def _line(told: Outcome, place: str) -> Line:
    """The line of a list that says the same."""
    number = numbers.read(told.number or "")
    faults: list[tuple[str, str, str]] = []
    if told.number and not number:
        faults.append(("number", "no_number", _quoted(told.number)))
    if not (told.number or told.uscc):
        faults.append(("number", "no_firm", ""))
    return Line(
        place,
        number,
        visible(told.uscc or "").upper(),
        visible(told.policy or "").upper(),
        Stage(told.stage),
        told.on,
        None if told.stage == "refused" else told.amount,
        visible(told.reason or ""),
        tuple(faults),
    )


def _answer(made: OutcomeList, *, repeated: bool) -> dict[str, object]:
    by_line = [list(told) for _place, told in groupby(made.report, key=lambda one: one["line"])]
    counted = {name: getattr(made, name) for name in ("made", "same", "refused")}
    lines = [_line_answer(index, told) for index, told in enumerate(by_line)]
    return {"ref": str(made.ref), "repeated": repeated, "lines": lines, **counted}


def _line_answer(index: int, told: Sequence[dict[str, Any]]) -> dict[str, object]:
    first = told[0]
    wrong = first["outcome"] == Came.REFUSED.value
    return {
        "index": index,
        "outcome": first["outcome"],
        "number": first.get("number") or None,
        "policy": None if wrong else first["code"],
        "faults": [_fault(index, one) for one in told] if wrong else [],
    }


def _fault(index: int, told: dict[str, Any]) -> dict[str, str]:
    place = f"outcomes.{index}.{told['field']}" if told["field"] else f"outcomes.{index}"
    value = _("写的是“%(value)s”") % {"value": told["value"]} if told["value"] else ""
    message = wording.refusal(Refused(told["code"]))
    return {"field": place, "code": told["code"], "message": f"{message} {value}".strip()}
