"""The verbs of the network: open a window, serve a region, disclose an item, promise time limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.timezone import localdate

from huiqi.accounts.selectors import seats_at
from huiqi.accounts.services import enter_person, give_password_once, give_seat, open_organisation
from huiqi.accounts.words import OrganisationKind
from huiqi.journal.services import record
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.refusal import Refused
from huiqi.network.models import Disclosure, Jurisdiction, TimeLimit, Window
from huiqi.network.rules import Preset, comprehensive_name, hub_name, industry_name, lacking, presets
from huiqi.network.selectors import SHEET, disclosures, hub, promises, said_hours
from huiqi.network.wording import sheet_content
from huiqi.network.words import DisclosureItem, Urgency, WindowKind
from huiqi.papers.selectors import latest
from huiqi.papers.services import issue_paper
from huiqi.search.services import content_changed
from huiqi.standards import regions
from huiqi.standards.service_kinds import ServiceKind
from huiqi.standards.trees import UnknownCode

if TYPE_CHECKING:
    from huiqi.papers.models import Paper


@dataclass(frozen=True, slots=True)
class Opening:
    """What is said of a platform when it opens. Its names follow from kind, region and cluster by rule."""

    kind: WindowKind
    region: str
    slug: str
    code: str
    industry_cluster: str = ""
    operator_name: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    introduction: str = ""
    note: str = ""

    def names(self) -> tuple[str, str]:
        """(full name, short name); raises `UnknownCode`."""
        path = regions.find(self.region).path
        province, place = path[0].name, path[-1].name
        if self.kind is WindowKind.HUB:
            return hub_name(province), f"{province}平台"
        if self.kind is WindowKind.COMPREHENSIVE:
            return comprehensive_name(province, place), f"{place}综合窗口"
        return industry_name(province, place, self.industry_cluster), f"{place}{self.industry_cluster}产业窗口"


@dataclass(frozen=True, slots=True)
class Founder:
    """Somebody who has a seat from the first day."""

    mobile: str
    name: str


def _region(code: str) -> str:
    try:
        return regions.find(code).code
    except UnknownCode:
        raise Refused("region_unknown", region=code) from None


@transaction.atomic
def open_window(opening: Opening, *, actor: Actor, at: datetime, is_demonstration: bool = False) -> Window:
    """Open the hub or a window, named by 豫工信办企业〔2014〕22号 四（一）.

    Raises `Refused`: region_unknown, address_taken (slug or code are in use), hub_exists.
    """
    _region(opening.region)
    if opening.kind is WindowKind.HUB and Window.objects.filter(kind=WindowKind.HUB).exists():
        raise Refused("hub_exists")
    if Window.objects.filter(slug=opening.slug).exists() or Window.objects.filter(code=opening.code).exists():
        raise Refused("address_taken", slug=opening.slug, code=opening.code)
    name, short_name = opening.names()
    kind = OrganisationKind.HUB if opening.kind is WindowKind.HUB else OrganisationKind.WINDOW
    organisation = open_organisation(kind, name, actor=actor, at=at, is_demonstration=is_demonstration)
    window = Window.objects.create(
        organisation=organisation,
        slug=opening.slug,
        code=opening.code,
        kind=opening.kind,
        name=name,
        short_name=short_name,
        region=opening.region,
        industry_cluster=opening.industry_cluster,
        operator_name=opening.operator_name,
        address=opening.address,
        phone=opening.phone,
        hours=opening.hours,
        introduction=opening.introduction,
        note=opening.note,
        opened_on=localdate(at),
    )
    data = {"kind": str(opening.kind), "region": opening.region, "code": opening.code}
    record("window", organisation.ref, "open_window", actor=actor, at=at, data=data)
    content_changed()
    return window


@transaction.atomic
def found_network(
    opening: Opening, administrator: Founder, operator: Founder, *, preset: str, basis: str, actor: Actor, at: datetime
) -> tuple[Window, dict[str, str]]:
    """Open the hub with its jurisdiction and promises, seat its first two people; answers hub and their passwords.

    Each of the passwords, by mobile number, works once. Raises `Refused`: hub_region (no province), same_person (who
    administers the system must not run the service), mobile_invalid, preset_unknown, and those of `open_window`.
    """
    if _region(opening.region) not in {province.code for province in regions.provinces()}:
        raise Refused("hub_region", region=opening.region)
    if administrator.mobile == operator.mobile:
        raise Refused("same_person")
    window = open_window(opening, actor=actor, at=at)
    serve_region(window.id, opening.region, since=localdate(at), basis=basis, actor=actor, at=at)
    set_time_limits(preset, actor=actor, at=at)
    passwords = {}
    for founder, role in ((administrator, Role.SYSTEM_ADMINISTRATOR), (operator, Role.HUB_OPERATOR)):
        person = enter_person(founder.mobile, founder.name, at=at)
        give_seat(person, window.organisation, role, since=localdate(at), actor=actor, at=at)
        passwords[founder.mobile] = give_password_once(person, actor=actor, at=at)
    return window, passwords


ADMINISTRATORS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR)
"""The three whom the law wants apart from each other (GB/T 22239), and from who runs the service."""


@transaction.atomic
def seat_administrator(who: Founder, role: Role, *, actor: Actor, at: datetime) -> str:
    """Seat one of the three separated administrators at the hub; answers a password for once, empty where he has one.

    Raises `Refused`: not_founded, mobile_invalid, seated_already (who has another seat at the hub is not apart).
    """
    assert role in ADMINISTRATORS
    if (window := hub()) is None:
        raise Refused("not_founded")
    person = enter_person(who.mobile, who.name, at=at)
    if seats_at(window.organisation_id, localdate(at)).filter(person=person).exclude(role=role).exists():
        raise Refused("seated_already", name=person.name)
    give_seat(person, window.organisation, role, since=localdate(at), actor=actor, at=at)
    return "" if person.password else give_password_once(person, actor=actor, at=at)


@transaction.atomic
def serve_region(
    window_id: int, region: str, *, since: date, until: date | None = None, basis: str, actor: Actor, at: datetime
) -> Jurisdiction:
    """Let a window serve a region from a day (until a day). One window per region at a time.

    Raises `Refused`: region_unknown; region_served (by which window since when), where the periods overlap.
    """
    window, code = _locked(window_id), _region(region)
    try:
        with transaction.atomic():
            row = Jurisdiction.objects.create(window=window, region=code, since=since, until=until, basis=basis)
    except IntegrityError as error:
        raise _already_served(code, since, until) from error
    data = {"region": code, "since": since.isoformat(), "until": until.isoformat() if until else None, "basis": basis}
    record("window", window.organisation.ref, "serve_region", actor=actor, at=at, data=data)
    return row


def _already_served(region: str, since: date, until: date | None) -> Refused:
    """The refusal that names who serves the region in that period."""
    rows = Jurisdiction.objects.filter(region=region).exclude(until__lte=since).select_related("window")
    other = (rows.filter(since__lt=until) if until else rows).earliest("since")
    return Refused("region_served", window=other.window.short_name, since=other.since)


@transaction.atomic
def stop_serving(window_id: int, region: str, *, until: date, actor: Actor, at: datetime) -> None:
    """End a window's service of a region: `until` is the first day it no longer serves.

    Raises `Refused`: region_not_served, where the window has no row without an end that began before.
    """
    window = _locked(window_id)
    rows = Jurisdiction.objects.filter(window=window, region=region, until=None, since__lt=until)
    if not rows.update(until=until):
        raise Refused("region_not_served", window=window.short_name)
    data = {"region": region, "until": until.isoformat()}
    record("window", window.organisation.ref, "stop_serving", actor=actor, at=at, data=data)


@transaction.atomic
def disclose(
    window_id: int, item: DisclosureItem, text: str, *, revision: int | None = None, actor: Actor, at: datetime
) -> Disclosure:
    """Publish an item of a window from today on; the former text ends. The same text again changes nothing.

    `revision` is the one the writer saw (0: none). Raises `Refused("stale")` where somebody wrote since.
    """
    window = _locked(window_id)
    former = Disclosure.objects.filter(window=window, item=item, until=None).first()
    if former and former.text == text:
        return former
    seen = former.revision if former else 0
    if revision is not None and revision != seen:
        raise Refused("stale")
    today = localdate(at)
    Disclosure.objects.filter(window=window, item=item, until=None).update(until=today)
    row = Disclosure.objects.create(window=window, item=item, text=text, since=today, revision=seen + 1)
    data = {"item": str(item), "revision": row.revision, "since": today.isoformat()}
    record("window", window.organisation.ref, "disclose", actor=actor, at=at, data=data, texts={"text": text})
    content_changed()
    return row


@transaction.atomic
def set_time_limits(
    preset: str,
    *,
    window_id: int | None = None,
    kinds: Iterable[ServiceKind] = tuple(ServiceKind),
    since: date | None = None,
    actor: Actor,
    at: datetime,
) -> list[TimeLimit]:
    """Promise the limits of a preset, for these kinds, at one window (none: in the whole network) from a day on.

    The former limits of those kinds end; what was promised by them stays. Raises `Refused`: preset_unknown,
    scheme_past, preset_empty (it has no limits), scheme_announced (other limits are to hold from a later day already),
    scheme_gap (a kind of demand would be left without the limit of a step).
    """
    scheme = presets().get(preset)
    if scheme is None:
        raise Refused("preset_unknown", preset=preset)
    promiser = _locked(window_id if window_id is not None else hub().id)
    begins, wanted = since or localdate(at), set(kinds) & {limit.kind for limit in scheme.limits}
    said = {limit.urgency for limit in scheme.limits}
    bound = promiser if window_id is not None else None
    _check_scheme(scheme, bound, wanted, begins, localdate(at))
    TimeLimit.objects.filter(window=bound, kind__in=wanted, urgency__in=said, until=None).update(until=begins)
    rows = TimeLimit.objects.bulk_create(
        TimeLimit(
            window=bound,
            kind=limit.kind,
            urgency=limit.urgency,
            step=limit.step,
            amount=limit.amount,
            unit=limit.unit,
            preset=preset,
            source=limit.source,
            since=begins,
        )
        for limit in scheme.limits
        if limit.kind in wanted
    )
    data = {
        "preset": preset,
        "kinds": sorted(map(str, wanted)),
        "since": begins.isoformat(),
        "network": window_id is None,
    }
    record("window", promiser.organisation.ref, "set_time_limits", actor=actor, at=at, data=data)
    return rows


def _check_scheme(scheme: Preset, bound: Window | None, wanted: set[ServiceKind], begins: date, today: date) -> None:
    """Days and steps without a gap: nothing announced for later is overwritten, every kind keeps what it needs."""
    if not scheme.limits:
        raise Refused("preset_empty", preset=scheme.label)
    if begins < today:
        raise Refused("scheme_past", "since")
    current = TimeLimit.objects.filter(window=bound, kind__in=wanted, until=None)
    if later := current.filter(since__gt=begins).order_by("-since").first():
        raise Refused("scheme_announced", "since", since=later.since)
    if Urgency.NORMAL not in {limit.urgency for limit in scheme.limits}:
        return  # what is urgent only adds to the rest
    beneath = promises(hub().id, begins) if bound else {}
    for kind in ServiceKind:
        if kind in wanted and (missing := lacking(scheme, kind, beneath.get(kind, {}))):
            raise Refused("scheme_gap", kind=kind, step=missing[0])


@transaction.atomic
def issue_sheet(window_id: int, *, submission: UUID, actor: Actor, at: datetime) -> "Paper":
    """Issue what a window discloses and promises today as a paper, in place of the one in force.

    Where that one says the same, it stands. Raises `Refused("nothing_disclosed")`.
    """
    window, today = _locked(window_id), localdate(at)
    written = disclosures(window, today)
    if not written:
        raise Refused("nothing_disclosed", window=window.short_name)
    with translation.override("zh-hans"):
        content = sheet_content(window, written, promises(window.id, today), said_hours(window, today))
    former = latest(window.organisation.ref, SHEET.code)
    if former and former.said == content:
        return former
    return issue_paper(
        SHEET.code,
        "window",
        window.organisation.ref,
        content,
        organisation_id=window.organisation_id,
        submission=submission,
        actor=actor,
        at=at,
        replaces=former.ref if former else None,
        reason="公开的内容已更新",
    )


def _locked(window_id: int) -> Window:
    """The window, its row locked, so that its journal has no gaps."""
    return Window.objects.select_related("organisation").select_for_update(of=("self",)).get(id=window_id)
