"""Questions about the network: which window serves a place, what it promises and discloses. All is public."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as mark

from huiqi.kernel.access import Actor
from huiqi.kernel.prepared import prepared
from huiqi.network.models import Disclosure, Jurisdiction, TimeLimit, Window
from huiqi.network.rules import number_word, said_alone
from huiqi.network.selectors.hours import said_hours
from huiqi.network.words import DisclosureItem, LimitStep, Urgency, WindowKind
from huiqi.papers.ports import Block, PaperKind, Style
from huiqi.search.ports import Document
from huiqi.standards import regions
from huiqi.standards.service_kinds import ServiceKind
from huiqi.standards.trees import UnknownCode

Promises = dict[ServiceKind, dict[LimitStep, TimeLimit]]


def in_force(on: date, since: str = "since", until: str = "until") -> Q:
    """Rows whose half-open period [since, until) holds the day `on`."""
    return Q(**{f"{since}__lte": on}) & (Q(**{until: None}) | Q(**{f"{until}__gt": on}))


def windows(on: date) -> QuerySet[Window]:
    """The hub and every window open on a day, in order of region; the hub first by its code."""
    opened = Window.objects.filter(in_force(on, "opened_on", "closed_on"))
    return opened.select_related("organisation").order_by("region", "kind", "id")


def hub() -> Window:
    """The hub of this network; raises `Window.DoesNotExist` before the network is founded."""
    return Window.objects.select_related("organisation").get(kind=WindowKind.HUB)


def province_here(on: date) -> str:
    """The province of this network, whose counties are offered first; empty before it is founded."""
    return windows(on).filter(kind=WindowKind.HUB).values_list("region", flat=True).first() or ""


def short_names(organisations: Collection[int]) -> dict[int, str]:
    """How the platforms among these organisations are called for short; no query where there are none."""
    return dict(short_names_of(organisations))


def short_names_of(organisations: Collection[int]) -> QuerySet[Window, tuple[int, str]]:
    """The same as rows, to be asked with other things."""
    found = Window.objects.filter(organisation_id__in=organisations) if organisations else Window.objects.none()
    return found.values_list("organisation_id", "short_name")


def window_by_slug(slug: str) -> Window | None:
    """The platform of this address, open or closed."""
    return Window.objects.select_related("organisation").filter(slug=slug).first()


def window_of(organisation_id: int) -> Window | None:
    """The hub or window that this organisation is."""
    return Window.objects.select_related("organisation").filter(organisation_id=organisation_id).first()


@cache
def key_of(organisation_id: int) -> int:
    """The key of the window that this organisation is: known before a query, so that the database can plan for it.

    Asked once a process, for no verb changes it. Raises `Window.DoesNotExist`.
    """
    return Window.objects.values_list("id", flat=True).get(organisation_id=organisation_id)


@cache
def organisations_of_windows() -> dict[int, int]:
    """The organisation that each window is, by their keys, as they were asked for last."""
    return dict(Window.objects.values_list("id", "organisation_id"))


def organisation_of(window_id: int) -> int:
    """The organisation that the window of this key is. All are asked for at once, again where one is new.

    Raises `KeyError`.
    """
    if window_id not in organisations_of_windows():
        organisations_of_windows.cache_clear()
    return organisations_of_windows()[window_id]


def jurisdiction_for(region: str, on: date) -> Jurisdiction | None:
    """The row by which a region is served on a day: the most specific of its path. One query.

    Jurisdiction is stored, never derived from digits. A county that its province directs has a row of its own, or one
    of the hub, for as long as the arrangement lasts. None: unknown region, or nobody serves it.
    """
    try:
        path = [node.code for node in regions.find(region).path]
    except UnknownCode:
        return None
    return max(_served(on, tuple(path)), key=lambda row: path.index(row.region), default=None)


@prepared
def _served(on: date, path: tuple[str, ...]) -> QuerySet[Jurisdiction]:
    served = Jurisdiction.objects.filter(in_force(on), in_force(on, "window__opened_on", "window__closed_on"))
    return served.filter(region__in=path).select_related("window__organisation")


def window_for(region: str, on: date) -> Window:
    """The window that serves a region on a day; the hub where no window does, or where the region is unknown."""
    row = jurisdiction_for(region, on)
    return row.window if row else hub()


def regions_of(organisation_id: int, on: date) -> set[str]:
    """Every region that an organisation's window serves on a day: its own rows, without what a nearer row takes out.

    One query.
    """
    served = Jurisdiction.objects.filter(in_force(on), in_force(on, "window__opened_on", "window__closed_on"))
    holders = dict(served.values_list("region", "window__organisation_id"))
    below = [node for code, holder in holders.items() if holder == organisation_id for node in _below(code)]
    return {node.code for node in below if holders[_nearest(node, holders)] == organisation_id}


def _below(code: str) -> Sequence[regions.Region]:
    try:
        return regions.find(code).descendants
    except UnknownCode:
        return ()


def _nearest(node: regions.Region, holders: Mapping[str, int]) -> str:
    """The most specific region of the node's path that anybody serves."""
    return next(step.code for step in reversed(node.path) if step.code in holders)


