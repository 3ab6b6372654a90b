"""A case told: its promise, its timeline, its promises one by one, its accountability."""

from datetime import date, datetime
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.flow import AFTER_ANSWER
from huiqi.demands.models import Handling, Promise
from huiqi.demands.rules.rectifying import UpLevel
from huiqi.demands.selectors import Case
from huiqi.demands.wording import anonymous, label
from huiqi.demands.wording.due import at_moment, how_counted, kept_words, time_left
from huiqi.demands.wording.hands import divided
from huiqi.demands.wording.merged import numbers_of
from huiqi.demands.wording.merging import HAPPENED as OF_MERGING
from huiqi.demands.wording.told import BETWEEN_OFFICES
from huiqi.demands.words import (
    INTERNAL,
    Anonymity,
    Channel,
    Confirmation,
    Delivery,
    DemandState,
    Disposal,
    Ground,
    Handed,
    PauseGround,
    RatingLevel,
    ReturnCode,
    Step,
    Urgency,
    Verb,
    VisitOutcome,
)
from huiqi.journal.selectors import Happening
from huiqi.kernel.words import Word
from huiqi.standards.calendars import Calendar
from huiqi.ui.wording import full_day, full_moment

OWED = {
    Step.FIRST_CONTACT: (lazy("受理并联系您"), lazy("受理并联系企业")),
    Step.STAGED_REPLY: (lazy("给您阶段答复"), lazy("给企业阶段答复")),
    Step.FINISH: (lazy("给您答复"), lazy("答复企业")),
    Step.EXTENDED_FINISH: (lazy("给您答复"), lazy("答复企业")),
    Step.HANDLER_TAKE: (lazy("由承办单位签收"), lazy("由承办单位签收")),
    Step.OUTSIDE_ANSWER: (lazy("由承办单位函复"), lazy("由承办单位函复")),
    Step.HAND_OVER: (lazy("把结果送达给您"), lazy("把结果送达企业")),
    Step.RETURN_VISIT: (lazy("回访您"), lazy("回访企业")),
    Step.PART_ANSWER: (lazy("由分办单位答复"), lazy("由分办单位答复")),
    Step.OPINION: (lazy("由会办单位答复"), lazy("由会办单位答复")),
    Step.SAMPLE_VISIT: (lazy("回访您"), lazy("回访企业")),
    Step.RECTIFY_CONTACT: (lazy("就您的不满意联系您"), lazy("就不满意联系企业")),
    Step.RECTIFICATION: (lazy("整改到位并答复您"), lazy("整改到位并答复企业")),
    Step.GREEN_FINISH: (lazy("按绿色通道给您答复"), lazy("按绿色通道答复企业")),
}
"""What is owed, as it is said to the enterprise and to everybody else; the sentence around it is in `_owed`."""

