"""Joint procedures: those that hold, and the page on which the hub writes one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.demands import selectors, services, wording
from huiqi.demands.forms import PlanForm
from huiqi.demands.permissions import can_see_accountability, can_write_plans
from huiqi.demands.wording.joint import plan_row
from huiqi.directory.selectors import handlers_at
from huiqi.kernel.access import ActorRequest, acts, reads, writes
from huiqi.kernel.refusal import Refused, tell
from huiqi.network.selectors import hub


@reads
def plans(request: ActorRequest) -> HttpResponse:
    """Every procedure that holds."""
    if not can_see_accountability(request.actor):
        raise Http404
    held = list(selectors.plans())
    names = selectors.helpers_named(held)
    rows = [plan_row(one, names) for one in held]
    return render(request, "demands/plans.html", {"rows": rows, "keeps": can_write_plans(request.actor)})


@writes
def write_plan(request: ActorRequest) -> HttpResponse:
    """Write one."""
    if not can_write_plans(request.actor):
        raise Http404
    everybody = [(str(one.organisation_ref), one.name) for one in handlers_at(hub().id, localdate())]
    form = PlanForm(request.POST or None, handlers=[(str(hub().organisation.ref), hub().short_name), *everybody])
    if form.is_valid():
        try:
            services.write_plan(form.entry(), actor=request.actor, at=timezone.now())
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        else:
            messages.success(request, _("已保存，转办时会提示。"))
            return redirect("demands:plans")
    return render(request, "demands/plan.html", {"form": form})


@acts
def end_plan(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Propose it no more."""
    if not can_write_plans(request.actor) or selectors.plan_of(ref) is None:
        raise Http404
    services.end_plan(ref, actor=request.actor, at=timezone.now())
    messages.success(request, _("这个并联流程不再提示。"))
    return redirect("demands:plans")
