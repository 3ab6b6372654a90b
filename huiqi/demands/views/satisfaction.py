"""How the work is rated and visited: figures, their rows, the table as a spreadsheet; the ledger of rectifications."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from huiqi.accounts.selectors import organisations_named, people_named
from huiqi.demands import selectors
from huiqi.demands.permissions import can_see_satisfaction, can_visit
from huiqi.demands.rules.satisfaction import suspicions
from huiqi.demands.selectors import PER_PAGE, Period
from huiqi.demands.wording import satisfaction as words
from huiqi.demands.wording.rectifying import appeal_row, ledger_row, ledger_tabs
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, note, reads
from huiqi.network.selectors import short_names, windows
from huiqi.reference.selectors import calendar

MOST_ROWS, MOST_EXPORTED = 200, 5_000
"""Rows of the table on the page, and of the spreadsheet."""

TABLE = uuid5(NAMESPACE_URL, "satisfaction")
"""What the journal calls the table as a whole."""


@reads
def satisfaction(request: ActorRequest) -> HttpResponse:
    """How each is rated; every figure opens the rows it counts."""
    if not can_see_satisfaction(request.actor):
        raise Http404
    by, period = _asked(request)
    figure = request.GET.get("figure", "")
    if figure in words.FIGURES:
        return _rows(request, by, period, figure)
    context = {
        "by": [{"label": str(told), "url": f"?by={code}", "current": code == by} for code, told in words.BY.items()],
        "chosen": by,
        "period": period,
        "rows": (rows := _table(request, by, period, MOST_ROWS)),
        "is_cut": len(rows) == MOST_ROWS,
        "checked": words.checked(),
    }
    return render(request, "demands/satisfaction.html", context)


def _asked(request: ActorRequest) -> tuple[str, Period]:
    by = request.GET.get("by", "")
    return by if by in words.BY else "window", words.period_asked(request.GET, timezone.localdate())


def _table(request: ActorRequest, by: str, period: Period, most: int) -> list[dict[str, Any]]:
    """The rows of the table, with what is to be checked first, then who was rated most often; `most` of them."""
    now = selectors.tallies(request.actor, period, by)
    before = selectors.tallies(request.actor, period.before, by, whole=False)
    keys = sorted(now, key=lambda key: (not suspicions(now[key], before.get(key)), -now[key].asked, key))[:most]
    named, heads = _names(by, set(keys)), words.columns()
    return [words.tally_row(key, named(key), now[key], before.get(key), by, period, heads) for key in keys]


def _names(by: str, keys: set[tuple[int, str]]) -> Any:
    if by == "window":
        short = dict(windows(timezone.localdate()).values_list("id", "short_name"))
        return lambda key: short.get(key[0], "—")
    offices = organisations_named({key[0] for key in keys}) | short_names({key[0] for key in keys})
    people = people_named({key[1] for key in keys})
    return lambda key: " · ".join(filter(None, (offices.get(key[0], "—"), people.get(key[1], ""))))


def _rows(request: ActorRequest, by: str, period: Period, figure: str) -> HttpResponse:
    of = request.GET.get("of", "")
    if not of.isascii() or not of.isdigit() or len(of) > 18:
        raise Http404
    key = (int(of), request.GET.get("who", "")[:40].replace("\x00", ""))
    rows, sealed = selectors.rows_of(request.actor, period, by, key, figure)
    page = selectors.Pages(rows, PER_PAGE).get_page(request.GET.get("page"))
    people = people_named({one.person for one in page})
    context = {
        "page": page,
        "rows": [words.rated_row(one, request.actor, people) for one in page],
        "sealed": sealed,
        "figure": str(words.FIGURES[figure]),
        "name": _names(by, {key})(key),
        "back": f"?by={by}&since={period.since}&until={period.until}",
    }
    return render(request, "demands/satisfaction_rows.html", context)


@reads
def satisfaction_export(request: ActorRequest) -> HttpResponse:
    """The table as a spreadsheet; a trace of who took it."""
    if not can_see_satisfaction(request.actor):
        raise Http404
    (by, period), at = _asked(request), timezone.now()
    note(lambda: record_look("satisfaction", TABLE, "export", actor=request.actor, at=at))
    rows = _table(request, by, period, MOST_EXPORTED)
    return words.tallies_exported(rows, by, period, actor=request.actor, at=at)  # type: ignore[return-value]


@reads
def rectifications(request: ActorRequest) -> HttpResponse:
    """The ledger 整改台账: what is put right, by whom, by when; and the appeals that wait."""
    if not can_visit(request.actor):
        raise Http404
    at, days = timezone.now(), calendar()
    tab = "done" if request.GET.get("tab") == "done" else "open"
    page = selectors.ledger(request.actor, tab).get_page(request.GET.get("page"))
    context = {
        "tab": tab,
        "tabs": ledger_tabs(tab),
        "page": page,
        "rows": [ledger_row(one, request.actor, at, days) for one in page],
        "appeals": [appeal_row(one, request.actor) for one in selectors.appeals(request.actor, tab)],
        "may_count": can_see_satisfaction(request.actor),
    }
    return render(request, "demands/rectifications.html", context)
