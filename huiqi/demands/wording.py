"""What demands says to people: refusals, due dates and how they were counted, happenings, what comes next."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from huiqi.demands.models import AccountabilityRecord, Promise
from huiqi.demands.rules.deadlines import CLOSES, OPENS, Unit
from huiqi.demands.words import DemandState, Verb
from huiqi.kernel.words import Word
from huiqi.network.words import LimitStep
from huiqi.standards.calendars import Calendar
from huiqi.standards.working_days import working_days_between
from huiqi.ui.wording import MONTHS, day, full_moment, moment

REFUSALS = {
    "stale": lazy("刚才有人更新了这件诉求。您写的还在，请看过最新情况再提交。"),
    "not_now": lazy("这件诉求现在是“%(state)s”，不能再“%(verb)s”。请看最新进展。"),
    "required": lazy("请填写这一项。"),
    "too_long": lazy("最多 %(limit)d 字，现在有 %(length)d 字。请删减后再提交，详细情况可以放进附件。"),
    "too_many_files": lazy("一次最多附 %(limit)d 个文件。请合并，或打成一个 ZIP 压缩包。"),
    "nothing_asked": lazy("窗口没有要求补充，或您已经补过了。"),
    "asked_already": lazy("已经一次性告知过需要补充的内容，不能再要第二次。请按已有材料答复，或转机构办理。"),
    "rated_already": lazy("这件诉求已经评价过了，一件诉求评价一次。"),
    "not_settled": lazy("这家机构现在没有入驻本窗口或省平台。请从列表里另选一家。"),
    "rating_first": lazy("企业还可以在 %(until)s 前自行评价，之后才能回访。"),
    "visit_first": lazy("没有评价、或评价不满意的诉求，要先回访再归档。"),
    "no_such_demand": lazy("没有找到这件诉求。请核对编号和查询码，两者要同时对上。"),
    "too_many_tries": lazy("错的次数太多了。请十分钟后再试，或登录后查看。"),
}
REQUIRED = {
    "title": lazy("请用一句话写明是什么事。"),
    "text": lazy("请写下情况，或附上材料。"),
    "missing": lazy("请把需要补充的内容一次写全。"),
    "reply": lazy("请写明现在进展到哪一步、下一步什么时候。"),
    "reason": lazy("请写明原因，企业也会看到。"),
    "plan": lazy("请写明做什么、什么时候完成、收不收费。"),
    "answer": lazy("请写下答复。"),
    "need_met": lazy("请选择需求有没有得到满足。"),
    "follow_up": lazy("请选择是否还需要后续服务。"),
}


def refusal(code: str, parameters: Mapping[str, Any] | None = None, field: str = "") -> str:
    """The sentence of a refusal."""
    told = {name: at_moment(v) if isinstance(v, datetime) else v for name, v in (parameters or {}).items()}
    sentence = REQUIRED.get(field) if code == "required" else None
    return str(sentence or REFUSALS[code]) % told


def label(word: Word) -> str:
    """A word in the reader's language."""
    return _(word.label)


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
    return ngettext("%(n)s 小时（工作时间）", "%(n)s 小时（工作时间）", amount) % {"n": amount}


STARTS = {
    LimitStep.HANDLER_TAKE: lazy("%(from)s 转给机构，"),
    LimitStep.RETURN_VISIT: lazy("%(from)s 答复，先留 %(grace)s 给企业评价，"),
}


def how_counted(step: LimitStep, told: Mapping[str, Any]) -> str:
    """How a due date was counted, from the explanation kept with the promise."""
    unit = Unit(told["unit"])
    begun = str(STARTS.get(step, lazy("%(from)s 提交，"))) % {
        "from": at_moment(datetime.fromisoformat(told["from"])),
        "grace": limit(told["grace"], Unit.WORKING_DAY),
    }
    hours = {"opens": f"{OPENS:%H:%M}", "closes": f"{CLOSES:%H:%M}"}
    counting = _("只算工作日的 %(opens)s 至 %(closes)s。") % hours if unit is Unit.WORKING_HOUR else _("次日起算。")
    ends = {"limit": limit(told["amount"], unit), "due": at_moment(datetime.fromisoformat(told["due"]))}
    sentences = [begun + counting, *_skipped(told["skipped"]), _("共 %(limit)s，到 %(due)s 为止。") % ends]
    if told["guessed"]:
        sentences.append(_("其中有一年的放假安排还没有公布，公布后实际可能更晚，这个日期不会改。"))
    sentences.append(_("依据：%(source)s。") % {"source": str(told["source"]).rstrip("。")})
    return "".join(sentences) if not _english() else " ".join(sentences)


