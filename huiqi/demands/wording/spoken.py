"""A due moment as it is said aloud, to somebody on the telephone: no figures, no brackets, one breath.

“我们最迟在十二月十七日，星期四，下午五点半之前给您答复。” A day ends at 24:00 of that day, never at 0:00 of the next.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.models import Promise
from huiqi.demands.rules.deadlines import Unit
from huiqi.demands.wording.story import OWED
from huiqi.demands.words import Step
from huiqi.ui.wording import MONTHS

DIGITS = "零一二三四五六七八九"
WEEKDAYS = "一二三四五六日"
LAST_MINUTE = time(23, 59)
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

BEGAN = {
    Step.RETURN_VISIT: lazy("从%(day)s答复、留给您评价的时间过去以后"),
    Step.HAND_OVER: lazy("从%(day)s答复"),
    Step.SAMPLE_VISIT: lazy("从%(day)s抽中回访"),
    Step.RECTIFY_CONTACT: lazy("从%(day)s您说不满意"),
    Step.RECTIFICATION: lazy("从%(day)s您说不满意"),
    Step.GREEN_FINISH: lazy("从%(day)s开通绿色通道"),
}
"""From when a limit is counted, where it is not from the filing."""

UNSAID = (Step.HANDLER_TAKE, Step.PART_ANSWER, Step.OPINION, Step.OUTSIDE_ANSWER)
"""What offices owe one another: nothing to say to the enterprise."""

COUNTED = {
    Unit.WORKING_DAY: lazy("的次日算起，一共%(n)s个工作日"),
    Unit.CALENDAR_DAY: lazy("的次日算起，一共%(n)s天"),
    Unit.WORKING_HOUR: lazy("算起，只算工作日的上班时间，一共%(n)s个小时"),
    Unit.CLOCK_HOUR: lazy("算起，日夜连续，一共%(n)s个小时"),
}


DAYS = (Unit.WORKING_DAY, Unit.CALENDAR_DAY)
STOOD = {
    Unit.WORKING_DAY: lazy("%(n)s个工作日"),
    Unit.CALENDAR_DAY: lazy("%(n)s天"),
    Unit.WORKING_HOUR: lazy("%(n)s个小时"),
    Unit.CLOCK_HOUR: lazy("%(n)s个小时"),
}


def said_number(number: int) -> str:
    """A whole number below a hundred in Chinese: 7 → 七, 15 → 十五, 20 → 二十, 31 → 三十一."""
    tens, ones = divmod(number, 10)
    said = (DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return said + (DIGITS[ones] if ones or not tens else "")


def said_moment(due: datetime, at: datetime) -> str:
    """A moment as it is said: 今天/明天, the day with its weekday, the time; another year is named."""
    local = localtime(due)
    midnight = local.time() == time() or local.time() >= LAST_MINUTE
    day = local.date() - timedelta(days=1) if local.time() == time() else local.date()
    if _english():
        return f"{_english_time(local, midnight)} {_english_day(day, localdate(at))}"
    return f"{_day(day, localdate(at))}，{'夜里十二点' if midnight else _time(local)}"


def _day(day: date, today: date) -> str:
    near = {0: "今天，", 1: "明天，"}.get((day - today).days, "")
    year = "".join(DIGITS[int(digit)] for digit in str(day.year)) + "年" if day.year != today.year and not near else ""
    return f"{near}{year}{said_number(day.month)}月{said_number(day.day)}日，星期{WEEKDAYS[day.weekday()]}"


def _time(moment: datetime) -> str:
    hour, minute = moment.hour, moment.minute
    part = next(name for until, name in PARTS if hour < until)
    said = {2: "两"}.get(hour % 12, said_number(hour % 12 or 12))
    minutes = {0: "", 30: "半"}.get(minute, ("零" if minute < 10 else "") + said_number(minute) + "分")
    return f"{part}{said}点{minutes}"


PARTS = ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
"""The parts of a day, each until an hour."""


def _english_day(day: date, today: date) -> str:
    near = {0: "today, ", 1: "tomorrow, "}.get((day - today).days, "on ")
    year = f" {day.year}" if day.year != today.year else ""
    return f"{near}{ENGLISH_DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def _english_time(moment: datetime, midnight: bool) -> str:
    if midnight or (moment.hour, moment.minute) == (12, 0):
        return "midnight" if midnight else "noon"
    part = "in the morning" if moment.hour < 12 else "in the afternoon" if moment.hour < 18 else "in the evening"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {part}"


def said_aloud(owed: Sequence[Promise], at: datetime) -> list[str]:
    """What to say to the enterprise when it asks until when: what is owed to it next, and how that was counted."""
    first = next((one for one in owed if one.step not in UNSAID), None)
    if first is None:
        return []
    told = {"when": said_moment(first.due_at, at), "what": OWED[first.step][0]}
    late = _("本来应在%(when)s之前%(what)s，现在已经晚了，我们马上催办。")
    return [(late if first.due_at <= at else _("我们最迟在%(when)s之前%(what)s。")) % told, _count(first, at)]


def _count(promise: Promise, at: datetime) -> str:
    """How it was counted, in one sentence that can be said."""
    told = promise.explanation
    unit, amount = Unit(told["unit"]), told["amount"]
    since = datetime.fromisoformat(told["from"])
    filed = lazy("从%(day)s重新打开") if "round" in told else lazy("从%(day)s提交")
    begun = str(BEGAN.get(promise.step, filed)) % {"day": _since(localdate(since), localdate(at))}
    if "received" in told:
        days = {"day": _since(date.fromisoformat(told["received"]), localdate(at)), "begun": begun}
        begun = _("%(begun)s，那时窗口已经下班，算作%(day)s收到。从收到") % days
    counted = str(COUNTED[unit]) % {"n": amount if _english() or amount > 99 else _amount(amount)}
    reasons = dict.fromkeys(row["why"] for row in told["skipped"])
    rests = _("和").join(_(why) for why in reasons)
    left_out = _("，%(days)s不算在内。") % {"days": rests} if rests else _("。")
    guess = _("有一年的放假安排还没有公布，先这样算。") if told["guessed"] else ""
    return begun + counted + left_out + _still(told, unit) + guess


def _still(told: Mapping[str, Any], unit: Unit) -> str:
    """How long the clock stood meanwhile."""
    seconds = sum(one["stood"] for one in told.get("pauses", ()))
    if not seconds:
        return ""
    n = seconds // (86_400 if unit in DAYS else 3_600)
    said = str(STOOD[unit] if n else _("不到一个小时")) % {"n": n if _english() or n > 99 else _amount(n)}
    return _("中间停了%(said)s计时，也不算在内。") % {"said": said}


def _since(day: date, today: date) -> str:
    """A day that lies back."""
    ago = (today - day).days
    if _english():
        return {0: "today", 1: "yesterday"}.get(ago, f"{day.day} {MONTHS[day.month - 1]}")
    return {0: "今天", 1: "昨天"}.get(ago, f"{said_number(day.month)}月{said_number(day.day)}日")


def _amount(number: int) -> str:
    """A number before a measure word: 两个, not 二个."""
    return "两" if number == 2 else said_number(number)


def _english() -> bool:
    return (get_language() or "zh").startswith("en")
