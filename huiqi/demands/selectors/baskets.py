"""Baskets per handler: what each has waiting, in which baskets that puts him, and what changed since last night.

What is open is read once, from an index alone; how many handlers there are does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate, localtime

from huiqi.accounts.selectors import organisations_named, people_named
from huiqi.demands.flow import AT_DESK
from huiqi.demands.models import BasketNight, BasketReminder, BasketRule, Demand, Handling
from huiqi.demands.permissions import can_see_baskets
from huiqi.demands.rules.baskets import USUAL, Load, Thresholds, baskets, day_before
from huiqi.demands.selectors.seeing import visible_to
from huiqi.demands.words import Basket, HandlerKind, HandlingState
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import key_of, organisation_of
from huiqi.reference.selectors import calendar
from huiqi.standards.calendars import Calendar

DONE = (HandlingState.ANSWERED, HandlingState.RETURNED)
"""What a handler did himself when a custody ended."""

WAITING_SHOWN = 50
"""What a handler has waiting, oldest first, on his page."""


@dataclass(frozen=True, slots=True)
class Since:
    """The moments that count: before `forgotten` something is forgotten, before `quiet` a handler is quiet;
    `yesterday` is its first one.
    """

    forgotten: datetime
    quiet: datetime
    yesterday: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """One handler with his baskets; `fresh`: those in which he was not last night."""

    load: Load
    baskets: tuple[Basket, ...]
    fresh: tuple[Basket, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """How all handlers of a kind stand, whoever is in the most baskets first, and who left which since last night."""

    kind: HandlerKind
    thresholds: Thresholds
    standings: tuple[Standing, ...]
    left: tuple[tuple[int, str, Basket], ...]
    compared: bool

    def counts(self) -> dict[Basket, tuple[int, int, int]]:
        """Of each basket: how many are in it, came into it, left it."""
        now = Counter(basket for one in self.standings for basket in one.baskets)
        fresh = Counter(basket for one in self.standings for basket in one.fresh)
        left = Counter(basket for _key, _person, basket in self.left)
        return {basket: (now[basket], fresh[basket], left[basket]) for basket in Basket}


def thresholds_of() -> dict[HandlerKind, Thresholds]:
    """From when on, for each kind: as the hub set it, else the usual. One query."""
    rules = {one.kind: one for one in BasketRule.objects.all()}
    return {
        kind: Thresholds(rules[kind].most, rules[kind].forgotten_days, rules[kind].quiet_days)
        if kind in rules
        else usual
        for kind, usual in USUAL.items()
    }


def basket_rule(kind: HandlerKind) -> dict[str, Any]:
    """What a form shows of the thresholds of a kind, their `revision` among it: 0 where the usual ones hold."""
    revision = BasketRule.objects.filter(kind=kind).values_list("revision", flat=True).first()
    return {**asdict(thresholds_of()[kind]), "revision": revision or 0}


def since_when(thresholds: Thresholds, at: datetime, days: Calendar) -> Since:
    """The moments that count at `at`."""
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)

    def before(count: int) -> datetime:
        day = day_before(localdate(at), count, days)
        return midnight - timedelta(days=(localdate(at) - day).days - 1)

    return Since(before(thresholds.forgotten_days), before(thresholds.quiet_days), midnight - timedelta(days=1))


def round_of(actor: Actor, kind: HandlerKind, at: datetime) -> Round:
    """How the handlers of a kind stand, as far as it is the actor's business. Five queries at most."""
    thresholds = thresholds_of()
    since = since_when(thresholds[kind], at, calendar())
    return _round(actor, kind, since, thresholds, _last_night(at), _loads(actor, {kind: since})[kind])


def rounds_of(actor: Actor, at: datetime) -> list[Round]:
    """The same of every kind. Seven queries at most."""
    thresholds, night, days = thresholds_of(), _last_night(at), calendar()
    since = {kind: since_when(thresholds[kind], at, days) for kind in HandlerKind}
    loads = _loads(actor, since)
    return [_round(actor, kind, since[kind], thresholds, night, loads[kind]) for kind in HandlerKind]


def _round(
    actor: Actor,
    kind: HandlerKind,
    since: Since,
    thresholds: Mapping[HandlerKind, Thresholds],
    night: Sequence[BasketNight] | None,
    loads: Sequence[Load],
) -> Round:
    before = _baskets_of(actor, kind, loads, night or ())
    had: frozenset[Basket] = frozenset()
    standings = [_standing(one, thresholds[kind], since, before.get((one.key, one.person), had)) for one in loads]
    standings = [replace(one, fresh=one.fresh if night is not None else ()) for one in standings]
    standings.sort(key=lambda one: (-len(one.baskets), one.load.oldest))
    now = {(one.load.key, one.load.person): set(one.baskets) for one in standings}
    left = [(*who, basket) for who, had in before.items() for basket in Basket if basket in had - now.get(who, set())]
    return Round(kind, thresholds[kind], tuple(standings), tuple(left), night is not None)


