"""Questions about institutions and what they offer. The directory is public; only what is in force is shown."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as mark

from huiqi.directory.models import Institution, Product, Settlement
from huiqi.kernel.prepared import prepared
from huiqi.network.selectors import in_force
from huiqi.network.words import WindowKind
from huiqi.search.ports import Document


def institutions(on: date) -> QuerySet[Institution]:
    """Every institution that has entered the network and not left it by `on`."""
    entered = Institution.objects.filter(in_force(on, "entered_on", "left_on"))
    return entered.select_related("organisation").order_by("name", "id")


def institutions_at(window_id: int, on: date) -> QuerySet[Institution]:
    """Whom a window may send a demand to: the institutions settled there, or at the hub, which all may call on."""
    settled = Settlement.objects.filter(Q(window_id=window_id) | Q(window__kind=WindowKind.HUB), in_force(on))
    return institutions(on).filter(id__in=settled.values("institution_id"))


def is_settled(organisation_id: int, window_id: int, on: date) -> bool:
    """Whether a window may send a demand to the institution that this organisation is."""
    return bool(_settled(organisation_id, window_id, on))


@prepared
def _settled(organisation_id: int, window_id: int, on: date) -> QuerySet[Institution, int]:
    found = institutions_at(window_id, on).filter(organisation_id=organisation_id)
    return found.order_by().values_list("id", flat=True)


def settled_at(window_id: int, on: date) -> QuerySet[Institution]:
    """The institutions settled at this very window."""
    settled = Settlement.objects.filter(in_force(on), window_id=window_id)
    return institutions(on).filter(id__in=settled.values("institution_id"))


def with_product_counts(rows: QuerySet[Institution], on: date) -> QuerySet[Institution]:
    """The same institutions, each with `products_offered`, the number of its products on offer on a day."""
    offered = in_force(on, "products__offered_since", "products__offered_until")
    return rows.annotate(products_offered=Count("products", filter=offered, distinct=True))


def institution_of(organisation_id: int) -> Institution | None:
    """The institution that this organisation is."""
    return Institution.objects.select_related("organisation").filter(organisation_id=organisation_id).first()


def institution_by_slug(slug: str) -> Institution | None:
    """The institution of this address, whether or not it has left."""
    return Institution.objects.select_related("organisation").filter(slug=slug).first()


def settlements_of(institution: Institution, on: date) -> QuerySet[Settlement]:
    """Where an institution is settled on a day."""
    return institution.settlements.filter(in_force(on)).select_related("window").order_by("window__region", "id")


def products(on: date) -> QuerySet[Product]:
    """Every service product on offer by an institution that is in the network on a day."""
    offered = Product.objects.filter(
        in_force(on, "offered_since", "offered_until"),
        in_force(on, "institution__entered_on", "institution__left_on"),
    )
    return offered.select_related("institution").order_by("category", "name", "id")


def products_of(institution: Institution, on: date) -> QuerySet[Product]:
    """What one institution offers on a day."""
    return products(on).filter(institution=institution)


def product_by_ref(ref: UUID) -> Product | None:
    """The product of this reference, whether or not it is still offered."""
    return Product.objects.select_related("institution__organisation").filter(ref=ref).first()


def found_products(on: date, *, text: str = "", category: str = "", fee_kind: str = "") -> QuerySet[Product]:
    """The products on offer whose name, description or institution holds `text`, narrowed by category and price."""
    narrowed = {key: value for key, value in {"category": category, "fee_kind": fee_kind}.items() if value}
    told = Q(name__icontains=text) | Q(description__icontains=text) | Q(institution__name__icontains=text)
    return products(on).filter(told, **narrowed)


def counts(on: date) -> dict[str, int]:
    """How many institutions there are and how many service products they offer. Two queries."""
    return {"institutions": institutions(on).count(), "products": products(on).count()}


class InstitutionDocuments:
    """Institutions for the search."""

    kind = "institution"
    label = mark("服务机构")

    def documents(self) -> Iterator[Document]:
        """Every institution with its introduction."""
        for one in institutions(timezone.localdate()):
            url = reverse("directory:institution", args=[one.slug])
            yield Document(self.kind, one.slug, one.name, f"{one.introduction} {one.address}", one.address, url)


class ProductDocuments:
    """Service products for the search."""

    kind = "product"
    label = mark("服务产品")

    def documents(self) -> Iterator[Document]:
        """Every product with who offers it."""
        for one in products(timezone.localdate()):
            url = reverse("directory:product", args=[one.ref])
            text = f"{one.description} {one.category.label} {one.institution.name}"
            yield Document(self.kind, str(one.ref), one.name, text, one.institution.name, url)