HAPPENED = {
    "file": lazy("%(who)s提交诉求"),
    "take_in": lazy("%(who)s代企业登记诉求（%(channel)s）"),
    "open_screen": lazy("%(who)s请来人看屏幕核对"),
    "send_confirm_code": lazy("%(who)s把确认码发到来人的手机"),
    "confirm_intake": lazy("登记的内容已和来人核对无误（%(how)s）"),
    "send_receipt": lazy("%(who)s发出登记回执"),
    "register": lazy("%(who)s受理，首问负责人%(person)s"),
    "register_unnamed": lazy("%(who)s受理"),
    "ask_information": lazy("%(who)s一次性告知需要补充的内容"),
    "supply_information": lazy("%(who)s补充材料"),
    "reply": lazy("%(who)s阶段答复"),
    "dispatch": lazy("%(who)s转%(other)s办理"),
    "add_part": lazy("%(who)s再请%(other)s分别办理"),
    "send_letter": lazy("%(who)s把转办函发给%(other)s（%(delivery)s）"),
    "open_link": lazy("%(who)s给%(other)s开通答复链接"),
    "close_link": lazy("%(who)s停用%(other)s的答复链接"),
    "enter_answer": lazy("%(other)s函复，%(who)s录入"),
    "enter_return": lazy("%(other)s退函，%(who)s录入"),
    "replace_scan": lazy("%(who)s更换扫描件"),
    "hand_on": lazy("%(who)s交接首问：由%(successor)s接手"),
    "acknowledge": lazy("%(who)s确认接手首问"),
    "hand_over_result": lazy("%(who)s送达结果：%(handed)s，%(day)s"),
    "consult": lazy("%(who)s请%(other)s会办"),
    "take_opinion": lazy("%(who)s签收会办"),
    "decline_opinion": lazy("%(who)s不参加会办"),
    "call_off": lazy("%(who)s撤回请%(other)s的会办"),
    "give_opinion": lazy("%(who)s给出会办意见"),
    "ask_extension": lazy("%(who)s申请延期到 %(until)s"),
    "grant_extension": lazy("%(who)s同意延期，最迟 %(until)s 答复"),
    "decline_extension": lazy("%(who)s没有同意延期"),
    "ask_suspension": lazy("%(who)s申请中止计时：%(pause)s"),
    "suspend": lazy("%(who)s中止计时：%(pause)s，最迟 %(until)s 恢复"),
    "decline_suspension": lazy("%(who)s没有同意中止计时"),
    "resume": lazy("恢复计时，%(who)s办理"),
    "resume_by_itself": lazy("到了恢复的时间，自动恢复计时"),
    "recall": lazy("%(who)s从%(other)s收回"),
    "take": lazy("%(who)s签收，%(person)s承办"),
    "return": lazy("%(who)s退回窗口"),
    "contest": lazy("%(who)s再次退单，提请省平台裁定由谁办理"),
    "arbitrate": lazy("%(who)s裁定由%(other)s办理"),
    "give_plan": lazy("%(who)s提出服务方案"),
    "start_work": lazy("%(who)s开始实施"),
    "answer": lazy("%(who)s答复"),
    "sum_up": lazy("%(who)s综合答复"),
    "rate": lazy("%(who)s评价：%(level)s"),
    "rated_unseen": lazy("%(who)s已评价，办结以后这里看得到"),
    "ask_again": lazy("三天没有评价，再次邀请评价，只此一次"),
    "decline_rating": lazy("%(who)s不想评价"),
    "attempt_visit": lazy("%(who)s回访：%(outcome)s"),
    "visit": lazy("%(who)s回访"),
    "draw_visit": lazy("按 %(percent)s%% 抽样，抽中回访"),
    "spare_visit": lazy("按 %(percent)s%% 抽样，没有抽中，不再回访"),
    "open_rectification": lazy("不满意，由%(up_level)s重新办理，最迟 %(until)s 整改到位"),
    "plan_rectification": lazy("%(who)s说明整改安排，%(day)s前办好"),
    "rectify": lazy("%(who)s整改后答复（%(disposal)s）"),
    "appeal": lazy("%(who)s对评价提出申诉"),
    "uphold_appeal": lazy("%(who)s复核：评价不实，不计入统计"),
    "decline_appeal": lazy("%(who)s复核：评价有效"),
    "archive": lazy("%(who)s归档"),
    "archive_made": lazy("存档文件已生成"),
    "withdraw": lazy("%(who)s撤回诉求"),
    "refuse": lazy("%(who)s不予受理：%(ground)s"),
    "end": lazy("%(who)s终止办理：%(ground)s"),
    "close_repeated": lazy("%(who)s按重复事项办结：%(earlier)s"),
    **OF_MERGING,
    "object": lazy("%(who)s提出异议"),
    "uphold_objection": lazy("%(who)s裁定异议成立，退回窗口办理"),
    "reject_objection": lazy("%(who)s维持原决定"),
    "reopen": lazy("%(who)s重新打开，第 %(round)s 轮"),
    "add": lazy("%(who)s补充说明"),
    "remind": lazy("%(who)s催办，第 %(times)s 次"),
    "escalate": lazy("%(who)s请省平台过问"),
    "remind_firm": lazy("%(who)s催促企业补充"),
    "set_urgency": lazy("%(who)s标为%(urgency)s"),
    "open_green": lazy("%(who)s开通绿色通道"),
    "close_green": lazy("%(who)s关闭绿色通道"),
    "instruct": lazy("%(who)s登记批示"),
    "report_back": lazy("%(who)s回报批示"),
    "seal": lazy("%(who)s转为保密件"),
    "name_insider": lazy("%(who)s指定%(office)s%(insider)s为知悉人"),
    "remove_insider": lazy("%(who)s取消%(office)s%(insider)s的知悉"),
    "unseal": lazy("%(who)s解除保密"),
    "pass_on": lazy("%(who)s换人跟进：由%(successor)s接手"),
    "part_dispatch": lazy("%(who)s分别转%(other)s办理"),
    "part_answer": lazy("%(who)s答复它的部分"),
    "part_enter_answer": lazy("%(other)s函复它的部分，%(who)s录入"),
    "part_return": lazy("%(who)s把它的部分退回窗口"),
    "note": lazy("内部便笺（%(who)s）"),
    "strike_note": lazy("内部便笺（%(who)s），已划去"),
    "erased": lazy("按规定删除到期的内容"),
    "hold": lazy("%(who)s暂缓删除"),
    "lift_hold": lazy("%(who)s解除暂缓删除"),
    "promise_missed": lazy("%(step)s超时，已记入问责，责任单位%(other)s"),
    "record_struck": lazy("%(who)s裁定异议成立：%(step)s超时不计问责"),
    "reminder_climbed": lazy("催办没有人答复，报给%(above)s"),
    "duty_called": lazy("通知值班的%(successor)s，%(until)s 前没有响应的请下一位"),
    "duty_called_up": lazy("没有人值班或没有响应，通知%(above)s"),
}

