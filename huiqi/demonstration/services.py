"""The one verb of this app: demonstrate. Everything it makes is found again by its natural key."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils.timezone import get_default_timezone, localdate, localtime

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import enter_demonstration_person, give_seat, person_with
from huiqi.demands.services import (
    Filing,
    answer_demand,
    ask_information,
    file_demand,
    register_demand,
    reply_to_demand,
    supply_information,
)
from huiqi.demands.words import DemandState
from huiqi.demonstration.counter import furnish
from huiqi.demonstration.rules import Firm, credit_code, invent, mobile
from huiqi.directory.selectors import institution_by_slug
from huiqi.directory.services import Entry, Offer, enter_institution, offer, settle
from huiqi.directory.words import FeeKind
from huiqi.enterprises.services import (
    Invitation,
    Papers,
    Registration,
    bring_papers,
    claim_firm,
    invite,
    name_key,
    record_facts,
    register_enterprise,
)
from huiqi.enterprises.words import FactSource
from huiqi.files.services import store_file
from huiqi.journal.services import record
from huiqi.kernel.access import SYSTEM, Actor, Role
from huiqi.kernel.refs import uuid7
from huiqi.network.selectors import SHEET, hub, window_by_slug
from huiqi.network.services import Opening, disclose, issue_sheet, open_window, serve_region, set_time_limits
from huiqi.network.words import DisclosureItem, WindowKind
from huiqi.papers.selectors import latest
from huiqi.standards import regions
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind

if TYPE_CHECKING:
    from huiqi.accounts.models import Organisation
    from huiqi.enterprises.models import Enterprise
    from huiqi.files.models import StoredFile
    from huiqi.network.models import Window

PASSWORD = "yanshi-2026"
"""The word everybody of the demonstration signs in with; the launcher prints it."""

STAFFED = {"henan": 2, "zhengzhou": 11, "luoyang": 21, "xinxiang": 31, "gongyi": 41}
"""Windows with a receptionist (this number) and a manager (the next); every other one has a receptionist only."""

CLERK, KEEPER, CLAIMANT, WAITING = 54, 55, 56, 57
"""Who else acts for the owners' firms: a clerk of the first, a bookkeeper of all, two who claim the first."""

BULK = 1_000
"""From this many enterprises on they are copied into the tables, without owners and without an entry for each."""


MOVES: Mapping[str, Callable[..., object]] = {
    "register": register_demand,
    "ask_information": ask_information,
    "supply_information": supply_information,
    "reply": reply_to_demand,
    "answer": answer_demand,
}
OWNERS = {"supply_information"}
"""How demands of the demonstration are moved on, and which moves are the firm's own."""

PORTION = 10_000
"""How many enterprises are held in memory at a time."""


def _moment(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=get_default_timezone())


FOUNDED, WRITTEN, ENTERED = _moment(2014, 4, 4), _moment(2024, 1, 2), _moment(2024, 3, 1)


def _read(name: str) -> Any:
    return json.loads(files("huiqi.demonstration").joinpath(f"{name}.json").read_text(encoding="utf-8"))


@transaction.atomic
def demonstrate(*, enterprises: int = 40, at: datetime) -> None:
    """Make the demonstration, or what of it is missing: what is there already is left as people have changed it."""
    stage, password_hash = _read("henan"), make_password(PASSWORD)
    open_network(stage, password_hash)
    for number, told in enumerate(_read("institutions"), start=61):
        open_institution(number, told, password_hash)
    furnish(password_hash, seat=_seat, entered=ENTERED, at=at)
    for told in _read("owners"):
        register_owner(told, password_hash, at=at)
    file_demands(_read("demands"), at=at)
    seat_people(password_hash, at=at)
    generate_enterprises(enterprises, province=stage["province"], at=at)


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
    """Seat a window's people: one receptionist, at some windows a manager, at the hub its operator."""
    window = window_by_slug(slug)
    assert window is not None
    place = window.short_name.removesuffix("综合窗口")
    first = STAFFED.get(slug, number)
    seated = [(first, Role.RECEPTIONIST, "首问")]
    if slug in STAFFED:
        seated.append((first + 1, Role.WINDOW_MANAGER, "负责人"))
    if window.kind is WindowKind.HUB:
        seated.append((1, Role.HUB_OPERATOR, "运营"))
    for at_number, role, word in seated:
        _seat(at_number, f"{place}{word}（演示）", window.organisation, role, password_hash)


def _seat(number: int, name: str, organisation: "Organisation", role: Role, password_hash: str) -> None:
    person = enter_demonstration_person(mobile(number), name, password_hash=password_hash, at=ENTERED)
    give_seat(person, organisation, role, since=localdate(ENTERED), actor=SYSTEM, at=ENTERED)


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
    _seat(number, f"{told['name']}经办人", institution.organisation, Role.INSTITUTION_CLERK, password_hash)


