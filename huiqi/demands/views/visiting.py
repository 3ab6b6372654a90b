"""Return visits: who is next, the call and its sheet, the draws that chose them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import people_named
from huiqi.demands import selectors, services, wording
from huiqi.demands.forms import ShareForm, VisitForm
from huiqi.demands.models import VisitTask
from huiqi.demands.permissions import can_see_satisfaction, can_set_share, can_visit
from huiqi.demands.selectors import PER_PAGE, shown_to
from huiqi.demands.wording import visiting as words
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, acts, note, reads, writes
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused, tell
from huiqi.reference.selectors import calendar


@reads
def visits(request: ActorRequest) -> HttpResponse:
    """The visits that are to be made, what is due first, first; `desk`: the tab whose number stands on the desk."""
    if not can_visit(request.actor):
        raise Http404
    at, days = timezone.now(), calendar()
    asked = request.GET.get("tab", "")
    tab = selectors.desk_tab(request.actor) if asked == "desk" else asked if asked in words.TABS else "mine"
    rows = selectors.waiting_visits(request.actor, tab, at)
    page = selectors.Pages(rows, PER_PAGE).get_page(request.GET.get("page"))
    people = people_named(one.visitor for one in page)
    context = {
        "page": page,
        "tab": tab,
        "tabs": words.tabs(tab),
        "rows": [words.visit_row(one, request.actor, people, at, days) for one in page],
        "may_see_draws": can_see_satisfaction(request.actor),
    }
    return render(request, "demands/visits.html", context)


@writes
def visit(request: ActorRequest, ref: UUID) -> HttpResponse:
    """One visit: the number to call, what to say, the sheet. Who had to do with the work finds nothing here."""
    at, task = timezone.now(), selectors.visit_by_ref(request.actor, ref)
    if task is None:
        raise Http404
    initial = {"revision": task.demand.revision}
    form = VisitForm(request.POST or None, actor=request.actor, at=at, initial=initial)
    if request.method == "POST" and task.done_at is None and form.is_valid() and _done(task, form, at):
        following = selectors.waiting_visits(request.actor, "mine", at).first()
        messages.success(request, _("已登记。这是下一个。") if following else _("已登记。现在没有该您打的了。"))
        return redirect("demands:visit", following.ref) if following else redirect("demands:visits")
    note(lambda: record_look("demand", task.demand.ref, "contact", actor=request.actor, at=at))
    return render(request, "demands/visit.html", _page(request, task, at) | {"form": form})


def _page(request: ActorRequest, task: VisitTask, at: datetime) -> dict[str, Any]:
    made = list(task.demand.visits.filter(round=task.request.round).order_by("id"))
    people = people_named({task.visitor, *(one.visited_by for one in made)})
    rating = getattr(task.request, "rating", None)
    row = words.visit_row(task, request.actor, people, at, calendar())
    return row | {
        "script": words.script(task, request.actor, rating),
        "tries": words.tries(made, people),
        "rating": wording.label(rating.level) if rating else "",
        "comment": rating.comment if rating else "",
        "answer": shown_to(request.actor, task.demand).answer,
    }


def _done(task: VisitTask, form: VisitForm, at: datetime) -> bool:
    """The visit written down; what stands in the way is said in the form."""
    revision = form.cleaned_data["revision"]
    try:
        services.visit_enterprise(task.demand.ref, **form.said(), actor=form.actor, at=at, revision=revision)
    except Refused as refused:
        form.refuse(refused)
        form.catch_up(task.demand.revision)
    except NotNow:
        form.add_error(None, wording.refusal(Refused("not_to_visit")))
    else:
        return True
    return False


@reads
def draws(request: ActorRequest) -> HttpResponse:
    """Each week's draw: how many of which stratum, by which seed, and whether it can be drawn again."""
    if not can_see_satisfaction(request.actor):
        raise Http404
    page = selectors.Pages(selectors.draws(), 1).get_page(request.GET.get("page"))
    today = timezone.localdate()
    percent, coming = selectors.percent_on(today), selectors.share_to_come(today)
    set_last = coming.percent if coming else percent
    context = {
        "page": page,
        "rows": [words.draw_row(one, selectors.strata_of(one)) for one in page],
        "share": words.share_told(percent, coming),
        "form": ShareForm(initial={"percent": set_last}) if can_set_share(request.actor) else None,
    }
    return render(request, "demands/draws.html", context)


@acts
def set_share(request: ActorRequest) -> HttpResponse:
    """Set how many of a hundred are drawn."""
    if not can_set_share(request.actor):
        raise Http404
    form = ShareForm(request.POST)
    if form.is_valid():
        try:
            services.set_share(form.cleaned_data["percent"], actor=request.actor, at=timezone.now())
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        else:
            messages.success(request, _("抽样比例已改，本周已经抽过样的从下周起算。"))
            return redirect("demands:draws")
    messages.error(request, _("抽样比例没有改：请填 1 到 100 之间的整数。"))
    return redirect("demands:draws")