def _standing(load: Load, thresholds: Thresholds, since: Since, before: frozenset[Basket]) -> Standing:
    found = tuple(baskets(load, thresholds, since.quiet))
    return Standing(load, found, tuple(one for one in found if one not in before))


def _last_night(at: datetime) -> list[BasketNight] | None:
    """Who was in which basket last night; None where that was never written down. One query, or two."""
    last = BasketNight.objects.filter(night__lte=localdate(at)).order_by("-night").values("night")[:1]
    rows = list(BasketNight.objects.filter(night=last).order_by("id"))
    return rows or (None if not BasketNight.objects.exists() else [])


def _baskets_of(
    actor: Actor, kind: HandlerKind, loads: Iterable[Load], night: Iterable[BasketNight]
) -> dict[tuple[int, str], frozenset[Basket]]:
    """Of a night the handlers of a kind, as far as they are the actor's business."""
    own, every = {one.key for one in loads} | {actor.organisation_id or 0}, actor.is_a(Role.HUB_OPERATOR)
    found: dict[tuple[int, str], set[Basket]] = {}
    for one in night:
        if one.kind is kind and (every or one.organisation_id in own):
            found.setdefault((one.organisation_id, one.person_ref), set()).add(one.basket)
    return {who: frozenset(had) for who, had in found.items()}


def _loads(actor: Actor, since: Mapping[HandlerKind, Since]) -> dict[HandlerKind, list[Load]]:
    if not can_see_baskets(actor):
        return {kind: [] for kind in since}
    return _everybodys(since, None if actor.is_a(Role.HUB_OPERATOR) else key_of(actor.organisation_id or 0))


def everybodys(kind: HandlerKind, since: Since, window: int | None = None) -> list[Load]:
    """What every handler of a kind has waiting; `window`: of that window's demands alone. Two queries."""
    return _everybodys({kind: since}, window)[kind]


def _everybodys(since: Mapping[HandlerKind, Since], window: int | None) -> dict[HandlerKind, list[Load]]:
    """The same of several kinds. What waits at windows is counted once, for them and for the people there."""
    here: dict[HandlerKind, Since] = {kind: one for kind, one in since.items() if kind is not HandlerKind.OFFICE}
    rows = _counted_at_desk(here, window) if here else []
    return {kind: _at_desk(kind, one, rows) if kind in here else _in_hand(one, window) for kind, one in since.items()}


def _many(where: Q) -> Count:
    """How many of them, read from an index alone."""
    return Count(Value(1), filter=where)


_TOUCHED = Coalesce("acted_at", "sent_at")


def waiting_in_hand() -> QuerySet[Handling]:
    """The custodies that wait for their handlers: not of a demand whose clock stands."""
    stands = Demand.objects.filter(suspended_until__isnull=False).values("id")
    return Handling.objects.filter(ended_at=None).exclude(demand_id__in=stands)


def _in_hand(since: Since, window: int | None) -> list[Load]:
    """By handler: what is in his hands, and what he ended lately. Of a window: whose demands are open is known from an
    index alone, and only what its own handlers ended is looked up."""
    rows, ended = waiting_in_hand(), Handling.objects.filter(ended_at__gte=min(since.quiet, since.yesterday))
    if window:
        rows = rows.filter(demand__in=Demand.objects.filter(window_id=window, closed_at=None).values("id"))
    counted = rows.values("organisation_id").annotate(
        waiting=Count("*"),
        forgotten=_many(Q(acted_at__lt=since.forgotten) | Q(acted_at=None, sent_at__lt=since.forgotten)),
        oldest=Min(_TOUCHED),
        last=Max("acted_at"),
        came=_many(Q(sent_at__gte=since.yesterday)),
    )
    told = list(counted)
    if window:
        ended = ended.filter(organisation__in=[row["organisation_id"] for row in told], demand__window_id=window)
    lately = {
        row["organisation_id"]: row
        for row in ended.values("organisation_id").annotate(
            gone=_many(Q(ended_at__gte=since.yesterday)),
            last=Max("ended_at", filter=Q(state__in=DONE)),
        )
    }
    return [_load(row, "", lately.get(row["organisation_id"], {})) for row in told]


def _load(row: Mapping[str, Any], person: str, ended: Mapping[str, Any]) -> Load:
    acts = [one for one in (row["last"], ended.get("last")) if one]
    return Load(
        row["organisation_id"],
        person,
        row["waiting"],
        row["forgotten"],
        row["oldest"],
        max(acts, default=None),
        row["came"],
        ended.get("gone", 0),
    )


_HERE = Q(state__in=AT_DESK, suspended_until=None)


