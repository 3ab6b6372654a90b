"""What the page of satisfaction shows: a row for each, every figure with the address of its rows; what is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.models import RatingRequest
from huiqi.demands.rules.rating import Dimension
from huiqi.demands.rules.satisfaction import AT_ONCE, ENOUGH, Suspicion, Tally, suspicions
from huiqi.demands.selectors import Key, Period, listed
from huiqi.demands.wording import label
from huiqi.demands.words import RatingLevel
from huiqi.kernel.access import Actor
from huiqi.ui.sheets import Column, Told, as_xlsx
from huiqi.ui.wording import full_day, full_moment

BY = {"window": lazy("按窗口"), "handler": lazy("按承办单位"), "person": lazy("按承办人")}

FIGURES = {
    "asked": lazy("邀请评价"),
    "rated": lazy("已评价"),
    **{str(level): lazy(level.label) for level in RatingLevel},
    "excluded": lazy("申诉排除"),
    "visits": lazy("应回访"),
    "reached": lazy("回访到"),
    "unreachable": lazy("联系不上"),
    "refused": lazy("不愿受访"),
    "waiting": lazy("还没回访"),
    "by_phone": lazy("电话里说了满意度"),
    "appeals": lazy("评价申诉"),
    "upheld": lazy("申诉成立"),
    "bad": lazy("差评"),
    "hasty": lazy("答复后两分钟内就评价"),
}
"""Every figure, as its column and its rows are called."""

SUMS = (
    *("asked", "rated", "excluded", "visits", "reached", "unreachable", "refused", "waiting"),
    *("by_phone", "appeals", "upheld", "hasty"),
)
"""The figures of a tally beside its levels; a spreadsheet has them in this order, but for the last."""

WHY = {
    Suspicion.PERFECT: lazy("%(n)s 件评价全部满意，请核查有没有选人评价、代评或催要好评"),
    Suspicion.SAME_DEVICE: lazy("%(device)s 件评价来自同一台设备，请核查是不是企业自己评的"),
    Suspicion.HASTY: lazy("%(hasty)s 件评价在答复后两分钟内提交，请核查企业看没看答复"),
    Suspicion.JUMP: lazy("满意率比上一段高 %(jump)s 个百分点，请核查原因"),
}


def period_asked(query: Mapping[str, str], today: date) -> Period:
    """The period of the address; without one, or with one that is none, the last thirty days.

    Of a longer one the last year: more is not counted while somebody waits.
    """
    try:
        asked = Period(date.fromisoformat(query.get("since", "")), date.fromisoformat(query.get("until", "")))
    except ValueError:
        asked = Period(today, today - timedelta(days=1))
    sound = asked.since <= asked.until and asked.since.year > 2000 and asked.until <= today + timedelta(days=366)
    if not sound:
        return Period(today - timedelta(days=29), today)
    return Period(max(asked.since, asked.until - timedelta(days=365)), asked.until)


COLUMNS = {
    "asked": lazy("邀请评价"),
    "rated": lazy("已评"),
    **{str(level): lazy(level.label) for level in RatingLevel},
    "visits": lazy("应回访"),
    "reached": lazy("回访到"),
    "unreachable": lazy("联系不上"),
    "waiting": lazy("还没回访"),
    "appeals": lazy("申诉"),
}
"""The figures that the page shows, as its columns are headed."""


def columns() -> dict[str, str]:
    """The columns of the page in the reader's language, which is asked for once."""
    return {name: str(told) for name, told in COLUMNS.items()}


def tally_row(
    key: Key, named: str, now: Tally, before: Tally | None, by: str, period: Period, heads: Mapping[str, str]
) -> dict[str, Any]:
    """One row of the table; every number of a column leads to what it counts."""
    told = urlencode({"by": by, "of": key[0], "who": key[1], "since": period.since, "until": period.until})
    counted = {
        **{str(level): count for level, count in now.levels.items()},
        **{name: getattr(now, name) for name in SUMS},
    }
    return {
        "name": named,
        "satisfaction": percent(now.satisfaction),
        "weighted": percent(now.weighted),
        "excluded": now.excluded,
        "excluded_url": f"?{told}&figure=excluded",
        "counted": counted,
        "figures": [
            (head, count := counted.get(name, 0), f"?{told}&figure={name}" if count else "")
            for name, head in heads.items()
        ],
        "checks": [check(one, now, before) for one in suspicions(now, before)],
    }


