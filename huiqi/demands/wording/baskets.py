"""What the baskets say: refusals, figures, rows, how somebody stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from huiqi.demands.rules.baskets import Load, Thresholds
from huiqi.demands.words import Basket, HandlerKind
from huiqi.standards.working_days import Calendar, working_days_between
from huiqi.ui.wording import full_moment

if TYPE_CHECKING:
    from huiqi.demands.models import BasketReminder
    from huiqi.demands.selectors import Round, Standing

Told = dict[str, Any]

REFUSALS = {
    "not_in_basket": lazy("这个单位或个人现在不在任何一个篮里，不用提醒。请看最新情况。"),
    "reminded_today": lazy("今天%(who)s已于 %(when)s 提醒过，一天提醒一次。"),
    "nobody_there": lazy("%(name)s在系统里没有人，收不到通知。请打电话，或查转办函的进展。"),
    "basket_range": lazy("请填 1 到 %(most)d 之间的整数。"),
    "setting_changed": lazy(
        "刚才有人改过：现在是超过 %(most)d 件、%(forgotten_days)d 个工作日没人动、%(quiet_days)d 个工作日什么也没办。"
        "您填的还在，再按一次保存，就以您填的为准。"
    ),
}

TONES = {Basket.MANY: "ask", Basket.FORGOTTEN: "late", Basket.QUIET: "late"}


def meaning(basket: Basket, thresholds: Thresholds) -> str:
    """From when on somebody is in it."""
    told = {"most": thresholds.most, "n": thresholds.forgotten_days, "quiet": thresholds.quiet_days}
    if basket is Basket.MANY:
        return _("待办超过 %(most)s 件") % told
    if basket is Basket.FORGOTTEN:
        return _("有的 %(n)s 个工作日没人动过") % told
    return _("%(quiet)s 个工作日什么也没办") % told


def tabs(chosen: HandlerKind, basket: str) -> list[Told]:
    """A tab for each kind of handler."""
    more = {"basket": basket} if basket else {}
    return [
        {"label": _(kind.label), "url": f"?{urlencode({'kind': str(kind), **more})}", "current": kind is chosen}
        for kind in HandlerKind
    ]


def figures(found: Round, chosen: str) -> list[Told]:
    """A figure for each basket: how many are in it, and what changed since last night."""
    told = []
    for basket, (now, fresh, left) in found.counts().items():
        query = {"kind": str(found.kind)} | ({} if chosen == basket else {"basket": str(basket)})
        told.append(
            {
                "label": _(basket.label),
                "value": now,
                "url": f"?{urlencode(query)}",
                "tone": TONES[basket] if now else "",
                "current": chosen == basket,
                "meaning": meaning(basket, found.thresholds),
                "changed": _changed(fresh, left) if found.compared else _("昨天还没有记录"),
            }
        )
    return told


def _changed(fresh: int, left: int) -> str:
    if not (fresh or left):
        return _("和昨晚一样")
    return _("比昨晚进 %(fresh)d、出 %(left)d") % {"fresh": fresh, "left": left}


def row(
    one: Standing,
    kind: HandlerKind,
    refs: Mapping[int, UUID],
    names: tuple[Mapping[int, str], Mapping[str, str]],
    reminded: Mapping[tuple[int, str], BasketReminder],
    at: datetime,
    days: Calendar,
) -> Told:
    """A handler in the list."""
    load, ref = one.load, refs[one.load.key]
    query = urlencode({"person": load.person}) if load.person else ""
    url = reverse("demands:basket", args=[str(kind), ref])
    return {
        "name": name_of(load.key, load.person, names),
        "office": names[0].get(load.key, "") if load.person else "",
        "url": f"{url}?{query}" if query else url,
        "desk": desk_url(kind, ref, load.person),
        "remind": f"{reverse('demands:remind_of_baskets', args=[str(kind), ref])}" + (f"?{query}" if query else ""),
        "load": load,
        "oldest": untouched(load.oldest, at, days),
        "last": full_moment(load.last) if load.last else _("还没有办过"),
        "baskets": badges(one),
        "reminded": reminded_today(reminded.get((load.key, load.person)), names[1]),
    }


def name_of(key: int, person: str, names: tuple[Mapping[int, str], Mapping[str, str]]) -> str:
    """A person by name, else the organisation."""
    return names[1].get(person, "") or _("已离开的人") if person else names[0].get(key, "")


def badges(one: Standing) -> list[Told]:
    """The baskets; those in which he was not last night say so."""
    return [
        {
            "tone": TONES[each],
            "text": _("%(basket)s（新）") % {"basket": _(each.label)} if each in one.fresh else _(each.label),
        }
        for each in one.baskets
    ]


def desk_url(kind: HandlerKind, ref: UUID, person: str) -> str:
    """The desk narrowed to what a handler has waiting."""
    whose = person if kind is HandlerKind.PERSON else str(ref)
    return f"{reverse('demands:desk')}?{urlencode({'tab': 'open', 'at': f'{kind}:{whose}'})}"


def untouched(since: datetime, at: datetime, days: Calendar) -> str:
    """For how many working days nothing was done."""
    count = working_days_between(localdate(since), localdate(at), days)
    if not count:
        return _("今天动过")
    return ngettext("%(n)s 个工作日没动", "%(n)s 个工作日没动", count) % {"n": count}


def reminded_today(one: BasketReminder | None, people: Mapping[str, str]) -> str:
    """Who reminded him today; empty where nobody did."""
    if one is None:
        return ""
    return _("今天已提醒（%(who)s）") % {"who": people.get(one.reminded_by, "")}


def left_rows(found: Round, names: tuple[Mapping[int, str], Mapping[str, str]]) -> list[str]:
    """Who left which basket since last night."""
    return [
        _("%(name)s：不再%(basket)s") % {"name": name_of(key, person, names), "basket": _(basket.label)}
        for key, person, basket in found.left
    ]


def reminder_rows(reminders: Iterable[BasketReminder], people: Mapping[str, str]) -> list[Told]:
    """Who reminded, when, of what."""
    return [
        {
            "when": full_moment(one.reminded_at),
            "who": people.get(one.reminded_by, ""),
            "what": _("、").join(_(Basket(code).label) for code in one.baskets),
            "counts": _("待办 %(waiting)d 件，其中遗忘 %(forgotten)d 件")
            % {"waiting": one.waiting, "forgotten": one.forgotten},
        }
        for one in reminders
    ]


def in_one(load: Load | None) -> str:
    """What a handler has, in a sentence."""
    if load is None:
        return _("现在没有等着办的。")
    told = {"waiting": load.waiting, "forgotten": load.forgotten, "came": load.came, "gone": load.gone}
    return _("待办 %(waiting)d 件，其中遗忘 %(forgotten)d 件；昨天以来进 %(came)d 件、出 %(gone)d 件。") % told


def summary(rounds: Sequence[Round]) -> list[Told]:
    """One line for each kind with somebody in a basket, for the desk of who leads."""
    told = []
    for found in rounds:
        parts = [f"{_(basket.label)} {now}" for basket, (now, _fresh, _left) in found.counts().items() if now]
        if parts:
            url = f"{reverse('demands:baskets')}?{urlencode({'kind': str(found.kind)})}"
            told.append({"label": _(found.kind.label), "said": _("、").join(parts), "url": url})
    return told
