"""Confidential demands: those of which nobody knows, naming somebody for one, and who looked."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.demands import selectors, services
from huiqi.demands.forms import NameInsiderForm
from huiqi.demands.models import Demand
from huiqi.demands.permissions import can_name_unseen, can_see_looks
from huiqi.demands.selectors import PER_PAGE
from huiqi.demands.wording import secrecy as wording
from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.kernel.refusal import Refused
from huiqi.reference.selectors import calendar


@reads
def unattended(request: ActorRequest) -> HttpResponse:
    """Confidential demands of which nobody at the window knows: number and due moment, and who is to be named."""
    if not can_name_unseen(request.actor):
        raise Http404
    at = timezone.now()
    page = selectors.Pages(selectors.unattended(request.actor, at), PER_PAGE).get_page(request.GET.get("page"))
    rows = wording.bare_rows(page, at, calendar())
    return render(request, "demands/unattended.html", {"page": page, "rows": rows})


@writes
def name_unseen(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Name somebody for a confidential demand of which nobody at the window knows, without seeing it."""
    at = timezone.now()
    bare = get_object_or_404(selectors.unattended(request.actor, at), ref=ref)
    initial = {"revision": bare.revision}
    form = NameInsiderForm(request.POST or None, actor=request.actor, at=at, initial=initial)
    form.offer(selectors.who_could_know(bare, at))
    if request.method == "POST" and form.is_valid() and _named(form, bare, request):
        messages.success(request, _("已指定，对方收到了通知。"))
        knows = selectors.visible_to(request.actor).filter(ref=ref).exists()
        return redirect("demands:demand", ref=ref) if knows else redirect("demands:unattended")
    return render(request, "demands/name_unseen.html", {"form": form, "facts": wording.bare_facts(bare)})


def _named(form: NameInsiderForm, bare: Demand, request: ActorRequest) -> bool:
    said = form.cleaned_data
    try:
        services.name_insider(
            bare.ref, said["person"], actor=request.actor, at=timezone.now(), revision=said["revision"]
        )
    except Refused as refused:
        form.refuse(refused)
        form.catch_up(bare.revision)
        return False
    return True


@reads
def looks(request: ActorRequest) -> HttpResponse:
    """Every look at what is confidential, the latest first, for who watches over it."""
    if not can_see_looks(request.actor):
        raise Http404
    number = request.GET.get("number", "").replace("\0", "").strip()[:24]
    page = selectors.Pages(selectors.looks(request.actor, number), PER_PAGE).get_page(request.GET.get("page"))
    rows = wording.look_rows(page, selectors.lookers(page))
    return render(request, "demands/looks.html", {"page": page, "rows": rows, "number": number})
