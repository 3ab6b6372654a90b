"""What the network says to people."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from huiqi.kernel.refusal import Refused
from huiqi.kernel.words import Word
from huiqi.network.models import Disclosure, Jurisdiction, TimeLimit, Window
from huiqi.network.selectors import PostNow, weeks_to_come
from huiqi.network.words import DisclosureItem, LimitStep, LimitUnit, PostKind, StandsAs, Suits
from huiqi.papers.ports import Content, Section, Table
from huiqi.standards import regions
from huiqi.standards.opening_hours import said
from huiqi.standards.service_kinds import ServiceKind
from huiqi.standards.trees import UnknownCode
from huiqi.ui.wording import moment

REFUSALS = {
    "region_unknown": gettext_lazy("没有代码为 %(region)s 的地区。请从列表中选择。"),
    "region_served": gettext_lazy("这个地区从 %(since)s 起由%(window)s服务。请先结束原来的服务，再改由新的窗口服务。"),
    "region_not_served": gettext_lazy("%(window)s没有在服务这个地区，无从结束。"),
    "address_taken": gettext_lazy("网址 %(slug)s 或窗口代码 %(code)s 已经有平台在用。请换一个。"),
    "hub_exists": gettext_lazy("省平台已经设立，一个网络只有一个枢纽。"),
    "hub_region": gettext_lazy("枢纽是省平台，请填写省级行政区划代码，例如 410000；%(region)s 不是。"),
    "same_person": gettext_lazy("系统管理员和枢纽运营要由两个人担任。请填写两个不同的手机号。"),
    "mobile_invalid": gettext_lazy("%(mobile)s 不是手机号。请填写 11 位手机号，例如 13800000000。"),
    "preset_unknown": gettext_lazy("没有名为 %(preset)s 的时限方案。"),
    "nothing_disclosed": gettext_lazy("%(window)s还没有公开任何事项，开不了告知单。请先填写公开事项。"),
    "stale": gettext_lazy("您打开之后，有人改过这一项。您写的内容还在；请对照现在公开的文字，确认后再保存。"),
    "post_same_person": gettext_lazy("A岗和B岗必须是两个人。请换一个人。"),
    "not_seated": gettext_lazy("这个人现在不在%(window)s任职。请从列表里选择。"),
    "post_name_taken": gettext_lazy("窗口里已经有叫“%(name)s”的岗位。请换一个名称。"),
    "post_closed": gettext_lazy("岗位“%(name)s”已经撤销，不能再改。"),
    "stale_post": gettext_lazy("您打开之后，有人改过这个岗位。请回到岗位列表重新打开，再改一次。"),
    "period_wrong": gettext_lazy("回来的时间要在离开之后，请再核对。"),
    "period_over": gettext_lazy("回来的时间已经过去，不用再留去向。"),
    "stand_in_same": gettext_lazy("自己不能代自己。请换一个人，或者不指定。"),
    "already_away": gettext_lazy("这段时间已经有一条去向留言（%(since)s 至 %(until)s）。请先结束那一条。"),
    "hours_past": gettext_lazy("新的服务时间不能从已经过去的日子算起。请填写今天或以后的日子。"),
    "hours_gap": gettext_lazy("周一到周五每天都要有服务时间：法律把这几天算作工作日，期限要在当天关门时截止。"),
    "taker_same": gettext_lazy("不能交接给自己。请换一个人。"),
}


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    told = {key: moment(value) if isinstance(value, datetime) else value for key, value in refused.parameters.items()}
    return str(REFUSALS[refused.code]) % told


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