NAMELESS = (
    "register",
    "take",
    "promise_missed",
    "reminder_climbed",
    "duty_called",
    "duty_called_up",
    "archive_made",
    "ask_again",
    "erased",
    "draw_visit",
    "spare_visit",
)
"""Happenings whose title names the person already, or that nobody did."""


STATES = {"promise_missed": "late", "reminder_climbed": "late", "note": "quiet", "strike_note": "quiet"}
"""How a line of the timeline looks that is no step of the way."""

BY = {"code": lazy("凭编号和查询码"), "link": lazy("凭评价链接"), "screen": lazy("来人在屏幕上")}

TEXTS = {
    "elsewhere": lazy("可以去：%(text)s"),
    "again": lazy("再次告知的原因：%(text)s"),
    "reference": lazy("单号：%(text)s"),
    "answer_number": lazy("文号：%(text)s"),
    "by_link": lazy("经答复链接办理的人：%(text)s"),
    "duty": lazy("依据职责清单：%(text)s"),
    "mentioned": lazy("提醒：%(text)s"),
    "struck": lazy("划去的原因：%(text)s"),
    "owed": lazy("容缺受理，以后补：%(text)s"),
}
"""Texts of a happening that need a word before them."""


WITHIN_TEXTS = ("hand_on_note",)
"""Texts between colleagues."""


