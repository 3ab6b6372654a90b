"""Due moments in words: how they were counted, what is left, what became of them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from huiqi.demands.models import Promise
from huiqi.demands.rules.deadlines import Unit
from huiqi.demands.words import PauseGround, Step
from huiqi.standards.calendars import Calendar
from huiqi.standards.working_days import working_days_between
from huiqi.ui.wording import MONTHS, day, moment


def at_moment(value: datetime) -> str:
    """A moment with its weekday, as people speak of a due date: 11月27日（周五）17:30."""
    return f"{day(value)} {localtime(value):%H:%M}" if _english() else f"{day(value)}{localtime(value):%H:%M}"


def _english() -> bool:
    return not day(date(2026, 1, 1)).startswith("1月")


def limit(amount: int, unit: Unit) -> str:
    """An amount of time as it is promised: 3 个工作日."""
    if unit is Unit.WORKING_DAY:
        return ngettext("%(n)s 个工作日", "%(n)s 个工作日", amount) % {"n": amount}
    if unit is Unit.CALENDAR_DAY:
        return ngettext("%(n)s 天", "%(n)s 天", amount) % {"n": amount}
    if unit is Unit.CLOCK_HOUR:
        return ngettext("%(n)s 小时（日夜连续）", "%(n)s 小时（日夜连续）", amount) % {"n": amount}
    return ngettext("%(n)s 小时（工作时间）", "%(n)s 小时（工作时间）", amount) % {"n": amount}


STARTS = {
    Step.HANDLER_TAKE: lazy("%(from)s 转给承办单位，"),
    Step.OUTSIDE_ANSWER: lazy("%(from)s 转给系统外的承办单位，"),
    Step.RETURN_VISIT: lazy("%(from)s 答复，先留 %(grace)s 给企业评价，"),
    Step.HAND_OVER: lazy("%(from)s 答复，"),
    Step.PART_ANSWER: lazy("%(from)s 分给承办单位，"),
    Step.SAMPLE_VISIT: lazy("%(from)s 抽中回访，"),
    Step.RECTIFY_CONTACT: lazy("%(from)s 评价不满意，"),
    Step.RECTIFICATION: lazy("%(from)s 评价不满意，"),
    Step.OPINION: lazy("%(from)s 请求会办，"),
    Step.GREEN_FINISH: lazy("%(from)s 开通绿色通道，"),
}


def how_counted(step: Step, told: Mapping[str, Any]) -> str:
    """How a due date was counted, from the explanation kept with the promise."""
    unit = Unit(told["unit"])
    filed = lazy("%(from)s 重新打开，") if "round" in told else lazy("%(from)s 提交，")
    begun = str(STARTS.get(step, filed)) % {
        "from": at_moment(datetime.fromisoformat(told["from"])),
        "grace": limit(told["grace"], Unit.WORKING_DAY),
    }
    counting = _counting(unit, told.get("business") or "09:00–17:30")
    ends = {"limit": limit(told["amount"], unit), "due": at_moment(datetime.fromisoformat(told["due"]))}
    sentences = [
        begun + counting,
        *_late(told),
        *passed_over(told["skipped"]),
        *pauses_told(told, unit),
        _("共 %(limit)s，到 %(due)s 为止。") % ends,
    ]
    if told["guessed"]:
        sentences.append(_("其中有一年的放假安排还没有公布，公布后实际可能更晚，这个日期不会改。"))
    sentences.append(_("依据：%(source)s。") % {"source": _source(told)})
    return "".join(sentences) if not _english() else " ".join(sentences)


def _source(told: Mapping[str, Any]) -> str:
    """On what a limit rests: what a scheme names stands as it is written; our own words are told in the language."""
    source = str(told["source"]).rstrip("。")
    return _(source) if source else ""


def _counting(unit: Unit, business: str) -> str:
    """From when it is counted, and which hours."""
    if unit is Unit.CLOCK_HOUR:
        return _("从这一刻起日夜连续计算，休息日不停。")
    if unit is Unit.WORKING_HOUR:
        return _("只算窗口工作日的服务时间（%(hours)s）。") % {"hours": business}
    return _("次日起算。")


def _late(told: Mapping[str, Any]) -> Iterator[str]:
    """That it arrived after hours, and on which day it counts as received."""
    if "received" in told:
        on = _run([date.fromisoformat(told["received"])])
        if Unit(told["unit"]) is Unit.WORKING_HOUR:
            yield _("到达时窗口已经下班，从 %(day)s开门起算。") % {"day": on}
        else:
            yield _("到达时窗口已经下班，算作 %(day)s收到，再从次日起算。") % {"day": on}


def pauses_told(told: Mapping[str, Any], unit: Unit) -> Iterator[str]:
    """When the clock stood, why, and which days of it are not counted."""
    for one in told.get("pauses", ()):
        words = {
            "from": at_moment(datetime.fromisoformat(one["from"])),
            "until": at_moment(datetime.fromisoformat(one["until"])),
            "ground": _(PauseGround(one["ground"]).label),
            "stood": _stood(one["stood"], unit),
        }
        yield _("%(from)s 至 %(until)s 中止计时（%(ground)s），停了 %(stood)s。") % words
        if one["days"]:
            first, last = (date.fromisoformat(day) for day in one["days"])
            days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            yield _("%(days)s停表，不算在内。") % {"days": _("、").join(_run(run) for run in _runs(days))}


def _stood(seconds: int, unit: Unit) -> str:
    """How much of a limit stood still, in its unit."""
    if unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY):
        return limit(seconds // 86_400, unit)
    hours, minutes = divmod(seconds // 60, 60)
    return _("%(hours)d 小时 %(minutes)d 分") % {"hours": hours, "minutes": minutes}


def passed_over(skipped: list[dict[str, str]]) -> Iterator[str]:
    """“11月21日至22日、11月28日至29日是周末，不算在内。”, one sentence per reason."""
    days = [(date.fromisoformat(row["date"]), row["why"]) for row in skipped]
    reasons = dict.fromkeys(why for _day, why in days)
    for why in reasons:
        runs = _("、").join(_run(run) for run in _runs([on for on, reason in days if reason == why]))
        yield _("%(days)s是%(why)s，不算在内。") % {"days": runs, "why": _(why)}


def _runs(days: list[date]) -> Iterator[list[date]]:
    for _key, run in groupby(enumerate(days), key=lambda item: item[1] - timedelta(days=item[0])):
        yield [on for _at, on in run]


def _run(run: list[date]) -> str:
    first, last = run[0], run[-1]
    told = {
        "month": _month(first),
        "day": first.day,
        "to_month": _month(last),
        "to_day": last.day,
    }
    if first == last:
        return _("%(month)s月%(day)s日") % told
    if first.month == last.month:
        return _("%(month)s月%(day)s日至%(to_day)s日") % told
    return _("%(month)s月%(day)s日至%(to_month)s月%(to_day)s日") % told


def _month(on: date) -> str:
    return MONTHS[on.month - 1] if _english() else str(on.month)


def time_left(due_at: datetime, at: datetime, calendar: Calendar) -> str:
    """How much is left, or by how much it is late. Where no working day comes before it, the day itself is said."""
    if due_at <= at:
        return _past(due_at, at, calendar)
    today, on, time = localdate(at), localdate(due_at), f"{localtime(due_at):%H:%M}"
    if on == today:
        return _("今天 %(time)s 到期") % {"time": time}
    if days := working_days_between(today, on, calendar):
        return ngettext("还有 %(n)s 个工作日", "还有 %(n)s 个工作日", days) % {"n": days}
    if (on - today).days == 1:
        return _("明天 %(time)s 到期") % {"time": time}
    rest = (on - today).days
    return ngettext("还有 %(n)s 天，都是休息日", "还有 %(n)s 天，都是休息日", rest) % {"n": rest}


def _past(due_at: datetime, at: datetime, calendar: Calendar) -> str:
    days = working_days_between(localdate(due_at), localdate(at), calendar)
    if days:
        return ngettext("超时 %(n)s 个工作日", "超时 %(n)s 个工作日", days) % {"n": days}
    minutes = int((at - due_at).total_seconds()) // 60
    if minutes < 60:
        return ngettext("超时 %(n)s 分钟", "超时 %(n)s 分钟", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 24:
        return ngettext("超时 %(n)s 小时", "超时 %(n)s 小时", hours) % {"n": hours}
    return ngettext("超时 %(n)s 天", "超时 %(n)s 天", hours // 24) % {"n": hours // 24}


def tone_of_due(due_at: datetime | None, at: datetime) -> str:
    """The tone in which a due moment is shown: late, ask (today), or none."""
    if due_at is None:
        return ""
    return "late" if due_at <= at else "ask" if localdate(due_at) == localdate(at) else ""


def kept_words(promise: Promise, at: datetime, calendar: Calendar) -> tuple[str, str]:
    """(tone, words) of what became of a promise."""
    if promise.kept_at and promise.missed_at:
        return "late", _("%(when)s 做到，已超时") % {"when": moment(promise.kept_at)}
    if promise.kept_at and promise.kept_at > promise.due_at:  # it was no longer owed, and was done all the same
        return "good", _("%(when)s 做到") % {"when": moment(promise.kept_at)}
    if promise.kept_at:
        return "good", _("%(when)s 做到，按时") % {"when": moment(promise.kept_at)}
    if promise.held_at and promise.released_at and not promise.missed_at:
        return "quiet", _("中止计时，恢复后重新约定")
    if promise.held_at and not promise.released_at:
        return "ask", _("计时中止")
    if promise.released_at:
        return ("late", _("已超时，后来不再需要")) if promise.missed_at else ("quiet", _("不再需要"))
    return tone_of_due(promise.due_at, at) or "info", time_left(promise.due_at, at, calendar)
