"""The funnel of policies, for the hub and for each window its own firms; and what a firm records itself."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.files.selectors import as_download
from huiqi.files.services import FileRefused
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, acts, note, reads, writes
from huiqi.kernel.refusal import Refused, tell
from huiqi.network.selectors import regions_of, window_by_slug
from huiqi.policies import selectors, services
from huiqi.policies.forms import OutcomeForm
from huiqi.policies.models import Milestone
from huiqi.policies.permissions import can_see_funnel
from huiqi.policies.views.calendar import own_firm
from huiqi.policies.wording import funnel as wording
from huiqi.policies.wording import title
from huiqi.policies.words import FUNNEL, Stage
from huiqi.standards import regions
from huiqi.ui.sheets import Column, Told, as_csv, as_xlsx
from huiqi.ui.wording import moment

PAGE = 50
LIST = uuid5(NAMESPACE_URL, "policies/funnel")
"""What the journal calls a list of firms behind a figure."""


def _title(code: str, on: date) -> str:
    version = selectors.version_shown(code, on)
    if version is None:
        raise Http404
    return title(version)


def _area(request: ActorRequest, on: date) -> Collection[str] | None:
    """The regions whose firms are counted: the actor's, within them those of one window if the address names it."""
    if not can_see_funnel(request.actor):
        raise Http404
    seen, slug = selectors.area(request.actor, on), request.GET.get("window", "")[:60]
    if not slug:
        return seen
    window = window_by_slug(slug) if slug.isprintable() else None
    if window is None:
        raise Http404
    served = regions_of(window.organisation_id, on)
    return served if seen is None else served & set(seen)


@reads
def funnels(request: ActorRequest) -> HttpResponse:
    """Every policy of which firms were told, or tell, with its seven figures."""
    on = localdate()
    found = selectors.funnels(_area(request, on))
    rows = [
        {"code": code, "title": _title(code, on), "figures": wording.figures(code, found[code])}
        for code in sorted(found)
        if selectors.version_shown(code, on)
    ]
    heads = [_(stage.label) for stage in FUNNEL]
    whole = selectors.area(request.actor, on) is None
    if request.GET.get("format") in ("csv", "xlsx"):
        return _sheet(request, _("政策漏斗"), _figure_columns(), rows)
    return render(request, "policies/funnels.html", {"rows": rows, "heads": heads, "whole": whole, "as_of": _as_of()})


def _figure_columns() -> list[Column[dict[str, Any]]]:
    def counted(stage: Stage, place: int) -> Column[dict[str, Any]]:
        return Column(_(stage.label), lambda row: row["figures"][place]["count"], width=10)

    code: Column[dict[str, Any]] = Column(_("编号"), lambda row: row["code"], width=10)
    name: Column[dict[str, Any]] = Column(_("政策"), lambda row: row["title"], width=40)
    return [code, name, *(counted(stage, place) for place, stage in enumerate(FUNNEL))]


def _sheet(
    request: ActorRequest, name: str, columns: list[Column[dict[str, Any]]], rows: list[dict[str, Any]]
) -> HttpResponse:
    """The rows as a file, and a trace of who took it."""
    at, actor = timezone.now(), request.actor
    note(lambda: record_look("policy", LIST, "export", actor=actor, at=at))
    who = _("%(name)s，%(office)s") % {"name": actor.name, "office": actor.seat.organisation_name if actor.seat else ""}
    told = Told(name, _("全部") if selectors.area(actor, localdate(at)) is None else _("本窗口服务的企业"), who, at)
    if request.GET.get("format") == "csv":
        return as_csv(name, columns, rows, whole=True)  # type: ignore[return-value]
    return as_xlsx(name, told, columns, rows, whole=True)  # type: ignore[return-value]


