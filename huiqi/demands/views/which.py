"""Which condition of which policy is asked about, for whoever takes a demand in."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from huiqi.demands.permissions import can_take_in
from huiqi.demands.wording.which import which_shown
from huiqi.kernel.access import ActorRequest, reads


@reads
def which(request: ActorRequest) -> HttpResponse:
    """The part of the form that changes with what is typed and chosen."""
    if not can_take_in(request.actor):
        raise Http404
    return render(request, "demands/which.html", {"which": which_shown(request.GET, localdate())})
