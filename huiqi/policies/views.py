"""The pages of policies: the library, one policy, the check for everybody, and a firm's own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.eligibility.facts import Facts, parse
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.statuses import Verdict
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.versions import Subject
from huiqi.eligibility.vocabulary import facts_of, groups, vocabulary
from huiqi.enterprises.permissions import can_record_facts
from huiqi.enterprises.selectors import known_facts, own_profile, steps
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.kernel.access import ActorRequest, public, reads, writes
from huiqi.network.selectors import windows
from huiqi.network.words import WindowKind
from huiqi.policies import wording
from huiqi.policies.forms import DayForm, FilterForm
from huiqi.policies.selectors import (
    Appraisal,
    Case,
    appraise,
    asked_by,
    conditions_of,
    facts_asked,
    library,
    listed,
    readable,
    row_of,
    state_on,
    version_shown,
)
from huiqi.ui.fact_fields import FactForm, fact_form
from huiqi.ui.fact_inputs import words_of

PAGE = 20
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


def _province() -> str:
    """The province of this network, whose counties are offered first."""
    return windows(localdate()).filter(kind=WindowKind.HUB).values_list("region", flat=True).first() or ""


@reads
@public
def policies(request: HttpRequest) -> HttpResponse:
    """The library, by words, place, kind and state."""
    on, form = localdate(), FilterForm(request.GET, province=_province())
    day, pages = form.wanted(on).on, Paginator(listed(form.wanted(on)), PAGE)
    page = pages.get_page(request.GET.get("page"))
    asked = conditions_of(*page, on=day)
    lines = [_line(version, finding, day) for version, finding in zip(page, asked, strict=True)]
    page.object_list = lines  # type: ignore[assignment]  # what is shown stands for what was found
    context = {"form": form, "page": page, "total": pages.count}
    return render(request, "policies/policies.html", context)


def _line(version: Version, asked: Finding, on: date) -> dict[str, object]:
    dated = "" if version.is_in_force(on) else f"?on={version.effective_from}"
    return {
        "url": f"{reverse('policies:page', args=[version.code])}{dated}",
        "version": version,
        "title": wording.title(version),
        "validity": wording.validity(version),
        "benefit": wording.benefit_line(version),
        "who": wording.who(asked),
        "state": wording.state_badge(version, state_on(version, on)),
    }


@reads
@public
def page(request: HttpRequest, code: str) -> HttpResponse:
    """One policy as it reads on a day."""
    today, day = localdate(), DayForm(request.GET)
    on = day.day(today)
    version = version_shown(code, on)
    if version is None:
        raise Http404
    context = {
        "version": version,
        "row": row_of(version),
        "said": wording.policy(version),
        "conditions": wording.condition_rows(conditions_of(version, on=on)[0]),
        "state": wording.state_badge(version, state_on(version, today)),
        "ended": state_on(version, today),
        "versions": wording.versions(library().versions_of(code), version),
        "bad_day": not day.is_valid(),
        "personal": version.subject is Subject.PERSON,
        "crumbs": [{"label": _("政策库"), "url": reverse("policies:list")}, {"label": wording.title(version)}],
    }
    return render(request, "policies/page.html", context)


@writes
@public
def check(request: HttpRequest) -> HttpResponse:
    """The check for everybody: what is typed in travels in the form, and nothing of it is stored."""
    on, province = localdate(), _province()
    wanted = _wanted(request.POST.get("policy") or request.GET.get("policy", ""), on)
    if request.method != "POST":
        names = dict.fromkeys((*(asked_by(wanted) if wanted else ()), *FIRST))
        return render(
            request, "policies/check.html", {"form": fact_form(names, province=province)(on=on), **_about(wanted)}
        )
    form = fact_form(facts_asked(on), province=province)(request.POST, on=on)
    response = render(request, "policies/checked.html", _checked(form, _skipped(request.POST), on, wanted))
    response["Cache-Control"], response["X-Robots-Tag"] = "no-store", "noindex"
    return response


def _wanted(code: str, on: date) -> Version | None:
    """The policy from whose page one came, where a firm's check can say anything of it."""
    version = library().version_on(code, on) if code else None
    return version if version and version.subject is Subject.ENTERPRISE else None


