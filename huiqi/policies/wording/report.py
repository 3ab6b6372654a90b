"""The policy review in words: one line for each policy, its conditions, and by which version it was judged."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from huiqi.eligibility import wording as engine
from huiqi.eligibility.estimates import Estimate
from huiqi.eligibility.examination import Examination
from huiqi.eligibility.nearness import Gaps
from huiqi.eligibility.questions import Question
from huiqi.eligibility.statuses import Status
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.policies.wording.cases import case_rows, near_lines, question_title
from huiqi.policies.wording.conditions import summary
from huiqi.policies.wording.estimates import amount, calculation
from huiqi.policies.wording.versions import benefit_line, ends, text, title, validity
from huiqi.ui.fact_inputs import language, words_of
from huiqi.ui.wording import full_day

SIGNS = {Status.MET: "✓", Status.UNMET: "✗", Status.UNKNOWN: "？"}


def line(examination: Examination, between: Gaps, starts: date | None, worth: Estimate | None) -> dict[str, Any]:
    """A policy of the review with its reasons."""
    version = examination.version
    return {
        "code": version.code,
        "title": title(version),
        "number": version.document_number,
        "ends": ends(version),
        "benefit": benefit_line(version),
        "yuan": amount(worth) if worth else "",
        "how": text(version, "how_to_apply"),
        "where": text(version, "apply_at"),
        "summary": summary(examination),
        "near": near_lines(between, starts),
        "rows": conditions(examination),
    }


def conditions(examination: Examination) -> list[dict[str, object]]:
    """Each condition with a sign for whether it is met; the sign is said in words beside it."""
    return [row | {"sign": _sign(row)} for row in case_rows(examination.finding, {})]


def _sign(row: Mapping[str, object]) -> str:
    return {str(status): sign for status, sign in SIGNS.items()}.get(str(row["status"]), "·")


def reckoned(version: Version, worth: Estimate) -> dict[str, Any]:
    """The calculation of one policy."""
    return {"code": version.code, "title": title(version), "amount": amount(worth), "rows": calculation(worth)}


def asked(question: Question) -> dict[str, str]:
    """A question worth answering, and what it settles."""
    return {"question": words_of(vocabulary()[question.fact], "question"), "worth": question_title(question)}


def judged_by(versions: Iterable[Version]) -> list[dict[str, str]]:
    """By which version each policy was judged, and how far its source was checked."""
    return [
        {
            "code": version.code,
            "title": title(version),
            "number": version.document_number,
            "validity": validity(version),
            "grade": f"{version.grade} · {_(version.grade.label)}",
            "verified": full_day(version.last_verified),
        }
        for version in versions
    ]


def missing(examination: Examination) -> list[str]:
    """The facts a policy still lacks."""
    return [engine.fact_label(name, language()) for name in examination.missing]
