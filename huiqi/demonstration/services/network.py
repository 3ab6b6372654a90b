"""The demonstration network: hub, windows and their people, institutions and what they offer."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from huiqi.demonstration.rules import credit_code
from huiqi.directory.selectors import institution_by_slug
from huiqi.directory.services import Entry, Offer, enter_institution, offer, settle
from huiqi.directory.words import FeeKind
from huiqi.kernel.access import SYSTEM, Role
from huiqi.kernel.refs import uuid7
from huiqi.network.selectors import SHEET, window_by_slug
from huiqi.network.services import Opening, disclose, issue_sheet, open_window, serve_region, set_hours, set_time_limits
from huiqi.network.words import DisclosureItem, WindowKind
from huiqi.papers.selectors import latest
from huiqi.standards import regions
from huiqi.standards.opening_hours import week
from huiqi.standards.service_kinds import ServiceCategory

if TYPE_CHECKING:
    from huiqi.network.models import Window
from huiqi.demonstration.services.stage import ENTERED, FOUNDED, WRITTEN, seat_person

STAFFED = {"henan": 2, "zhengzhou": 11, "luoyang": 21, "xinxiang": 31, "gongyi": 41}
"""Windows with a receptionist (this number) and a manager (the next); every other one has a receptionist only."""


def open_network(stage: Mapping[str, Any], password_hash: str) -> None:
    """Open hub, comprehensive and industry windows with what each discloses, serves and promises."""
    if window_by_slug(stage["hub"]["slug"]) is None:
        _open(stage, stage["hub"], WindowKind.HUB, stage["hub"]["region"])
        set_time_limits("shandong_2020", actor=SYSTEM, at=WRITTEN)
    places = [told for told in stage["comprehensive"] if window_by_slug(told["slug"]) is None]
    for told in places:
        window = _open(stage, told, WindowKind.COMPREHENSIVE, told["region"])
        if "preset" in told:
            set_time_limits(told["preset"], window_id=window.id, actor=SYSTEM, at=WRITTEN)
    for told in stage["industry"]:
        if window_by_slug(told["slug"]) is None:
            _open(stage, told, WindowKind.INDUSTRY, f"{told['region'][:4]}I1")
    for slug in STAFFED:
        _hang_out(slug)
    for number, told in enumerate((stage["hub"], *stage["comprehensive"]), start=100):
        _staff(told["slug"], number, password_hash)


def _open(stage: Mapping[str, Any], told: Mapping[str, Any], kind: WindowKind, code: str) -> "Window":
    """One platform. A county with a window of its own although it lies in a city bears the note of 2014."""
    place = regions.find(told["region"])
    directed = kind is WindowKind.COMPREHENSIVE and len(place.path) == 3
    opening = Opening(
        kind=kind,
        region=told["region"],
        slug=told["slug"],
        code=code,
        industry_cluster=told.get("cluster", ""),
        operator_name=told.get("operator") or f"{place.name}{told.get('cluster', '')}中小企业服务中心（演示）",
        address=told.get("address") or f"{place.name}{told['street']}（演示地址）",
        phone=f"{told['area']}-0000 {told['region'][2:]}",
        hours=stage["hours"],
        introduction=told.get("introduction", ""),
        note=stage["directed_note"] if directed else "",
    )
    window = open_window(opening, actor=SYSTEM, at=FOUNDED, is_demonstration=True)
    set_hours(window.id, week(stage["week"]), since=localdate(FOUNDED), actor=SYSTEM, at=FOUNDED)
    if kind is not WindowKind.INDUSTRY:
        since = localdate(FOUNDED)
        serve_region(window.id, told["region"], since=since, basis=stage["basis"], actor=SYSTEM, at=FOUNDED)
    _disclose(stage, told, window, place.name)
    return window


def _disclose(stage: Mapping[str, Any], told: Mapping[str, Any], window: "Window", place: str) -> None:
    """Publish the texts of a window of this kind, filled with what is its own."""
    kind = "industry" if window.kind is WindowKind.INDUSTRY else "comprehensive"
    own = {
        "short": window.short_name,
        "hub": regions.find(stage["province"]).name + "平台",
        "place": place,
        "operator": window.operator_name,
        "hours": window.hours,
        "address": window.address,
        "phone": window.phone,
        "cluster": window.industry_cluster,
        "focus": told.get("focus", ""),
    }
    for item, lines in stage["disclosures"][kind].items():
        text = "\n".join(lines).format(**own)
        if item == "overview" and window.introduction:
            text = window.introduction
        disclose(window.id, DisclosureItem(item), text, actor=SYSTEM, at=WRITTEN)


def _hang_out(slug: str) -> None:
    """Print what a window discloses, once."""
    window = window_by_slug(slug)
    if window and latest(window.organisation.ref, SHEET.code) is None:
        issue_sheet(window.id, submission=uuid7(), actor=SYSTEM, at=WRITTEN)


def _staff(slug: str, number: int, password_hash: str) -> None:
    """Seat a window's people: one receptionist, at some a manager, at the hub its operator and two administrators."""
    window = window_by_slug(slug)
    assert window is not None
    place = window.short_name.removesuffix("综合窗口")
    first = STAFFED.get(slug, number)
    seated = [(first, Role.RECEPTIONIST, "首问")]
    if slug in STAFFED:
        seated.append((first + 1, Role.WINDOW_MANAGER, "负责人"))
    if window.kind is WindowKind.HUB:
        seated.append((1, Role.HUB_OPERATOR, "运营"))
        seated.append((8, Role.SECURITY_ADMINISTRATOR, "安全管理员"))
        seated.append((9, Role.AUDITOR, "安全审计员"))
    for at_number, role, word in seated:
        seat_person(at_number, f"{place}{word}（演示）", window.organisation, role, password_hash)


def open_institution(number: int, told: Mapping[str, Any], password_hash: str) -> None:
    """Enter an institution, settle it at its windows, offer its products, seat its clerk."""
    institution = institution_by_slug(told["slug"])
    if institution is None:
        entry = Entry(
            name=told["name"],
            uscc=credit_code(900_000 + number, told["region"]),
            region=told["region"],
            slug=told["slug"],
            introduction=told["introduction"],
            phone=f"0371-0000 {number:04d}",
            address=f"{_place(told['region'])}演示路{number}号（演示地址）",
        )
        institution = enter_institution(entry, actor=SYSTEM, at=ENTERED, is_demonstration=True)
        _offer_all(institution.id, told)
    seat_person(number, f"{told['name']}经办人", institution.organisation, Role.INSTITUTION_CLERK, password_hash)


def _place(region: str) -> str:
    """A county with its city."""
    return "".join(node.name for node in regions.find(region).path[1:])


def _offer_all(institution_id: int, told: Mapping[str, Any]) -> None:
    for slug in told["windows"]:
        window = window_by_slug(slug)
        assert window is not None
        settle(institution_id, window.id, since=localdate(ENTERED), actor=SYSTEM, at=ENTERED)
    for row in told["products"]:
        words: dict[str, object] = {"category": ServiceCategory(row["category"]), "fee_kind": FeeKind(row["fee_kind"])}
        words |= {"price": Decimal(row["price"])} if "price" in row else {}
        offer(institution_id, Offer(**{**row, **words}), actor=SYSTEM, at=ENTERED)
