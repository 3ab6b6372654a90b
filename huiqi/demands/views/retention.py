"""How long something is kept: the rules, what is due and was done, what is exempt."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import people_named
from huiqi.demands import selectors, services
from huiqi.demands.forms.retention import HoldForm
from huiqi.demands.models import Hold, RetentionRule
from huiqi.demands.permissions import can_keep_retention
from huiqi.demands.selectors import PER_PAGE, Pages
from huiqi.demands.wording import refusal
from huiqi.demands.wording import retention as wording
from huiqi.kernel.access import ActorRequest, acts, writes
from huiqi.kernel.refusal import Refused
from huiqi.ui.fields import KeepingForm


@writes
def retention(request: ActorRequest) -> HttpResponse:
    """The rules with what is due by each, what was erased, what is exempt; a demand is made exempt here."""
    if not can_keep_retention(request.actor):
        raise Http404
    at = timezone.now()
    form = HoldForm(request.POST or None, actor=request.actor, at=at)
    if form.is_valid() and _held(form):
        messages.success(request, _("已暂缓删除。"))
        return redirect("demands:retention")
    rules, held = list(selectors.retention_rules()), list(selectors.holds()[:200])
    due = {rule.id: selectors.due_to_erase(rule, at).count() for rule in rules}
    page = Pages(selectors.erased_lately(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "rules": wording.rule_rows(rules, due),
        "page": page,
        "erased": wording.erased_rows(page),
        "holds": wording.hold_rows(held, people_named({one.placed_by for one in held})),
    }
    return render(request, "demands/retention.html", context)


def _held(form: HoldForm) -> bool:
    try:
        services.hold_demand(**form.cleaned_data, actor=form.actor, at=form.at)
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


@writes
def change_rule(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Keep longer or shorter, or not by rule at all."""
    if not can_keep_retention(request.actor):
        raise Http404
    rule = get_object_or_404(RetentionRule, ref=ref)
    initial = {"years": rule.years, "is_on": rule.is_on, "revision": rule.revision}
    form = KeepingForm(request.POST or None, initial=initial)
    if form.is_valid() and _changed(request, form, rule):
        messages.success(request, _("规则已保存，今天夜里起按它删除。"))
        return redirect("demands:retention")
    told = wording.rule_rows([rule], {rule.id: 0})[0]
    return render(request, "demands/retention_rule.html", {"form": form, "rule": told})


def _changed(request: ActorRequest, form: KeepingForm, rule: RetentionRule) -> bool:
    try:
        services.change_rule(rule.ref, **form.cleaned_data, actor=request.actor, at=timezone.now())
    except Refused as refused:
        form.overtaken(refused, refusal(refused))
        return False
    return True


@acts
def lift_hold(request: ActorRequest, ref: UUID) -> HttpResponse:
    """A demand is no longer exempt."""
    if not can_keep_retention(request.actor):
        raise Http404
    hold = get_object_or_404(Hold, ref=ref)
    services.lift_hold(hold.ref, actor=request.actor, at=timezone.now())
    messages.success(request, _("已解除暂缓删除。"))
    return redirect("demands:retention")
