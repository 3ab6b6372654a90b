"""What a draft, or a version, changes: told part by part."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import NOTHING
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.versions import PublicationStatus
from huiqi.policies.forms import WithdrawForm
from huiqi.policies.models import Draft
from huiqi.policies.selectors import day_of, library, read_draft, version_of
from huiqi.policies.wording import title, validity
from huiqi.policies.wording.drafts import Told, changes, label, place, told
from huiqi.policies.words import DraftState, Purpose
from huiqi.ui.wording import full_day


def said_by(version: Version, on: date) -> Told:
    """Everything a version says, conditions in words."""
    asked = Examiner(NOTHING, day_of(version, on), library()).find(version.condition)
    return told(version, asked)


def compared(draft: Draft, on: date) -> dict[str, Any]:
    """What the page of a draft shows of it: what is missing, and what it changes since the base and the last review."""
    read = read_draft(draft.content)
    missing = list(dict.fromkeys(place(fault.path) for fault in read.faults))
    context: dict[str, Any] = {"missing": missing, "parts": [], "since_sent": [], "ending": _ending(draft)}
    if read.version is None:
        return context
    after = said_by(read.version, on)
    if draft.purpose is not Purpose.WITHDRAW:
        base = version_of(draft.base) if draft.base else None
        context["parts"] = changes(said_by(base, on) if base else (), after)
    sent = read_draft(draft.sent).version if draft.sent and draft.state is DraftState.DRAFT else None
    context["since_sent"] = changes(said_by(sent, on), after) if sent else []
    return context


def _ending(draft: Draft) -> list[dict[str, str]]:
    """What a withdrawal says, as facts."""
    if draft.purpose is not Purpose.WITHDRAW:
        return []
    rows = [
        {"label": _label("fate"), "value": label(PublicationStatus(draft.fate))},
        {"label": _label("last_day"), "value": full_day(draft.last_day) if draft.last_day else ""},
        {"label": _label("replaced_by"), "value": draft.replaced_by},
    ]
    return [row for row in rows if row["value"]]


def _label(name: str) -> str:
    return str(WithdrawForm.base_fields[name].label)


def difference(versions: Sequence[Version]) -> list[dict[str, Any]]:
    """Each version against the one before it, newest first."""
    steps = [
        {"validity": validity(later), "number": later.document_number, "title": title(later)}
        | {"parts": changes(said_by(earlier, earlier.effective_from), said_by(later, later.effective_from))}
        for earlier, later in pairwise(versions)
    ]
    return steps[::-1]
