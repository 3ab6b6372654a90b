"""The supervisor's board, its export, the circulars of the network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import organisation_by_ref, people_named
from huiqi.demands.selectors import PER_PAGE, Pages, today_and_week
from huiqi.journal.services import record_look
from huiqi.kernel.access import Actor, ActorRequest, note, reads
from huiqi.kernel.addresses import addresses
from huiqi.supervision import selectors
from huiqi.supervision.permissions import can_export_names, can_see_board, can_set_ladder
from huiqi.supervision.wording import screen
from huiqi.ui.sheets import Column, Told, as_xlsx, mask_name

LIST = uuid5(NAMESPACE_URL, "supervision")
"""What the journal calls the list of cases as a whole."""


def _asked(request: HttpRequest) -> tuple[str, UUID | None, str]:
    """(state, organisation, only) of the address; what is no such thing asks for nothing."""
    try:
        organisation = UUID(request.GET.get("organisation", ""))
    except ValueError:
        organisation = None
    only = request.GET.get("only", "")
    return request.GET.get("state", "")[:20], organisation, only if only in screen.ONLY else ""


@reads
def board(request: ActorRequest) -> HttpResponse:
    """What breaks today and this week; what climbs, by step and by organisation; the cases behind a figure."""
    if not can_see_board(request.actor):
        raise Http404
    at, (state, organisation, only) = timezone.now(), _asked(request)
    listed, counts = selectors.filtered(request.actor, state, organisation, only), selectors.counts(request.actor)
    context = {
        "figures": screen.figures(counts, state, only),
        "organisations": screen.organisation_rows(counts),
        "breaking": _breaking(request.actor, at),
        "page": (page := listed.get_page(request.GET.get("page"))),
        "rows": _rows(page.object_list, at),
        "asked": [_asked_row(one) for one in selectors.named_asked(request.actor)],
        "may_set": can_set_ladder(request.actor),
        "query": request.GET.urlencode(),
    }
    return render(request, "supervision/board.html", context)


def _breaking(actor: Actor, at: datetime) -> list[tuple[str, str, list[dict[str, Any]], str]]:
    """What falls due: the title, how many, the first of them, and where the others are, if there are any."""
    today, n_today, week, n_week = today_and_week(actor, at)
    desk = reverse("demands:desk")
    shown = ((_("今天到期"), n_today, today, f"{desk}?due=today"), (_("以后六天到期"), n_week, week, desk))
    return [
        (title, screen.up_to(n), [screen.promise_row(one) for one in promises], more if n > len(promises) else "")
        for title, n, promises, more in shown
    ]


def _rows(cases: Any, at: datetime) -> list[dict[str, Any]]:
    people = people_named({one.person_ref for one in cases})
    return [screen.case_row(one, people, at) for one in cases]


def _asked_row(one: Mapping[str, Any]) -> dict[str, str]:
    return {"number": one["demand__number"], "url": addresses("supervision:explain")(one["ref"])}


@reads
def export(request: ActorRequest) -> HttpResponse:
    """The cases as shown, as a spreadsheet; names by role, and a trace of who took it."""
    if not can_see_board(request.actor):
        raise Http404
    at, (state, organisation, only) = timezone.now(), _asked(request)
    note(lambda: record_look("supervision", LIST, "export", actor=request.actor, at=at))
    cases = list(selectors.filtered(request.actor, state, organisation, only).rows[:10_000])
    found = organisation_by_ref(organisation) if organisation else None
    seat = request.actor.seat
    who = _("%(name)s，%(office)s") % {"name": request.actor.name, "office": seat.organisation_name if seat else ""}
    told = Told(_("督办台账"), screen.filter_words(state, only, found.name if found else ""), who, at)
    whole = can_export_names(request.actor)
    return as_xlsx(_("督办台账"), told, _columns(), _rows(cases, at), whole=whole)  # type: ignore[return-value]


def _columns() -> list[Column[dict[str, Any]]]:
    return [
        Column(_("诉求编号"), lambda row: row["number"], width=22),
        Column(_("诉求"), lambda row: row["title"], width=36),
        Column(_("没有做到的事项"), lambda row: row["step"]),
        Column(_("责任单位"), lambda row: row["organisation"], width=26),
        Column(_("责任人"), lambda row: row["person"], mask=mask_name),
        Column(_("进展"), lambda row: row["state"]),
        Column(_("建议下一步"), lambda row: row["next"]),
        Column(_("报送期限"), lambda row: row["due"]),
        Column(_("记入问责"), lambda row: row["opened"]),
    ]


@reads
def circulars(request: ActorRequest) -> HttpResponse:
    """The circulars of the network, for everybody who works in it."""
    if not can_see_board(request.actor):
        raise Http404
    page = Pages(selectors.circulars(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [screen.circular_row(one) for one in page]
    return render(request, "supervision/circulars.html", {"page": page, "rows": rows})