def _skipped(skipped: list[dict[str, str]]) -> Iterator[str]:
    """“11月21日至22日、11月28日至29日是周末，不算在内。”, one sentence per reason."""
    days = [(date.fromisoformat(row["date"]), row["why"]) for row in skipped]
    reasons = dict.fromkeys(why for _day, why in days)
    for why in reasons:
        runs = "、".join(_run(run) for run in _runs([on for on, reason in days if reason == why]))
        yield _("%(days)s是%(why)s，不算在内。") % {"days": runs, "why": _(why)}


def _runs(days: list[date]) -> Iterator[list[date]]:
    for _key, run in groupby(enumerate(days), key=lambda item: item[1] - timedelta(days=item[0])):
        yield [on for _at, on in run]


def _run(run: list[date]) -> str:
    first, last = run[0], run[-1]
    told = {
        "month": first.month,
        "month_name": MONTHS[first.month - 1],
        "day": first.day,
        "to_month": last.month,
        "to_month_name": MONTHS[last.month - 1],
        "to_day": last.day,
    }
    if first == last:
        return _("%(month)s月%(day)s日") % told
    if first.month == last.month:
        return _("%(month)s月%(day)s日至%(to_day)s日") % told
    return _("%(month)s月%(day)s日至%(to_month)s月%(to_day)s日") % told


def time_left(due_at: datetime, at: datetime, calendar: Calendar) -> str:
    """How much is left, or by how much it is late."""
    if due_at <= at:
        return _late(due_at, at, calendar)
    days = working_days_between(localdate(at), localdate(due_at), calendar)
    if localdate(at) == localdate(due_at):
        return _("今天 %(time)s 到期") % {"time": f"{localtime(due_at):%H:%M}"}
    return ngettext("还有 %(n)s 个工作日", "还有 %(n)s 个工作日", days) % {"n": days}


