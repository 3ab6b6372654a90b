"""The verbs of institutions: enter an institution, settle it at a window, offer a product."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.accounts.services import open_organisation
from huiqi.accounts.words import OrganisationKind
from huiqi.directory.models import Institution, Product, Settlement
from huiqi.directory.words import FeeKind
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.search.services import content_changed
from huiqi.standards import credit_code, regions
from huiqi.standards.service_kinds import ServiceCategory
from huiqi.standards.trees import UnknownCode


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of an institution when it enters the network."""

    name: str
    uscc: str
    region: str
    slug: str
    introduction: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is said of a service product. `fee` is the published price in words, `working_days` the promised time.

    `price`: the same in yuan per `price_unit`; `small_micro_percent`: how much of it small and micro firms pay.
    """

    category: ServiceCategory
    name: str
    description: str
    fee_kind: FeeKind
    fee: str = ""
    working_days: int | None = None
    price: Decimal | None = None
    price_unit: str = ""
    small_micro_percent: int | None = None


@transaction.atomic
def enter_institution(told: Entry, *, actor: Actor, at: datetime, is_demonstration: bool = False) -> Institution:
    """Take an institution in. Raises `Refused`: uscc_invalid, uscc_taken, region_unknown, slug_taken."""
    code = credit_code.examine(told.uscc)
    if not code.valid:
        raise Refused("uscc_invalid", "uscc")
    if Institution.objects.filter(uscc=code.code).exists():
        raise Refused("uscc_taken", "uscc")
    if Institution.objects.filter(slug=told.slug).exists():
        raise Refused("slug_taken", "slug")
    try:
        region = regions.find(told.region).code
    except UnknownCode:
        raise Refused("region_unknown", "region") from None
    organisation = open_organisation(
        OrganisationKind.INSTITUTION, told.name, actor=actor, at=at, is_demonstration=is_demonstration
    )
    institution = Institution.objects.create(
        organisation=organisation,
        slug=told.slug,
        name=told.name,
        uscc=code.code,
        region=region,
        introduction=told.introduction,
        phone=told.phone,
        address=told.address,
        entered_on=localdate(at),
    )
    data = {"uscc": code.code, "region": region}
    record("institution", organisation.ref, "enter", actor=actor, at=at, data=data)
    content_changed()
    return institution


@transaction.atomic
def settle(institution_id: int, window_id: int, *, since: date, actor: Actor, at: datetime) -> Settlement:
    """Settle an institution at a window from a day on; settling it twice is settling it once."""
    institution = _locked(institution_id)
    row, made = Settlement.objects.get_or_create(
        institution=institution, window_id=window_id, until=None, defaults={"since": since}
    )
    if made:
        data = {"window": str(row.window.organisation.ref), "since": since.isoformat()}
        record("institution", institution.organisation.ref, "settle", actor=actor, at=at, data=data)
    return row


@transaction.atomic
def offer(institution_id: int, told: Offer, *, actor: Actor, at: datetime) -> Product:
    """Offer a service product from today on."""
    institution = _locked(institution_id)
    product = Product.objects.create(
        institution=institution,
        category=told.category,
        name=told.name,
        description=told.description,
        fee_kind=told.fee_kind,
        fee=told.fee,
        working_days=told.working_days,
        price=told.price,
        price_unit=told.price_unit,
        small_micro_percent=told.small_micro_percent,
        offered_since=localdate(at),
    )
    data = {"product": str(product.ref), "category": str(told.category), "fee_kind": str(told.fee_kind)}
    record("institution", institution.organisation.ref, "offer", actor=actor, at=at, data=data)
    content_changed()
    return product


def _locked(institution_id: int) -> Institution:
    """The institution, its row locked, so that its journal has no gaps."""
    rows = Institution.objects.select_related("organisation").select_for_update(of=("self",))
    return rows.get(id=institution_id)