def _place(region: str) -> str:
    """A county with its city."""
    return "".join(node.name for node in regions.find(region).path[1:])


def _offer_all(institution_id: int, told: Mapping[str, Any]) -> None:
    for slug in told["windows"]:
        window = window_by_slug(slug)
        assert window is not None
        settle(institution_id, window.id, since=localdate(ENTERED), actor=SYSTEM, at=ENTERED)
    for row in told["products"]:
        words = {"category": ServiceCategory(row["category"]), "fee_kind": FeeKind(row["fee_kind"])}
        offer(institution_id, Offer(**{**row, **words}), actor=SYSTEM, at=ENTERED)


def register_owner(told: Mapping[str, Any], password_hash: str, *, at: datetime) -> None:
    """Register one of the three firms whose owner can sign in, with all that it knows of itself."""
    number = told["number"]
    if _registered([mobile(number)]):
        return
    registered = at - timedelta(days=240)
    person = enter_demonstration_person(mobile(number), told["name"], password_hash=password_hash, at=registered)
    registration = Registration(
        kind=told["kind"],
        name=told["firm"],
        region=told["region"],
        contact_name=told["name"],
        contact_mobile=mobile(number),
        uscc=credit_code(900_000 + number, told["region"]) if told["coded"] else None,
        industry=told["industry"],
    )
    firm = register_enterprise(registration, person=person, actor=SYSTEM, at=registered, is_demonstration=True)
    _state(firm, told["facts"], registered)


def file_demands(demands: Iterable[Mapping[str, Any]], *, at: datetime) -> None:
    """File what the owners' firms ask for and lead each on by its window; every move tells the owner what it does."""
    for number, told in enumerate(demands):
        owner, receptionist = (actor_of(person_with(mobile(told[who]), at=at)) for who in ("owner", "receptionist"))
        moment = at - timedelta(days=told["days_ago"])
        moment = localtime(moment).replace(hour=9, minute=12) if told["days_ago"] >= 1 else moment
        filing = Filing(ServiceKind(told["kind"]), told["title"], told["text"], told.get("policy", ""))
        submission = uuid5(NAMESPACE_URL, f"huiqi:demonstration:demand:{number}")
        demand = file_demand(filing, submission=submission, actor=owner, at=moment)
        if demand.state != DemandState.FILED:
            continue
        for verb, words in told["moves"].items():
            moment += timedelta(hours=1)
            actor = owner if verb in OWNERS else receptionist
            MOVES[verb](demand.ref, *words, actor=actor, at=moment)


def seat_people(password_hash: str, *, at: datetime) -> None:
    """Let a clerk and a bookkeeper act for the demonstration's firms, and two strangers claim the first of them.

    Each is found again by his number: what people have changed since stays.
    """
    if apps.get_model("accounts", "Person").objects.filter(mobile=mobile(KEEPER)).exists():
        return
    asked = at - timedelta(days=1)
    owned = [_owned(number) for number in (51, 52, 53)]
    _invite(owned[0], CLERK, "周经办（演示）", Role.ENTERPRISE_CLERK, password_hash, asked)
    for firm, owner in owned:
        _invite((firm, owner), KEEPER, "吴代办（演示）", Role.BOOKKEEPER, password_hash, asked)
    for number, name in ((CLAIMANT, "郑待核验（演示）"), (WAITING, "冯认领（演示）")):
        person = enter_demonstration_person(mobile(number), name, password_hash=password_hash, at=asked)
        claim = claim_firm(owned[0][0].uscc or "", person=person, actor=actor_of(person), at=asked)
        if number == WAITING:
            bring_papers(claim.ref, _papers(actor_of(person), asked), actor=actor_of(person), at=asked)


def _papers(actor: Actor, at: datetime) -> Papers:
    """Licence and letter of a clerk, good for a year."""
    licence, letter = _scan("营业执照.png", actor, at), _scan("授权委托书.png", actor, at)
    since = localdate(at)
    return Papers(Role.ENTERPRISE_CLERK, licence, letter, since, since + timedelta(days=365))


def _owned(number: int) -> "tuple[Enterprise, Actor]":
    """The firm of a demonstration owner, and him."""
    firm = apps.get_model("enterprises", "Enterprise").objects.get(contact_mobile=mobile(number))
    return firm, actor_of(apps.get_model("accounts", "Person").objects.get(mobile=mobile(number)))


