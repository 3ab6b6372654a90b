"""What a first contact follows 首问跟踪."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from huiqi.demands import selectors
from huiqi.demands.selectors import PER_PAGE, Pages
from huiqi.demands.wording import screen
from huiqi.demands.wording.contact import followed_row
from huiqi.kernel.access import ActorRequest, reads
from huiqi.reference.selectors import calendar


@reads
def following(request: ActorRequest) -> HttpResponse:
    """Everything one follows until the result is handed over, and how long each has been quiet."""
    at, days = timezone.now(), calendar()
    whose = selectors.followed_people(request.actor, at)
    if whose is None:
        raise Http404
    page = Pages(selectors.demands_followed(request.actor, whose), PER_PAGE).get_page(request.GET.get("page"))
    shown = selectors.rows_for(request.actor, page)
    quiet = selectors.quiet_since(shown)
    rows = [screen.row(one, one.next_due_at, at, days) | followed_row(one, whose, quiet, at, days) for one in shown]
    return render(request, "demands/followed.html", {"page": page, "rows": rows, "may_take_all": False})
