"""The words of the funnel and of what firms record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.policies.words import FUNNEL, Stage
from huiqi.ui.wording import full_day, wan

if TYPE_CHECKING:
    from huiqi.policies.models import Milestone
    from huiqi.policies.selectors import Figures, OfWindow

OWN_LABELS = {
    Stage.APPLIED: lazy("我已申报"),
    Stage.GRANTED: lazy("我已获批"),
    Stage.PAID: lazy("我已到账"),
    Stage.REFUSED: lazy("未通过"),
}
MEANINGS = {
    Stage.MATCHED: lazy("按条件匹配到的企业"),
    Stage.DELIVERED: lazy("已通知到人的企业"),
    Stage.OPENED: lazy("通知后看过政策的企业"),
    Stage.ASKED: lazy("为它提过诉求的企业"),
    Stage.APPLIED: lazy("已申报的企业"),
    Stage.GRANTED: lazy("已获批的企业"),
    Stage.PAID: lazy("已到账的企业"),
    Stage.REFUSED: lazy("申报未通过的企业"),
}
REFUSALS = {
    "in_future": lazy("这一天还没有到。请填写已经发生的日期。"),
    "too_early": lazy("日期太早了，请检查年份。"),
    "no_amount": lazy("请填写金额：获批了多少，或到账了多少。"),
    "bad_amount": lazy("金额要大于零，单位是万元，例如 12.5。"),
    "before_the_step_before": lazy("这一天早于前一步的日期。请改其中一个。"),
    "after_the_step_after": lazy("这一天晚于后一步的日期。请改其中一个。"),
    "more_than_granted": lazy("到账的金额多于获批的金额。请检查单位是不是万元。"),
    "granted_already": lazy("这一年已经记为获批或到账。要改成未通过，请先撤回那一条。"),
    "refused_already": lazy("这一年已经记为未通过，改判获批的日期要晚于那一天。"),
    "told_by_others": lazy("这一步由受理部门或免申即享记录，以它为准。有出入请联系受理部门。"),
}


def figures(code: str, told: Figures, window: str = "") -> list[dict[str, Any]]:
    """The seven figures with the share of the first, each with the address of its rows."""
    first = max([told.get(stage, 0) for stage in FUNNEL], default=0)
    asked = f"?window={window}" if window else ""
    return [
        {
            "stage": stage.value,
            "label": _(stage.label),
            "meaning": MEANINGS[stage],
            "count": told.get(stage, 0),
            "of": first or 1,
            "url": reverse("policies:funnel_rows", args=[code, stage.value]) + asked,
        }
        for stage in FUNNEL
    ]


def refused(code: str, told: Figures) -> dict[str, Any] | None:
    """How many were refused, with the address of their rows; nothing where nobody was."""
    count = told.get(Stage.REFUSED, 0)
    url = reverse("policies:funnel_rows", args=[code, Stage.REFUSED.value])
    return {"count": count, "url": url} if count else None


def window_rows(code: str, windows: list[OfWindow]) -> list[dict[str, Any]]:
    """A row for each window."""
    return [{"name": one.name, "figures": figures(code, one.figures, one.slug)} for one in windows]


def money(sums: Mapping[Stage, Any]) -> str:
    """What was granted and paid, as a sentence; nothing where nothing was."""
    if not sums:
        return ""
    told = {"granted": wan(sums.get(Stage.GRANTED, 0)), "paid": wan(sums.get(Stage.PAID, 0))}
    return _("有记录的获批金额共 %(granted)s，到账共 %(paid)s。") % told


def firm_row(row: Any) -> dict[str, Any]:
    """A firm behind a figure, by its push or its milestone."""
    on = getattr(row, "on", None) or row.at
    told_by = getattr(row, "told_by", None)
    return {
        "firm": row.enterprise.name,
        "code": row.enterprise.uscc or "",
        "region": row.enterprise.region,
        "on": on,
        "amount": getattr(row, "amount", None),
        "reason": row.reason if told_by else "",  # a push has a word for its reason, which is said beside it
        "told_by": _(told_by.label) if told_by else _(row.reason.label),
    }


def outcome_row(row: Milestone) -> dict[str, Any]:
    """What is known of the firm's own way with a policy."""
    return {
        "ref": row.ref,
        "stage": _(row.stage.label),
        "on": full_day(row.on),
        "amount": wan(row.amount) if row.amount else "",
        "reason": row.reason,
        "told_by": _(row.told_by.label),
        "own": row.told_by == "own",
        "proof": row.proof.name if row.proof else "",
    }
