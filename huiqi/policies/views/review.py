"""The policy review (政策体检报告): everything about a firm's policies on one day, to print and to take along."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.eligibility.statuses import Standing
from huiqi.enterprises.selectors import filled, known_facts, own_profile
from huiqi.kernel.access import ActorRequest, reads
from huiqi.kernel.printing import NoPrinter, print_page
from huiqi.policies.selectors import Appraisal, Case, appraise, readable
from huiqi.policies.views.cards import elsewhere
from huiqi.policies.views.climbing import ladder_shown
from huiqi.policies.wording import COUNTED, TONES, title
from huiqi.policies.wording import report as wording
from huiqi.policies.wording.estimates import totals
from huiqi.ui.fact_inputs import language

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise

STYLE = Path(__file__).parent.parent / "static" / "policies" / "report.css"
QUESTIONS = 5
"""Questions that the review names."""


@reads
def report(request: ActorRequest) -> HttpResponse:
    """The review on the screen, as it is printed."""
    enterprise = own_profile(request.actor)
    if enterprise is None:
        return elsewhere(request)
    return render(request, "policies/report.html", review(enterprise, localdate()))


@reads
def report_pdf(request: ActorRequest) -> HttpResponse:
    """The review as PDF; where the server cannot make one, the page says how to make it in the browser."""
    enterprise = own_profile(request.actor)
    if enterprise is None:
        return elsewhere(request)
    on = localdate()
    shown = review(enterprise, on)
    try:
        content = print_page(render_to_string("policies/report_print.html", shown), STYLE)
    except NoPrinter:
        return render(request, "policies/report.html", {**shown, "no_printer": True})
    response = HttpResponse(content, content_type="application/pdf")
    name = _("政策体检报告-%(day)s.pdf") % {"day": on.isoformat()}
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def review(enterprise: "Enterprise", on: date) -> dict[str, Any]:
    """All that the review says."""
    facts = readable(known_facts(enterprise), on)
    found = appraise(facts, on)
    names = {case.version.code: title(case.version) for case in found.cases}
    known = [(case.version, case.estimate) for case in found.cases if case.standing is Standing.ELIGIBLE]
    return {
        "enterprise": enterprise,
        "spoken": language(),
        "no_printer": False,
        "on": on,
        "total": len(found.cases),
        "persons": len(found.personal),
        "figures": [{"label": _(COUNTED[s]), "count": found.counts[s], "tone": TONES[s]} for s in Standing],
        "yuan": totals(found.reckoning, names),
        "parts": {str(standing): _lines(found, standing) for standing in Standing},
        "reckoned": [wording.reckoned(version, worth) for version, worth in known if worth and worth.least is not None],
        "asked": [wording.asked(question) for question in found.questions[:QUESTIONS]],
        "facts": filled(enterprise, on),
        "versions": wording.judged_by(case.version for case in sorted(found.cases, key=_code)),
        **ladder_shown(found, facts, on),
    }


def _code(case: Case) -> str:
    return case.version.code


def _lines(found: Appraisal, standing: Standing) -> list[dict[str, Any]]:
    return [
        wording.line(case.examination, case.between, case.starts, case.estimate)
        for case in found.cases
        if case.standing is standing
    ]
