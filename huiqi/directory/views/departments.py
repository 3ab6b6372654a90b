"""The pages of departments: the list, one with its duty list, and what its keepers write."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from huiqi.directory import wording
from huiqi.directory.forms import ClosingForm, CorrectionForm, DepartmentFilterForm, DepartmentForm, DutyForm
from huiqi.directory.models import Department
from huiqi.directory.permissions import can_keep_directory, can_keep_in
from huiqi.directory.selectors import (
    department_by_ref,
    departments,
    duties_of,
    duty_by_ref,
    found_departments,
    successor_of,
    works_inside,
)
from huiqi.directory.services import add_duty, close_department, correct_department, end_duty, enter_department
from huiqi.directory.views.asking import ask, keeper, may_keep, province
from huiqi.kernel.access import ActorRequest, acts, public, reads, writes

PAGE = 20


def _department(ref: UUID) -> Department:
    department = department_by_ref(ref)
    if department is None:
        raise Http404
    return department


def _kept(request: ActorRequest, ref: UUID) -> Department:
    """The department, for who keeps its region."""
    department = _department(ref)
    if not can_keep_in(request.actor, department.region, localdate()):
        raise PermissionDenied
    return department


def _crumbs(*last: tuple[str, str]) -> list[dict[str, str]]:
    first = {"label": _("职能部门"), "url": reverse("directory:departments")}
    return [first, *({"label": label, "url": url} for label, url in last)]


def _page(department: Department) -> str:
    return reverse("directory:department", args=[department.ref])


@reads
@public
def department_list(request: ActorRequest) -> HttpResponse:
    """Every department with how many duties it has, narrowed by words and region."""
    form = DepartmentFilterForm(province(), request.GET)
    found = found_departments(localdate(), **form.asked())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "sections": wording.sections("directory:departments"),
        "form": form,
        "page": page,
        "rows": [wording.department_row(one) for one in page],
        "may_keep": can_keep_directory(request.actor),
    }
    return render(request, "directory/departments.html", context)


@reads
@public
def department(request: ActorRequest, ref: UUID) -> HttpResponse:
    """One department: its duty list with the law, where it is; whether it still exists, and who took over."""
    shown, today = _department(ref), localdate()
    over = shown.closed_on is not None and shown.closed_on <= today
    may = can_keep_in(request.actor, shown.region, today)
    listed = shown.closed_on - timedelta(days=1) if over and shown.closed_on else today
    context = {
        **wording.department_row(shown),
        "over": over,
        "successor": successor_of(shown, today) if over else None,
        "rows": wording.duty_rows(duties_of(shown, listed)),
        "may_keep": may and shown.closed_on is None,
        "inside": works_inside(shown.organisation_id, today) if may else None,
    }
    return render(request, "directory/department.html", context)


@writes
def new_department(request: ActorRequest) -> HttpResponse:
    """Enter a department."""
    keeper(request)
    form = DepartmentForm(province(), may_keep(request), request.POST or None)
    words = {
        "title": _("录入职能部门"),
        "lead": _("录入之后，逐项补上它的职责，转办时才选得准。"),
        "button": _("录入"),
        "crumbs": _crumbs((_("录入"), "")),
    }
    return ask(
        request,
        form,
        lambda: enter_department(form.entry(), actor=request.actor, at=now()),
        told=_("部门已录入。请打开它补上职责清单。"),
        back=reverse("directory:departments"),
        words=words,
    )


@writes
def correct(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Correct where a department is found."""
    shown = _kept(request, ref)
    form = CorrectionForm(request.POST) if request.method == "POST" else CorrectionForm.showing(shown)
    words = {
        "title": _("更正联系方式"),
        "lead": _("保存后立即公开，原来的写法留存备查。"),
        "button": _("保存"),
        "crumbs": _crumbs((shown.name, _page(shown)), (_("更正联系方式"), "")),
    }
    return ask(
        request,
        form,
        lambda: correct_department(shown.id, **form.cleaned_data, actor=request.actor, at=now()),
        told=_("联系方式已更正。"),
        back=_page(shown),
        words=words,
    )


@writes
def close(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Write down that a department does not exist any more, and who took over."""
    shown = _kept(request, ref)
    others = departments(localdate()).exclude(id=shown.id)
    form = ClosingForm(others, request.POST or None)
    words = {
        "title": _("登记撤销或合并"),
        "lead": _("撤销后不能再向它转办；选到它的人会被告知改选谁。它的记录都还在。"),
        "button": _("登记撤销"),
        "crumbs": _crumbs((shown.name, _page(shown)), (_("登记撤销或合并"), "")),
    }

    def verb() -> object:
        heir = form.cleaned_data["successor"]
        told = {"closed_on": form.cleaned_data["closed_on"], "successor_id": heir.id if heir else None}
        return close_department(shown.id, **told, actor=request.actor, at=now())

    return ask(request, form, verb, told=_("已登记。"), back=_page(shown), words=words)


@writes
def new_duty(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Add an item to a duty list."""
    shown, today = _kept(request, ref), localdate()
    form = DutyForm(request.POST) if request.method == "POST" else DutyForm.opened(today)
    words = {
        "title": _("补一项职责"),
        "lead": _("没有法律依据的不写。关键词决定转办时它排在哪里。"),
        "button": _("补上"),
        "crumbs": _crumbs((shown.name, _page(shown)), (_("补一项职责"), "")),
    }
    return ask(
        request,
        form,
        lambda: add_duty(shown.id, form.duty(), actor=request.actor, at=now()),
        told=_("职责已补上。"),
        back=_page(shown),
        words=words,
    )


@acts
def drop_duty(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Take an item off the duty list."""
    duty = duty_by_ref(ref)
    if duty is None:
        raise Http404
    shown = _kept(request, duty.department.ref)
    end_duty(duty.id, actor=request.actor, at=now())
    messages.success(request, _("“%(matter)s”自今天起不再列入职责清单。") % {"matter": duty.matter})
    return redirect(_page(shown))
