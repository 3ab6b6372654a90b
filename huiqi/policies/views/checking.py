"""The check for everybody: nothing typed in is stored."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from huiqi.eligibility.facts import parse
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.versions import Subject
from huiqi.eligibility.vocabulary import facts_of, groups
from huiqi.kernel.access import public, writes
from huiqi.network.selectors import province_here
from huiqi.policies import wording
from huiqi.policies.selectors import Appraisal, appraise, asked_by, facts_asked, library
from huiqi.policies.views.cards import FEW, cards, results, skipped_in
from huiqi.ui.fact_fields import FactForm, fact_form
from huiqi.ui.fact_inputs import words_of

FIRST = (
    "organisation_kind",
    "region",
    "industry",
    "employees",
    "revenue",
    "total_assets",
    "vat_taxpayer_kind",
    "annual_taxable_income",
    "average_employees",
    "average_total_assets",
    "restricted_industry",
    "qualifications",
    "listed_in",
)
"""What a visitor is asked first: what everybody has at hand, and what settles the most policies of a usual firm."""


@writes
@public
def check(request: HttpRequest) -> HttpResponse:
    """The check for everybody: what is typed in travels in the form, and nothing of it is stored."""
    on = localdate()
    province = province_here(on)
    wanted = _wanted(request.POST.get("policy") or request.GET.get("policy", ""), on)
    if request.method != "POST":
        names = dict.fromkeys((*(asked_by(wanted) if wanted else ()), *FIRST))
        return render(
            request, "policies/check.html", {"form": fact_form(names, province=province)(on=on), **_about(wanted)}
        )
    form = fact_form(facts_asked(on), province=province)(request.POST, on=on)
    seen = request.POST.get("verdict", ""), request.POST.get("page")
    response = render(request, "policies/checked.html", _checked(form, skipped_in(request.POST), on, wanted, seen))
    response["Cache-Control"], response["X-Robots-Tag"] = "no-store", "noindex"
    return response


def _wanted(code: str, on: date) -> Version | None:
    """The policy from whose page one came, where a firm's check can say anything of it."""
    version = library().version_on(code, on) if code else None
    return version if version and version.subject is Subject.ENTERPRISE else None


def _about(wanted: Version | None) -> dict[str, Any]:
    return {"wanted": {"code": wanted.code, "title": wording.title(wanted)} if wanted else None}


def _checked(
    form: FactForm, skipped: list[str], on: date, wanted: Version | None, seen: tuple[str, str | None]
) -> dict[str, Any]:
    """What the check says, the policy one came for first; a few of each standing, or a page of the one `seen` names."""
    verdict = seen[0] if seen[0] in {str(each.value) for each in Standing} else ""
    context: dict[str, Any] = {"form": form, "sections": [], "personal": [], "tiles": [], "question": None, "yuan": {}}
    context |= {"skipped": skipped, "verdict": verdict, "by_form": True, **_about(wanted)}
    if form.is_valid():
        found = appraise(parse(form.facts(), on), on, skipped)
        urls = {name: f"#id_{name}" for name in form.names}
        first = [case for case in found.cases if wanted and case.version.code == wanted.code]
        rest = replace(found, cases=[case for case in found.cases if case not in first])
        context |= results(rest, urls, verdict, few=None if verdict else FEW, page=seen[1])
        context["first"] = cards(first, urls)
        context["question"] = _question(found, form)
    return context | {"groups": _groups(form, context["question"])}


def _question(found: Appraisal, form: FactForm) -> dict[str, object] | None:
    if found.question is None or found.question.fact not in form.fields:
        return None
    return {
        "title": wording.question_title(found.question),
        "field": form[found.question.fact],
        "fact": found.question.fact,
    }


def _groups(form: FactForm, question: Mapping[str, object] | None) -> list[dict[str, object]]:
    """The fields by step, the one asked on top left out; a step is open where it has an error."""
    asked = question["fact"] if question else ""
    found = []
    for group in groups():
        fields = [form[fact.name] for fact in facts_of(group.code) if fact.name in form.fields and fact.name != asked]
        known = sum(form.cleaned_data.get(field.name) is not None for field in fields)
        wrong = any(field.errors for field in fields)
        if fields:
            label = wording.group_label(words_of(group, "label"), known, len(fields))
            found.append({"label": label, "fields": fields, "open": wrong or group.code == "basic"})
    return found
