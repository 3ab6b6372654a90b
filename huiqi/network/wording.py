"""What the network says to people."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import gettext_noop as mark

from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.kernel.words import Word
from huiqi.network.models import Disclosure, DutyShift, Jurisdiction, TimeLimit, Window
from huiqi.network.permissions import can_offer_shift, can_swap_shift
from huiqi.network.rules import Preset
from huiqi.network.selectors import Change, PostNow, empty_hours, shifts_of, weeks_to_come
from huiqi.network.words import DisclosureItem, LimitStep, LimitUnit, PostKind, StandsAs, Suits, Urgency
from huiqi.notices.ports import Kind, Nature, Words
from huiqi.notices.words import Channel, Group
from huiqi.papers.ports import Content, Section, Table
from huiqi.standards import regions
from huiqi.standards.opening_hours import said
from huiqi.standards.service_kinds import ServiceKind
from huiqi.standards.trees import UnknownCode
from huiqi.ui.wording import day, full_moment, moment

REFUSALS = {
    "region_unknown": gettext_lazy("没有代码为 %(region)s 的地区。请从列表中选择。"),
    "region_served": gettext_lazy("这个地区从 %(since)s 起由%(window)s服务。请先结束原来的服务，再改由新的窗口服务。"),
    "region_not_served": gettext_lazy("%(window)s没有在服务这个地区，无从结束。"),
    "address_taken": gettext_lazy("网址 %(slug)s 或窗口代码 %(code)s 已经有平台在用。请换一个。"),
    "hub_exists": gettext_lazy("省平台已经设立，一个网络只有一个枢纽。"),
    "hub_region": gettext_lazy("枢纽是省平台，请填写省级行政区划代码，例如 410000；%(region)s 不是。"),
    "same_person": gettext_lazy("系统管理员和枢纽运营要由两个人担任。请填写两个不同的手机号。"),
    "not_founded": gettext_lazy("还没有设立枢纽。请先运行 found_network。"),
    "seated_already": gettext_lazy("%(name)s在枢纽已有别的席位。三个管理员要分开，也不能兼运营。请换一个人。"),
    "mobile_invalid": gettext_lazy("%(mobile)s 不是手机号。请填写 11 位手机号，例如 13800000000。"),
    "preset_unknown": gettext_lazy("没有名为 %(preset)s 的时限方案。"),
    "nothing_disclosed": gettext_lazy("%(window)s还没有公开任何事项，开不了告知单。请先填写公开事项。"),
    "stale": gettext_lazy("您打开之后，有人改过这一项。请对照现在公开的文字，确认后再保存。"),
    "post_same_person": gettext_lazy("A岗和B岗必须是两个人。请换一个人。"),
    "not_seated": gettext_lazy("这个人现在不在%(window)s任职。请从列表里选择。"),
    "post_name_taken": gettext_lazy("窗口里已经有叫“%(name)s”的岗位。请换一个名称。"),
    "post_closed": gettext_lazy("岗位“%(name)s”已经撤销，不能再改。"),
    "stale_post": gettext_lazy("您打开之后，有人改过这个岗位。请回到岗位列表重新打开，再改一次。"),
    "period_wrong": gettext_lazy("回来的时间要在离开之后，请再核对。"),
    "period_over": gettext_lazy("回来的时间已经过去，不用再留去向。"),
    "stand_in_same": gettext_lazy("自己不能代自己。请换一个人，或者不指定。"),
    "already_away": gettext_lazy("这段时间已经有一条去向留言（%(since)s 至 %(until)s）。请先结束那一条。"),
    "preset_empty": gettext_lazy("%(preset)s没有可以作为时限的数字，只供参考。请另选一个方案。"),
    "scheme_past": gettext_lazy("新的时限不能从已经过去的日子起施行。请填写今天或以后的日子。"),
    "scheme_announced": gettext_lazy("已经公布了从 %(since)s 起施行的新时限。请从那一天或以后起施行，不能插在它前面。"),
    "scheme_gap": gettext_lazy("“%(kind)s”缺“%(step)s”的时限，这一步就没有人负责。请另选方案，或先补上全网络的时限。"),
    "hours_past": gettext_lazy("新的服务时间不能从已经过去的日子算起。请填写今天或以后的日子。"),
    "hours_gap": gettext_lazy("周一到周五每天都要有服务时间：法律把这几天算作工作日，期限要在当天关门时截止。"),
    "shift_wrong": gettext_lazy("下班要在上班之后，请再核对。"),
    "shift_long": gettext_lazy("一班最长 24 小时，请分成几班。"),
    "shift_far": gettext_lazy("这一班在一年多以后，年份是不是写错了？请核对。"),
    "shift_over": gettext_lazy("这一班已经过去，不用再排。"),
    "shift_twice": gettext_lazy("%(name)s这段时间已经有班。请换一个人，或改时间。"),
    "shift_gone": gettext_lazy("这一班已经结束或取消。"),
    "shift_not_offered": gettext_lazy("这一班没有请您接。请看最新的值班表。"),
    "shift_begun": gettext_lazy("已经开始的班换不了。请用“交班”，从现在起交给同事。"),
    "swap_own": gettext_lazy("两班都是同一个人的，不用换。请选同事的班。"),
    "swap_changed": gettext_lazy("您原来那一班已经换了人，这次换不成。请看最新的值班表。"),
    "taker_same": gettext_lazy("不能交接给自己。请换一个人。"),
}


def _kind(code: str, subject: str, sentence: str, action: str) -> Kind:
    """A notice of the roster: it rings at once."""

    def words(told: Mapping[str, Any]) -> Words:
        said = {name: full_moment(datetime.fromisoformat(told[name])) for name in ("when", "other") if name in told}
        return Words(_(subject), _(sentence) % {**told, **said}, _(action))

    return Kind(code, Group.TO_DO, subject, Nature((Channel.MAIL, Channel.SMS), may_wait=False), words)


KINDS = (
    _kind(
        "network.duty_gap",
        mark("值班表有空班"),
        mark("%(window)s从 %(when)s 起没有人值班。紧急诉求日夜计时，请马上排班。"),
        mark("去排班"),
    ),
    _kind(
        "network.duty_offered",
        mark("请您接一班"),
        mark("%(window)s %(when)s 的班请您接。确认以后才算换成。"),
        mark("去确认"),
    ),
    _kind(
        "network.duty_swap",
        mark("请您换一班"),
        mark("%(name)s想用%(window)s %(when)s 的班，换您 %(other)s 的班。您同意以前，两班都不变。"),
        mark("去答复"),
    ),
    _kind(
        "network.duty_swapped",
        mark("已换班"),
        mark("%(name)s同意换班：您改值%(window)s %(when)s 的班，%(other)s 的班由对方值。"),
        mark("看值班表"),
    ),
    _kind(
        "network.duty_declined",
        mark("换班、接班没有成"),
        mark("%(name)s值不了%(window)s %(when)s 的班，这一班还是您的。请另找同事，或请负责人安排。"),
        mark("看值班表"),
    ),
)


def roster(window: Window, actor: Actor, at: datetime) -> dict[str, object]:
    """The roster of the next two weeks by day, who is on duty now, what one is asked for, and hours with nobody."""
    shifts = list(shifts_of(window.id, at))
    now = next((one for one in reversed(shifts) if one.since <= at), None)
    days: dict[str, list[dict[str, object]]] = {}
    for one in shifts:
        days.setdefault(day(localtime(one.since)), []).append(_shift(one, actor, at))
    empty = empty_hours(window.id, at, at + timedelta(days=2)) if shifts else []
    asked = [one for one in shifts if one.offered_to_id is not None and one.offered_to_id == actor.person_id]
    return {
        "on_duty": now,
        "asked": [_shift(one, actor, at) for one in asked],
        "days": [{"day": name, "shifts": rows} for name, rows in days.items()],
        "gaps": [_("%(since)s 至 %(until)s") % {"since": moment(a), "until": moment(b)} for a, b in empty],
    }


def hours_of(shift: DutyShift) -> str:
    """From when until when."""
    return _("%(since)s 至 %(until)s") % {"since": moment(shift.since), "until": moment(shift.until)}


def _shift(one: DutyShift, actor: Actor, at: datetime) -> dict[str, object]:
    return {
        "shift": one,
        "hours": hours_of(one),
        "other": hours_of(one.swap_for) if one.swap_for else "",
        "is_on": one.since <= at,
        "may_offer": can_offer_shift(actor, one),
        "may_swap": can_swap_shift(actor, one, at),
        "may_withdraw": one.offered_to_id is not None and actor.person_id == one.person_id,
    }


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    told = {key: _said(value) for key, value in refused.parameters.items()}
    return str(REFUSALS[refused.code]) % told


def _said(value: object) -> object:
    """A parameter of a refusal, as it is read."""
    if isinstance(value, Word):
        return _(value.label)
    return moment(value) if isinstance(value, datetime) else value


def limit(amount: int, unit: LimitUnit) -> str:
    """An amount of time as it is promised: 3 个工作日."""
    if unit is LimitUnit.WORKING_DAY:
        return ngettext("%(n)s 个工作日", "%(n)s 个工作日", amount) % {"n": amount}
    if unit is LimitUnit.CALENDAR_DAY:
        return ngettext("%(n)s 天", "%(n)s 天", amount) % {"n": amount}
    if unit is LimitUnit.CLOCK_HOUR:
        return ngettext("%(n)s 小时（日夜连续）", "%(n)s 小时（日夜连续）", amount) % {"n": amount}
    return ngettext("%(n)s 小时（工作时间）", "%(n)s 小时（工作时间）", amount) % {"n": amount}


def limit_rows(promises: Mapping[ServiceKind, Mapping[LimitStep, TimeLimit]]) -> list[dict[str, object]]:
    """The table of time limits: a row per kind with a cell per step; an absent promise says so."""
    return [
        {
            "kind": _(kind.label),
            "cells": [
                {"step": _(step.label), "text": limit(row.amount, row.unit) if (row := limits.get(step)) else ""}
                for step in LimitStep
            ],
        }
        for kind, limits in promises.items()
    ]


GRADES = {
    "A": gettext_lazy("来源已核对"),
    "B": gettext_lazy("来源为转载或报道"),
    "B-": gettext_lazy("来源为转述"),
    "C": gettext_lazy("来源未核实"),
}


def preset_rows(found: Mapping[str, Preset]) -> list[dict[str, object]]:
    """The presets with how good their sources are; those without limits last."""
    rows = [{"code": code, "preset": one, "grade": str(GRADES[one.grade])} for code, one in found.items()]
    return sorted(rows, key=lambda row: not found[str(row["code"])].limits)


def change_rows(found: Sequence[Change]) -> list[dict[str, str]]:
    """What a draft would change, limit by limit."""
    return [
        {
            "kind": _(one.kind.label)
            if one.urgency is Urgency.NORMAL
            else _("%(kind)s（紧急）") % {"kind": _(one.kind.label)},
            "step": _(one.step.label),
            "before": limit(one.before.amount, one.before.unit) if one.before else _("未承诺"),
            "after": limit(one.after.amount, one.after.unit) if one.after else _("未承诺"),
        }
        for one in found
        if one.moves
    ]


def _whose(one: Change) -> str:
    """Which demands a limit is for."""
    kind = _(one.kind.label)
    return _("%(kind)s（紧急）") % {"kind": kind} if one.urgency is Urgency.URGENT else kind


def limit_sources(promises: Mapping[ServiceKind, Mapping[LimitStep, TimeLimit]]) -> list[dict[str, object]]:
    """Each source once, with the steps and whether the window's own or the network's promise quotes it."""
    rows = [row for limits in promises.values() for row in limits.values()]
    told = {row.source: {"text": row.source, "since": row.since, "own": row.window_id is not None} for row in rows}
    return list(told.values())


def hours_to_come(window: Window, on: date) -> list[str]:
    """What hours are announced for later, in Chinese, like those of today."""
    return [f"{since:%Y}年{since.month}月{since.day}日起：{said(week)}" for since, week in weeks_to_come(window, on)]


def region_path(code: str) -> str:
    """A region with what it lies in, below the province: 郑州市巩义市; the code itself where it is no longer listed."""
    try:
        path = regions.find(code).path
    except UnknownCode:
        return code
    return "".join(node.name for node in path[1:]) or path[0].name


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a disclosed text; `term` is what stands before its first colon, `number` its leading number."""

    text: str
    term: str = ""
    number: str = ""


