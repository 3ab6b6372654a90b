"""The leaflet of a policy (宣传单): one sheet with its code to scan, as a page, as PDF, and as text to paste."""

from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.files.selectors import as_made
from huiqi.kernel.access import ActorRequest, public, reads
from huiqi.kernel.kept import kept
from huiqi.kernel.printing import NoPrinter, print_page
from huiqi.network.selectors import jurisdiction_for, network_name, windows
from huiqi.policies import wording
from huiqi.policies.forms.leaflet import WhoseForm
from huiqi.policies.selectors import conditions_of, state_on, version_shown
from huiqi.policies.selectors.openings import opening_promoted
from huiqi.policies.wording import leaflet as words
from huiqi.policies.words import State
from huiqi.ui.fact_inputs import language

STYLE = Path(__file__).parent.parent / "static" / "policies" / "leaflet.css"


@reads
@public
@kept()
def leaflet(request: ActorRequest, code: str) -> HttpResponse:
    """The sheet on the screen, as it is printed, and the texts to paste."""
    return render(request, "policies/leaflet.html", _leaflet(request, code))


@reads
@public
def leaflet_pdf(request: ActorRequest, code: str) -> HttpResponse:
    """The sheet as PDF; where the server cannot make one, the page says how to make it in the browser."""
    shown = _leaflet(request, code)
    try:
        made = print_page(render_to_string("policies/leaflet_print.html", shown), STYLE)
    except NoPrinter:
        return render(request, "policies/leaflet.html", {**shown, "no_printer": True})
    name = _("宣传单-%(title)s.pdf") % {"title": shown["said"]["title"]}
    return as_made(made, name, "application/pdf")  # type: ignore[return-value]  # a streamed response


def _leaflet(request: HttpRequest, code: str) -> dict[str, Any]:
    """What can still be had, on one sheet. Raises `Http404` for what is not there, or over."""
    today = localdate()
    version = version_shown(code, today)
    if version is None or state_on(version, today) is State.ENDED:
        raise Http404
    row = jurisdiction_for(version.region, today)
    every = list(windows(today))
    form = WhoseForm(request.GET.get("window", ""), every, row.window if row else next(iter(every), None))
    opening = opening_promoted(code, today)
    said = words.leaflet(version, conditions_of(version, on=today)[0], opening, form.chosen())
    crumb = {"label": wording.title(version), "url": reverse("policies:page", args=[code])}
    return {
        "code": code,
        "said": said,
        "form": form,
        "chosen": form.chosen(),
        "messages_to_paste": words.messages(said),
        "network": network_name(),
        "spoken": language(),
        "no_printer": False,
        "crumbs": [{"label": _("政策库"), "url": reverse("policies:list")}, crumb, {"label": _("宣传单")}],
    }
