"""The list of agreements (服务项目跟踪管理), and of services that look alike."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from huiqi.agreements.permissions import can_list, can_see_duplicates
from huiqi.agreements.selectors import PER_PAGE, duplicates_for, listed, tab_counts
from huiqi.agreements.wording.screen import duplicate_row, listed_row, tabs
from huiqi.agreements.words import Tab
from huiqi.kernel.access import ActorRequest, Role, reads


@reads
def agreements(request: ActorRequest) -> HttpResponse:
    """What of one's agreements is open, waits, is late, was confirmed or never was."""
    if not can_list(request.actor):
        raise Http404
    today, asked = localdate(), request.GET.get("tab", "")
    tab = Tab(asked) if asked in [str(one.value) for one in Tab] else Tab.OPEN
    page = Paginator(listed(request.actor, tab, today), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs(tab_counts(request.actor, today), tab),
        "rows": [listed_row(row) for row in page],
        "page": page,
        "may_see_duplicates": can_see_duplicates(request.actor),
    }
    return render(request, "agreements/list.html", context)


@reads
def duplicates(request: ActorRequest) -> HttpResponse:
    """Pairs of services for one firm, at different windows or institutions, that look like one told twice."""
    if not can_see_duplicates(request.actor):
        raise Http404
    named = request.actor.is_a(Role.HUB_OPERATOR)
    page = Paginator(duplicates_for(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    rows = [duplicate_row(pair, named=named) for pair in page]
    return render(request, "agreements/duplicates.html", {"rows": rows, "page": page, "named": named})