_WRITTEN = re.compile(r"(?:(?P<number>\d{1,2})\.\s*)?(?:(?P<term>[^：。，；]{2,14})：(?=\S))?(?P<text>.+)")


def passages(text: str) -> list[Passage]:
    """A disclosed text line by line: “1. …” is a step, “首问责任制：…” a term and what is said of it."""
    found = (_WRITTEN.fullmatch(line.strip()) for line in text.splitlines())
    return [Passage(line["text"], line["term"] or "", line["number"] or "") for line in found if line]


def item_rows(written: Mapping[DisclosureItem, Disclosure]) -> list[dict[str, object]]:
    """All items that must be public, each with its passages; one that is not disclosed yet has none."""
    return [
        {"item": item, "label": _(item.label), "row": row, "passages": passages(row.text) if row else []}
        for item in DisclosureItem
        for row in [written.get(item)]
    ]


def item_shown(item: DisclosureItem, current: Disclosure | None) -> dict[str, object]:
    """An item's label, and how it reads now."""
    return {"label": _(item.label), "current": passages(current.text) if current else []}


def served_rows(rows: Sequence[Jurisdiction], on: date) -> list[dict[str, object]]:
    """Whom a window serves, with the place by name and whether the row is over."""
    return [
        {"row": row, "place": region_path(row.region), "over": row.until is not None and row.until <= on}
        for row in rows
    ]


