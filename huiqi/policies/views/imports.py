"""Importing: choose a file, read what became of each row, take the report along; and the sources that do not answer."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.files.services import FileRefused
from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.kernel.refusal import Refused, tell
from huiqi.policies.forms.imports import ImportForm
from huiqi.policies.models import ImportRun
from huiqi.policies.selectors.imports import dead_links, import_run, last_imports
from huiqi.policies.services.importing import import_file
from huiqi.policies.views.drafts import crumbs, editor_only
from huiqi.policies.wording.imports import line, refusal
from huiqi.policies.words import OnFault
from huiqi.ui.sheets import Column, Told, as_xlsx

SHOWN = 500


@writes
def import_texts(request: ActorRequest) -> HttpResponse:
    """Bring a file."""
    editor_only(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = _imported(request, form)
        if run is not None:
            return redirect("policies:imported", ref=run.ref)
    context = {"form": form, "runs": last_imports(request.actor), "crumbs": crumbs()}
    return render(request, "policies/import.html", context)


def _imported(request: ActorRequest, form: ImportForm) -> ImportRun | None:
    told = form.cleaned_data
    by: dict[str, Any] = {"actor": request.actor, "at": timezone.now()}
    try:
        return import_file(told["file"].name, told["file"].read(), OnFault(told["on_fault"]), **by)
    except FileRefused as refused:
        form.add_error("file", str(refused))
    except Refused as refused:
        tell(form, refused, refusal(refused))
    return None


def _run(request: ActorRequest, ref: UUID) -> ImportRun:
    run = import_run(ref, request.actor)
    if run is None:
        raise Http404
    return run


@reads
def imported(request: ActorRequest, ref: UUID) -> HttpResponse:
    """What became of each row."""
    run = _run(request, ref)
    wrong_first = sorted(run.report, key=lambda told: told["outcome"] != "refused")
    context = {
        "run": run,
        "lines": [line(told) for told in wrong_first[:SHOWN]],
        "more": max(0, len(run.report) - SHOWN),
        "crumbs": crumbs({"label": _("导入"), "url": reverse("policies:import")}, {"label": run.name}),
    }
    return render(request, "policies/imported.html", context)


@reads
def import_report(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The report as a workbook."""
    run = _run(request, ref)
    columns: list[Column[dict[str, Any]]] = [
        Column(_("位置"), lambda one: one["place"]),
        Column(_("名称"), lambda one: one["title"], width=40),
        Column(_("结果"), lambda one: one["badge"]["words"]),
        Column(_("原因"), lambda one: one["why"], width=60),
        Column(_("写的是"), lambda one: one["value"], width=30),
    ]
    told = Told(_("导入报告"), run.name, request.actor.name, timezone.now())
    rows = [line(one) for one in run.report]
    return as_xlsx(_("导入报告"), told, columns, rows, whole=True)  # type: ignore[return-value]  # a streamed response


@reads
def links(request: ActorRequest) -> HttpResponse:
    """The sources that do not answer, the longest failing first."""
    editor_only(request)
    return render(request, "policies/links.html", {"rows": dead_links(), "crumbs": crumbs()})
