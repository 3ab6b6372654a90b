"""What stands beside the flow, in words: marks, notices, decisions and objections, rounds, instructions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.demands.models import Demand, Ending, Instruction, Objection, Reminder
from huiqi.demands.rules.standing import objection_until
from huiqi.demands.selectors import Case, EndingCount, is_late, listed
from huiqi.demands.wording import MARKS, STATE_TONES, label
from huiqi.demands.wording.due import at_moment, kept_words
from huiqi.demands.wording.extension import extension_notice
from huiqi.demands.wording.merged import merged_notice
from huiqi.demands.wording.pausing import asked_standstill, standstill
from huiqi.demands.wording.regulation import passing_on
from huiqi.demands.wording.secrecy import anonymous, sealed, withheld
from huiqi.demands.words import Anonymity, ReminderKind, Step, Urgency, Verb
from huiqi.kernel.access import Actor
from huiqi.network.selectors import hours_of
from huiqi.standards.calendars import Calendar
from huiqi.ui.wording import full_day, full_moment

Told = dict[str, Any]


def marks(demand: Demand, at: datetime) -> list[dict[str, str]]:
    """What makes a demand stand out in a list: green channel, urgent, pressed, asked of the hub."""
    found = [("ask", _("保密件"))] if demand.is_confidential else []
    found += [("ask", label(demand.anonymity))] if demand.anonymity is not Anonymity.NAMED else []
    found += [("good", str(MARKS["green"]))] if demand.is_green else []
    found += [("ask", str(MARKS["urgent"]))] if demand.urgency is Urgency.URGENT else []
    found += [("ask", str(MARKS["suspended"]))] if demand.suspended_until else []
    if demand.urged_until:
        late = demand.urged_until <= at
        found.append(("late", str(MARKS["unanswered"])) if late else ("ask", times(demand.urged)))
    if demand.escalated_until:
        found.append(("late" if demand.escalated_until <= at else "ask", str(MARKS["escalated"])))
    return [{"tone": tone, "text": text} for tone, text in found]


def times(urged: int) -> str:
    """How often an enterprise pressed."""
    return ngettext("催办 %(n)s 次", "催办 %(n)s 次", urged) % {"n": urged}


def standing(case: Case, *, own: bool, at: datetime, calendar: Calendar) -> list[Told]:
    """The notices on top of a case, for everybody who handles it; `own`: for its enterprise."""
    told = [
        sealed(case, own=own),
        withheld(case, own=own),
        anonymous(case, own=own),
        _ending(case, own, at, calendar),
        merged_notice(case, at, own=own),
        standstill(case, own=own),
        asked_standstill(case, own=own),
        _green(case, at, calendar),
        _urgent(case),
        passing_on(case),
    ]
    told += [_urged(case, own, at), _escalated(case, at), _heard(case) if own else None, _reminded(case, own)]
    told += [extension_notice(case, own=own)]
    if not own:
        told += [_instruction(one, at) for one in case.open_instructions()]
    return [one for one in told if one]


def _notice(tone: str, title: object, *lines: str) -> Told:
    return {"tone": tone, "title": str(title), "lines": [line for line in lines if line]}


def ending_shown(case: Case) -> Told:
    """The decision that closed a round, with its objection. There is one."""
    ending = case.ending
    assert ending is not None
    earlier = next((h.data["earlier"] for h in reversed(case.happenings) if "earlier" in h.data), ())
    title = _("%(state)s：%(ground)s") % {"state": label(ending.state), "ground": label(ending.ground)}
    return _notice(
        "info",
        title,
        ending.reason,
        _("可以去：%(text)s") % {"text": ending.elsewhere} if ending.elsewhere else "",
        _("以前的诉求：%(numbers)s") % {"numbers": _("、").join(earlier)} if earlier else "",
        _objected(case.objection),
    )


def _ending(case: Case, own: bool, at: datetime, calendar: Calendar) -> Told | None:
    if case.ending is None:
        return None
    shown, until = ending_shown(case), objection_until(case.ending.decided_at, calendar, hours_of(case.demand.window))
    if case.ending.ground != "withdrawn" and case.objection is None and at <= until:
        told = {"until": at_moment(until)}
        shown["lines"].append(
            (_("您可以在 %(until)s 前提出异议。") if own else _("企业可以在 %(until)s 前提出异议。")) % told
        )
    return shown


def _objected(objection: Objection | None) -> str:
    if objection is None:
        return ""
    told = {"when": full_moment(objection.objected_at), "text": objection.text, "reason": objection.reason}
    if objection.decided_at is None:
        return _("%(when)s 提出异议，等省平台裁定：%(text)s") % told
    return (_("异议成立：%(reason)s") if objection.upheld else _("维持原决定：%(reason)s")) % told


def _green(case: Case, at: datetime, calendar: Calendar) -> Told | None:
    green = case.green
    if green is None:
        return None
    told = {
        "who": case.organisations.get(green.organisation_id, ""),
        "person": case.people.get(green.opened_by, ""),
        "when": full_moment(green.opened_at),
        "why": green.why,
        "owed": green.owed,
        "day": full_day(green.owed_by) if green.owed_by else "",
        "came": full_moment(green.received_at) if green.received_at else "",
    }
    promised = next((p for p in reversed(case.promises) if p.step is Step.GREEN_FINISH and p.round == case.round), None)
    limit = {"due": at_moment(promised.due_at), "words": kept_words(promised, at, calendar)[1]} if promised else {}
    papers = _("容缺受理：%(owed)s，请在 %(day)s 前补齐。") % told if green.owed else ""
    if papers and green.owed_by and green.owed_by < localdate(at) and not green.received_at:
        papers = _("容缺受理的材料过了期限还没有补齐：%(owed)s，应在 %(day)s 前。") % told
    return _notice(
        "good",
        MARKS["green"],
        _("%(who)s%(person)s于 %(when)s 开通：%(why)s") % told,
        _("每个办件台上排在最前，各环节先办。"),
        _("最迟 %(due)s 办结（%(words)s）。") % limit if limit else "",
        papers,
        _("企业 %(came)s 交来了文件，请核对是否补齐。") % told if green.received_at else "",
    )


def _urgent(case: Case) -> Told | None:
    if case.demand.urgency is not Urgency.URGENT:
        return None
    said = next((h for h in reversed(case.happenings) if h.verb == Verb.SET_URGENCY), None)
    if said is None:
        return _notice("ask", MARKS["urgent"], _("提交的时候就标为紧急。"))
    told = {"who": case.organisations.get(said.organisation_id or 0, ""), "reason": said.texts.get("reason", "")}
    return _notice("ask", MARKS["urgent"], _("%(who)s标明：%(reason)s") % told)


def _urged(case: Case, own: bool, at: datetime) -> Told | None:
    until = case.demand.urged_until
    if until is None:
        return None
    told = {"times": times(case.demand.urged), "until": at_moment(until), "text": _last(case, ReminderKind.URGE)}
    if until <= at:
        line = _("%(times)s，应在 %(until)s 前回应，还没有回应。")
    else:
        line = (
            _("%(times)s，最迟 %(until)s 回应您。")
            if own
            else _("%(times)s，请在 %(until)s 前用“阶段答复”或“答复”回应。")
        )
    return _notice("late" if until <= at else "ask", MARKS["urged"], line % told, told["text"])


def _escalated(case: Case, at: datetime) -> Told | None:
    until = case.demand.escalated_until
    if until is None:
        return None
    told = {"until": at_moment(until)}
    late = _("省平台应在 %(until)s 前回应，还没有回应。") % told
    line = late if until <= at else _("省平台最迟 %(until)s 回应。") % told
    return _notice("late" if until <= at else "ask", MARKS["escalated"], line, _last(case, ReminderKind.ESCALATION))


def _heard(case: Case) -> Told | None:
    """To the enterprise: which of its reminders were answered, and when; those that wait have notices of their own."""
    pressed = [one for one in case.reminders if one.kind is not ReminderKind.TO_FIRM and one.answered_at]
    lines = [_answered(one) for one in pressed if one.answered_at]
    return _notice("info", _("您的催办已有答复"), *lines) if lines else None


def _answered(one: Reminder) -> str:
    """“您 11月20日 09:40 的催办，11月21日 10:00 已答复。”, and where that was late."""
    assert one.answered_at is not None
    told = {"kind": label(one.kind), "since": full_moment(one.reminded_at), "when": full_moment(one.answered_at)}
    if one.answered_at > one.due_at:
        return _("%(since)s %(kind)s，%(when)s 才答复，晚了。") % told
    return _("%(since)s %(kind)s，%(when)s 已答复。") % told


def _reminded(case: Case, own: bool) -> Told | None:
    told = case.reminded(ReminderKind.TO_FIRM)
    if not told or case.request is None or case.request.supplied_at:
        return None
    words = {"n": len(told), "until": at_moment(told[-1].due_at)}
    line = _("窗口已催了 %(n)s 次，请在 %(until)s 前补充。催两次仍没有补充的，窗口可以终止办理。")
    other = _("已催企业 %(n)s 次，给企业留到 %(until)s。")
    return _notice(
        "ask", _("请尽快补充") if own else _("已催促企业补充"), (line if own else other) % words, told[-1].text
    )


def _last(case: Case, kind: ReminderKind) -> str:
    """What was said with the last reminder of a kind."""
    return next((one.text for one in reversed(case.reminded(kind))), "")


def _instruction(one: Instruction, at: datetime) -> Told:
    told = {"post": one.post, "leader": one.leader, "day": full_day(one.dated), "due": at_moment(one.due_at)}
    late = is_late(one, at)
    line = _("应在 %(due)s 前回报，还没有回报。") if late else _("最迟 %(due)s 回报。")
    return _notice("late" if late else "ask", _("批示：%(post)s%(leader)s，%(day)s") % told, one.text, line % told)


def past_rounds(case: Case) -> list[Told]:
    """The rounds before this one: how each ended, what was answered, which new fact reopened it."""
    return [
        {
            "title": _("第 %(n)s 轮：%(state)s") % {"n": one.round, "state": label(one.state)},
            "when": _("%(began)s 至 %(closed)s")
            % {"began": full_moment(one.began_at), "closed": full_moment(one.closed_at)},
            "answer": one.answer,
            "fact": one.fact,
            "archive": next((a for a in reversed(case.archives) if a.round == one.round and a.file), None),
            "number": one.round,
        }
        for one in case.past
    ]


def ending_table(counts: Sequence[EndingCount], state: str, ground: str) -> list[Told]:
    """The figures of the decisions, each with the address of its rows."""
    return [
        {
            "state": label(row.state),
            "ground": label(row.ground),
            "count": row,
            "url": f"?state={row.state}&ground={row.ground}",
            "current": (str(row.state), str(row.ground)) == (state, ground),
        }
        for row in counts
    ]


def ending_row(ending: Ending, people: Mapping[str, str], actor: Actor) -> Told:
    """A decision in the list."""
    listed(actor, ending.demand)
    objection: Objection | None = getattr(ending, "objection", None)
    return {
        "ending": ending,
        "tone": STATE_TONES[ending.state],
        "state": label(ending.state),
        "ground": label(ending.ground),
        "person": people.get(ending.decided_by, ""),
        "when": full_moment(ending.decided_at),
        "objected": _outcome(objection) if objection else "",
    }


def _outcome(objection: Objection) -> str:
    if objection.decided_at is None:
        return _("等待裁定")
    return _("异议成立") if objection.upheld else _("维持原决定")


def instruction_row(one: Instruction, at: datetime, actor: Actor) -> Told:
    """An instruction in the list."""
    listed(actor, one.demand)
    late = is_late(one, at)
    if one.reported_at:
        tone, words = ("late", _("超期回报")) if late else ("good", _("已回报"))
    else:
        tone, words = ("late", _("超期未回报")) if late else ("ask", _("待回报"))
    return {
        "instruction": one,
        "dated": full_day(one.dated),
        "due": at_moment(one.due_at),
        "tone": tone,
        "words": words,
        "reported": full_moment(one.reported_at) if one.reported_at else "",
    }
