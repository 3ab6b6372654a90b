"""Pages that compose several subjects: home, search, my desk, about the network, the API's documentation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.demands.permissions import comes_to_file
from huiqi.demands.selectors import latest
from huiqi.directory.selectors import counts as directory_counts
from huiqi.enterprises.selectors import headline_facts, own_profile, way_in
from huiqi.kernel.access import ActorRequest, public, reads
from huiqi.kernel.kept import kept
from huiqi.network.selectors import windows
from huiqi.policies.selectors import ending_soon, newest_rows, policy_count, verdict_counts
from huiqi.portal.selectors import HOME_OF, OFTEN, documented_calls, documented_facts, kind_tabs, way_to_demands
from huiqi.search.selectors import PAGE, generation, search


@reads
@public
@kept()
def home(request: ActorRequest) -> HttpResponse:
    """The promise, the one search box, the three ways in, and what ends soon."""
    on = timezone.localdate()
    context = {
        "often": OFTEN,
        "demands": way_to_demands(request.actor),
        "policies": policy_count(on),
        "ending": ending_soon(on, 4),
        "newest": newest_rows(3),
        "counts": directory_counts(on),
        "windows": windows(on).count(),
    }
    return render(request, "portal/home.html", context)


@reads
@public
@kept(generation)
def find(request: ActorRequest) -> HttpResponse:
    """Everything public that contains the words asked for."""
    text, kind = request.GET.get("q", "").strip()[:200], request.GET.get("kind", "")
    page = int(request.GET["page"]) if request.GET.get("page", "").isdigit() else 1
    page = min(max(page, 1), 500)
    found = search(text, kind, page)
    context = {
        "q": text,
        "found": found,
        "kinds": kind_tabs(text, kind, found),
        "kinds_label": _("按类别看"),
        "page": page,
        "previous": page - 1,
        "next": page + 1,
        "more": found.total > page * PAGE,
        "may_file": comes_to_file(request.actor),
    }
    return render(request, "portal/search.html", context)


@reads
def desk(request: ActorRequest) -> HttpResponse:
    """Where a signed-in person begins: staff at their inbox, an enterprise at its own summary."""
    if request.actor.role in HOME_OF:
        return redirect(HOME_OF[request.actor.role])
    on, enterprise = timezone.localdate(), own_profile(request.actor)
    if enterprise is None:
        return redirect(way_in(request.actor, on))
    context: dict[str, Any] = {
        "enterprise": enterprise,
        "verdicts": verdict_counts(enterprise, on),
        "demands": latest(request.actor, 5),
        "facts_rows": headline_facts(enterprise, on),
    }
    return render(request, "portal/desk.html", context)


@reads
@public
@kept()
def about(request: HttpRequest) -> HttpResponse:
    """What the network is, by which documents."""
    return render(request, "portal/about.html")


@reads
@public
def api_documentation(request: HttpRequest) -> HttpResponse:
    """Every call of the public API, drawn from its own OpenAPI description."""
    return render(request, "portal/api_documentation.html", {"calls": documented_calls(), "facts": documented_facts()})


@reads
@public
def api_root(_request: HttpRequest) -> HttpResponse:
    """Who opens the address of the API itself finds what it can do."""
    return redirect("portal:api_documentation")
