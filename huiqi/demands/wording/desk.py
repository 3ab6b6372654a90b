"""What a desk shows: its figures, tabs, filters and rows, made of values the selectors answer."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.models import Demand, SavedFilter
from huiqi.demands.selectors import DeskFilter, DeskTab
from huiqi.demands.wording import ENDED_MARKS, MARKS, TABS, label
from huiqi.demands.wording.screen import row
from huiqi.kernel.text import visible
from huiqi.standards.calendars import Calendar
from huiqi.standards.service_kinds import ServiceKind

DUE = {"overdue": lazy("已超时"), "today": lazy("今天到期"), "visit": lazy("待回访"), "idle": lazy("久没人动")}

AT = re.compile(r"(office|window|person):[0-9a-f-]{36}")
"""With whom a demand waits."""

WITH = {"office": lazy("在指定单位手里的"), "window": lazy("在指定窗口的"), "person": lazy("由指定的人跟进的")}

ORDERS = {"due": lazy("最先到期的在前"), "filed": lazy("最近提交的在前")}


def desk_filter(query: Mapping[str, str]) -> DeskFilter:
    """What the address narrows the desk by; the mark of something that has ended is looked for among what has."""
    mark = query.get("mark", "") if query.get("mark") in MARKS else ""
    tab = query.get("tab", "") if query.get("tab") in TABS else "open"
    return DeskFilter(
        tab="closed" if mark in ENDED_MARKS else tab,
        kind=next((str(kind) for kind in ServiceKind if kind == query.get("kind")), ""),
        due=query.get("due", "") if query.get("due") in DUE else "",
        mark=mark,
        at=query.get("at", "") if AT.fullmatch(query.get("at", "")) else "",
        mine=query.get("mine") == "1",
        words=visible(query.get("q", ""))[:80],
        order="filed" if query.get("order") == "filed" else "due",
    )


def address(query: Mapping[str, str]) -> str:
    """A filter as the address of the desk that shows it; the whole desk has an address of its own, too."""
    return f"?{urlencode(query or {'tab': 'open'})}"


def in_words(wanted: DeskFilter) -> list[str]:
    """A filter as people would say it; nothing where the whole desk is shown."""
    kind = next((label(kind) for kind in ServiceKind if kind == wanted.kind), "")
    said = [
        str(TABS[wanted.tab]) if wanted.tab != "open" else "",
        str(DUE.get(wanted.due, "")),
        str(MARKS.get(wanted.mark, "")),
        kind,
        _("我负责的") if wanted.mine else "",
        str(WITH.get(wanted.at.partition(":")[0], "")),
        _("有“%(words)s”的") % {"words": wanted.words} if wanted.words else "",
        str(ORDERS["filed"]) if wanted.order == "filed" else "",
    ]
    return [part for part in said if part]


def figures(counts: Mapping[str, int], tabs: Sequence[DeskTab], wanted: DeskFilter) -> list[dict[str, Any]]:
    """What wants attention first, each opening the rows it counts; a mark that nothing bears is left out. Visits have a
    list of their own.
    """
    shown = [
        {"label": str(DUE["overdue"]), "value": counts["overdue"], "query": {"due": "overdue"}, "tone": "late"},
        {"label": str(DUE["today"]), "value": counts["today"], "query": {"due": "today"}, "tone": "ask"},
    ]
    if any(tab.code == "to_register" for tab in tabs):
        there = f"{reverse('demands:visits')}?tab=desk"
        told = {"label": str(DUE["visit"]), "value": counts["to_visit"], "url": there}
        shown.append({**told, "query": {"due": "visit"}, "tone": ""})
    for code, words in MARKS.items():
        if counts.get(code):
            tone = "late" if code == "unanswered" else ""
            shown.append({"label": str(words), "value": counts[code], "query": {"mark": code}, "tone": tone})
    return [_figure(one, wanted) for one in shown]


def _figure(told: Mapping[str, Any], wanted: DeskFilter) -> dict[str, Any]:
    return {
        "label": told["label"],
        "value": told["value"],
        "url": told.get("url") or address(told["query"]),
        "tone": told["tone"] if told["value"] else "",
        "current": wanted.said() == told["query"],
    }


def desk_tabs(counts: Mapping[str, int], tabs: Sequence[DeskTab], wanted: DeskFilter) -> list[dict[str, Any]]:
    """The tabs of a desk with their counts; what has ended is not counted, and what nobody sent here has no tab."""
    return [
        {
            "label": str(TABS[tab.code]),
            "url": address({"tab": tab.code}),
            "current": tab.code == wanted.tab and not wanted.due and not wanted.mark,
            "count": None if tab.code == "closed" else _count(counts, tab),
        }
        for tab in tabs
        if tab.code != "sent_here" or counts["sent_here"] or wanted.tab == tab.code
    ]


def _count(counts: Mapping[str, int], tab: DeskTab) -> int:
    if tab.code == "sent_here":
        return counts["sent_here"]
    return sum(counts.get(f"state_{state}", 0) for state in tab.states)


def saved_tabs(saved: Iterable[SavedFilter], wanted: DeskFilter) -> list[dict[str, Any]]:
    """Somebody's own filters, as tabs beside those of the desk."""
    return [
        {
            "label": _(one.name),
            "url": address(one.query),
            "current": one.query == wanted.said(),
            "dashed": True,
            "count": None,
            "ref": one.ref,
        }
        for one in saved
        if one.name
    ]


