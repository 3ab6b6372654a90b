"""Templates of answers: the list, the page where one is written, with a preview."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.demands import selectors, services, wording
from huiqi.demands.forms import TemplateForm
from huiqi.demands.models import AnswerTemplate
from huiqi.demands.permissions import can_keep_templates, can_use_desk
from huiqi.demands.rules.templates import filled
from huiqi.demands.wording import templates as words
from huiqi.kernel.access import ActorRequest, acts, reads, writes
from huiqi.kernel.refusal import Refused, tell


@reads
def templates(request: ActorRequest) -> HttpResponse:
    """Every template that the desk offers."""
    if not can_use_desk(request.actor):
        raise Http404
    keeps = can_keep_templates(request.actor)
    rows = words.kept_rows(selectors.templates_of(request.actor), request.actor, keeps=keeps)
    return render(request, "demands/templates.html", {"rows": rows, "keeps": keeps, "fields": words.fields_told()})


@writes
def write_template(request: ActorRequest, ref: UUID | None = None) -> HttpResponse:
    """Write a template, or look first how it will read."""
    if not can_keep_templates(request.actor):
        raise Http404
    kept = selectors.own_template(request.actor, ref) if ref else None
    if ref and kept is None:
        raise Http404
    form = TemplateForm.of(request.POST or None, kept)
    if form.is_valid() and "preview" not in request.POST and _written(request, form, kept):
        messages.success(request, _("已保存，从现在起可以选用。"), extra_tags="demand-template")
        return redirect("demands:templates")
    preview = filled(form["text"].value() or "", words.SAMPLE)
    context = {"form": form, "kept": kept, "preview": preview, "fields": words.fields_told()}
    return render(request, "demands/template.html", context)


def _written(request: ActorRequest, form: TemplateForm, kept: AnswerTemplate | None) -> bool:
    ref, revision = kept.ref if kept else None, form.cleaned_data["revision"]
    try:
        services.write_template(form.entry(), actor=request.actor, at=timezone.now(), ref=ref, revision=revision)
    except Refused as refused:
        tell(form, refused, wording.refusal(refused))
        return False
    return True


@acts
def drop_template(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Take a template away."""
    try:
        services.drop_template(ref, actor=request.actor, at=timezone.now())
    except AnswerTemplate.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("模板已删掉。"))
    return redirect("demands:templates")
