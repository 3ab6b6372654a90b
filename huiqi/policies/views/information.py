"""Information for everybody: the list, and the same as a feed that other sites take over."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from huiqi.kernel.access import ActorRequest, public, reads
from huiqi.kernel.kept import kept
from huiqi.network.selectors import network_name, province_here
from huiqi.policies.forms.information import SoughtForm
from huiqi.policies.permissions import can_draft
from huiqi.policies.selectors.information import sought, waiting_information, with_beginnings, with_words
from huiqi.policies.wording import information as words

PAGE, FED = 20, 50
"""Pieces on a page, and in the feed."""


@reads
@public
@kept()
def information(request: ActorRequest) -> HttpResponse:
    """What was published, newest first, by topic, place, words and time."""
    on = localdate()
    form = SoughtForm(request.GET, province=province_here(on))
    pages = Paginator(with_beginnings(sought(form.sought(on))), PAGE)
    page = pages.get_page(request.GET.get("page"))
    rows = [words.row(text) for text in page]
    page.object_list = rows  # type: ignore[assignment]  # shown for what was found
    asked = request.GET.copy()
    asked.pop("page", None)
    writer = can_draft(request.actor)
    told = {"may_draft": writer, "waiting": words.waiting(waiting_information(request.actor)) if writer else ""}
    context = {"form": form, "page": page, "total": pages.count, "asked": asked.urlencode(), **told}
    return render(request, "policies/information.html", context)


@reads
@public
@kept()
def information_feed(request: ActorRequest) -> HttpResponse:
    """The newest of what the same filters find, as Atom."""
    on = localdate()
    form = SoughtForm(request.GET, province=province_here(on))
    texts = with_words(sought(form.sought(on)))[:FED]
    made = words.feed(texts, request.GET.urlencode(), network_name())
    return HttpResponse(made, content_type="application/atom+xml; charset=utf-8")