def desk_head(
    counts: Mapping[str, int], tabs: Sequence[DeskTab], wanted: DeskFilter, saved: Iterable[SavedFilter]
) -> dict[str, Any]:
    """What stands above the rows of a desk."""
    own = saved_tabs(saved, wanted)
    here = next((one for one in own if one["current"]), None)
    return {
        "figures": figures(counts, tabs, wanted),
        "tabs": [*(one | {"current": one["current"] and not here} for one in desk_tabs(counts, tabs, wanted)), *own],
        "here": here,
        "unattended": counts["unattended"],
        "wanted": wanted,
        "narrowed": in_words(wanted),
        "said": wanted.said(),
        "address": address(wanted.said()),
        "kinds": [{"code": str(kind), "label": label(kind)} for kind in ServiceKind],
        "dues": _choices(DUE),
        "marks": _choices(MARKS),
        "orders": _choices(ORDERS),
    }


def live(counts: Mapping[str, int], wanted: DeskFilter, since: datetime) -> dict[str, Any]:
    """What came since the page was made, where its figures are asked for again, and where it is read anew."""
    query = urlencode({**(wanted.said() or {"tab": "open"}), "since": since.isoformat()})
    fresh = f"{reverse('demands:desk')}{address(wanted.said())}"
    return {"arrived": counts["arrived"], "live": f"{reverse('demands:figures')}?{query}", "fresh": fresh}


def _choices(words: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"code": code, "label": str(said)} for code, said in words.items()]


def elsewhere_row(tab: DeskTab, demand: Demand) -> dict[str, Any]:
    """A demand whose number was looked for and lies on another tab."""
    query = {"tab": tab.code, "q": demand.number[7:]}
    return {"demand": demand, "tab": str(TABS[tab.code]), "url": address(query)}


def desk_row(demand: Any, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """A row of the desk; `demand` carries the `holder` of `selectors.desk`."""
    return row(demand, demand.next_due_at, at, calendar) | {"holder": demand.holder or demand.window.short_name}


def desk_rows(demands: Iterable[Any], at: datetime, calendar: Calendar) -> list[dict[str, Any]]:
    """The rows of a page of the desk, each with what is said where it is chosen."""
    choose = _("选中 %(number)s")
    return [
        desk_row(one, at, calendar)
        | {"ref": one.ref, "number": one.number, "title": one.title, "firm": one.enterprise.name}
        | {"choose": choose % {"number": one.number}}
        for one in demands
    ]
