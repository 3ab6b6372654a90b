"""What is told before something is late, and of reminders that nobody answers."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.utils.translation import ngettext

from huiqi.demands.rules.deadlines import Unit
from huiqi.demands.wording import label
from huiqi.demands.wording.due import at_moment
from huiqi.demands.words import Step
from huiqi.notices.ports import Kind, Nature, Words
from huiqi.notices.words import Channel, Group

WARNED, WARNED_UNASSIGNED = "demands.warned", "demands.warned_unassigned"
UNANSWERED, HUB_UNANSWERED = "demands.unanswered", "demands.hub_unanswered"

_PRESSING = Nature((Channel.MAIL, Channel.SMS), may_wait=False)

_ROWS = (
    (
        WARNED,
        mark("时限快到了"),
        mark("诉求 %(number)s 的“%(step)s”最迟 %(due)s 做到，还剩 %(left)s。到期没有做到，会自动记入问责。"),
        mark("去办理"),
    ),
    (
        WARNED_UNASSIGNED,
        mark("时限快到了，还没有人签收"),
        mark("诉求 %(number)s 的“%(step)s”最迟 %(due)s 做到，还剩 %(left)s，现在还没有人签收。请马上安排人办理。"),
        mark("去安排"),
    ),
    (
        UNANSWERED,
        mark("企业的催办没有人答复"),
        mark("企业 %(since)s 催办诉求 %(number)s，应在 %(due)s 前答复，没有人答复。再不答复，会报到省平台。"),
        mark("去过问"),
    ),
    (
        HUB_UNANSWERED,
        mark("企业的催办一直没有答复，报到省平台"),
        mark("企业 %(since)s 催办诉求 %(number)s，%(window)s应在 %(due)s 前答复，一直没有答复。请省平台答复企业。"),
        mark("去答复"),
    ),
)


def _words(subject: str, sentence: str, action: str) -> Callable[[Mapping[str, Any]], Words]:
    return lambda told: Words(_(subject), _(sentence) % _in_words(told), _(action))


def _in_words(told: Mapping[str, Any]) -> dict[str, str]:
    """The values as people read them."""
    moments = {name: datetime.fromisoformat(told[name]) for name in ("due", "since", "at") if name in told}
    shown = {name: at_moment(value) for name, value in moments.items()}
    if "at" in moments:
        shown["left"] = left(moments["due"], moments["at"], told)
    step = label(Step(told["step"])) if "step" in told else ""
    return {"window": "", "due": "", "since": "", "left": "", **told, **shown, "step": step}


def left(due_at: datetime, at: datetime, told: Mapping[str, Any]) -> str:
    """How much time there is still, as the promise is counted: 2 个工作日, 3 个自然日; on the last day in hours.

    Notices of before this was told (`unit`, `working`) are in days of the calendar.
    """
    hours = max(int((due_at - at).total_seconds()) // 3600, 0)
    if told.get("unit") == Unit.WORKING_DAY and told["working"]:
        return ngettext("%(n)s 个工作日", "%(n)s 个工作日", told["working"]) % {"n": told["working"]}
    if hours >= 48:
        return ngettext("%(n)s 个自然日", "%(n)s 个自然日", hours // 24) % {"n": hours // 24}
    if hours:
        return ngettext("%(n)s 小时", "%(n)s 小时", hours) % {"n": hours}
    minutes = max(int((due_at - at).total_seconds()) // 60, 1)
    return ngettext("%(n)s 分钟", "%(n)s 分钟", minutes) % {"n": minutes}


KINDS = tuple(
    Kind(code, Group.TO_DO, subject, _PRESSING, _words(subject, sentence, action))
    for code, subject, sentence, action in _ROWS
)
