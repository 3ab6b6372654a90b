"""One question for all who may handle a demand: institution, expert, window, hub, department, in one shape."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from huiqi.accounts.selectors import staffed
from huiqi.directory.models import Department, DutyItem, Expert, Institution, Product, StatedLoad
from huiqi.directory.rules import Burden, Capability, Handler, Near, Need, ranked
from huiqi.directory.rules.handlers import nearness
from huiqi.directory.selectors.departments import departments, experts
from huiqi.directory.selectors.institutions import institutions, institutions_at, products
from huiqi.directory.words import Works
from huiqi.kernel.prepared import prepared
from huiqi.network.selectors import attended, in_force, jurisdictions_of, windows

if TYPE_CHECKING:
    from huiqi.accounts.models import Organisation, Seat
    from huiqi.network.models import Window

NO_NEED = Need()


def handlers_at(
    window_id: int, on: date, need: Need = NO_NEED, busy: Mapping[int, int] | None = None, at: datetime | None = None
) -> list[Handler]:
    """Everybody a window may hand a demand to on a day, the best first, each with his reasons (`rules.handlers`).

    The institutions settled there or at the hub, all experts, all other windows and the hub, and the departments in or
    above the window's jurisdiction; one whose region is not known is asked too. At most eleven queries.

    `busy`: how many demands each organisation has in hand; with it is asked how many it can carry, and at `at` whether
    somebody stands at the posts of a window. Three queries more.
    """
    inside = frozenset(staffed(on))
    opened = list(windows(on))
    here = [window for window in opened if window.id == window_id]
    found = [
        *_institutions(institutions_at(window_id, on), on, inside),
        *_departments(_around(here, on), on, inside),
        *(_expert(one, inside) for one in experts(on)),
        *(_window(one, inside) for one in opened if one.id != window_id),
    ]
    return ranked(found if busy is None or at is None else _burdened(found, opened, busy, at), need)


def _burdened(
    found: Sequence[Handler], opened: Sequence["Window"], busy: Mapping[int, int], at: datetime
) -> list[Handler]:
    """Each with what he has in hand and can carry; of a window whether somebody is there."""
    stated = StatedLoad.objects.filter(organisation_id__in=[one.organisation_id for one in found])
    carries = dict(stated.values_list("organisation_id", "carries"))
    manned = {window.organisation_id: window.id for window in opened}
    there = attended(set(manned.values()), at)
    return [
        replace(
            one,
            burden=Burden(
                busy.get(one.organisation_id, 0),
                carries.get(one.organisation_id),
                one.organisation_id in manned,
                there.get(manned.get(one.organisation_id, 0)),
            ),
        )
        for one in found
    ]


def handler_of(organisation_id: int, on: date) -> Handler | None:
    """The handler that an organisation is on a day, wherever it is; none where it is none, or none any more."""
    inside = frozenset(staffed(on).filter(organisation_id=organisation_id))
    return next(_handlers_of(organisation_id, on, inside), None)


def handler_there(ref: UUID, on: date) -> Handler | None:
    """The same of the organisation of this reference, without what it offers: who it is, and where it works.

    Two queries for an institution, at most five.
    """
    rows = (row for found in (_institution, _department, _as_expert, _as_window) for row in found(ref, on))
    one = next(rows, None)
    if one is None:
        return None
    return _handler(one.organisation, one.region, frozenset(_staffed(one.organisation_id, on)))


@prepared
def _staffed(organisation_id: int, on: date) -> "QuerySet[Seat, int]":
    return staffed(on).filter(organisation_id=organisation_id)


@prepared
def _institution(ref: UUID, on: date) -> QuerySet[Institution]:
    return institutions(on).filter(organisation__ref=ref)


@prepared
def _department(ref: UUID, on: date) -> QuerySet[Department]:
    return departments(on).filter(organisation__ref=ref)


@prepared
def _as_expert(ref: UUID, on: date) -> QuerySet[Expert]:
    return experts(on).filter(organisation__ref=ref)


@prepared
def _as_window(ref: UUID, on: date) -> "QuerySet[Window]":
    return windows(on).filter(organisation__ref=ref)


def _handlers_of(organisation_id: int, on: date, inside: frozenset[int]) -> Iterator[Handler]:
    """What it is, asked until it is something."""
    yield from _institutions(institutions(on).filter(organisation_id=organisation_id), on, inside)
    yield from _departments(departments(on).filter(organisation_id=organisation_id), on, inside)
    yield from (_expert(one, inside) for one in experts(on).filter(organisation_id=organisation_id))
    yield from (_window(one, inside) for one in windows(on).filter(organisation_id=organisation_id))


def _works(organisation_id: int, inside: frozenset[int]) -> Works:
    return Works.INSIDE if organisation_id in inside else Works.OUTSIDE


def _handler(
    organisation: "Organisation", region: str, inside: frozenset[int], capabilities: Sequence[Capability] = ()
) -> Handler:
    return Handler(
        organisation_id=organisation.id,
        organisation_ref=organisation.ref,
        kind=organisation.kind,
        name=organisation.name,
        works=_works(organisation.id, inside),
        region=region,
        capabilities=tuple(capabilities),
    )


def _institutions(rows: Iterable[Institution], on: date, inside: frozenset[int]) -> Iterator[Handler]:
    """Institutions with their products. Two queries."""
    found = list(rows)
    offered: dict[int, list[Product]] = {}
    for product in products(on).filter(institution__in=found):
        offered.setdefault(product.institution_id, []).append(product)
    for one in found:
        offers = [Capability(p.name, (p.name,), frozenset({p.category})) for p in offered.get(one.id, [])]
        yield _handler(one.organisation, one.region, inside, offers)


def _departments(
    rows: Sequence[Department] | QuerySet[Department], on: date, inside: frozenset[int]
) -> Iterator[Handler]:
    """Departments with their duty lists. One query beside that of the departments."""
    found = list(rows)
    listed: dict[int, list[DutyItem]] = {}
    for duty in DutyItem.objects.filter(in_force(on), department__in=found).order_by("id"):
        listed.setdefault(duty.department_id, []).append(duty)
    for one in found:
        duties = [
            Capability(d.matter, tuple(d.keywords), frozenset(d.categories), d.legal_basis)
            for d in listed.get(one.id, [])
        ]
        yield _handler(one.organisation, one.region, inside, duties)


def _expert(one: Expert, inside: frozenset[int]) -> Handler:
    offers = [Capability(field.label, (), frozenset({field})) for field in one.fields]
    return _handler(one.organisation, one.region, inside, offers)


def _window(one: "Window", inside: frozenset[int]) -> Handler:
    return _handler(one.organisation, one.region, inside)


def _around(here: "Sequence[Window]", on: date) -> list[Department]:
    """The departments in or above what a window serves; an industry window's are those around its own place."""
    rows = list(departments(on))
    served = [row.region for window in here for row in jurisdictions_of(window, on) if _is_now(row.until, on)]
    places = served or [window.region for window in here]
    return [one for one in rows if any(_concerns(one.region, place) for place in places)]


def _is_now(until: date | None, on: date) -> bool:
    return until is None or until > on


def _concerns(region: str, place: str) -> bool:
    """Whether a department's region holds the place or lies in it; what is not known concerns everybody."""
    return nearness(region, place) in CONCERNED or nearness(place, region) in CONCERNED


CONCERNED = {Near.HERE, Near.ABOVE, Near.UNKNOWN}
