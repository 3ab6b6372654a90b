"""Where a walk-in is led, for whoever receives him."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from huiqi.demands.permissions import can_take_in
from huiqi.demands.selectors import guides
from huiqi.demands.wording.guiding import guide_shown, kind_asked
from huiqi.kernel.access import ActorRequest, reads


@reads
def guide(request: ActorRequest) -> HttpResponse:
    """The posts for a kind of demand: a part of the page that asks, or, opened by itself, a slip to print."""
    kind = kind_asked(request.GET.get("kind", ""))
    if not can_take_in(request.actor) or kind is None:
        raise Http404
    at = timezone.now()
    window, found = guides(request.actor, kind, at)
    template = "demands/guide.html" if "HX-Request" in request.headers else "demands/guide_slip.html"
    return render(request, template, guide_shown(kind, found) | {"window": window, "at": at})
