"""A demand at a past moment, and what the examinations of the journal found, in words."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.models import Demand
from huiqi.demands.rules.moment import Moment, Owed
from huiqi.demands.wording import label
from huiqi.demands.wording.due import at_moment
from huiqi.demands.words import Urgency, Verb
from huiqi.journal.selectors import Examined, Found, Happening
from huiqi.journal.words import Fault
from huiqi.ui.wording import full_moment

BESIDE = {
    "promise_missed": lazy("时限已过，自动记问责"),
    "archive_made": lazy("生成存档"),
    "erased": lazy("按规定删除到期的内容"),
    "hold": lazy("暂缓删除"),
    "lift_hold": lazy("解除暂缓删除"),
    "pass_on": lazy("跟踪人变更"),
    "open_screen": lazy("请来人看屏幕核对"),
    "send_confirm_code": lazy("发出确认码"),
    "confirm_intake": lazy("来人核对无误"),
    "send_receipt": lazy("发出登记回执"),
    "open_link": lazy("开通答复链接"),
    "close_link": lazy("停用答复链接"),
    "ask_again": lazy("再次邀请评价"),
    "decline_rating": lazy("企业不想评价"),
    "draw_visit": lazy("抽中回访"),
    "spare_visit": lazy("没有抽中回访"),
    "record_struck": lazy("异议成立，不计问责"),
    "reminder_climbed": lazy("催办没有人答复，报给上一级"),
    "brought_back": lazy("并入的那一件撤回，恢复单独办理"),
    "duty_called": lazy("通知值班人员"),
    "duty_called_up": lazy("没有人值班或没有响应，通知上一级"),
}
"""Entries that are no verb of the flow; what is not listed is told by its code."""


def verb_label(verb: str) -> str:
    """An entry in a few words."""
    known = {str(one): one for one in Verb}
    return label(known[verb]) if verb in known else str(BESIDE.get(verb, verb))


def moment_facts(moment: Moment, people: Mapping[str, str], organisations: Mapping[int, str]) -> list[dict[str, str]]:
    """How it stood: state, round, who had it, first contact, what pressed."""
    hands = [
        f"{organisations.get(one.organisation, '—')}（{label(one.state)}）"
        + (f"，{people.get(one.taken_by, '—')}" if one.taken_by else "")
        for one in moment.hands
    ]
    marks = [label(Urgency.URGENT)] if moment.urgency is Urgency.URGENT else []
    marks += [_("绿色通道")] if moment.is_green else []
    marks += [_("保密件")] if moment.is_confidential else []
    return [
        {"label": _("状态"), "value": label(moment.state)},
        {"label": _("第几轮"), "value": str(moment.round)},
        {"label": _("办理方式"), "value": label(moment.mode)},
        {"label": _("在谁手里"), "value": _("；").join(hands) or _("受理窗口")},
        {"label": _("首问负责人"), "value": people.get(moment.first_contact, _("还没有"))},
        {"label": _("标记"), "value": _("、").join(marks) or "—"},
        {"label": _("依据日志"), "value": _("第 1 条至第 %(n)s 条") % {"n": moment.entry}},
    ]


def owed_rows(moment: Moment, organisations: Mapping[int, str]) -> list[dict[str, str]]:
    """What was owed then."""
    return [_owed_row(one, moment, organisations) for one in moment.owed or ()]


def _owed_row(owed: Owed, moment: Moment, organisations: Mapping[int, str]) -> dict[str, str]:
    late = owed.due_at <= moment.at and not owed.held
    return {
        "step": label(owed.step),
        "whose": organisations.get(owed.organisation, "—") if owed.organisation else "",
        "due": at_moment(owed.due_at),
        "tone": "late" if late else "quiet",
        "words": _when(owed, late=late),
    }


def _when(owed: Owed, *, late: bool) -> str:
    if owed.held:
        return _("计时中止")
    if not late:
        return _("当时还没到")
    return _("当时已经超过，已记问责") if owed.missed else _("当时已经超过")


def entry_rows(demand: Demand, happenings: Iterable[Happening], moment: Moment | None) -> list[dict[str, Any]]:
    """Every entry as a moment to go to."""
    here = moment.entry if moment else 0
    return [
        {
            "number": one.number,
            "when": full_moment(one.at),
            "what": verb_label(one.verb),
            "url": f"{reverse('demands:moment', args=[demand.ref])}?at={localtime(one.at):%Y-%m-%dT%H:%M:%S.%f}",
            "is_here": one.number == here,
        }
        for one in happenings
    ]


def verification_facts(last: Examined) -> list[dict[str, str]]:
    """When the last examination was, and how much it looked at."""
    return [
        {"label": _("核验时间"), "value": full_moment(last.began_at)},
        {"label": _("范围"), "value": _("全部日志") if last.is_whole else _("新写的日志和轮到的一部分")},
        {"label": _("事项"), "value": f"{last.subjects:,}"},
        {"label": _("日志记录"), "value": f"{last.entries:,}"},
        {"label": _("每日封存"), "value": f"{last.seals:,}"},
    ]


def _subject(found: Found, numbers: Mapping[UUID, str]) -> str:
    """What people call the thing whose entry it is."""
    known = numbers.get(found.subject_ref) if found.subject_ref else None
    return known or (_("每日封存") if found.subject_kind == "seal" else "—")


def finding_rows(found: Iterable[Found], numbers: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """What did not fit: which entry of which demand, and why."""
    return [
        {
            "subject": _subject(one, numbers),
            "ref": one.subject_ref if one.subject_ref in numbers else None,
            "entry": one.number or "—",
            "when": full_moment(one.at) if one.at else "—",
            "what": label(Fault(one.fault)),
            "detail": one.detail,
        }
        for one in found
    ]


def earlier_rows(found: Iterable[Examined]) -> list[dict[str, Any]]:
    """Examinations before the last, with how much each found."""
    return [{"when": full_moment(one.began_at), "entries": one.entries, "found": one.findings.count()} for one in found]
