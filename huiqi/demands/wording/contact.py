"""The first contact in words: its seven duties on a case, and the list of what one follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.demands.models import Demand
from huiqi.demands.selectors import Case, Followed
from huiqi.demands.wording import label
from huiqi.demands.words import Duty, Follows, Handed, Verb
from huiqi.journal.selectors import Happening
from huiqi.standards.calendars import Calendar
from huiqi.standards.working_days import working_days_between
from huiqi.ui.wording import day, full_day

QUIET_DAYS = 3
"""Working days without anything done after which a demand is called quiet: as long as to a staged reply."""


def _did(*verbs: Verb) -> Callable[[Happening, Case], bool]:
    return lambda one, _case: one.verb in verbs


def _on_the_spot(one: Happening, case: Case) -> bool:
    """An answer by the window itself."""
    return one.verb == Verb.ANSWER and one.organisation_id == case.demand.window.organisation_id


FULFILS: dict[Duty, Callable[[Happening, Case], bool]] = {
    Duty.HEAR: _did(Verb.FILE),
    Duty.REGISTER: _did(Verb.REGISTER),
    Duty.GUIDE: _did(Verb.ASK_INFORMATION),
    Duty.SETTLE: _on_the_spot,
    Duty.PASS_ON: _did(Verb.DISPATCH),
    Duty.LEAD: _did(Verb.REPLY, Verb.REFUSE, Verb.GIVE_PLAN),
    Duty.HAND_OVER: _did(Verb.HAND_OVER_RESULT, Verb.RATE),  # who rates has the result: the limit ends by it, too
}
"""What in the journal shows that a duty was done: by whomever, in this or an earlier round."""


def following(case: Case, at: datetime, calendar: Calendar) -> str:
    """On which working day the first contact follows it, or that the result was handed over: to whom, when, how."""
    handed = _handing(case)
    if handed is not None:
        told = {
            "day": full_day(date.fromisoformat(handed.data["day"])),
            "how": label(Handed(handed.data["handed"])),
            "who": handed.texts.get("recipient", ""),
        }
        ended = _("首问跟踪结束：%(day)s%(how)s，%(who)s收到") if told["who"] else _("首问跟踪结束：%(day)s%(how)s")
        return ended % told
    if not case.demand.first_contact or case.demand.is_closed:
        return ""
    return nth_day(case.demand, at, calendar)


def nth_day(demand: Demand, at: datetime, calendar: Calendar) -> str:
    """Which working day of following it is; the day of the filing is the first."""
    days = working_days_between(localdate(demand.began_at), localdate(at), calendar) + 1
    return _("首问跟踪 第 %(n)s 个工作日") % {"n": days}


def _handing(case: Case) -> Happening | None:
    """When the result of this round was handed over."""
    told = (one for one in reversed(case.happenings) if one.verb in (Verb.HAND_OVER_RESULT, Verb.REOPEN))
    last = next(told, None)
    return last if last is not None and last.verb == Verb.HAND_OVER_RESULT else None


def duties(case: Case) -> list[dict[str, str]]:
    """The seven duties of first contact (H56), each with the day it was first done; not every demand needs all."""
    return [{"label": label(duty), "day": _first_day(case, fulfils)} for duty, fulfils in FULFILS.items()]


def _first_day(case: Case, fulfils: Callable[[Happening, Case], bool]) -> str:
    return next((day(one.at) for one in case.happenings if fulfils(one, case)), "")


def followed_row(
    demand: Demand, whose: Followed, quiet: Mapping[int, datetime], at: datetime, calendar: Calendar
) -> dict[str, Any]:
    """What a row says beside the row of a desk: whose it is, as what one follows it, how long it is quiet."""
    contact = demand.first_contact
    since = quiet.get(demand.id, demand.filed_at)
    days = working_days_between(localdate(since), localdate(at), calendar)
    words = ngettext("%(n)s 个工作日没有动静", "%(n)s 个工作日没有动静", days) % {"n": days}
    return {
        "follows": label(whose.people[contact]) if contact in whose.people else _("已交接，等确认"),
        "contact": "" if whose.people.get(contact) is Follows.OWN else whose.names.get(contact, ""),
        "nth": nth_day(demand, at, calendar),
        "quiet": words if days else _("今天有动静"),
        "quiet_tone": "late" if days >= QUIET_DAYS else "",
        "waits": bool(demand.handed_on_by),
    }
