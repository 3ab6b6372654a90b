"""The question worth asking next: one at a time, with what it opens, and how far one has come."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.timezone import localdate

from huiqi.eligibility.vocabulary import vocabulary
from huiqi.enterprises.permissions import can_record_facts
from huiqi.enterprises.selectors import known_facts, own_profile
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.kernel.access import ActorRequest, writes
from huiqi.network.selectors import province_here
from huiqi.policies.selectors import Appraisal, appraise, faqs_at, place_asked, readable
from huiqi.policies.views.cards import elsewhere, skipped_in
from huiqi.policies.wording import asking as wording
from huiqi.policies.wording.faqs import shown
from huiqi.ui.fact_fields import FactForm, fact_form

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise


def asked_form(request: HttpRequest, name: str, known: Mapping[str, Any]) -> FactForm | None:
    """The form of one question; None where there is no such fact."""
    if name not in vocabulary():
        return None
    return fact_form([name], province=province_here(localdate()))(
        request.POST if request.method == "POST" else None, facts=known
    )


def record_answer(request: ActorRequest, enterprise: "Enterprise", form: FactForm) -> bool:
    """Write the answer down; one that says “not known” leaves things as they are. Whether anything was written."""
    if not can_record_facts(request.actor, enterprise):
        raise PermissionDenied
    at = timezone.now()
    stated = {name: value for name, value in form.facts().items() if value is not None}
    told = record_facts(enterprise, stated, as_of=localdate(at), source=FactSource.STATED, actor=request.actor, at=at)
    return bool(told)


@writes
def questions(request: ActorRequest) -> HttpResponse:
    """One question on the page; an answer is recorded and the next one asked."""
    enterprise = own_profile(request.actor)
    if enterprise is None:
        return elsewhere(request)
    on, known, skipped = localdate(), known_facts(enterprise), skipped_in(request.GET)
    found = appraise(readable(known, on), on, skipped)
    asked = request.POST.get("fact") or (found.question.fact if found.question else "")
    form = asked_form(request, asked, known)
    if request.method == "POST" and form and form.is_valid():
        if record_answer(request, enterprise, form):
            now = appraise(readable(known_facts(enterprise), on), on, skipped)
            messages.info(request, wording.told(found.counts, now.counts))
        return redirect(f"{request.path}?{_onward(skipped, asked)}")
    context = {"enterprise": enterprise, "form": form, "asked": asked, "onward": _onward(skipped, asked)}
    return render(request, "policies/questions.html", context | _beside(found, skipped, asked))


def _onward(skipped: list[str], asked: str) -> str:
    return urlencode({"skip": [*skipped, asked]}, doseq=True)


def _beside(found: Appraisal, skipped: list[str], asked: str) -> dict[str, Any]:
    """What the question opens, and how far one has come."""
    question = found.question if found.question and found.question.fact == asked else None
    rows = [case for case in found.cases if question and case.version.code in question.helps]
    places = {case.version.code: place_asked(case, asked) for case in rows}
    return {
        "opens": [wording.opened(case.version, case.estimate) for case in rows],
        "first": rows[0].row if rows else None,
        "place": places[rows[0].examination.version.code] if rows else "",
        "answered": [shown(faq, faq.asked_of) for faq in faqs_at([one for one in places.items() if one[1]])],
        "title": wording.stake(question, found.stake) if question else "",
        "skipped": len(skipped),
        **wording.progress(found.counts),
    }
