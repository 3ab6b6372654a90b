"""Questions about the directory. It is public; only what is in force is shown."""

from huiqi.directory.selectors.institutions import (
    InstitutionDocuments,
    ProductDocuments,
    counts,
    found_products,
    institution_by_slug,
    institution_of,
    institutions,
    institutions_at,
    product_by_ref,
    products,
    products_of,
    settled_at,
    settlements_of,
    with_product_counts,
)

__all__ = [
    "InstitutionDocuments",
    "ProductDocuments",
    "counts",
    "found_products",
    "institution_by_slug",
    "institution_of",
    "institutions",
    "institutions_at",
    "product_by_ref",
    "products",
    "products_of",
    "settled_at",
    "settlements_of",
    "with_product_counts",
]
