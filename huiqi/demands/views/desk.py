"""The desk of those who handle demands, and what was missed."""

from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from huiqi.demands import selectors, services
from huiqi.demands.permissions import (
    can_arbitrate,
    can_export_names,
    can_see_accountability,
    can_see_endings,
    can_see_instructions,
    can_see_looks,
    can_take_in,
    can_use_bulk,
    can_use_desk,
)
from huiqi.demands.selectors import PER_PAGE
from huiqi.demands.wording import desk as words
from huiqi.demands.wording import screen, standing
from huiqi.demands.wording.exports import records_exported
from huiqi.demands.words import DemandState, Ground
from huiqi.journal.services import record_look
from huiqi.kernel.access import Actor, ActorRequest, note, reads
from huiqi.reference.selectors import calendar

LIST = uuid5(NAMESPACE_URL, "accountability")
"""What the journal calls the list of missed promises as a whole."""


@reads
def desk(request: ActorRequest) -> HttpResponse:
    """Where clerks live: what is late, due, new, under way; filters in the address. A whole number opens its case."""
    if not can_use_desk(request.actor):
        raise Http404
    at, saved = timezone.now(), selectors.saved_filters(request.actor)
    last, wanted = selectors.last_used(saved, at), words.desk_filter(request.GET)
    if last and not request.GET:
        return redirect(request.path + words.address(last))
    if straight := selectors.by_whole_number(request.actor, wanted.words):
        return redirect("demands:demand", ref=straight.ref)
    if (said := wanted.kept()) != last:
        note(lambda: services.remember_filter(said, actor=request.actor, at=at))
    page, days = selectors.desk(request.actor, wanted, at).get_page(request.GET.get("page")), calendar()
    counts, tabs = selectors.desk_counts(request.actor, at), selectors.desk_tabs(request.actor)
    rows = words.desk_rows(selectors.rows_for(request.actor, page), at, days)
    context = words.desk_head(counts, tabs, wanted, saved) | {"page": page, "rows": rows}
    context |= _ways(request.actor) | {"elsewhere": _elsewhere(request.actor, wanted)}
    context |= words.live(counts, wanted, at) | _bulk(request.actor, page, wanted)
    return render(request, "demands/desk.html", context)


@reads
def figures(request: ActorRequest) -> HttpResponse:
    """The figures of the desk again, and what came since the page was made."""
    if not can_use_desk(request.actor):
        raise Http404
    at, wanted = timezone.now(), words.desk_filter(request.GET)
    since = _since(request.GET.get("since", ""), at)
    counts, tabs = selectors.desk_counts(request.actor, at, since=since), selectors.desk_tabs(request.actor)
    told = words.desk_head(counts, tabs, wanted, selectors.saved_filters(request.actor))
    return render(request, "demands/desk_live.html", told | words.live(counts, wanted, since))


def _since(told: str, at: datetime) -> datetime:
    """From when on; what is no moment is now, and nobody leaves a page open for more than a day."""
    try:
        since = datetime.fromisoformat(told)
    except ValueError:
        return at
    return max(since, at - timedelta(days=1)) if since.tzinfo else at


def _bulk(actor: Actor, page: Page[Any], wanted: selectors.DeskFilter) -> dict[str, bool]:
    """Whether many can be chosen here, and more than this page shows."""
    may = can_use_bulk(actor) and wanted.tab != "closed"
    return {"may_bulk": may, "may_take_all": page.paginator.num_pages > 1}


def _elsewhere(actor: Actor, wanted: selectors.DeskFilter) -> list[dict[str, Any]]:
    """What of other tabs has the number that is looked for."""
    found = selectors.elsewhere(actor, wanted)
    shown = selectors.rows_for(actor, [one for _tab, one in found])
    return [words.elsewhere_row(tab, one) for (tab, _one), one in zip(found, shown, strict=True)]


def _ways(actor: Actor) -> dict[str, bool]:
    """Where the desk leads besides its rows."""
    return {
        "may_take_in": can_take_in(actor),
        "may_see_records": can_see_accountability(actor),
        "may_see_endings": can_see_endings(actor),
        "may_see_looks": can_see_looks(actor),
        "may_arbitrate": can_arbitrate(actor),
    }


@reads
def accountability(request: ActorRequest) -> HttpResponse:
    """Every missed promise, the latest first."""
    if not can_see_accountability(request.actor):
        raise Http404
    page = selectors.accountability(request.actor).get_page(request.GET.get("page"))
    people = selectors.responsible(page.object_list)
    rows = [screen.record_row(record, people, request.actor) for record in page]
    return render(request, "demands/accountability.html", {"page": page, "rows": rows})


@reads
def accountability_export(request: ActorRequest) -> HttpResponse:
    """The list of missed promises as a spreadsheet, as shown; names by role, and a trace of who took it."""
    if not can_see_accountability(request.actor):
        raise Http404
    at, records = timezone.now(), selectors.accountability(request.actor).rows
    note(lambda: record_look("accountability", LIST, "export", actor=request.actor, at=at))
    whole = can_export_names(request.actor)
    return records_exported(records, actor=request.actor, at=at, whole=whole)  # type: ignore[return-value]


@reads
def endings(request: ActorRequest) -> HttpResponse:
    """What was closed unanswered, counted by ground; every figure opens its rows."""
    if not can_see_endings(request.actor):
        raise Http404
    state = request.GET.get("state", "") if request.GET.get("state") in list(DemandState) else ""
    ground = request.GET.get("ground", "") if request.GET.get("ground") in list(Ground) else ""
    page = selectors.Pages(selectors.endings(request.actor, state, ground), PER_PAGE).get_page(request.GET.get("page"))
    people = selectors.deciders(list(page))
    context = {
        "page": page,
        "counts": standing.ending_table(selectors.ending_counts(request.actor), state, ground),
        "rows": [standing.ending_row(ending, people, request.actor) for ending in page],
        "narrowed": bool(state or ground),
    }
    return render(request, "demands/endings.html", context)


@reads
def instructions(request: ActorRequest) -> HttpResponse:
    """The instructions of leaders, open ones first."""
    if not can_see_instructions(request.actor):
        raise Http404
    page = selectors.Pages(selectors.instructions(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    rows = [standing.instruction_row(one, timezone.now(), request.actor) for one in page]
    return render(request, "demands/instructions.html", {"page": page, "rows": rows})
