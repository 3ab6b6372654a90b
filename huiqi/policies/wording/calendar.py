"""The words of a firm's calendar and of its reminders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.utils.translation import ngettext

from huiqi.eligibility.amounts import pick
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.notices.ports import Kind, Nature, Words
from huiqi.notices.words import Channel, Group
from huiqi.policies.rules.ics import Day
from huiqi.policies.wording.versions import title
from huiqi.policies.words import Moment
from huiqi.ui.fact_inputs import language
from huiqi.ui.wording import day as short_day
from huiqi.ui.wording import full_day

if TYPE_CHECKING:
    from huiqi.eligibility.versions import PolicyVersion as Version
    from huiqi.policies.selectors import Dated

TONES = {Moment.OPENS: "good", Moment.CLOSES: "ask", Moment.ENDS: "quiet", Moment.EXPIRES: "ask", Moment.UPDATE: "ask"}
SOON = 7
"""Days before a day in which its row is pressing."""


def certificate(code: str) -> str:
    """The name of a qualification."""
    return pick(vocabulary()["qualifications"].choices[code], language())


def months(days: Iterable[Dated], on: date) -> list[dict[str, Any]]:
    """The calendar by month."""
    grouped = groupby(days, key=lambda one: (one.day.year, one.day.month))
    return [{"month": _month(*month), "rows": [_row(one, on) for one in rows]} for month, rows in grouped]


def _month(year: int, month: int) -> str:
    return _("%(year)d年%(month)d月") % {"year": year, "month": month}


def _row(one: Dated, on: date) -> dict[str, Any]:
    return {
        "day": one.day,
        "short": short_day(one.day),
        "left": left(one.day, on),
        "pressing": (one.day - on).days <= SOON,
        "tone": "late" if (one.day - on).days <= SOON else TONES[one.what],
        "what": _(one.what.label),
        "title": title(one.version) if one.version else certificate(one.certificate),
        "url": _page(one.version, on) if one.version else "",
        "basis": one.version.document_number if one.version else one.article,
    }


def _page(version: Version, on: date) -> str:
    """The page of a version: of one that is not in force yet, as it will read."""
    later = f"?on={version.effective_from}" if version.effective_from > on else ""
    return f"{reverse('policies:page', args=[version.code])}{later}"


def left(day: date, on: date) -> str:
    """How long there is still."""
    days = (day - on).days
    if days == 0:
        return _("今天")
    return ngettext("还有 %(days)d 天", "还有 %(days)d 天", days) % {"days": days}


def followed_row(version: Any, season: Any, on: date) -> dict[str, Any]:
    """An item that a firm follows, with what is next of it."""
    if season is None:
        when = _("全年可以申报")
    elif season.opens_on > on:
        when = _("%(day)s开始申报") % {"day": full_day(season.opens_on)}
    elif season.closes_on is None:
        when = _("正在申报")
    else:
        when = _("正在申报，%(day)s截止") % {"day": full_day(season.closes_on)}
    return {"code": version.code, "title": title(version), "when": when}


def fed(days: Iterable[Dated], firm: str) -> list[Day]:
    """The calendar for another program."""
    return [
        Day(
            uid=f"{one.uid}-{firm}@huiqi",
            day=one.day,
            summary=_("%(title)s：%(what)s") % {"title": row["title"], "what": row["what"]},
            description=str(row["basis"]),
            url=f"{settings.ADDRESS}{row['url'] or reverse('policies:calendar')}",
            stamp=one.stamp,
        )
        for one in days
        for row in [_row(one, one.day)]
    ]


_REMINDS = Nature((Channel.MAIL, Channel.SMS), may_wait=True)

_ROWS = (
    (
        Moment.OPENS,
        mark("关注的政策开始申报了"),
        mark("贵单位关注的《%(title)s》开始申报了%(closes)s。"),
        mark("看怎么申报"),
    ),
    (
        Moment.CLOSES,
        mark("关注的政策快截止了"),
        mark("贵单位关注的《%(title)s》%(day)s截止申报，%(left)s。%(rest)s"),
        mark("看怎么申报"),
    ),
    (
        Moment.ENDS,
        mark("关注的政策快到期了"),
        mark("贵单位关注的《%(title)s》执行到%(day)s，%(left)s。%(rest)s"),
        mark("看这项政策"),
    ),
    (
        Moment.EXPIRES,
        mark("证书快到期了"),
        mark("贵单位的“%(certificate)s”资格%(day)s有效期届满，%(left)s。请提前准备重新认定或复核。%(rest)s"),
        mark("看我的日历"),
    ),
    (
        Moment.UPDATE,
        mark("资格要更新信息了"),
        mark("贵单位的“%(certificate)s”要在%(day)s前更新信息，%(left)s；不更新，资格会失效。%(rest)s"),
        mark("看我的日历"),
    ),
)


def _words(subject: str, sentence: str, action: str) -> Callable[[Mapping[str, Any]], Words]:
    return lambda told: Words(_(subject), _(sentence) % _in_words(told), _(action))


def _in_words(told: Mapping[str, Any]) -> dict[str, str]:
    day, worked = date.fromisoformat(told["day"]), date.fromisoformat(told["worked"])
    closes = told.get("closes")
    counter = _("那天是休息日，要到窗口办的请在%(worked)s前来。") % {"worked": full_day(worked)}
    english = told.get("title_en", "") if language() == "en" else ""
    return {
        "title": english or told.get("title", ""),
        "certificate": certificate(told["certificate"]) if "certificate" in told else "",
        "day": full_day(day),
        "closes": _("，%(day)s截止") % {"day": full_day(date.fromisoformat(closes))} if closes else "",
        "left": left(day, date.fromordinal(day.toordinal() - int(told["left"]))),
        "rest": "" if worked == day else counter,
    }


KINDS = tuple(
    Kind(f"policies.{what.value}", Group.POLICIES, subject, _REMINDS, _words(subject, sentence, action))
    for what, subject, sentence, action in _ROWS
)
