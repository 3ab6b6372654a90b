"""Who has a demand, in words: each part, how far it is, by when it is owed, and what was said of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from huiqi.demands.flow import OPEN_HANDLINGS
from huiqi.demands.models import Handling
from huiqi.demands.selectors import Case
from huiqi.demands.wording import label
from huiqi.demands.wording.due import at_moment, kept_words
from huiqi.demands.words import HandlingState, Step
from huiqi.standards.calendars import Calendar

TONES = {
    HandlingState.SENT: "ask",
    HandlingState.ANSWERED: "good",
    HandlingState.RETURNED: "late",
    HandlingState.RECALLED: "quiet",
}


def together(answer: str, by: Handling | None, hands: Iterable[Handling]) -> str:
    """The answer of a demand: where it was divided, what the window says, then each part under the name of who gave
    it, in the words of the enterprise's language.
    """
    said = [f"【{one.organisation.name}】{one.task}\n{one.answer}" for one in hands if one.answer]
    if not said:
        return answer
    return "\n\n".join(said if by and by.part else [answer, *said])


def hands_card(case: Case, at: datetime, calendar: Calendar, *, own: bool) -> list[dict[str, Any]]:
    """The parts of this round, by number, each with all who had it; empty where it was never divided."""
    shown = [one for one in case.handlings if one.part and one.sent_at >= case.demand.began_at]
    return [_row(one, case, at, calendar, own=own) for one in sorted(shown, key=lambda one: (one.part, one.id))]


def _row(one: Handling, case: Case, at: datetime, calendar: Calendar, *, own: bool) -> dict[str, Any]:
    steps = (Step.PART_ANSWER, Step.OUTSIDE_ANSWER)
    owed = next((p for p in case.promises if p.handling_id == one.id and p.step in steps), None)
    tone, clock = kept_words(owed, at, calendar) if owed else ("", "")
    is_open = one.state in OPEN_HANDLINGS
    return {
        "who": one.organisation.name,
        "task": one.task,
        "state": label(one.state),
        "tone": TONES.get(one.state, "info"),
        "person": case.people.get(one.taken_by, ""),
        "due": at_moment(owed.due_at) if owed and not own else "",
        "clock": clock if is_open and not own else "",
        "late": tone == "late",
        "answer": one.answer,
        "reason": one.return_reason,
        "part": one.part,
        "deeds": _deeds(one) if is_open and not own else [],
    }


def _deeds(one: Handling) -> list[tuple[str, str]]:
    """What the window does about one of several."""
    by_letter = [("send-letter", _("登记发函")), ("enter-answer", _("录入函复")), ("enter-return", _("录入退函"))]
    return [*(by_letter if one.by_letter else []), ("recall", _("收回"))]


def divided(case: Case) -> list[str]:
    """That several have it, and who; empty where it is not divided."""
    if not case.demand.parts:
        return []
    names = [one.organisation.name for one in case.hands]
    if not names:
        return []
    if len(names) == 1:
        return [_("其余部分已答复或退回，现在由%(name)s办理它的部分") % {"name": names[0]}]
    return [_("现在由 %(n)s 家分别办理：%(names)s") % {"n": len(names), "names": _("、").join(names)}]
