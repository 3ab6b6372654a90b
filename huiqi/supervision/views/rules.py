"""The limits of the network's ladder."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.kernel.refusal import Refused
from huiqi.supervision import selectors, services
from huiqi.supervision.forms import StepRuleForm
from huiqi.supervision.permissions import can_see_board, can_set_ladder
from huiqi.supervision.wording import label, refusal, screen
from huiqi.supervision.words import LadderStep


@reads
def rules(request: ActorRequest) -> HttpResponse:
    """Every step with its limits and its remedy."""
    if not can_see_board(request.actor):
        raise Http404
    rows = screen.rule_rows(selectors.rules())
    return render(request, "supervision/rules.html", {"rows": rows, "may_set": can_set_ladder(request.actor)})


@writes
def rule(request: ActorRequest, step: str) -> HttpResponse:
    """Set the limits of one step."""
    wanted = next((one for one in LadderStep if one == step), None)
    if wanted is None or not can_set_ladder(request.actor):
        raise Http404
    at, initial = timezone.now(), selectors.step_rule(wanted)
    form = StepRuleForm(request.POST or None, actor=request.actor, at=at, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_step(wanted, form.limits(), actor=request.actor, at=at, revision=form.cleaned_data["revision"])
        except Refused as refused:
            form.overtaken(refused, refusal(refused))
        else:
            messages.success(request, _("已保存。已经下达的督办不变。"), extra_tags=f"ladder-{wanted}")
            return redirect("supervision:rules")
    return render(request, "supervision/rule.html", {"form": form, "step": label(wanted), "slug": str(wanted)})
