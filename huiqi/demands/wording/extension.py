"""More time, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from huiqi.demands.models import Extension
from huiqi.demands.rules.deadlines import Unit
from huiqi.demands.selectors import Case
from huiqi.demands.wording.due import at_moment, limit
from huiqi.ui.wording import full_moment


def most_words(amount: int, unit: Unit) -> str:
    """How long the scheme allows."""
    return _("从提交算起，最多 %(limit)s。延期只有一次。") % {"limit": limit(amount, unit)}


def extension_notice(case: Case, *, own: bool) -> dict[str, Any] | None:
    """What was asked and decided of this round, until it is answered: after that the story tells it. A request that
    waits, or was declined, is shown to those who work."""
    asked = case.extension
    if asked is None or (own and not asked.granted) or case.demand.answered_at:
        return None
    told = {
        "who": case.organisations.get(asked.organisation_id, ""),
        "person": case.people.get(asked.asked_by, ""),
        "when": full_moment(asked.asked_at),
        "limit": limit(asked.amount, Unit(asked.unit)),
        "reason": asked.reason,
    }
    return {
        "tone": _TONES[asked.granted],
        "title": _title(asked),
        "lines": [line for line in _lines(asked, told) if line],
    }


_TONES = {None: "ask", True: "info", False: "info"}


def _title(asked: Extension) -> str:
    if asked.granted is None:
        return _("申请延期，等窗口负责人决定")
    if asked.due_at is None:
        return _("没有同意延期，原来的时限照旧")
    return _("已经延期：最迟 %(until)s 答复") % {"until": at_moment(asked.due_at)}


def _lines(asked: Extension, told: dict[str, str]) -> list[str]:
    lines = [_("%(who)s%(person)s于 %(when)s 申请，一共 %(limit)s：%(reason)s") % told]
    if asked.decision:
        word = _("意见：%(text)s") if asked.granted else _("不同意的原因：%(text)s")
        lines.append(word % {"text": asked.decision})
    return lines