def jurisdictions_of(window: Window, on: date) -> list[Jurisdiction]:
    """Whom a window serves: rows in force or to come, then former ones, newest first. One query."""
    rows = Jurisdiction.objects.filter(window=window).order_by("region", "-since")
    return sorted(rows, key=lambda row: row.until is not None and row.until <= on)


ANSWER = (LimitStep.STAGED_REPLY, LimitStep.FINISH, LimitStep.EXTENDED_FINISH, LimitStep.OUTSIDE_ANSWER)
"""The steps of one answer: whoever promises its own finish promises these as a whole."""


def promises(window_id: int, on: date, urgency: Urgency = Urgency.NORMAL) -> Promises:
    """What a window promises, per kind of demand and step: its own limit over the network's. One query.

    What is urgent has the limits said for it over those of the rest.

    Where it promises its own finish, the network's staged reply and extension do not stand beside it: two working days
    to the answer and three to a staged reply would make no sense. Nor does a staged reply that is not urgent beside a
    finish that is.
    """
    return combined(_limits(window_id, on), urgency)


@prepared
def _limits(window_id: int, on: date) -> QuerySet[TimeLimit]:
    return TimeLimit.objects.filter(Q(window_id=window_id) | Q(window=None), in_force(on))


def combined(limits: Iterable[TimeLimit], urgency: Urgency) -> Promises:
    """What these limits, of a window and of its network, come to."""
    rows = list(limits)
    usual = [row for row in rows if row.urgency is Urgency.NORMAL]
    found = {kind: _scheme([row for row in usual if row.kind is kind]) for kind in ServiceKind}
    if urgency is Urgency.URGENT:
        for row in sorted((row for row in rows if row.urgency is urgency), key=lambda row: row.window_id is not None):
            found[row.kind][row.step] = row
        found = {kind: _without_late_reply(steps) for kind, steps in found.items()}
    return found


def _without_late_reply(steps: dict[LimitStep, TimeLimit]) -> dict[LimitStep, TimeLimit]:
    """The limits of what is urgent, without a staged reply of the rest where the answer itself is owed sooner."""
    is_urgent = {step for step, row in steps.items() if row.urgency is Urgency.URGENT}
    late = LimitStep.FINISH in is_urgent and LimitStep.STAGED_REPLY not in is_urgent
    return {step: row for step, row in steps.items() if not late or step is not LimitStep.STAGED_REPLY}


def _scheme(rows: list[TimeLimit]) -> dict[LimitStep, TimeLimit]:
    """One kind's limits in the order of the steps."""
    own = {row.step: row for row in rows if row.window_id is not None}
    settled = {*own, *(ANSWER if LimitStep.FINISH in own else ())}
    found = {row.step: row for row in rows if row.step not in settled} | own
    return {step: found[step] for step in LimitStep if step in found}


def time_limits(
    window_id: int, kind: ServiceKind, on: date, urgency: Urgency = Urgency.NORMAL
) -> dict[LimitStep, TimeLimit]:
    """What a window promises for one kind of demand, in the order of the steps. One query."""
    return combined(_limits_of(window_id, on, str(kind)), urgency)[kind]