def _invite(
    owned: "tuple[Enterprise, Actor]", number: int, name: str, role: Role, password_hash: str, at: datetime
) -> None:
    """The owner invites somebody who can sign in with the demonstration's password."""
    firm, owner = owned
    enter_demonstration_person(mobile(number), name, password_hash=password_hash, at=at)
    invite(firm, Invitation(mobile(number), name, role, localdate(at)), actor=owner, at=at)


def _scan(name: str, actor: Actor, at: datetime) -> "StoredFile":
    """A picture that says it is a sample."""
    content = files("huiqi.demonstration").joinpath("library/scan.png").read_bytes()
    return store_file(name, BytesIO(content), len(content), actor=actor, at=at)


def _state(firm: "Enterprise", facts: Mapping[str, object], at: datetime) -> None:
    """Record facts as of the last day of the year before, stated by the enterprise."""
    record_facts(firm, facts, as_of=_year_end(at), source=FactSource.STATED, actor=SYSTEM, at=at)


def _year_end(at: datetime) -> date:
    return date(localdate(at).year - 1, 12, 31)


def _registered(mobiles: Iterable[str]) -> set[str]:
    """Which of these contact numbers already belong to an enterprise."""
    firms = apps.get_model("enterprises", "Enterprise").objects.filter(contact_mobile__in=list(mobiles))
    return set(firms.values_list("contact_mobile", flat=True))


def generate_enterprises(count: int, *, province: str, at: datetime, start: int = 1) -> int:
    """Make the invented enterprises `start` to `start + count - 1` of a province; answer how many were new.

    Below `BULK` each is registered by its owner, as real ones are; from there on they are copied into the tables,
    with one journal entry for all, and no app above is told of each.
    """
    made, end = 0, start + count
    for first in range(start, end, PORTION):
        numbers = range(first, min(first + PORTION, end))
        known = _registered(mobile(1_000_000 + number) for number in numbers)
        firms = [invent(number, province, localdate(at)) for number in numbers]
        new = [firm for firm in firms if firm.contact_mobile not in known]
        made += len(new)
        if count < BULK:
            for firm in new:
                _register(firm, at=at - timedelta(days=200 + firm.number % 90))
        else:
            _copy(new, at=at)
    if made and count >= BULK:
        data = {"made": made, "start": start, "count": count}
        record("network", hub().organisation.ref, "generate_enterprises", actor=SYSTEM, at=at, data=data)
    return made


def _register(firm: Firm, *, at: datetime) -> None:
    """Register an invented firm by its owner, who signs in by code."""
    person = enter_demonstration_person(firm.contact_mobile, firm.contact_name, password_hash="", at=at)
    registration = Registration(
        kind=firm.kind,
        name=firm.name,
        region=firm.region,
        contact_name=firm.contact_name,
        contact_mobile=firm.contact_mobile,
        uscc=firm.uscc,
        industry=firm.industry,
    )
    made = register_enterprise(registration, person=person, actor=SYSTEM, at=at, is_demonstration=True)
    _state(made, firm.facts, at)


def _copy(firms: Sequence[Firm], *, at: datetime) -> None:
    """Copy firms and their facts into the tables of accounts and enterprises."""
    organisations = apps.get_model("accounts", "Organisation")
    enterprises = apps.get_model("enterprises", "Enterprise")
    refs = [uuid7() for _ in firms]
    _copy_rows(
        "accounts.Organisation",
        ("ref", "kind", "name", "created_at", "is_demonstration"),
        ((ref, "enterprise", firm.name, at, True) for ref, firm in zip(refs, firms, strict=True)),
    )
    keys = dict(organisations.objects.filter(ref__in=refs).values_list("ref", "id"))
    _copy_rows(
        "enterprises.Enterprise",
        ("organisation_id", "uscc", "kind", "name", "name_key", "region", "industry", "contact_name",
         "contact_mobile", "registered_at", "revision", "entered_by"),
        (
            (keys[ref], f.uscc, f.kind, f.name, name_key(f.name), f.region, f.industry, f.contact_name,
             f.contact_mobile, at, 1, "")
            for ref, f in zip(refs, firms, strict=True)
        ),
    )  # fmt: skip
    ids = dict(enterprises.objects.filter(organisation_id__in=keys.values()).values_list("uscc", "id"))
    _copy_rows(
        "enterprises.StatedFact",
        ("enterprise_id", "name", "value", "as_of", "source", "recorded_at", "recorded_by"),
        (
            (ids[firm.uscc], name, json.dumps(value), _year_end(at), FactSource.STATED.value, at, SYSTEM.person_ref)
            for firm in firms
            for name, value in firm.facts.items()
        ),
    )


def _copy_rows(model: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """PostgreSQL's COPY: some ten times faster than INSERT."""
    table = connection.ops.quote_name(apps.get_model(model)._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
