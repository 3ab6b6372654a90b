"""The pages of a window's scheme of time limits: the presets, and what one would change before it is published."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.kernel.refusal import Refused, tell
from huiqi.network import wording
from huiqi.network.forms import PublishForm
from huiqi.network.models import Window
from huiqi.network.permissions import can_disclose
from huiqi.network.rules import presets
from huiqi.network.selectors import changes, promiser, window_by_slug
from huiqi.network.services import set_time_limits


def _own(request: ActorRequest, slug: str) -> Window:
    window = window_by_slug(slug)
    if window is None:
        raise Http404
    if not can_disclose(request.actor, window):
        raise PermissionDenied
    return window


@reads
def schemes(request: ActorRequest, slug: str) -> HttpResponse:
    """The presets to start from, each with its source."""
    window = _own(request, slug)
    return render(request, "network/schemes.html", {"window": window, "presets": wording.preset_rows(presets())})


@writes
def scheme(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """A preset as a draft: what it would change, and from which day it is to hold."""
    window, at = _own(request, slug), now()
    preset = presets().get(code)
    if preset is None:
        raise Http404
    form = PublishForm(request.POST) if request.method == "POST" else PublishForm(initial={"since": localdate(at)})
    if form.is_valid() and _published(form, code, window, request, at):
        done = _("新的时限已公布。以前作出的承诺，期限不变。")
        messages.success(request, done, extra_tags=f"scheme-{slug}-{code}")
        return redirect(f"{reverse('network:window', args=[slug])}#limits")
    rows = wording.change_rows(changes(window, preset, localdate(at)))
    context = {"window": window, "code": code, "preset": preset, "form": form, "rows": rows}
    return render(request, "network/scheme.html", context)


def _published(form: PublishForm, code: str, window: Window, request: ActorRequest, at: datetime) -> bool:
    """Whether it could be published; otherwise the form says what stands in the way."""
    bound, since = promiser(window), form.cleaned_data["since"]
    try:
        set_time_limits(code, window_id=bound.id if bound else None, since=since, actor=request.actor, at=at)
    except Refused as refused:
        tell(form, refused, wording.refusal(refused))
        return False
    return True
