"""The pages of experts: those who agreed to be shown, and what their keepers write."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from huiqi.directory import wording
from huiqi.directory.forms import ExpertFilterForm, ExpertForm
from huiqi.directory.models import Expert
from huiqi.directory.permissions import can_keep_directory, can_keep_in
from huiqi.directory.selectors import expert_by_ref, experts, public_experts
from huiqi.directory.services import correct_expert, end_expert, enter_expert
from huiqi.directory.views.asking import ask, keeper, may_keep, province
from huiqi.kernel.access import ActorRequest, acts, public, reads, writes


def _expert(request: ActorRequest, ref: UUID) -> Expert:
    """The expert of this reference; one who did not agree to be shown is there for keepers only."""
    expert = expert_by_ref(ref)
    if expert is None or not (expert.agreed_to_publish or can_keep_directory(request.actor)):
        raise Http404
    return expert


def _kept(request: ActorRequest, ref: UUID) -> Expert:
    expert = _expert(request, ref)
    if not can_keep_in(request.actor, expert.region, localdate()):
        raise PermissionDenied
    return expert


@reads
@public
def expert_list(request: ActorRequest) -> HttpResponse:
    """The experts, narrowed by field; keepers see those who did not agree to be shown, too."""
    today, form = localdate(), ExpertFilterForm(request.GET)
    may = can_keep_directory(request.actor)
    category = form.asked()["category"]
    shown = experts(today) if may else public_experts(today)
    context = {
        "sections": wording.sections("directory:experts"),
        "form": form,
        "rows": [wording.expert_row(one) for one in shown if not category or category in one.fields],
        "may_keep": may,
    }
    return render(request, "directory/experts.html", context)


@reads
@public
def expert(request: ActorRequest, ref: UUID) -> HttpResponse:
    """One expert: what he is good at, and no more of him than he agreed to."""
    shown, today = _expert(request, ref), localdate()
    may = can_keep_in(request.actor, shown.region, today)
    context = {**wording.expert_row(shown), "may_keep": may, "here": shown.left_on is None}
    return render(request, "directory/expert.html", context)


@writes
def write_expert(request: ActorRequest, ref: UUID | None = None) -> HttpResponse:
    """Enter an expert, or correct one."""
    keeper(request)
    shown = _kept(request, ref) if ref else None
    asked = (province(), may_keep(request))
    form = ExpertForm(*asked, request.POST) if request.method == "POST" else ExpertForm.showing(*asked, shown)
    title = _("更正专家资料") if shown else _("录入专家")

    def verb() -> object:
        if shown is None:
            return enter_expert(form.entry(), actor=request.actor, at=now())
        return correct_expert(shown.id, form.entry(), actor=request.actor, at=now())

    first = {"label": _("专家"), "url": reverse("directory:experts")}
    words = {"title": title, "button": _("保存"), "crumbs": [first, {"label": title, "url": ""}]}
    words["lead"] = _("只写帮企业做事用得着的。公开之前，先征得本人同意。")
    told, back = _("专家资料已保存。"), reverse("directory:experts")
    return ask(request, form, verb, told=told, back=back, words=words)


@acts
def drop_expert(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Let an expert leave."""
    shown = _kept(request, ref)
    if shown.left_on is None:
        end_expert(shown.id, actor=request.actor, at=now())
    messages.success(request, _("%(name)s自今天起退出专家库。") % {"name": shown.name})
    return redirect("directory:experts")
