"""Questions about notices. `visible_to` is the only way to one: nobody reads what somebody else was told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.urls import Resolver404, resolve
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import mask_mobile
from huiqi.kernel.access import Actor, SeatView
from huiqi.notices import wording
from huiqi.notices.models import Delivery, Notice, NoticeQuerySet, Preference, Recorded
from huiqi.notices.ports import known_kinds, reach_of
from huiqi.notices.words import Channel, DeliveryState, Group, Urgency
from huiqi.ui.wording import day

if TYPE_CHECKING:
    from huiqi.accounts.models import Person

PAGE = 20
MOST = 99
"""Beyond this the badge says 99+."""

STATES = (DeliveryState.STUCK, DeliveryState.WAITING, DeliveryState.SENT, DeliveryState.EXPIRED)


def visible_to(actor: Actor) -> NoticeQuerySet:
    """One's own."""
    if actor.person_id is None:
        return Notice.objects.none()
    return Notice.objects.filter(person_id=actor.person_id)


MOST_KINDS = 500
"""Notices that are read for what somebody is told of."""


def unread_count(actor: Actor) -> int:
    """How many one has not opened, counted no further than needed. One query on a partial index; none for strangers."""
    return 0 if actor.is_anonymous else len(visible_to(actor).unread().values_list("id", flat=True)[: MOST + 1])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for: only unread ones, one group, a page."""

    unread: bool = False
    group: Group | None = None
    page: int = 1

    def query(self, **changed: str) -> str:
        """The address of this list with something changed."""
        now = {"show": "unread" if self.unread else "", "group": str(self.group or "")} | changed
        return f"?{urlencode({name: value for name, value in now.items() if value})}"


def wanted(asked: Mapping[str, str]) -> Wanted:
    """Read the address; what is no filter is none."""
    groups = {str(group): group for group in Group}
    page = asked.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    return Wanted(asked.get("show") == "unread", groups.get(asked.get("group", "")), number)


def kinds_told(person_id: int) -> set[str]:
    """The kinds of notice that somebody got lately. One query."""
    return set(Notice.objects.filter(person_id=person_id).order_by("-id").values_list("kind", flat=True)[:MOST_KINDS])


def _codes(group: Group) -> list[str]:
    return [kind.code for kind in known_kinds().values() if kind.group is group]


def inbox(actor: Actor, asked: Wanted) -> Page[Notice]:
    """A page of one's notices, unread first, then the newest."""
    found = visible_to(actor)
    if asked.unread:
        found = found.unread()
    if asked.group:
        found = found.filter(kind__in=_codes(asked.group))
    ordered = found.annotate(is_read=Q(read_at__isnull=False)).order_by("is_read", "-at", "-id")
    return Paginator(ordered, PAGE).get_page(asked.page)


def days(notices: Iterable[Notice], today: date) -> list[dict[str, Any]]:
    """The notices under headings: unread or read, and of which day."""
    sections = groupby(notices, key=lambda n: (n.read_at is None, localdate(n.at)))
    return [
        {"unread": unread, "heading": _day(on, today), "rows": [_row(n) for n in rows]}
        for (unread, on), rows in sections
    ]


def _day(on: date, today: date) -> str:
    near = {today: _("今天"), today - timedelta(days=1): _("昨天")}
    return near.get(on) or day(on)


def _row(notice: Notice) -> dict[str, Any]:
    words = wording.told(notice.kind, notice.parameters)
    return {
        "ref": notice.ref,
        "words": words,
        "at": notice.at,
        "unread": notice.read_at is None,
        "urgent": notice.urgency is Urgency.URGENT,
        "kind": wording.kind_label(notice.kind),
    }


class Way(NamedTuple):
    """Whether what a notice leads to is still its reader's to see, and else on which other seat of his it is."""

    is_open: bool
    seat: SeatView | None = None


