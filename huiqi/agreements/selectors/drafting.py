"""What an agreement is drafted from: who has the demand, what he publishes, how large the firm is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from huiqi.agreements.flow import OPEN
from huiqi.agreements.models import Agreement
from huiqi.agreements.rules.fees import Reckoning, Standard, reckon
from huiqi.demands.permissions import is_window
from huiqi.directory.selectors import institution_of, products_of
from huiqi.directory.words import FeeKind
from huiqi.eligibility.examination import Examiner
from huiqi.enterprises.selectors import known_facts
from huiqi.policies.selectors import library, readable
from huiqi.standards.size_classes import SizeClass

if TYPE_CHECKING:
    from huiqi.demands.models import Demand, Handling
    from huiqi.directory.models import Product
    from huiqi.enterprises.models import Enterprise
    from huiqi.kernel.access import Actor


def own_custody(demand: Demand, actor: Actor) -> Handling | None:
    """The open custody of the actor's own organisation; at the window, that of a handler outside the system, the first
    without an agreement.
    """
    hands = demand.handlings.filter(ended_at=None)
    own = hands.filter(organisation_id=actor.organisation_id or 0).order_by("id").first()
    if own is not None or not is_window(actor, demand):
        return own
    agreed = Agreement.objects.filter(handling=OuterRef("pk"), state__in=[str(state.value) for state in OPEN])
    return hands.filter(by_letter=True).annotate(has=Exists(agreed)).order_by("has", "id").first()


def products_for(organisation_id: int, on: date) -> QuerySet[Product] | None:
    """What an organisation publishes as its services on a day; None where it is no institution."""
    institution = institution_of(organisation_id)
    return products_of(institution, on) if institution else None


def size_of(enterprise: Enterprise, on: date) -> SizeClass | None:
    """How large a firm is by what is known of it; None: that is not enough to tell."""
    value = Examiner(readable(known_facts(enterprise), on), on, library()).known("size_class").value
    return SizeClass(str(value)) if value else None


def standard_of(product: Product) -> Standard:
    """What is published of a product's price."""
    is_free = product.fee_kind is FeeKind.FREE
    return Standard(is_free, product.price, product.price_unit, product.small_micro_percent)


def reckoned(product: Product | None, quantity: Decimal, size: SizeClass | None) -> Reckoning:
    """Which fee the published standard allows."""
    return reckon(standard_of(product) if product else None, quantity, size)