def banner(case: Case, *, own: bool, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """The promise that comes first: what, until when, who has it, how much is left, how it was counted.

    Empty where nothing is owed. To the enterprise (`own`) the clocks between offices are not its business.
    """
    owed = [p for p in case.owed() if not own or p.step not in BETWEEN_OFFICES]
    if not owed:
        return {}
    first = owed[0]
    nobody = case.demand.anonymity is Anonymity.ANONYMOUS
    to_enterprise, to_others = (OWED | anonymous.OWED if nobody else OWED)[first.step]
    late, left = first.due_at <= at, time_left(first.due_at, at, calendar)
    return {
        "tone": "late" if late else "",
        "line": _owed(str(to_enterprise if own else to_others), first.due_at, left if late else ""),
        "meta": [*holding(case), *([] if late else [left])],
        "left": "" if late else left,
        "counted": how_counted(first.step, first.explanation),
    }


def _owed(what: str, due_at: datetime, late: str) -> SafeString:
    """What is owed until when, in one sentence, the moment in `<em>`; `late` says by how much it is."""
    sentence = _("应在 {due} 前{what}，现在{late}") if late else _("最迟 {due} 前{what}")
    return format_html(sentence, due=format_html("<em>{}</em>", at_moment(due_at)), what=what, late=late)


def holding(case: Case) -> list[str]:
    """Who has the demand now, and which person answers for it."""
    if several := divided(case):
        return several
    if case.handling:
        person = case.people.get(case.handling.taken_by, "")
        holder = case.handling.organisation.name
        more = [_letter_words(case.handling)] if case.handling.by_letter else []
        more += [_("%(who)s承办") % {"who": person}] if person else []
        return [_("现在由%(who)s办理") % {"who": holder}, *more]
    if case.rectification and not case.rectification.ended_at:
        return [_("现在由%(who)s重新办理") % {"who": label(case.rectification.level)}]
    person = case.people.get(case.demand.first_contact, "")
    holder = case.demand.window.short_name
    return [_("现在由%(who)s办理") % {"who": holder}] + ([_("首问负责人%(who)s") % {"who": person}] if person else [])


def _letter_words(handling: Handling) -> str:
    """How far a transfer letter is."""
    if handling.taken_at:
        return _("转办函已签收，等对方函复")
    sent = handling.letter.sent_on
    return _("%(day)s发出转办函，等对方函复") % {"day": full_day(sent)} if sent else _("转办函还没有登记发出")


def timeline_of(case: Case, *, own: bool, for_firm: bool = False) -> list[dict[str, Any]]:
    """Everything that happened, what is going on now, and what is still owed, as rows of the timeline.

    What goes to the enterprise (`own`, or a paper `for_firm`) leaves out what is between offices; a paper tells only
    what has happened.
    """
    shown = [one for one in case.happenings if not ((own or for_firm) and one.verb in INTERNAL)]
    rows = [happened(one, case, own=own, for_firm=for_firm) for one in shown]
    if case.demand.is_closed or for_firm:
        return rows
    rows.append({"title": label(case.demand.told_state), "when": _("，").join(holding(case)), "state": "now"})
    for promise in case.owed():
        if not own or promise.step not in BETWEEN_OFFICES:
            told, state = {"when": at_moment(promise.due_at)}, "late" if promise.missed_at else "todo"
            step = anonymous.step_of(promise.step, case.demand)
            rows.append({"title": step, "when": _("最迟 %(when)s") % told, "state": state})
    if case.demand.state not in AFTER_ANSWER:
        rows.append({"title": _("评价、回访、归档"), "state": "todo"})
    return rows


SPOKEN: dict[str, type[Word]] = {
    "level": RatingLevel,
    "step": Step,
    "ground": Ground,
    "urgency": Urgency,
    "channel": Channel,
    "delivery": Delivery,
    "how": Confirmation,
    "handed": Handed,
    "pause": PauseGround,
    "up_level": UpLevel,
    "disposal": Disposal,
    "outcome": VisitOutcome,
    "by_phone": RatingLevel,
}
"""Codes in the journal that are words."""


def happened(one: Happening, case: Case, *, own: bool, for_firm: bool = False) -> dict[str, Any]:
    """One happening as a row."""
    firm = case.demand.enterprise.organisation_id
    who = _("您") if own and one.organisation_id == firm else case.organisations.get(one.organisation_id or 0, "")
    person = case.people.get(one.actor_ref) or one.texts.get("by_link", "")
    told = {
        "who": who,
        "person": person,
        "other": _("、").join(case.organisations.get(key or 0, "") for key in _others(one)),
        "earlier": _("、").join(one.data.get("earlier", ())) or _("以前各轮"),
        "round": one.data.get("round", ""),
        "times": one.data.get("times", ""),
        "percent": one.data.get("percent", ""),
        "insider": case.people.get(one.data.get("insider", ""), ""),
        "office": case.organisations.get(one.data.get("office") or 0, ""),
        "day": full_day(date.fromisoformat(one.data["day"])) if "day" in one.data else "",
        "until": at_moment(datetime.fromisoformat(one.data["until"])) if "until" in one.data else "",
        "successor": case.people.get(one.data.get("successor", ""), ""),
        "above": _("省平台") if one.data.get("station") == "hub" else _("窗口负责人"),
    }
    told |= numbers_of(one.data)
    told |= {name: label(word(one.data[name])) if name in one.data else "" for name, word in SPOKEN.items()}
    texts = [
        _text(name, text, one, case)
        for name, text in one.texts.items()
        if name not in ("title", *(WITHIN_TEXTS if own or for_firm else ())) and one.verb != Verb.FILE
    ]
    if "code" in one.data:
        texts.insert(0, label(ReturnCode(one.data["code"])))
    files = len(one.data.get("files", ()))
    return {
        "title": str(HAPPENED[_as_told(one, person)]) % told,
        "when": full_moment(one.at),
        "by": _by(one, person),
        "note": linebreaksbr("\n".join([*texts, *([_("附 %(n)d 个文件") % {"n": files}] if files else [])])),
        "state": STATES.get(one.verb, "done"),
    }


def _others(one: Happening) -> list[int]:
    """Whom else a happening names."""
    return list(one.data.get("organisations", ())) or [one.data.get("organisation") or 0]


def _as_told(one: Happening, person: str) -> str:
    """Which sentence tells it; whoever may not know the first contact is told of none."""
    if "channel" in one.data or "split_from" in one.data:
        return "take_in" if "channel" in one.data else "split_off"
    if "parts" in one.data and one.data["to"] != DemandState.ANSWERED and f"part_{one.verb}" in HAPPENED:
        return f"part_{one.verb}"
    if one.verb == Verb.UNMERGE and one.organisation_id is None:
        return "brought_back"
    if one.verb == Verb.RESUME and one.organisation_id is None:
        return "resume_by_itself"
    return "register_unnamed" if one.verb == Verb.REGISTER and not person else str(one.verb)


def _text(name: str, text: str, one: Happening, case: Case) -> str:
    """A text with the word before it; a task is named by whose it is."""
    if name.startswith("task_"):
        whose = dict(zip(one.data.get("parts", ()), _others(one), strict=False))
        name_of = case.organisations.get(whose.get(int(name.removeprefix("task_")), 0), "")
        return _("%(who)s：%(text)s") % {"who": name_of, "text": text}
    return str(TEXTS.get(name, "%(text)s")) % {"text": text}


def _by(one: Happening, person: str) -> str:
    """Who did it; where nobody is known by name, how he came to it."""
    if "by" in one.data:
        return str(BY[one.data["by"]])
    return "" if one.verb in NAMELESS else person


def promises_of(case: Case, at: datetime, calendar: Calendar, *, own: bool) -> list[dict[str, Any]]:
    """Every promise with what became of it and how it was counted, in the order of the steps.

    The part that others were asked for is no business of the enterprise (`own`).
    """
    order = list(Step)
    shown = [one for one in case.promises if not (own and one.step is Step.OPINION)]
    ordered = sorted(shown, key=lambda one: (one.round, order.index(one.step), one.due_at))
    return [_promise_row(promise, case, at, calendar) for promise in ordered]


def _promise_row(promise: Promise, case: Case, at: datetime, calendar: Calendar) -> dict[str, Any]:
    tone, words = kept_words(promise, at, calendar)
    custodies = {h.id: h.organisation.name for h in case.handlings}
    asked = {one.id: one.organisation.name for one in case.consultations}
    handled = custodies.get(promise.handling_id or 0) or asked.get(promise.consultation_id or 0, "")
    return {
        "step": anonymous.step_of(promise.step, case.demand),
        "whose": handled,
        "due": at_moment(promise.due_at),
        "tone": tone,
        "words": words,
        "counted": how_counted(promise.step, promise.explanation),
    }
