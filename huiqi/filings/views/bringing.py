"""Lists of outcomes: brought by a window or the hub, with a line for each of their rows."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.files.services import FileRefused
from huiqi.filings import selectors, services
from huiqi.filings.forms import ListForm
from huiqi.filings.models import OutcomeList
from huiqi.filings.permissions import can_bring
from huiqi.filings.rules.numbers import SAMPLE
from huiqi.filings.wording import line, refusal
from huiqi.filings.words import Came, OnFault
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, note, reads, writes
from huiqi.kernel.refusal import Refused, tell
from huiqi.programs.permissions import can_list
from huiqi.programs.selectors import programs_named
from huiqi.ui.sheets import Column, Told, as_csv, as_xlsx

SHOWN, RUNS = 500, 20
Row = dict[str, Any]


def _office_only(request: ActorRequest) -> None:
    if not can_bring(request.actor):
        raise Http404


@writes
def outcomes(request: ActorRequest) -> HttpResponse:
    """Bring a list; those brought before."""
    _office_only(request)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (made := _brought(request, form)):
        return redirect("filings:outcome_list", ref=made.ref)
    runs = list(selectors.lists_visible_to(request.actor)[:RUNS])
    programs = programs_named({run.by for run in runs if run.key})
    rows = [{"run": run, "program": programs.get(run.by, "")} for run in runs]
    context = {"form": form, "rows": rows, "may_connect": can_list(request.actor)}
    return render(request, "filings/outcomes.html", context)


def _brought(request: ActorRequest, form: ListForm) -> OutcomeList | None:
    told = form.cleaned_data
    by: Row = {"actor": request.actor, "at": timezone.now()}
    name, data = told["file"].name, told["file"].read()
    try:
        return services.bring_outcomes(name, data, OnFault(told["on_fault"]), told["policy"], **by)
    except FileRefused as refused:
        form.add_error("file", str(refused))
    except Refused as refused:
        tell(form, refused, refusal(refused))
    return None


def _seen(request: ActorRequest, ref: UUID) -> OutcomeList:
    found = selectors.list_of(request.actor, ref)
    if found is None:
        raise Http404
    return found


@reads
def outcome_list(request: ActorRequest, ref: UUID) -> HttpResponse:
    """What became of each line, those that are wrong first."""
    run = _seen(request, ref)
    ordered = sorted(run.report, key=lambda told: told["outcome"] != str(Came.REFUSED))
    lines = [line(told) for told in ordered[:SHOWN]]
    context = {"run": run, "lines": lines, "more": max(0, len(run.report) - SHOWN)}
    context["stopped"] = any(told["outcome"] == str(Came.LEFT) for told in run.report)
    return render(request, "filings/outcome_list.html", context)


@reads
def outcome_report(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The report as a workbook; that it was taken is written down."""
    run, at, actor = _seen(request, ref), timezone.now(), request.actor
    note(lambda: record_look("outcome_list", run.ref, "export", actor=actor, at=at))
    columns: list[Column[Row]] = [
        Column(_("位置"), lambda one: one["place"]),
        Column(_("交接编号"), lambda one: one["number"]),
        Column(_("企业"), lambda one: one["firm"], width=36),
        Column(_("政策"), lambda one: one["policy"]),
        Column(_("申报结果"), lambda one: one["what"]),
        Column(_("记录"), lambda one: one["badge"]["words"], width=24),
        Column(_("原因"), lambda one: one["why"], width=50),
        Column(_("写的是"), lambda one: one["value"], width=30),
    ]
    told = Told(_("申报结果导入报告"), run.name, actor.name, at)
    rows = [line(one) for one in run.report]
    return as_xlsx(_("申报结果导入报告"), told, columns, rows, whole=True)  # type: ignore[return-value]


@reads
def template(request: ActorRequest) -> HttpResponse:
    """An empty list with its headings, and one line to write over."""
    _office_only(request)
    example = (SAMPLE, "", "P01", "获批", "2026-11-27", "50000", "")
    heads = ("交接编号", "统一社会信用代码", "政策编号", "结果", "日期", "金额（元）", "原因")

    def column(place: int, heading: str) -> Column[tuple[str, ...]]:
        return Column(heading, lambda row: row[place])

    columns = [column(place, heading) for place, heading in enumerate(heads)]
    return as_csv("申报结果清单", columns, [example], whole=True)  # type: ignore[return-value]
