"""How long something is kept: the rules with what is due by each, and changing one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiqi.filings import selectors, services, wording
from huiqi.filings.models import RetentionRule
from huiqi.filings.permissions import can_keep_retention
from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.kernel.refusal import Refused
from huiqi.ui.fields import KeepingForm


def _rows() -> dict[str, Any]:
    at = timezone.now()
    return {"rules": [wording.rule_row(one, selectors.due_by(one, at).count()) for one in selectors.retention_rules()]}


@reads
def retention(request: ActorRequest) -> HttpResponse:
    """The rules with what is due by each."""
    if not can_keep_retention(request.actor):
        raise Http404
    return render(request, "filings/retention.html", _rows())


def rules_here(request: HttpRequest, *_things: object) -> SafeString:
    """The slot on the page of other rules of retention: the same rules."""
    return render_to_string("filings/retention_rules.html", _rows(), request=request)


@writes
def change_rule(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Keep longer or shorter, or not by rule at all."""
    if not can_keep_retention(request.actor):
        raise Http404
    rule = get_object_or_404(RetentionRule, ref=ref)
    initial = {"years": rule.years, "is_on": rule.is_on, "revision": rule.revision}
    form = KeepingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _changed(request, form, rule):
        messages.success(request, _("规则已保存，今天夜里起按它删除。"))
        return redirect("filings:retention")
    return render(request, "filings/retention_rule.html", {"form": form, "rule": wording.rule_row(rule, 0)})


def _changed(request: ActorRequest, form: KeepingForm, rule: RetentionRule) -> bool:
    try:
        services.change_rule(rule.ref, **form.cleaned_data, actor=request.actor, at=timezone.now())
    except Refused as refused:
        form.overtaken(refused, wording.refusal(refused))
        return False
    return True
