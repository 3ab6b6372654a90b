"""Registering a firm, and saying what is known of it, step by step."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import lapsed_rights, person_of
from huiqi.accounts.services import sit_down
from huiqi.eligibility.derived import parts_of
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.enterprises.forms.registering import RegistrationForm
from huiqi.enterprises.models import Claim, Enterprise
from huiqi.enterprises.permissions import can_record_facts
from huiqi.enterprises.selectors import changed_since, filled, known_facts, own_profile, steps, way_in
from huiqi.enterprises.services import claim_firm, record_facts, register_enterprise
from huiqi.enterprises.wording import clash, refusal
from huiqi.enterprises.words import FactSource
from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.kernel.refusal import Refused, tell
from huiqi.network.selectors import hub
from huiqi.ui.fact_fields import FactForm, fact_form


@writes
def register(request: ActorRequest) -> HttpResponse:
    """Open a firm's account; the person declares himself its owner, or claims it where others registered it."""
    person = person_of(request.actor)
    form = RegistrationForm(request.POST or None, province=hub().region)
    if request.method == "POST" and form.is_valid():
        try:
            made = _register(request, form)
        except Refused as refused:
            if refused.code == "uscc_taken" and (claim := _claimed(request, form)):
                return redirect("enterprises:claim", ref=claim.ref)
            tell(form, refused, refusal(refused))
        else:
            return _registered(request, made)
    ended = lapsed_rights(person, timezone.localdate(), most=3)
    return render(request, "enterprises/register.html", {"form": form, "ended": ended})


def _register(request: ActorRequest, form: RegistrationForm) -> Enterprise:
    person, submission = person_of(request.actor), form.cleaned_data["submission"]
    told = form.told(person.mobile)
    return register_enterprise(told, person=person, actor=request.actor, at=timezone.now(), submission=submission)


def _claimed(request: ActorRequest, form: RegistrationForm) -> Claim | None:
    """Who registers a firm that others registered claims it; he sits down there, and sees nothing of theirs."""
    told, person = form.told(""), person_of(request.actor)
    assert told.uscc is not None
    try:
        claim = claim_firm(told.uscc, person=person, name=told.contact_name, actor=request.actor, at=timezone.now())
    except Refused as refused:
        tell(form, refused, refusal(refused))
        return None
    sit_down(request.session, request.actor, claim.enterprise.organisation_id)
    messages.info(request, _("这个代码的企业已经登记过了，所以转为认领。请提交材料，由窗口或企业负责人核验。"))
    return claim


def _registered(request: ActorRequest, made: Enterprise) -> HttpResponse:
    """Sit down on the new seat and go on with what one came for, else with the first step."""
    sit_down(request.session, request.actor, made.organisation_id)
    messages.info(request, _("已登记。再说几项企业情况，就能看到可以享受的政策；不清楚的可以跳过。"))
    onward = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        return redirect(onward)
    return redirect("enterprises:step", group=steps()[0].code)


def _mine(request: ActorRequest) -> Enterprise:
    enterprise = own_profile(request.actor)
    if enterprise is None:
        raise Http404
    return enterprise


@reads
def profile(request: ActorRequest) -> HttpResponse:
    """All that is known, by group, each with its date and source."""
    on, enterprise = timezone.localdate(), own_profile(request.actor)
    if enterprise is None:
        return redirect(way_in(request.actor, on))
    context = {"enterprise": enterprise, "filled": filled(enterprise, on)}
    return render(request, "enterprises/profile.html", context)


@writes
def step(request: ActorRequest, group: str) -> HttpResponse:
    """One group of facts: say what you know, leave blank what you do not."""
    enterprise = _mine(request)
    here = next((number for number, one in enumerate(steps()) if one.code == group), None)
    if here is None or not can_record_facts(request.actor, enterprise):
        raise Http404
    names = [fact.name for fact in steps()[here].facts]
    known = known_facts(enterprise)
    form = fact_form(names, province=hub().region)(request.POST or None, facts=known)
    if request.method == "POST" and form.is_valid() and _saved(request, enterprise, form):
        onward = steps()[here + 1].code if here + 1 < len(steps()) and "next" in request.POST else None
        return redirect("enterprises:step", group=onward) if onward else redirect("enterprises:profile")
    context = {"form": form, "enterprise": enterprise, "step": steps()[here], "number": here + 1, "total": len(steps())}
    context |= {"clash": bool(form.non_field_errors()), **_halves(form)}
    return render(request, "enterprises/step.html", context)


def _halves(form: FactForm) -> dict[str, object]:
    """The fields to fill in, and those that follow from others; the latter lie open where one of them is wrong."""
    derived = [form[name] for name in form.names if parts_of(vocabulary()[name])]
    asked = [form[name] for name in form.names if not parts_of(vocabulary()[name])]
    return {"asked": asked, "derived": derived, "unfolded": any(field.errors for field in derived)}


def _saved(request: ActorRequest, enterprise: Enterprise, form: FactForm) -> bool:
    """Record what the form says; a stale form is told so and keeps what was typed."""
    at = timezone.now()
    shown = request.POST.get("revision", "")
    revision = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 10 else 0  # 0 was never shown: stale
    facts = form.facts()
    try:
        record_facts(
            enterprise,
            facts,
            as_of=timezone.localdate(at),
            source=FactSource.STATED,
            actor=request.actor,
            at=at,
            revision=revision,
        )
    except Refused as refused:
        tell(form, refused, refusal(refused))
        enterprise.refresh_from_db(fields=["revision", "region", "industry"])
        for name, change in changed_since(enterprise, revision, facts, timezone.localdate(at)).items():
            form.add_error(name, clash(change))
        return False
    messages.info(request, _("已保存。"))
    return True