@prepared
def _limits_of(window_id: int, on: date, kind: str) -> QuerySet[TimeLimit]:
    return TimeLimit.objects.filter(Q(window_id=window_id) | Q(window=None), in_force(on), kind=kind)


def urgent_kinds(window_id: int, on: date) -> set[ServiceKind]:
    """The kinds of demand of which a window promises what is urgent sooner. One query."""
    return set(_urgent_kinds(window_id, on))


@prepared
def _urgent_kinds(window_id: int, on: date) -> QuerySet[TimeLimit, ServiceKind]:
    limits = TimeLimit.objects.filter(Q(window_id=window_id) | Q(window=None), in_force(on), urgency=Urgency.URGENT)
    return limits.values_list("kind", flat=True).distinct()


def disclosures(window: Window, on: date) -> dict[DisclosureItem, Disclosure]:
    """What a window discloses on a day, by item. One query."""
    rows = Disclosure.objects.filter(in_force(on), window=window).order_by("revision")
    return {row.item: row for row in rows}


def disclosed(window: Window, item: DisclosureItem) -> Disclosure | None:
    """How an item of a window reads now."""
    return Disclosure.objects.filter(window=window, item=item, until=None).first()


def windows_exist() -> bool:
    """Whether the network is founded."""
    return Window.objects.exists()


def network_name() -> str:
    """What the network calls itself: the hub's name with 网络. Asked once a process, for no verb renames a hub."""
    try:
        return founded_name()
    except Window.DoesNotExist:
        return ""


@cache
def founded_name() -> str:
    """The same; raises `Window.DoesNotExist` before the network is founded."""
    name = hub().name
    return f"{name}网络" if name.endswith("平台") else name


class WindowDocuments:
    """The hub and the open windows for the search."""

    kind = "window"
    label = mark("窗口")

    def documents(self) -> Iterator[Document]:
        """Every platform by its names, places and codes, and by what it alone discloses."""
        opened = list(windows(timezone.localdate()))
        texts = {window.id: window.introduction for window in opened}
        for window_id, text in Disclosure.objects.filter(until=None).values_list("window_id", "text").order_by("id"):
            texts[window_id] = f"{texts.get(window_id, '')}\n{text}"
        places = {window.id: [node.name for node in regions.find(window.region).path] for window in opened}
        names = {w.id: (w.name, w.short_name, w.address, w.phone or "-", *places[w.id]) for w in opened}
        own = said_alone({window.id: texts[window.id] for window in opened}, names)
        for window in opened:
            keys = f"{' '.join(places[window.id])} {window.region} {window.code} {window.slug}"
            url = reverse("network:window", args=[window.slug])
            text = f"{window.name} {window.address} {own[window.id]}"
            yield Document(self.kind, window.slug, window.short_name, text, window.address, url, keys)


def _everybody(_actor: Actor, _subject_type: str, _subject_ref: UUID) -> bool:
    return True


SHEET = PaperKind(
    code="disclosure_sheet",
    label=mark("公开事项告知单"),
    title="服务公开事项告知单",
    word="公",
    blocks=frozenset({Block.FIELDS, Block.BODY, Block.ITEMS, Block.SEAL}),
    reader=_everybody,
    compact=True,
)
"""What a window discloses and promises, to hang at its counter and to hand out; about the window's organisation."""


def paper_style(organisation_id: int) -> Style | None:
    """How a platform prints where the hub has set nothing: its whole name, a number word of its place, its address."""
    window = Window.objects.filter(organisation_id=organisation_id).first()
    if window is None:
        return None
    reached = (
        ("地址：", window.address),
        ("电话：", window.phone),
        ("服务时间：", said_hours(window, timezone.localdate())),
    )
    return Style(
        mark="\n".join(window.name.split()),
        word=number_word(regions.find(window.region).name, window.industry_cluster),
        contact="　".join(f"{label}{text}" for label, text in reached if text),
    )
