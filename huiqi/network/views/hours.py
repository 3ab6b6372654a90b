"""The page on which a window says when it is open."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from huiqi.kernel.access import ActorRequest, writes
from huiqi.kernel.refusal import Refused, tell
from huiqi.network import wording
from huiqi.network.forms import HoursForm
from huiqi.network.permissions import can_disclose
from huiqi.network.selectors import week_stated, window_by_slug
from huiqi.network.services import set_hours


@writes
def write_hours(request: ActorRequest, slug: str) -> HttpResponse:
    """State the hours of business of one's own window, from a day on."""
    window, at = window_by_slug(slug), now()
    if window is None:
        raise Http404
    if not can_disclose(request.actor, window):
        raise PermissionDenied
    today = localdate(at)
    form = HoursForm(request.POST) if request.method == "POST" else HoursForm.showing(week_stated(window, today), today)
    if form.is_valid():
        try:
            set_hours(window.id, form.week(), since=form.cleaned_data["since"], actor=request.actor, at=at)
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        else:
            told = _("服务时间已公开。已经作出的承诺不变，新的期限按它计算。")
            messages.success(request, told, extra_tags=request.path)
            return redirect("network:window", slug)
    context = {"window": window, "form": form, "to_come": wording.hours_to_come(window, today)}
    return render(request, "network/write_hours.html", context)
