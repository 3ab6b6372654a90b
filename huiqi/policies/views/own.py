"""A firm's own policies, with their reasons, and its report."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.eligibility.facts import Facts
from huiqi.enterprises.selectors import known_facts, own_profile
from huiqi.kernel.access import ActorRequest, writes
from huiqi.policies import wording
from huiqi.policies.selectors import Appraisal, appraise, readable
from huiqi.policies.views.answering import asked_form, record_answer
from huiqi.policies.views.cards import FEW, elsewhere, fact_pages, results, skipped_in


@writes
def mine(request: ActorRequest) -> HttpResponse:
    """A firm's policies with their reasons, and the one question worth answering next."""
    enterprise = own_profile(request.actor)
    if enterprise is None:
        return elsewhere(request)
    on, known = localdate(), known_facts(enterprise)
    facts = readable(known, on)
    skipped = skipped_in(request.GET)
    found = appraise(facts, on, skipped)
    asked = request.POST.get("fact") or (found.question.fact if found.question else "")
    form = asked_form(request, asked, known)
    onward = urlencode({"skip": [*skipped, asked]}, doseq=True)
    if request.method == "POST" and form and form.is_valid():
        if record_answer(request, enterprise, form):
            messages.info(request, _("已记下，下面按新情况核对。"))
        return redirect(f"{request.path}?{onward}")
    context = _own(found, facts, request.GET.get("verdict", ""), request.GET.get("page"))
    context |= {"enterprise": enterprise, "question": found.question and wording.question_title(found.question)}
    return render(request, "policies/mine.html", {**context, "form": form, "asked": asked, "onward": onward})


def _own(found: Appraisal, facts: Facts, verdict: str, page: str | None) -> dict[str, Any]:
    shown = results(found, fact_pages(), verdict, few=None if verdict else FEW, page=page)
    address = reverse("policies:mine")
    return {
        **shown,
        "tiles": wording.tiles(found.counts, address + "?verdict={}"),
        "tabs": wording.tabs(found.counts, address, verdict),
        "facts_rows": wording.headline(facts, found.size_class),
        "verdict": verdict,
    }
