"""The pages of the network: its windows, one window, and what a window's own people write on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from huiqi.kernel.access import ActorRequest, acts, public, reads, writes
from huiqi.kernel.kept import kept
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused, tell
from huiqi.network import services, wording
from huiqi.network.forms import DisclosureForm, PlaceForm, SheetForm
from huiqi.network.models import Window
from huiqi.network.permissions import can_disclose, can_see_posts
from huiqi.network.selectors import (
    SHEET,
    disclosed,
    disclosures,
    jurisdiction_for,
    jurisdictions_of,
    promises,
    said_hours,
    standings,
    window_by_slug,
    windows,
)
from huiqi.network.services import disclose
from huiqi.network.words import DisclosureItem, WindowKind
from huiqi.papers.selectors import latest


def _window(slug: str) -> Window:
    window = window_by_slug(slug)
    if window is None:
        raise Http404
    return window


@reads
@public
@kept()
def network(request: ActorRequest) -> HttpResponse:
    """The hub, the comprehensive windows in order of region, the industry windows; and who serves a place."""
    today = localdate()
    opened = list(windows(today))
    centre = next((window for window in opened if window.kind is WindowKind.HUB), None)
    form = PlaceForm(centre.region, request.GET) if centre else None
    region = request.GET.get("region", "").strip()
    answer = jurisdiction_for(region, today) if region else None
    context = {
        "hub": centre,
        "comprehensive": [window for window in opened if window.kind is WindowKind.COMPREHENSIVE],
        "industry": [window for window in opened if window.kind is WindowKind.INDUSTRY],
        "form": form,
        "asked": wording.region_path(region) if region else "",
        "answer": answer,
        "hub_hours": said_hours(centre, today) if centre else "",
        "answer_hours": said_hours(answer.window, today) if answer else "",
    }
    return render(request, "network/network.html", context)


@reads
@public
def window(request: ActorRequest, slug: str) -> HttpResponse:
    """One window: what it discloses and promises, whom it serves, where it is."""
    shown, today = _window(slug), localdate()
    promised = promises(shown.id, today)
    context = {
        "window": shown,
        "may_disclose": can_disclose(request.actor, shown),
        "may_see_posts": can_see_posts(request.actor, shown),
        "areas": wording.area_rows(standings(shown, now())),
        "items": wording.item_rows(disclosures(shown, today)),
        "limits": wording.limit_rows(promised),
        "sources": wording.limit_sources(promised),
        "sheet": latest(shown.organisation.ref, SHEET.code),
        "sheet_form": SheetForm(initial={"submission": uuid7()}),
        "hours": said_hours(shown, today),
        "hours_to_come": wording.hours_to_come(shown, today),
        "served": wording.served_rows(jurisdictions_of(shown, today), today),
    }
    return render(request, "network/window.html", context)


@writes
def write_item(request: ActorRequest, slug: str, item: str) -> HttpResponse:
    """Write what one's own window discloses under one item."""
    window, wanted = _window(slug), _item(item)
    if not can_disclose(request.actor, window):
        raise PermissionDenied
    current = disclosed(window, wanted)
    form = DisclosureForm(request.POST) if request.method == "POST" else DisclosureForm.showing(current)
    if form.is_valid():
        try:
            disclose(window.id, wanted, **form.cleaned_data, actor=request.actor, at=now())
        except Refused as refused:
            current = disclosed(window, wanted)
            form.catch_up(current)
            tell(form, refused, wording.refusal(refused))
        else:
            told = _("“%(item)s”已更新，公开页面上现在就是这段文字。") % {"item": _(wanted.label)}
            messages.success(request, told, extra_tags=request.path)
            return redirect(f"{reverse('network:window', args=[slug])}#{wanted}")
    context = {"window": window, "item": wanted, "form": form, **wording.item_shown(wanted, current)}
    return render(request, "network/write_item.html", context)


@acts
def issue_sheet(request: ActorRequest, slug: str) -> HttpResponse:
    """Issue what one's own window discloses as a paper; the one in force stays where nothing has changed."""
    window, form = _window(slug), SheetForm(request.POST)
    if not can_disclose(request.actor, window):
        raise PermissionDenied
    submission = form.cleaned_data["submission"] if form.is_valid() else uuid7()
    try:
        paper = services.issue_sheet(window.id, submission=submission, actor=request.actor, at=now())
    except Refused as refused:
        messages.warning(request, wording.refusal(refused))
        return redirect("network:window", slug=slug)
    return redirect("papers:paper", ref=paper.ref)


def _item(code: str) -> DisclosureItem:
    try:
        return DisclosureItem(code)
    except ValueError:
        raise Http404 from None
