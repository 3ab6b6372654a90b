"""What can be done with a desk as it is narrowed: taken away as a sheet, named, forgotten."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.demands import selectors, services, wording
from huiqi.demands.models import SavedFilter
from huiqi.demands.permissions import can_export_names, can_use_desk
from huiqi.demands.wording.desk import address, desk_filter
from huiqi.demands.wording.exports import desk_exported
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, acts, note, reads
from huiqi.kernel.refusal import Refused

DESK = uuid5(NAMESPACE_URL, "desk")
"""What the journal calls the desk as a whole."""


@reads
def desk_export(request: ActorRequest) -> HttpResponse:
    """The desk as the address narrows it, as a spreadsheet; names by role, and a trace of who took it."""
    if not can_use_desk(request.actor):
        raise Http404
    at, wanted = timezone.now(), desk_filter(request.GET)
    demands = selectors.desk(request.actor, wanted, at).object_list
    note(lambda: record_look("desk", DESK, "export", actor=request.actor, at=at))
    whole = can_export_names(request.actor)
    return desk_exported(demands, wanted, actor=request.actor, at=at, whole=whole)  # type: ignore[return-value, arg-type]


@acts
def save_filter(request: ActorRequest) -> HttpResponse:
    """Name the filter that the desk shows."""
    said = desk_filter(request.POST).said()
    try:
        kept = services.save_filter(request.POST.get("name", ""), said, actor=request.actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, wording.refusal(refused))
    else:
        messages.success(request, _("已存为“%(name)s”，就在下面这一排里。") % {"name": kept.name})
    return redirect(reverse("demands:desk") + address(said))


@acts
def drop_filter(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Forget a named filter; the desk stays as it is narrowed."""
    try:
        services.drop_filter(ref, actor=request.actor, at=timezone.now())
    except SavedFilter.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("已删掉这个筛选。"))
    return redirect("demands:desk")
