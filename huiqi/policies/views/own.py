"""A firm's own policies, with their reasons, and its report."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.eligibility.facts import Facts
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.enterprises.permissions import can_record_facts
from huiqi.enterprises.selectors import known_facts, own_profile, steps
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.policies import wording
from huiqi.policies.selectors import Appraisal, appraise, readable
from huiqi.policies.views.cards import province_here, results, skipped_in
from huiqi.ui.fact_fields import FactForm, fact_form


def elsewhere(request: ActorRequest) -> HttpResponse:
    """Who has no firm registers one; who has only claimed his checks as a visitor does."""
    return redirect("enterprises:register" if request.actor.seat is None else "policies:check")


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
    form = _asked(request, asked, known)
    onward = urlencode({"skip": [*skipped, asked]}, doseq=True)
    if request.method == "POST" and form and form.is_valid():
        _record(request, enterprise, form)
        return redirect(f"{request.path}?{onward}")
    context = _own(found, facts, request.GET.get("verdict", ""))
    context |= {"enterprise": enterprise, "question": found.question and wording.question_title(found.question)}
    return render(request, "policies/mine.html", {**context, "form": form, "asked": asked, "onward": onward})


def _asked(request: HttpRequest, name: str, known: Mapping[str, Any]) -> FactForm | None:
    if name not in vocabulary():
        return None
    return fact_form([name], province=province_here())(request.POST if request.method == "POST" else None, facts=known)


def _record(request: ActorRequest, enterprise: Any, form: FactForm) -> None:
    """Write the answer down; one that says “not known” leaves things as they are."""
    if not can_record_facts(request.actor, enterprise):
        raise PermissionDenied
    at = timezone.now()
    stated = {name: value for name, value in form.facts().items() if value is not None}
    source = FactSource.STATED
    if record_facts(enterprise, stated, as_of=localdate(at), source=source, actor=request.actor, at=at):
        messages.info(request, _("已记下，下面按新情况核对。"))


def _own(found: Appraisal, facts: Facts, verdict: str = "", *, folded: bool = True) -> dict[str, Any]:
    pages = {step.code: reverse("enterprises:step", args=[step.code]) for step in steps()}  # a person has none
    told = [fact for fact in vocabulary().values() if fact.group in pages]
    urls = {fact.name: f"{pages[fact.group]}#id_{fact.name}" for fact in told}
    shown = results(found, urls, verdict, folded=folded)
    address = reverse("policies:mine")
    return {
        **shown,
        "tiles": wording.tiles(found.counts, address + "?verdict={}"),
        "tabs": wording.tabs(found.counts, address, verdict),
        "facts_rows": wording.headline(facts, found.size_class),
        "verdict": verdict,
    }


@reads
def report(request: ActorRequest) -> HttpResponse:
    """Everything unfolded, to print and to take along."""
    enterprise = own_profile(request.actor)
    if enterprise is None:
        return elsewhere(request)
    on = localdate()
    facts = readable(known_facts(enterprise), on)
    context = _own(appraise(facts, on), facts, folded=False)
    return render(request, "policies/report.html", {**context, "enterprise": enterprise})
