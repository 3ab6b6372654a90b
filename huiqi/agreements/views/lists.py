"""The list of agreements (服务项目跟踪管理), and of services that look alike."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import people_named
from huiqi.agreements import services
from huiqi.agreements.forms import VerdictForm
from huiqi.agreements.permissions import can_judge, can_list, can_see_duplicates
from huiqi.agreements.selectors import PER_PAGE, duplicates_for, listed, pair_of, tab_counts
from huiqi.agreements.wording.screen import duplicate_row, duplicate_tabs, listed_row, tabs
from huiqi.agreements.words import Tab
from huiqi.kernel.access import ActorRequest, Role, reads, writes
from huiqi.kernel.refusal import Refused


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
    judged = request.GET.get("tab") == "judged"
    page = Paginator(duplicates_for(request.actor, judged=judged), PER_PAGE).get_page(request.GET.get("page"))
    people = people_named(pair.judged_by for pair in page)
    context = {
        "rows": [duplicate_row(pair, request.actor, people) for pair in page],
        "page": page,
        "named": request.actor.is_a(Role.HUB_OPERATOR),
        "judged": judged,
        "tabs": duplicate_tabs(judged=judged),
    }
    return render(request, "agreements/duplicates.html", context)


@writes
def judge(request: ActorRequest, earlier: UUID, later: UUID) -> HttpResponse:
    """Whether two services are one, with the reason."""
    pair = pair_of(request.actor, earlier, later)
    if pair is None or not (can_see_duplicates(request.actor) and can_judge(request.actor, pair)):
        raise Http404
    form = VerdictForm(request.POST or None, actor=request.actor, at=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            services.judge_alike(earlier, later, **form.said(), actor=request.actor, at=form.at)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("已认定，双方都通知了。"))
            return redirect("agreements:duplicates")
    row = duplicate_row(pair, request.actor, people_named([pair.judged_by]))
    return render(request, "agreements/judge.html", {"form": form, "row": row})
