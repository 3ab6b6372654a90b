"""Openings and blank forms of an item, as its editors write them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.files.services import FileRefused, store_file
from huiqi.kernel.access import ActorRequest, acts, writes
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import province_here
from huiqi.policies import services
from huiqi.policies.forms.texts import OpeningForm, PaperForm, TakeBackForm
from huiqi.policies.models import MaterialFile, Opening
from huiqi.policies.selectors import version_shown
from huiqi.policies.selectors.materials import material_files
from huiqi.policies.selectors.openings import openings
from huiqi.policies.services.materials import add_material_file, remove_material_file
from huiqi.policies.views.drafts import editor_only
from huiqi.policies.wording import materials, title
from huiqi.policies.wording.drafts import label
from huiqi.policies.wording.texts import refusal
from huiqi.policies.words import Paper

_SHOWN = ("opens_on", "closes_on", "region", "notice_title", "notice_number", "notice_url", "place", "contact", "note")


def _item(request: ActorRequest, code: str) -> Version:
    editor_only(request)
    version = version_shown(code, localdate())
    if version is None:
        raise Http404
    return version


def _crumbs(version: Version) -> list[dict[str, str]]:
    page = reverse("policies:page", args=[version.code])
    return [{"label": _("政策库"), "url": reverse("policies:list")}, {"label": title(version), "url": page}]


def _form(request: ActorRequest, version: Version, form: Any, heading: str, press: str, **more: Any) -> HttpResponse:
    back = reverse("policies:page", args=[version.code])
    context = {"form": form, "heading": heading, "press": press, "back": back, "crumbs": _crumbs(version), **more}
    return render(request, "policies/form.html", context)


def _done(form: Any, call: Callable[[], object]) -> bool:
    """Whether it was done; if not, it is said at its field."""
    try:
        call()
    except Refused as refused:
        form.overtaken(refused, refusal(refused))
        return False
    return True


@writes
def opening_new(request: ActorRequest, code: str) -> HttpResponse:
    """Announce when an item is open."""
    version = _item(request, code)
    form = OpeningForm(request.POST or None, province=province_here(localdate()), initial={"region": version.region})
    if request.method == "POST" and form.is_valid():
        by: dict[str, Any] = {"actor": request.actor, "at": timezone.now()}
        if _done(form, lambda: services.announce_opening(code, form.said(), **by)):
            messages.success(request, _("申报时间已公布。"), extra_tags=request.path)
            return redirect("policies:page", code=code)
    return _form(request, version, form, _("录入申报通知"), _("公布"))


def _opening(request: ActorRequest, ref: UUID) -> Opening:
    editor_only(request)
    return get_object_or_404(openings(), ref=ref)


@writes
def opening_edit(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Correct an opening, as after a notice of extension."""
    opening = _opening(request, ref)
    initial = {name: getattr(opening, name) for name in _SHOWN} | {"revision": opening.revision}
    form = OpeningForm(request.POST or None, province=province_here(localdate()), initial=initial)
    if request.method == "POST" and form.is_valid():
        by: dict[str, Any] = {"actor": request.actor, "at": timezone.now(), "revision": form.cleaned_data["revision"]}
        if _done(form, lambda: services.correct_opening(ref, form.said(), **by)):
            messages.success(request, _("申报时间已更正。"), extra_tags=request.path)
            return redirect("policies:page", code=opening.policy.code)
    again = {"label": _("撤回这次申报"), "url": reverse("policies:opening_withdraw", args=[ref])}
    return _form(request, _item(request, opening.policy.code), form, _("更正申报时间"), _("保存"), also=again)


@writes
def opening_withdraw(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Take an opening back."""
    opening = _opening(request, ref)
    form = TakeBackForm(request.POST or None, initial={"revision": opening.revision})
    if request.method == "POST" and form.is_valid():
        by: dict[str, Any] = {"actor": request.actor, "at": timezone.now(), "revision": form.cleaned_data["revision"]}
        if _done(form, lambda: services.withdraw_opening(ref, reason=form.cleaned_data["reason"], **by)):
            messages.success(request, _("这次申报已撤回。"), extra_tags=request.path)
            return redirect("policies:page", code=opening.policy.code)
    return _form(request, _item(request, opening.policy.code), form, _("撤回这次申报"), _("撤回"))


def _materials(version: Version) -> list[tuple[str, str]]:
    """Each material as it is kept, and as it is called in the reader's language."""
    return list(zip(version.materials, materials(version), strict=False))


@writes
def papers(request: ActorRequest, code: str) -> HttpResponse:
    """Blank forms and samples of an item: those there are, and one more."""
    version = _item(request, code)
    form = PaperForm(request.POST or None, request.FILES or None, materials=_materials(version))
    if request.method == "POST" and form.is_valid() and _added(request, code, form):
        messages.success(request, _("已放在清单里。"), extra_tags=request.path)
        return redirect("policies:papers", code=code)
    kept = material_files().filter(policy__code=code).order_by("material", "paper", "id")
    rows = [{"file": one, "paper": label(one.paper)} for one in kept]
    return _form(request, version, form, _("空白表和样表"), _("放上去"), upload=True, rows=rows)


def _added(request: ActorRequest, code: str, form: PaperForm) -> bool:
    told = form.cleaned_data
    by: dict[str, Any] = {"actor": request.actor, "at": timezone.now()}
    try:
        stored = store_file(told["file"].name, told["file"], told["file"].size, **by)
        add_material_file(code, told["material"], Paper(told["paper"]), stored, **by)
    except FileRefused as refused:
        form.add_error("file", str(refused))
        return False
    return True


@acts
def paper_remove(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Take a blank form or a sample away."""
    editor_only(request)
    found: MaterialFile = get_object_or_404(material_files(), ref=ref)
    remove_material_file(ref, actor=request.actor, at=timezone.now())
    messages.success(request, _("“%(name)s”已撤下。") % {"name": found.file.name})
    return redirect("policies:papers", code=found.policy.code)