def percent(value: Decimal | None) -> str:
    """A share as it is read; nobody rated is no share, not zero."""
    return f"{value.normalize():f}%" if value is not None else "—"


def check(one: Suspicion, now: Tally, before: Tally | None) -> str:
    """Why it is looked into."""
    then = before.satisfaction if before else None
    jump = now.satisfaction - then if now.satisfaction is not None and then is not None else ""
    return str(WHY[one]) % {"n": now.valid, "device": now.same_device, "hasty": now.hasty, "jump": jump}


def rated_row(asked: RatingRequest, actor: Actor, people: Mapping[str, str]) -> dict[str, Any]:
    """One answer behind a figure: how it was rated and what was said; never by whom, and nothing of a visit to whoever
    it is about.
    """
    demand = listed(actor, asked.demand)
    rating = getattr(asked, "rating", None)
    task = None if actor.person_ref in asked.concerned else getattr(asked, "visit_task", None)
    appeal = getattr(rating, "appeal", None)
    return {
        "demand": demand,
        "when": full_moment(asked.asked_at),
        "office": asked.organisation.name,
        "person": people.get(asked.person, ""),
        "level": label(rating.level) if rating else "",
        "parts": _parts(rating.dimensions) if rating else "",
        "comment": "" if demand.keeps_name or not rating else rating.comment,
        "excluded": bool(rating and rating.is_excluded),
        "visit": (label(task.outcome) if task.outcome else _("还没回访")) if task else "",
        "by_phone": label(task.level) if task and task.level else "",
        "appeal": _appeal(appeal),
    }


def _parts(told: Mapping[str, str]) -> str:
    return _("；").join(f"{label(Dimension(name))} {label(RatingLevel(level))}" for name, level in told.items())


def _appeal(appeal: Any) -> str:
    if appeal is None:
        return ""
    return {None: _("申诉待复核"), True: _("申诉成立"), False: _("申诉不成立")}[appeal.upheld]


def tallies_exported(
    rows: Sequence[Mapping[str, Any]], by: str, period: Period, *, actor: Actor, at: datetime
) -> FileResponse:
    """The table as a spreadsheet, with the same figures."""
    columns: list[Column[Mapping[str, Any]]] = [Column(str(BY[by]), lambda row: row["name"], width=30)]
    columns += [_figure(name) for name in ("asked", "rated", *map(str, RatingLevel))]
    columns += [
        Column(_("满意率"), lambda row: row["satisfaction"], width=10),
        Column(_("加权得分"), lambda row: row["weighted"], width=10),
    ]
    columns += [_figure(name) for name in SUMS[2:-1]]
    columns.append(Column(_("要核查的"), lambda row: _("；").join(row["checks"]), width=60))
    span = _("%(since)s 至 %(until)s 答复的") % {"since": full_day(period.since), "until": full_day(period.until)}
    who = " · ".join(filter(None, (actor.name, actor.seat.organisation_name if actor.seat else "")))
    told = Told(_("满意度"), span, who, at)
    return as_xlsx(f"{_('满意度')} {at:%Y%m%d}", told, columns, iter(rows), whole=True)


def _figure(name: str) -> Column[Mapping[str, Any]]:
    """A figure as a column of the spreadsheet."""
    return Column(str(FIGURES[name]), lambda row: row["counted"].get(name, 0), width=10)


def checked(n: int = ENOUGH) -> str:
    """How the checks come about, once on the page."""
    minutes = int(AT_ONCE.total_seconds() // 60)
    told = {"n": n, "minutes": minutes}
    return (
        _("评价满 %(n)s 件而全部满意、同一台设备评了多件、答复 %(minutes)s 分钟内就评、满意率突然升高的，标出来核查。")
        % told
    )


__all__ = ["BY", "FIGURES", "checked", "columns", "period_asked", "rated_row", "tallies_exported", "tally_row"]