STANDS_TONES = {StandsAs.A: "good", StandsAs.B: "info", StandsAs.STAND_IN: "info", StandsAs.NOBODY: "late"}


def post_row(now: PostNow, reasons: Sequence[Suits] = ()) -> dict[str, object]:
    """A post as its own people see it: what it serves, who stands there as what, where A has gone."""
    return {
        "post": now.post,
        "kind": _(now.post.kind.label),
        "serves": serves(now),
        "person": now.person.name if now.person else "",
        "stands_as": _(now.standing.stands_as.label),
        "tone": STANDS_TONES[now.standing.stands_as],
        "note": now.note,
        "reason": _(now.note.reason.label) if now.note else "",
        "why": [_(reason.label) for reason in reasons],
    }


def serves(now: PostNow) -> list[str]:
    """What is done at a post: its categories, else its kinds, else nothing said."""
    stated: Sequence[Word] = now.post.categories or now.post.kinds
    return [_(word.label) for word in stated]


def area_rows(nows: Sequence[PostNow]) -> list[dict[str, object]]:
    """The areas of a window's hall as callers see them, where one is received first; by whom, where names are told."""
    areas: dict[str, list[dict[str, object]]] = {}
    for now in sorted(nows, key=lambda now: now.post.kind is not PostKind.FIRST_CONTACT):
        areas.setdefault(now.post.area, []).append(
            {"post": now.post, "kind": _(now.post.kind.label), "serves": serves(now), **_told_to_callers(now)}
        )
    return [{"name": name, "posts": rows} for name, rows in areas.items()]