@reads
def funnel(request: ActorRequest, code: str) -> HttpResponse:
    """One policy: its seven figures, and for the hub those of every window."""
    on = localdate()
    seen, name = _area(request, on), _title(code, on)
    counted = selectors.funnel_of(code, seen)
    context = {
        "code": code,
        "title": name,
        "figures": wording.figures(code, counted),
        "refused": wording.refused(code, counted),
        "money": wording.money(selectors.money_of(code, seen)),
        "windows": wording.window_rows(code, selectors.by_window(code, on)) if seen is None else [],
        "heads": [_(stage.label) for stage in FUNNEL],
        "as_of": _as_of(),
    }
    return render(request, "policies/funnel.html", context)


def _as_of() -> str:
    """Since when the first three figures stand still; empty where they are of this moment."""
    counted = selectors.counted_as_of()
    return moment(counted) if counted else ""


@reads
def funnel_rows(request: ActorRequest, code: str, stage: str) -> HttpResponse:
    """The firms behind a figure; as a file where the address asks for one."""
    on = localdate()
    seen, name = _area(request, on), _title(code, on)
    wanted = next((one for one in Stage if one.value == stage), None)
    if wanted is None:
        raise Http404
    rows = selectors.rows_of(code, wanted, seen)
    what = _("%(title)s：%(stage)s") % {"title": name, "stage": wording.MEANINGS[wanted]}
    if request.GET.get("format") in ("csv", "xlsx"):
        return _sheet(request, what, _firm_columns(), [_firm(row) for row in rows[:100_000]])
    page = Paginator(rows.select_related(None).prefetch_related("enterprise"), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_firm(row) for row in page], "heading": what, "code": code, "title": name}
    return render(request, "policies/funnel_rows.html", context | {"query": request.GET.get("window", "")[:60]})


def _firm(row: Any) -> dict[str, Any]:
    return wording.firm_row(row) | {"region": "".join(node.name for node in regions.find(row.enterprise.region).path)}


def _firm_columns() -> list[Column[dict[str, Any]]]:
    return [
        Column(_("企业"), lambda row: row["firm"], width=36),
        Column(_("统一社会信用代码"), lambda row: row["code"], width=22),
        Column(_("所在地"), lambda row: row["region"], width=22),
        Column(_("日期"), lambda row: row["on"]),
        Column(_("金额（元）"), lambda row: row["amount"]),
        Column(_("原因"), lambda row: row["reason"], width=36),
        Column(_("依据"), lambda row: row["told_by"]),
    ]


@writes
def outcome(request: ActorRequest, code: str) -> HttpResponse:
    """What became of a policy, as the firm records it itself."""
    enterprise, at = own_firm(request), timezone.now()
    name = _title(code, localdate(at))
    form = OutcomeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_outcome(enterprise, code, form.outcome(), actor=request.actor, at=at)
            messages.success(request, _("已记下。它只用来统计政策的效果，不代替申报。"))
            return redirect("policies:outcome", code)
        except Refused as refused:
            tell(form, refused, wording.REFUSALS[refused.code])
        except FileRefused as refused:
            form.add_error("proof", str(refused))
    rows = [wording.outcome_row(row) for row in selectors.outcomes_of(enterprise, code)]
    return render(request, "policies/outcome.html", {"form": form, "rows": rows, "title": name, "code": code})


@acts
def drop_outcome(request: ActorRequest, code: str, ref: UUID) -> HttpResponse:
    """Take back what was recorded wrongly."""
    try:
        services.withdraw_outcome(own_firm(request), ref, actor=request.actor, at=timezone.now())
    except Milestone.DoesNotExist:
        raise Http404 from None
    messages.info(request, _("这一条已撤回。"))
    return redirect("policies:outcome", code)


@reads
def proof(request: ActorRequest, code: str, ref: UUID) -> HttpResponse:
    """The paper behind a record, for the firm itself."""
    row = selectors.outcomes_of(own_firm(request), code).filter(ref=ref).first()
    if row is None or row.proof is None:
        raise Http404
    return as_download(row.proof)  # type: ignore[return-value]