def _about(wanted: Version | None) -> dict[str, Any]:
    return {"wanted": {"code": wanted.code, "title": wording.title(wanted)} if wanted else None}


def _checked(form: FactForm, skipped: list[str], on: date, wanted: Version | None) -> dict[str, Any]:
    """What the check says, the policy one came for first."""
    context: dict[str, Any] = {"form": form, "sections": [], "personal": [], "tiles": [], "question": None}
    context |= {"skipped": skipped, **_about(wanted)}
    if form.is_valid():
        found = appraise(parse(form.facts(), on), on, skipped)
        urls = {name: f"#id_{name}" for name in form.names}
        first = [case for case in found.cases if wanted and case.examination.version.code == wanted.code]
        rest = replace(found, cases=[case for case in found.cases if case not in first])
        context |= _shown(rest, urls) | {"total": len(found.cases), "first": _cards(first, urls)}
        context["question"] = _question(found, form)
    return context | {"groups": _groups(form, context["question"])}


def _skipped(data: QueryDict) -> list[str]:
    """The questions a reader has passed over."""
    return sorted({name for name in data.getlist("skip") if name in vocabulary()})


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


def _shown(found: Appraisal, urls: Mapping[str, str], verdict: str = "", *, folded: bool = True) -> dict[str, Any]:
    """What the pages of a check have in common."""
    wanted = [case for case in found.cases if not verdict or case.examination.verdict == verdict]
    return {
        "on": found.on,
        "total": len(found.cases),
        "persons": len(found.personal),
        "tiles": wording.tiles(found.counts, "#{}"),
        "sections": _sections(wanted, urls, folded=folded and not verdict),
        "personal": [] if verdict else _cards(found.personal, urls),
    }


def _sections(cases: list[Case], urls: Mapping[str, str], *, folded: bool) -> list[dict[str, object]]:
    """The cases by verdict; what one does not have lies folded beneath, unless it was asked for."""
    by_verdict = [(each, [case for case in cases if case.examination.verdict is each]) for each in Verdict]
    return [
        {
            "anchor": str(verdict),
            "title": wording.section_title(verdict, len(found)),
            "folded": folded and verdict is Verdict.INELIGIBLE,
            "cards": _cards(found, urls),
        }
        for verdict, found in sorted(by_verdict, key=lambda pair: tuple(wording.COUNTED).index(pair[0]))
        if found
    ]


def _cards(cases: Iterable[Case], urls: Mapping[str, str]) -> list[dict[str, object]]:
    return [
        {**wording.card(case.examination.version, case.examination, case.tiers, urls), "row": case.row}
        for case in cases
    ]


def _elsewhere(request: ActorRequest) -> HttpResponse:
    """Who has no firm registers one; who has only claimed his checks as a visitor does."""
    return redirect("enterprises:register" if request.actor.seat is None else "policies:check")


@writes
def mine(request: ActorRequest) -> HttpResponse:
    """A firm's policies with their reasons, and the one question worth answering next."""
    enterprise = own_profile(request.actor)
    if enterprise is None:
        return _elsewhere(request)
    on, known = localdate(), known_facts(enterprise)
    facts = readable(known, on)
    skipped = _skipped(request.GET)
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
    return fact_form([name], province=_province())(request.POST if request.method == "POST" else None, facts=known)


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
    shown = _shown(found, urls, verdict, folded=folded)
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
        return _elsewhere(request)
    on = localdate()
    facts = readable(known_facts(enterprise), on)
    context = _own(appraise(facts, on), facts, folded=False)
    return render(request, "policies/report.html", {**context, "enterprise": enterprise})
