"""The pages of the directory: services to choose from, an institution, a product; and the part of a window's page."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from huiqi.directory import wording
from huiqi.directory.forms import FilterForm
from huiqi.directory.selectors import (
    found_products,
    institution_by_slug,
    institutions,
    product_by_ref,
    products_of,
    settled_at,
    settlements_of,
    with_product_counts,
)
from huiqi.kernel.access import public, reads
from huiqi.kernel.kept import kept

PAGE = 20


@reads
@public
@kept()
def directory(request: HttpRequest) -> HttpResponse:
    """Every service product, narrowed; and every institution."""
    today, form = localdate(), FilterForm(request.GET)
    page = Paginator(found_products(today, **form.asked()), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [wording.product_row(product) for product in page],
        "sections": wording.sections("directory:directory"),
        "institutions": with_product_counts(institutions(today), today),
    }
    return render(request, "directory/directory.html", context)


@reads
@public
@kept()
def institution(request: HttpRequest, slug: str) -> HttpResponse:
    """One institution: what it offers, at what price, and where it is settled."""
    shown, today = institution_by_slug(slug), localdate()
    if shown is None:
        raise Http404
    context = {
        "institution": shown,
        "rows": [wording.product_row(product) for product in products_of(shown, today)],
        "settlements": settlements_of(shown, today),
    }
    return render(request, "directory/institution.html", context)


@reads
@public
@kept()
def product(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One service product."""
    shown, today = product_by_ref(ref), localdate()
    if shown is None:
        raise Http404
    others = products_of(shown.institution, today).exclude(id=shown.id)
    context = {
        "row": wording.product_row(shown),
        "over": shown.offered_until is not None and shown.offered_until <= today,
        "settlements": settlements_of(shown.institution, today),
        "others": [wording.product_row(other) for other in others],
    }
    return render(request, "directory/product.html", context)


def settled_institutions(_request: HttpRequest, /, *things: object) -> SafeString:
    """The slot `window.institutions`: who is settled at the window whose key is given."""
    (window_id,) = things
    assert isinstance(window_id, int)
    today = localdate()
    found = with_product_counts(settled_at(window_id, today), today)
    return SafeString(render_to_string("directory/settled.html", {"institutions": found}))
