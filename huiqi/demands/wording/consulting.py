"""Co-handling, in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from huiqi.demands.flow import AT_WINDOW, WITH_INSTITUTION
from huiqi.demands.models import Consultation, Promise
from huiqi.demands.selectors import Case
from huiqi.demands.wording import label
from huiqi.demands.wording.due import at_moment, how_counted, kept_words
from huiqi.demands.words import ConsultationState
from huiqi.standards.calendars import Calendar
from huiqi.ui.wording import full_moment

STATE_TONES = {
    ConsultationState.ASKED: "ask",
    ConsultationState.TAKEN: "info",
    ConsultationState.GIVEN: "good",
    ConsultationState.DECLINED: "quiet",
    ConsultationState.CALLED_OFF: "quiet",
}


def consulted_card(case: Case, at: datetime, calendar: Calendar) -> list[dict[str, Any]]:
    """Who was asked for its part, what for, by when, and what it said."""
    return [_row(one, _promise(one, case.promises), at, calendar) for one in case.consultations]


def _promise(asked: Consultation, promises: list[Promise]) -> Promise | None:
    return next((one for one in promises if one.consultation_id == asked.id), None)


def _row(asked: Consultation, owed: Promise | None, at: datetime, calendar: Calendar) -> dict[str, Any]:
    tone, words = kept_words(owed, at, calendar) if owed else ("quiet", "")
    return {
        "who": asked.organisation.name,
        "ref": asked.ref,
        "is_open": asked.is_open,
        "question": asked.question,
        "opinion": asked.opinion,
        "declined": asked.declined,
        "called_off": asked.called_off,
        "state": label(asked.state),
        "state_tone": STATE_TONES[asked.state],
        "when": full_moment(asked.given_at) if asked.given_at else "",
        "due": at_moment(owed.due_at) if owed else "",
        "tone": tone,
        "words": words,
    }


def listed(asked: Consultation, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """A row of the list of those who are asked."""
    owed = next(iter(asked.promises.all()), None)
    return {"asked": asked, "kind": label(asked.demand.kind), **_row(asked, owed, at, calendar)}


def sheet_shown(asked: Consultation, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """The page of who is asked: the matter, what is asked, by when; nothing of what others did."""
    demand = asked.demand
    owed = next(iter(asked.promises.all()), None)
    rows = [
        {"label": _("企业"), "value": demand.enterprise.name},
        {"label": _("类别"), "value": label(demand.kind)},
        {"label": _("提出会办"), "value": full_moment(asked.asked_at)},
        {"label": _("受理窗口"), "value": demand.window.short_name},
    ]
    return {
        "asked": asked,
        "demand": demand,
        "facts": rows,
        "counted": how_counted(owed.step, owed.explanation) if owed else "",
        "may_take": asked.taken_at is None,
        "waits": asked.is_open and demand.round == asked.round and demand.state in AT_WINDOW | WITH_INSTITUTION,
        **_row(asked, owed, at, calendar),
    }
