"""Two at one case see each other."""

import re
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from huiqi.demands import services
from huiqi.demands.permissions import can_use_desk
from huiqi.demands.selectors import others_at, visible_to
from huiqi.demands.wording.presence import present
from huiqi.demands.words import Verb
from huiqi.kernel.access import ActorRequest, acts


@acts
def be_here(request: ActorRequest, ref: UUID) -> HttpResponse:
    """An open page says every twenty seconds that it is open, and is told who else is there."""
    if not can_use_desk(request.actor):
        raise Http404
    demand, at = (
        get_object_or_404(visible_to(request.actor).select_related(None).only("id", "revision"), ref=ref),
        timezone.now(),
    )
    doing = request.POST.get("doing", "").replace("-", "_")
    shown = request.POST.get("revision", "")
    revision = int(shown) if re.fullmatch(r"[0-9]{1,9}", shown) else 0
    services.be_at(demand, doing if doing in list(Verb) else "", revision=revision, actor=request.actor, at=at)
    others = present(others_at(demand, request.actor, at), request.actor)
    return render(request, "demands/present.html", {"present": others})
