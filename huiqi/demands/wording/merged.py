"""What went on in a demand, in what it went on, what was taken out of it: as cards, notices and rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from huiqi.demands.selectors import cannot_undo, undoing_until
from huiqi.demands.wording.due import at_moment
from huiqi.demands.wording.merging import NUMBERS
from huiqi.ui.wording import full_moment

if TYPE_CHECKING:
    from datetime import datetime

    from huiqi.demands.models import Demand
    from huiqi.demands.selectors import Case

Told = dict[str, Any]


def numbers_of(data: Mapping[str, Any]) -> dict[str, str]:
    """The numbers that an entry names, in words; nothing where it names none."""
    told = {name: data.get(name, "") for name in NUMBERS}
    return {name: one if isinstance(one, str) else _("、").join(one) for name, one in told.items()}


def merged_notice(case: Case, at: datetime | None = None, *, own: bool = False) -> Told | None:
    """On top of a demand that went on in another: in which, why, and whether that can be undone `at` the moment."""
    merger = case.links.into
    if merger is None:
        return None
    told = {
        "number": merger.into.number,
        "when": full_moment(merger.merged_at),
        "until": at_moment(undoing_until(merger, case.demand)),
    }
    undo = _("不是同一件事的，企业和窗口可以在 %(until)s 前撤销合并。")
    undo = _("不是同一件事的，您可以在 %(until)s 前撤销合并。") if own else undo
    lines = [
        _("%(when)s 并入 %(number)s 一起办理，以后的进展和答复看那一件。时限取两件里最早的，不会变晚。") % told,
        merger.reason,
        undo % told if at and not cannot_undo(case, at) else "",
    ]
    shown = {"tone": "info", "title": _("已并入 %(number)s") % told, "lines": [line for line in lines if line]}
    return shown | {"ref": merger.into.ref, "number": merger.into.number}


def linked(case: Case) -> list[Told]:
    """The other demands that belong to this one, group by group, each with what it is about."""
    links = case.links
    groups = [
        (_("并入这件的"), [_one(one.demand, one.reason, full_moment(one.merged_at)) for one in links.absorbed]),
        (_("已并入"), [_one(links.into.into, links.into.reason, "")] if links.into else []),
        (_("拆出去的"), [_one(one.demand, one.reason, full_moment(one.split_at)) for one in links.pieces]),
        (_("拆自"), [_one(links.origin.original, links.origin.reason, "")] if links.origin else []),
    ]
    own = {"with_text": False}
    told = [{"title": title, "rows": rows, **own} for title, rows in groups if rows]
    if links.absorbed:
        told[0]["with_text"] = True
    return told


def _one(demand: Demand, reason: str, when: str) -> Told:
    return {
        "ref": demand.ref,
        "number": demand.number,
        "title": demand.title,
        "text": demand.text,
        "reason": reason,
        "when": when,
    }


def links_told(case: Case) -> list[dict[str, str]]:
    """The same for a file that is printed: which numbers, under what."""
    return [
        {"label": group["title"], "value": _("、").join(one["number"] for one in group["rows"])}
        for group in linked(case)
    ]
