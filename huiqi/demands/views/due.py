"""The page of every due moment of a demand: how each was counted, to be read, shown and printed."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from huiqi.demands.permissions import is_firm
from huiqi.demands.selectors import case_of, shielded
from huiqi.demands.views.case import seen
from huiqi.demands.wording.counted import counted_of
from huiqi.kernel.access import ActorRequest, reads
from huiqi.reference.selectors import calendar


@reads
def due(request: ActorRequest, ref: UUID) -> HttpResponse:
    """From when each is counted, in what, which days were passed over and why, what stood still, who gave more time."""
    shown, at = seen(request, ref), timezone.now()
    own = is_firm(request.actor, shown)
    rows = counted_of(shielded(case_of(shown), request.actor), at, calendar(), own=own)
    return render(request, "demands/due.html", {"demand": shown, "own": own, "by_code": False, "rows": rows, "at": at})
