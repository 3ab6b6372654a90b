"""A firm takes its data along to where it applies; the sheet in three forms; what it has taken so far."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.staticfiles.finders import find
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.enterprises.selectors import own_profile
from huiqi.filings import selectors, services, wording
from huiqi.filings.forms import CarryForm, carry_form
from huiqi.filings.models import Handoff
from huiqi.filings.rules.places import places
from huiqi.journal.selectors import looks_for
from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.kernel.printing import NoPrinter, print_page
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused, tell
from huiqi.network.selectors import province_here
from huiqi.policies.selectors import standing_with, version_of
from huiqi.programs.selectors import programs_named
from huiqi.ui.fact_inputs import language
from huiqi.ui.sheets import Column, Told, as_xlsx

Row = dict[str, Any]


@writes
def begin(request: ActorRequest, code: str) -> HttpResponse:
    """What would be carried, each to be changed or left behind; a press takes it along."""
    enterprise, on = own_profile(request.actor), localdate()
    version = selectors.fileable(code, on)
    if enterprise is None or version is None:
        raise Http404
    offered = selectors.offered(version, enterprise)
    data = request.POST if request.method == "POST" else None
    form = carry_form(offered, data, submission=uuid7(), province=province_here(on))
    if data is not None and form.is_valid() and (made := _handed(request, form, code)):
        return redirect("filings:handoff", ref=made.ref)
    stands = standing_with(enterprise, version, on)
    context = {"form": form, "stands": wording.stands(stands), **_about(version)}
    return render(request, "filings/begin.html", context)


def _handed(request: ActorRequest, form: CarryForm, code: str) -> Handoff | None:
    enterprise = own_profile(request.actor)
    if enterprise is None:
        raise Http404
    told: Row = {"submission": form.cleaned_data["submission"], "actor": request.actor, "at": timezone.now()}
    try:
        made = services.hand_off(enterprise, code, form.carried(), **told)
    except Refused as refused:
        tell(form, refused, wording.refusal(refused))
        return None
    ready = _("资料已备好，编号 %(number)s。下面下载，再去申报。") % {"number": made.number}
    messages.success(request, ready, extra_tags=request.path)
    return made


def _about(version: Version) -> Row:
    texts = [version.texts["apply_at"], version.texts["how_to_apply"]]
    return {
        "code": version.code,
        "title": wording.title(version),
        "document_number": version.document_number,
        "apply_at": wording.text(version, "apply_at"),
        "how": wording.text(version, "how_to_apply"),
        "places": places(*texts),
        "materials": bool(version.materials),
    }


@reads
def mine(request: ActorRequest) -> HttpResponse:
    """What the firm has taken along, and how far each is."""
    if own_profile(request.actor) is None:
        raise Http404
    found = list(selectors.handoffs_of(request.actor)[:200])
    came = selectors.outcomes_by_number([one.number for one in found])
    rows = [wording.handoff_row(one, version_of(one.version), came.get(one.number, [])) for one in found]
    return render(request, "filings/mine.html", {"rows": rows})


def _seen(request: ActorRequest, ref: UUID) -> Handoff:
    found = selectors.handoff_of(request.actor, ref)
    if found is None:
        raise Http404
    return found


def _told(found: Handoff, on: date) -> Row:
    return {
        "handoff": found,
        "rows": wording.rows_of(found, on),
        "spoken": language(),
        **_about(version_of(found.version)),
    }


@reads
def handoff(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Where to go, with which number, what to take along, and what came back."""
    found = _seen(request, ref)
    came = selectors.outcomes_by_number([found.number]).get(found.number, [])
    context = _told(found, localdate()) | {"outcomes": wording.outcome_steps(came), "badge": wording.furthest(came)}
    context |= {"no_printer": "no-printer" in request.GET, "fetched": _fetched(found)}
    context["kept_until"] = selectors.is_kept_until(found)
    return render(request, "filings/handoff.html", context)


def _fetched(found: Handoff) -> list[Row]:
    """Which programs took it by its number, and when, the latest first."""
    looks = list(looks_for("fetched").filter(subject_ref=found.ref)[:20])
    names = programs_named({look.person_ref for look in looks})
    return [{"program": names.get(look.person_ref, ""), "at": look.at} for look in looks]


@reads
def sheet(request: ActorRequest, ref: UUID, kind: str) -> HttpResponse:
    """The same data as a page to print, as a workbook, and for another program."""
    made = _SHEETS.get(kind)
    if made is None:
        raise Http404
    found = _seen(request, ref)
    if found.erased_at is not None:  # the page says so
        return redirect("filings:handoff", ref=ref)
    return made(found, _told(found, localdate()), _("申报资料-%(number)s") % {"number": found.number})


def _pdf(found: Handoff, told: Row, name: str) -> HttpResponse:
    style = Path(str(find("policies/report.css")))
    try:
        content = print_page(render_to_string("filings/print.html", told), style)
    except NoPrinter:
        return redirect(f"{reverse('filings:handoff', args=[found.ref])}?no-printer")
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf") or "attachment"
    return response


def _xlsx(found: Handoff, told: Row, name: str) -> HttpResponse:
    columns: list[Column[Row]] = [
        Column(_("项目"), lambda row: row["label"], width=30),
        Column(_("内容"), lambda row: row["text"], width=44),
        Column(_("截至"), lambda row: row["as_of"], width=14),
        Column(_("来源"), lambda row: row["source"], width=18),
    ]
    head = Told(told["title"], found.number, found.enterprise.name, found.handed_at)
    return as_xlsx(name, head, columns, told["rows"], whole=True)  # type: ignore[return-value]  # a streamed response


def _json(found: Handoff, told: Row, name: str) -> HttpResponse:
    names = ("name", "label", "value", "text", "unit", "as_of", "source_code")
    body = {
        "reference": found.number,
        "policy": {"code": told["code"], "title": told["title"], "document_number": told["document_number"]},
        "apply_at": {"text": told["apply_at"], "places": [{"name": p.name, "url": p.url} for p in told["places"]]},
        "handed_at": found.handed_at.isoformat(),
        "fields": [{key.removesuffix("_code"): row[key] or None for key in names} for row in told["rows"]],
    }
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.json") or "attachment"
    return response


_SHEETS: dict[str, Callable[[Handoff, Row, str], HttpResponse]] = {"pdf": _pdf, "xlsx": _xlsx, "json": _json}
