"""Policies and examinations made for one test each."""

from datetime import date
from typing import Any

from huiqi.eligibility.examination import Examination, examine
from huiqi.eligibility.facts import parse
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.library import Library

DAY = date(2026, 11, 22)


def version(condition: Any, code: str = "T01", **changed: Any) -> dict[str, Any]:
    """A policy file with this condition."""
    return {
        "schema": 1,
        "code": code,
        "title": f"政策{code}",
        "title_en": f"Policy {code}",
        "kind": "tax",
        "document_number": "测试1号",
        "issuer": "测试",
        "region": "000000",
        "status": "in_force",
        "effective_from": "2020-01-01",
        "effective_through": None,
        "superseded_by": None,
        "last_verified": "2026-11-22",
        "grade": "A",
        "note": "",
        "subject": "enterprise",
        "condition": condition,
        "benefits": [{"text": "优惠", "text_en": "A benefit", "condition": None}],
        "materials": [],
    } | changed


def examined(condition: Any, facts: dict[str, Any], on: date = DAY, others: tuple[Any, ...] = ()) -> Examination:
    """The examination of one condition, with other policies in the library."""
    library = Library.load([version(condition), *others])
    found = library.version_on("T01", on)
    assert found is not None
    return examine(found, parse(facts, on), on, library)


def found(condition: Any, facts: dict[str, Any], on: date = DAY, others: tuple[Any, ...] = ()) -> Finding:
    """What is found about one condition."""
    return examined(condition, facts, on, others).finding


def status(condition: Any, facts: dict[str, Any], on: date = DAY) -> str:
    """The status of one condition as a code."""
    return str(found(condition, facts, on).status.value)