def way_to(actor: Actor, notice: Notice) -> Way:
    """Where a notice leads its reader now. Asks no more than the page itself would, and of other seats only then."""
    try:
        found = resolve(urlsplit(notice.link).path)
    except Resolver404:
        return Way(False)
    reach, ref = reach_of(found.view_name), found.kwargs.get("ref")
    if reach is None or ref is None or reach(actor, ref):
        return Way(True)
    on_seat = partial(Actor, actor.person_id, actor.person_ref, actor.name)
    others = [one for one in actor.seats if one != actor.seat]
    return Way(False, next((one for one in others if reach(on_seat(one), ref)), None))


def tabs(actor: Actor, asked: Wanted) -> list[dict[str, Any]]:
    """All, unread, and every group that has kinds, each with how many are unread. One query."""
    counted = visible_to(actor).unread().order_by().values("kind").annotate(count=Count("id"))
    unread = {row["kind"]: int(row["count"]) for row in counted}
    groups = [group for group in Group if _codes(group)]
    shown = [
        {"label": _("全部"), "url": "?", "current": not asked.unread and not asked.group},
        {
            "label": _("未读"),
            "url": "?show=unread",
            "current": asked.unread and not asked.group,
            "count": sum(unread.values()) or None,
        },
    ]
    return shown + [
        {
            "label": wording.label(group),
            "url": f"?group={group}",
            "current": asked.group is group,
            "count": sum(unread.get(code, 0) for code in _codes(group)) or None,
        }
        for group in groups
    ]


def preference_of(person: "Person") -> Preference:
    """What a person chose, or what holds for those who chose nothing (not yet in any table)."""
    return Preference.objects.filter(person=person).first() or Preference(person=person)


def delivery_tabs(state: DeliveryState) -> list[dict[str, Any]]:
    """The states with how many messages are in each. One query."""
    counted = dict(Delivery.objects.order_by().values_list("state").annotate(Count("id")))
    return [
        {"label": wording.label(each), "url": f"?state={each}", "current": each is state, "count": counted.get(each, 0)}
        for each in STATES
    ]


def state_asked(code: str) -> DeliveryState:
    """The state whose messages are asked for; what cannot be sent comes first."""
    return next((state for state in STATES if state == code), DeliveryState.STUCK)


def deliveries(state: DeliveryState, page: str) -> Page[Delivery]:
    """A page of messages in a state, the newest first. What is being sent still waits."""
    states = {state} | ({DeliveryState.SENDING} if state is DeliveryState.WAITING else set())
    return Paginator(Delivery.objects.filter(state__in=states).order_by("-id"), PAGE).get_page(page)


def delivery_rows(page: Iterable[Delivery]) -> list[dict[str, Any]]:
    """Messages as an administrator sees them: never the words, never the whole address."""
    return [
        {
            "ref": each.ref,
            "kind": wording.kind_label(each.kind),
            "channel": wording.label(each.channel),
            "to": masked(each.channel, each.to),
            "tone": wording.STATE_TONES[each.state],
            "state": wording.label(each.state),
            "is_stuck": each.state is DeliveryState.STUCK,
            "attempts": each.attempts,
            "moment": each.sent_at or each.next_at,
            "is_sent": each.sent_at is not None,
            "created_at": each.created_at,
            "why": wording.failure(each.last_error),
        }
        for each in page
    ]


def masked(channel: Channel, to: str) -> str:
    """A number or an address, of which enough is left to recognise one's own."""
    return mask_mobile(to) if channel is Channel.SMS else wording.mask_mail(to)


def recorded(page: str) -> Page[Recorded]:
    """A page of what the demonstration would have sent, the newest first."""
    return Paginator(Recorded.objects.order_by("-at", "-id"), PAGE).get_page(page)


def recorded_rows(page: Iterable[Recorded]) -> list[dict[str, Any]]:
    """What would have been sent, with the address masked."""
    return [
        {
            "kind": wording.kind_label(each.kind),
            "channel": wording.label(each.channel),
            "is_mail": each.channel is Channel.MAIL,
            "to": masked(each.channel, each.to),
            "subject": each.subject,
            "text": each.text,
            "at": each.at,
        }
        for each in page
    ]