def _late(due_at: datetime, at: datetime, calendar: Calendar) -> str:
    days = working_days_between(localdate(due_at), localdate(at), calendar)
    if days:
        return ngettext("超时 %(n)s 个工作日", "超时 %(n)s 个工作日", days) % {"n": days}
    minutes = int((at - due_at).total_seconds()) // 60
    if minutes < 60:
        return ngettext("超时 %(n)s 分钟", "超时 %(n)s 分钟", minutes) % {"n": minutes}
    return ngettext("超时 %(n)s 小时", "超时 %(n)s 小时", minutes // 60) % {"n": minutes // 60}


def tone_of_due(due_at: datetime | None, at: datetime) -> str:
    """The tone in which a due moment is shown: late, ask (today), or none."""
    if due_at is None:
        return ""
    return "late" if due_at <= at else "ask" if localdate(due_at) == localdate(at) else ""


OWED = {
    LimitStep.FIRST_CONTACT: (lazy("最迟"), lazy("前受理并联系您"), lazy("前受理并联系企业")),
    LimitStep.STAGED_REPLY: (lazy("最迟"), lazy("前给您阶段答复"), lazy("前给企业阶段答复")),
    LimitStep.FINISH: (lazy("最迟"), lazy("前给您答复"), lazy("前答复企业")),
    LimitStep.EXTENDED_FINISH: (lazy("最迟"), lazy("前给您答复"), lazy("前答复企业")),
    LimitStep.HANDLER_TAKE: (lazy("最迟"), lazy("前由机构签收"), lazy("前由机构签收")),
    LimitStep.RETURN_VISIT: (lazy("最迟"), lazy("前回访您"), lazy("前回访企业")),
}
"""What is said before and after a due moment: to the enterprise, and to everybody else."""


def kept_words(promise: Promise, at: datetime, calendar: Calendar) -> tuple[str, str]:
    """(tone, words) of what became of a promise."""
    if promise.kept_at and promise.missed_at:
        return "late", _("%(when)s 做到，已超时") % {"when": moment(promise.kept_at)}
    if promise.kept_at:
        return "good", _("%(when)s 做到，按时") % {"when": moment(promise.kept_at)}
    if promise.released_at:
        return ("late", _("已超时，后来不再需要")) if promise.missed_at else ("quiet", _("不再需要"))
    return tone_of_due(promise.due_at, at) or "info", time_left(promise.due_at, at, calendar)


STATE_TONES = {
    DemandState.FILED: "ask",
    DemandState.REGISTERED: "info",
    DemandState.AWAITING_INFORMATION: "ask",
    DemandState.DISPATCHED: "info",
    DemandState.IN_PROGRESS: "info",
    DemandState.ANSWERED: "good",
    DemandState.RATED: "good",
    DemandState.VISITED: "good",
    DemandState.ARCHIVED: "quiet",
    DemandState.WITHDRAWN: "quiet",
}

NEXT = {
    DemandState.FILED: lazy("窗口受理，首问负责人联系您。"),
    DemandState.REGISTERED: lazy("窗口答复，或转给机构办理。"),
    DemandState.AWAITING_INFORMATION: lazy("请补充窗口一次性告知的内容，办理时限不因此停下。"),
    DemandState.DISPATCHED: lazy("机构签收，或说明原因退回窗口。"),
    DemandState.IN_PROGRESS: lazy("机构给出方案并办理，办完答复您。"),
    DemandState.ANSWERED: lazy("请评价这次办理；不评价也会有人回访。"),
    DemandState.RATED: lazy("评价不满意的，窗口回访；其余直接归档。"),
    DemandState.VISITED: lazy("窗口归档。"),
    DemandState.ARCHIVED: lazy("全过程已归档，可以下载存档。"),
    DemandState.WITHDRAWN: lazy("已撤回，不再办理。需要时可以重新提交。"),
}

HAPPENED = {
    "file": lazy("%(who)s提交诉求"),
    "register": lazy("%(who)s受理，首问负责人%(person)s"),
    "ask_information": lazy("%(who)s一次性告知需要补充的内容"),
    "supply_information": lazy("%(who)s补充材料"),
    "reply": lazy("%(who)s阶段答复"),
    "dispatch": lazy("%(who)s转%(other)s办理"),
    "recall": lazy("%(who)s从%(other)s收回"),
    "take": lazy("%(who)s签收，%(person)s承办"),
    "return": lazy("%(who)s退回窗口"),
    "give_plan": lazy("%(who)s提出服务方案"),
    "start_work": lazy("%(who)s开始实施"),
    "answer": lazy("%(who)s答复"),
    "rate": lazy("%(who)s评价：%(level)s"),
    "attempt_visit": lazy("%(who)s回访，没有联系上"),
    "visit": lazy("%(who)s回访"),
    "archive": lazy("%(who)s归档"),
    "withdraw": lazy("%(who)s撤回诉求"),
    "promise_missed": lazy("%(step)s超时，已记入问责，责任单位%(other)s"),
}

DONE = {
    Verb.REGISTER: lazy("已受理，您是这件诉求的首问负责人。请在时限内联系企业。"),
    Verb.ASK_INFORMATION: lazy("已告知企业。办理时限不停，补充之前也可以先办。"),
    Verb.SUPPLY_INFORMATION: lazy("已交给窗口和承办机构。"),
    Verb.REPLY: lazy("企业已经能看到这条阶段答复。"),
    Verb.DISPATCH: lazy("已转出。机构签收或退回时，这里会显示。"),
    Verb.RECALL: lazy("已收回，现在由窗口办理。"),
    Verb.TAKE: lazy("已签收，由您承办。"),
    Verb.RETURN: lazy("已退回窗口，企业的时限没有重新起算。"),
    Verb.GIVE_PLAN: lazy("企业已经能看到方案。"),
    Verb.START_WORK: lazy("已开始实施。"),
    Verb.ANSWER: lazy("已答复。请等企业评价。"),
    Verb.RATE: lazy("谢谢您的评价。"),
    Verb.VISIT: lazy("回访已记录。"),
    Verb.ARCHIVE: lazy("已归档，存档文件正在生成。"),
    Verb.WITHDRAW: lazy("诉求已撤回，不再办理。"),
}


def accountable(record: AccountabilityRecord, person: str) -> str:
    """An accountability record in plain words."""
    told = {
        "step": label(record.promise.step),
        "due": full_moment(record.due_at),
        "organisation": record.organisation.name,
        "person": person,
    }
    if person:
        return _("“%(step)s”应在 %(due)s 前做到，到时没有做到。责任单位：%(organisation)s，责任人：%(person)s。") % told
    return _("“%(step)s”应在 %(due)s 前做到，到时没有做到。责任单位：%(organisation)s。") % told


TABS = {
    "open": lazy("在办"),
    "to_register": lazy("待签收"),
    "at_window": lazy("窗口办理"),
    "with_institution": lazy("机构办理"),
    "to_take": lazy("待签收"),
    "in_hand": lazy("办理中"),
    "answered": lazy("待评价、回访、归档"),
    "closed": lazy("已结束"),
}