def _told_to_callers(now: PostNow) -> dict[str, object]:
    """Who receives, without where anybody has gone."""
    shown = now.person.name if now.person and now.post.discloses_names else ""
    return {
        "person": shown,
        "stands_in": bool(shown) and now.standing.stands_as is not StandsAs.A,
        "unattended": now.is_unattended and now.post.kind is not PostKind.RETURN_VISIT,
    }


def sheet_content(
    window: Window,
    written: Mapping[DisclosureItem, Disclosure],
    promised: Mapping[ServiceKind, Mapping[LimitStep, TimeLimit]],
    hours: str,
) -> Content:
    """What a window discloses and promises, as it is printed, in Chinese: each item, then the table of time limits."""
    fields = (("窗口", window.name), ("承办单位", window.operator_name), ("服务时间", hours))
    steps = [step for step in LimitStep if any(step in limits for limits in promised.values())]
    rows = [
        (kind.label, *(limit(row.amount, row.unit) if (row := limits.get(step)) else "—" for step in steps))
        for kind, limits in promised.items()
        if limits
    ]
    return Content(
        fields=tuple((name, text) for name, text in fields if text),
        sections=tuple(
            Section(item.label, tuple(line.strip() for line in written[item].text.splitlines() if line.strip()))
            for item in DisclosureItem
            if item in written
        ),
        items=Table("办理时限", ("诉求类别", *(step.label for step in steps)), tuple(rows)) if rows else None,
    )
