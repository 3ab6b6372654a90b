"""Firms of the demonstration with their people: owners, a clerk, a bookkeeper, claimants; and firms in bulk."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from django.utils.timezone import localdate

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import enter_demonstration_person
from huiqi.demonstration.rules import Firm, credit_code, invent, mobile
from huiqi.demonstration.services.stage import scan
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
from huiqi.journal.services import record
from huiqi.kernel.access import SYSTEM, Actor, Role
from huiqi.kernel.refs import uuid7
from huiqi.network.selectors import hub

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise

CLERK, KEEPER, CLAIMANT, WAITING = 54, 55, 56, 57
"""Who else acts for the owners' firms: a clerk of the first, a bookkeeper of all, two who claim the first."""

BULK = 1_000
"""From this many enterprises on they are copied into the tables, without owners and without an entry for each."""

PORTION = 10_000
"""How many enterprises are held in memory at a time."""


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


def seat_people(password_hash: str, *, at: datetime) -> None:
    """Let a clerk and a bookkeeper act for the demonstration's firms, and two strangers claim the first of them.

    Each is found again by his number: what people have changed since stays.
    """
    if apps.get_model("accounts", "Person").objects.filter(mobile=mobile(KEEPER)).exists():
        return
    asked = at - timedelta(days=1)
    firms = [owned(number) for number in (51, 52, 53)]
    _invite(firms[0], CLERK, "周经办（演示）", Role.ENTERPRISE_CLERK, password_hash, asked)
    for firm, owner in firms:
        _invite((firm, owner), KEEPER, "吴代办（演示）", Role.BOOKKEEPER, password_hash, asked)
    for number, name in ((CLAIMANT, "郑待核验（演示）"), (WAITING, "冯认领（演示）")):
        person = enter_demonstration_person(mobile(number), name, password_hash=password_hash, at=asked)
        claim = claim_firm(firms[0][0].uscc or "", person=person, actor=actor_of(person), at=asked)
        if number == WAITING:
            bring_papers(claim.ref, _papers(actor_of(person), asked), actor=actor_of(person), at=asked)


def _papers(actor: Actor, at: datetime) -> Papers:
    """Licence and letter of a clerk, good for a year."""
    licence, letter = scan("营业执照.png", actor=actor, at=at), scan("授权委托书.png", actor=actor, at=at)
    since = localdate(at)
    return Papers(Role.ENTERPRISE_CLERK, licence, letter, since, since + timedelta(days=365))


def owned(number: int) -> "tuple[Enterprise, Actor]":
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
