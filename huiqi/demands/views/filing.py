"""An enterprise's own demands, and a new one."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from huiqi.demands import selectors, services
from huiqi.demands.forms import FilingForm
from huiqi.demands.models import Demand
from huiqi.demands.permissions import can_file, can_use_desk, is_firm
from huiqi.demands.selectors import PER_PAGE, case_of
from huiqi.demands.selectors.conditions import condition_of
from huiqi.demands.views.case import seen
from huiqi.demands.wording import general, screen
from huiqi.demands.wording.anonymous import next_of
from huiqi.directory.selectors import institution_by_slug, product_by_ref
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.enterprises.selectors import own_enterprise
from huiqi.kernel.access import Actor, ActorRequest, deeds, reads
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import urgent_kinds, window_for
from huiqi.policies.selectors import AskedCondition as Condition
from huiqi.policies.selectors import condition_at, mentioned
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from huiqi.network.models import Window


@reads
def mine(request: ActorRequest) -> HttpResponse:
    """An enterprise's own demands, open and closed; staff go to their desk."""
    if can_use_desk(request.actor):
        return redirect("demands:desk")
    closed, at, days = request.GET.get("tab") == "closed", timezone.now(), calendar()
    page = Paginator(selectors.own(request.actor, closed=closed), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [screen.row(one, one.due, at, days) | {"next": next_of(one)} for one in page],
        "tabs": screen.own_tabs(closed=closed),
        "may_file": can_file(request.actor),
        "closed": closed,
    }
    return render(request, "demands/mine.html", context)


@deeds
def file(request: ActorRequest) -> HttpResponse:
    """File a demand, after the terms we will be held to are shown."""
    at = timezone.now()
    if not can_file(request.actor):
        return _not_a_firm(request)
    asked = {"kind": request.GET.get("kind", ""), "policy_code": request.GET.get("policy", "")[:20]}
    service = _service(request)
    asked["title"] = _("想用“%(name)s”的服务") % {"name": service["name"][:100]} if service else ""
    asked |= (about := _about(request, at))
    form = FilingForm(request.POST or None, request.FILES or None, actor=request.actor, at=at, initial=asked)
    if "is_urgent" in request.POST:
        _offer_urgent(form, _window(request.actor, at), at)
    if request.method == "POST" and form.is_valid() and (made := _filed(form, request, at)):
        return redirect("demands:filed", ref=made.ref)
    policy = mentioned(form["policy_code"].value() or "", timezone.localdate(at))
    window = _window(request.actor, at)
    _offer_urgent(form, window, at)
    context = {"form": form, "window": window, "kept": form.kept(), "policy": policy, "service": service}
    context |= {"condition": _asked(form, at), "lost": bool(request.GET.get("place")) and not about}
    return render(request, "demands/file.html", context | screen.terms_shown(selectors.terms(window, at), at))


def _about(request: ActorRequest, at: datetime) -> dict[str, str]:
    """The condition from whose place one came, and what a question about it is called; nothing where it is not there.

    Only an address asks for it: what was sent stands in the form.
    """
    told = {name: request.GET.get(name, "")[:120] for name in ("policy", "since", "place", "fact")}
    found = _found(told["policy"], told["since"], told["place"], at) if request.method != "POST" else None
    if found is None:
        return {}
    fact = told["fact"] if told["fact"] in vocabulary() else ""
    title = general.title_for(found, timezone.localdate(at))
    return {"since": told["since"], "place": found.place, "fact": fact, "title": title}


def _found(code: str, since: str, place: str, at: datetime) -> Condition | None:
    """The condition, of whatever somebody typed into an address or a form."""
    try:
        return condition_at(code, date.fromisoformat(since), place, timezone.localdate(at))
    except ValueError:
        return None


def _asked(form: FilingForm, at: datetime) -> dict[str, Any] | None:
    """The condition as the page shows it beside the form."""
    code, since, place, fact = (str(form[name].value() or "") for name in ("policy_code", "since", "place", "fact"))
    found = _found(code, since, place, at) if place else None
    return general.asked_shown(found, fact, timezone.localdate(at)) if found else None


def _offer_urgent(form: FilingForm, window: Window, at: datetime) -> None:
    form.offer_urgent(bool(urgent_kinds(window.id, timezone.localdate(at))))


def _window(actor: Actor, at: datetime) -> Window:
    """Where the demands of a firm go."""
    enterprise = own_enterprise(actor)
    assert enterprise is not None  # whoever may file has one
    return window_for(enterprise.region, timezone.localdate(at))


def _service(request: ActorRequest) -> dict[str, str] | None:
    """The product or institution from whose page one came; an address that names none carries none."""
    product = None
    with suppress(ValueError):
        product = product_by_ref(UUID(request.GET.get("product", "")))
    if product:
        url = reverse("directory:product", args=[product.ref])
        return {"name": product.name, "of": product.institution.name, "url": url}
    shown = institution_by_slug(slug) if (slug := request.GET.get("institution", "")) else None
    return {"name": shown.name, "of": "", "url": reverse("directory:institution", args=[slug])} if shown else None


def _not_a_firm(request: ActorRequest) -> HttpResponse:
    if request.actor.seat is not None:
        raise PermissionDenied
    messages.info(request, _("提交诉求前，请先登记企业。没有信用代码的创业团队、个体工商户和个人也可以登记。"))
    return redirect(f"{reverse('enterprises:register')}?{urlencode({'next': request.get_full_path()})}")


def _filed(form: FilingForm, request: ActorRequest, at: datetime) -> Demand | None:
    submission = form.cleaned_data["submission"]
    try:
        return services.file_demand(form.filing(), submission=submission, actor=request.actor, at=at, files=form.stored)
    except Refused as refused:
        form.refuse(refused)
        return None


@reads
def filed(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The number and the query code, and what happens next."""
    shown = seen(request, ref)
    if not is_firm(request.actor, shown):
        raise Http404
    case, asked = case_of(shown), condition_of(shown)
    context = {"demand": shown, "steps": screen.coming(case), "place": asked.place if asked else ""}
    return render(request, "demands/filed.html", context)