def _counted_at_desk(since: Mapping[HandlerKind, Since], window: int | None) -> list[dict[str, Any]]:
    """By window and first contact, and whether it waits `here`: how much is open. One query.

    That it waits there is asked of each demand once, and not by every figure; what is forgotten is counted for each
    moment that counts, in `forgotten_<n>`.
    """
    rows = Demand.objects.filter(closed_at=None).order_by()
    rows = rows.filter(window_id=window) if window else rows
    yesterday = next(iter(since.values())).yesterday
    forgotten = {_forgotten(at): _many(Q(touched_at__lt=at)) for at in {one.forgotten for one in since.values()}}
    here = ExpressionWrapper(_HERE, output_field=BooleanField())
    counted: QuerySet[Any, Any] = rows.values("window_id", "first_contact", here=here).annotate(
        open=_many(Q()),
        oldest=Min("touched_at"),
        last=Max("acted_at"),
        came=_many(Q(filed_at__gte=yesterday)),
        acted=_many(Q(acted_at__gte=yesterday)),
        **forgotten,
    )
    return list(counted)


def _forgotten(before: datetime) -> str:
    return f"forgotten_{before:%Y%m%d}"


def _at_desk(kind: HandlerKind, since: Since, rows: Iterable[Mapping[str, Any]]) -> list[Load]:
    """By window, or by the person who is the first contact there. What was handed on or answered has gone."""
    groups: dict[tuple[int, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        person = row["first_contact"] if kind is HandlerKind.PERSON else ""
        if person or kind is HandlerKind.WINDOW:
            groups.setdefault((organisation_of(row["window_id"]), person), []).append(row)
    told = [(_summed(key, since, some), person) for (key, person), some in groups.items()]
    return [_load(row, person, row) for row, person in told if row["waiting"]]


def _summed(organisation: int, since: Since, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Several rows of what is open at a window as one of what waits there."""
    here = [row for row in rows if row["here"]]
    return {
        "organisation_id": organisation,
        "waiting": sum(row["open"] for row in here),
        "forgotten": sum(row[_forgotten(since.forgotten)] for row in here),
        "oldest": min((row["oldest"] for row in here if row["oldest"]), default=None),
        "last": max((row["last"] for row in rows if row["last"]), default=None),
        "came": sum(row["came"] for row in rows),
        "gone": sum(row["acted"] for row in rows if not row["here"]),
    }


def one_of(actor: Actor, kind: HandlerKind, organisation: int, person: str, at: datetime) -> Standing | None:
    """One handler, if he is the actor's business."""
    found = (one for one in round_of(actor, kind, at).standings)
    return next((one for one in found if (one.load.key, one.load.person) == (organisation, person)), None)


def waiting_of(actor: Actor, kind: HandlerKind, organisation: int, person: str) -> list[Demand]:
    """What one handler has waiting, as far as the actor sees it, what was not touched for longest first, each with
    `since`: when something was last done about it. One query.
    """
    seen: QuerySet[Any, Any] = visible_to(actor)
    if kind is HandlerKind.OFFICE:
        hands = waiting_in_hand().filter(organisation_id=organisation)
        rows = seen.filter(handlings__in=hands).annotate(since=Coalesce("handlings__acted_at", "handlings__sent_at"))
    else:
        here = seen.filter(_HERE, closed_at=None, window__organisation_id=organisation)
        rows = (here.filter(first_contact=person) if person else here).annotate(since=F("touched_at"))
    return list(rows.order_by("since", "id")[:WAITING_SHOWN])


def waits_with(told: str) -> Q:
    """What waits with one handler, `kind:ref`, of the demands of a desk; nothing where there is no such one."""
    kind, _colon, ref = told.partition(":")
    try:
        UUID(ref)
    except ValueError:
        return Q(id=None)
    if kind == HandlerKind.OFFICE:
        return Q(id__in=waiting_in_hand().filter(organisation__ref=ref).values("demand_id"))
    return _HERE & (Q(window__organisation__ref=ref) if kind == HandlerKind.WINDOW else Q(first_contact=ref))


def idle(at: datetime) -> Q:
    """What was forgotten, by those who have it or by its window. Two queries, and those of the desk."""
    days, limits = calendar(), thresholds_of()
    office = since_when(limits[HandlerKind.OFFICE], at, days).forgotten
    window = since_when(limits[HandlerKind.WINDOW], at, days).forgotten
    hands = waiting_in_hand().filter(Q(acted_at__lt=office) | Q(acted_at=None, sent_at__lt=office))
    return (_HERE & Q(touched_at__lt=window)) | Q(id__in=hands.values("demand_id"))


def reminders_of(kind: HandlerKind, on: Any = None, organisation: int = 0, person: str = "") -> list[BasketReminder]:
    """Who was reminded on a day; or of one handler the last ten. One query."""
    rows = BasketReminder.objects.filter(kind=kind).order_by("-reminded_at", "-id")
    if on:
        return list(rows.filter(on=on))
    return list(rows.filter(organisation_id=organisation, person_ref=person)[:10])


def names_for(
    standings: Sequence[tuple[int, str]], people: Iterable[str] = ()
) -> tuple[dict[int, str], dict[str, str]]:
    """The names of organisations, by key, and of people, by ref. Two queries."""
    refs = {person for _key, person in standings if person} | set(people)
    return organisations_named({key for key, _person in standings}), people_named(refs)
