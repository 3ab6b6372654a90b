"""How a due moment was counted, line by line: what the page of due moments shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from huiqi.demands.rules.deadlines import Unit
from huiqi.demands.selectors import Case
from huiqi.demands.wording.anonymous import step_of
from huiqi.demands.wording.due import at_moment, kept_words, limit, passed_over, pauses_told
from huiqi.demands.words import Step
from huiqi.standards.calendars import Calendar
from huiqi.ui.wording import full_day, full_moment

if TYPE_CHECKING:
    from huiqi.demands.models import Promise

Line = dict[str, str]


def counted_of(case: Case, at: datetime, calendar: Calendar, *, own: bool) -> list[dict[str, Any]]:
    """Every promise with its counting: what is owed now first, then the others in the order of the steps.

    The part that others were asked for is no business of the enterprise (`own`).
    """
    order, owed = list(Step), case.owed()
    others = sorted(
        (one for one in case.promises if one not in owed), key=lambda one: (one.round, order.index(one.step))
    )
    shown = [one for one in (*owed, *others) if not (own and one.step is Step.OPINION)]
    return [_row(one, case, at, calendar) for one in shown]


def _row(one: Promise, case: Case, at: datetime, calendar: Calendar) -> dict[str, Any]:
    tone, words = kept_words(one, at, calendar)
    custodies = {each.id: each.organisation.name for each in case.handlings}
    return {
        "title": _again(one, case),
        "whose": custodies.get(one.handling_id or 0, ""),
        "due": at_moment(one.due_at),
        "tone": tone,
        "words": words,
        "lines": list(_lines(one, case)),
    }


def _again(one: Promise, case: Case) -> str:
    """The step, and the how manieth time it was promised."""
    step = step_of(one.step, case.demand)
    return _("%(step)s（第 %(n)d 次约定）") % {"step": step, "n": one.times} if one.times > 1 else step


def _lines(one: Promise, case: Case) -> Iterator[Line]:
    told = one.explanation
    unit = Unit(told["unit"])
    yield {"label": _("从什么时候起"), "value": full_moment(datetime.fromisoformat(told["from"]))}
    yield {"label": _("多长"), "value": limit(told["amount"], unit)}
    yield {"label": _("怎么计"), "value": _how(unit)}
    if told.get("grace"):
        yield {"label": _("先留给企业评价"), "value": limit(told["grace"], Unit.WORKING_DAY)}
    if "received" in told:
        text = _("到达时窗口已经下班或休息，算作 %(day)s收到。") % {
            "day": full_day(date.fromisoformat(told["received"]))
        }
        yield {"label": _("下班以后到达"), "value": text}
    if told.get("business"):
        yield {"label": _("窗口服务时间"), "value": told["business"]}
    yield {"label": _("没有算的日子"), "value": " ".join(passed_over(told["skipped"])) or _("没有跳过任何一天。")}
    for text in pauses_told(told, unit):
        yield {"label": _("停表"), "value": text}
    yield from _extended(one, case)
    yield {"label": _("依据"), "value": _source(told)}
    if told["guessed"]:
        text = _("其中有一年的放假安排当时还没有公布，按法定节日推算；公布以后，这个日期不会改。")
        yield {"label": _("说明"), "value": text}


def _how(unit: Unit) -> str:
    """What counts, and when it ends."""
    if unit is Unit.CLOCK_HOUR:
        return _("从这一刻起日夜连续计算，休息日不停。")
    if unit is Unit.WORKING_HOUR:
        return _("只算窗口工作日的服务时间。")
    if unit is Unit.WORKING_DAY:
        return _("次日起算，只算工作日（调休上班的算），最后一天到窗口关门为止。")
    return _("次日起算，天天都算；最后一天是休息日的，顺延到下一个工作日，到窗口关门为止。")


def _extended(one: Promise, case: Case) -> Iterator[Line]:
    """Who gave more time, when and why."""
    asked = case.extension
    if one.step is not Step.EXTENDED_FINISH or asked is None or asked.decided_at is None:
        return
    told = {
        "person": case.people.get(asked.decided_by, ""),
        "when": full_moment(asked.decided_at),
        "who": case.organisations.get(asked.organisation_id, ""),
        "reason": asked.reason,
    }
    yield {"label": _("延期"), "value": _("%(who)s申请，%(person)s于 %(when)s 批准：%(reason)s") % told}


def _source(told: Mapping[str, Any]) -> str:
    """Which scheme, of whom, in force since when."""
    if "scheme_since" not in told:
        return str(told["source"])
    whose = _("本窗口的时限方案") if told["scheme_own"] else _("全网络的时限方案")
    words = {"source": told["source"], "whose": whose, "since": full_day(date.fromisoformat(told["scheme_since"]))}
    return _("%(source)s。%(whose)s，%(since)s起施行的版本。") % words
