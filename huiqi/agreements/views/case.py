"""One agreement: its page, and what can be done with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate

from huiqi.agreements import services
from huiqi.agreements.forms import FORMS, AgreementForm, OutcomeForm
from huiqi.agreements.models import Agreement, Milestone
from huiqi.agreements.permissions import can, is_firm
from huiqi.agreements.selectors import file_of, shown, twins_of, visible_to
from huiqi.agreements.wording import DONE, label, refusal
from huiqi.agreements.wording.screen import agreement_shown, in_the_way
from huiqi.agreements.wording.verbs import BEFORE
from huiqi.agreements.words import AgreementVerb
from huiqi.files.selectors import as_download
from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused

_V = AgreementVerb
PERFORM: dict[AgreementVerb, Callable[..., Agreement]] = {
    _V.SIGN: services.sign,
    _V.AGREE: services.agree,
    _V.DECLINE: services.decline,
    _V.REPORT: services.report_done,
    _V.CONFIRM: services.confirm_done,
    _V.DISPUTE: services.dispute,
    _V.DECLARE_PAYMENT: services.declare_payment,
    _V.RECORD_INVOICE: services.record_invoice,
    _V.END: services.end_agreement,
}


def seen(request: ActorRequest, ref: UUID) -> Agreement:
    """The agreement, if the actor may see it; otherwise there is none."""
    return get_object_or_404(visible_to(request.actor), ref=ref)


def page_of(agreement: Agreement, request: ActorRequest) -> dict[str, Any]:
    """What the page of an agreement shows; of services that look alike the firm is not told."""
    own = is_firm(request.actor, agreement)
    twins = [] if own else twins_of(agreement)
    return agreement_shown(shown(agreement), request.actor, localdate(), twins) | {"own": own, "by_code": False}


@reads
def agreement(request: ActorRequest, ref: UUID) -> HttpResponse:
    """What was agreed, how far it is, what came of it, and what this person may do now."""
    return render(request, "agreements/agreement.html", page_of(seen(request, ref), request))


def verb_asked(name: str) -> AgreementVerb:
    """The verb of an address; 404 for none that has a form."""
    wanted = next((verb for verb in FORMS if verb.replace("_", "-") == name), None)
    if wanted is None:
        raise Http404
    return wanted


def done(call: Callable[[], Agreement], form: AgreementForm, agreement: Agreement) -> bool:
    """The deed; what stands in the way is said in the form, with all that was typed."""
    try:
        call()
    except Refused as refused:
        form.refuse(refused)
        agreement.refresh_from_db(fields=["revision"])
        form.catch_up(agreement.revision)
    except NotNow as error:
        form.refuse(Refused("not_now", state=error.state))
    else:
        return True
    return False


@writes
def act(request: ActorRequest, ref: UUID, verb: str) -> HttpResponse:
    """One verb: its form, or the deed."""
    at, found, wanted = timezone.now(), seen(request, ref), verb_asked(verb)
    if not can(request.actor, wanted, found):
        raise Http404
    if request.method != "POST" and (why := in_the_way(shown(found), wanted)):
        return back(request, found, why)
    form = FORMS[wanted](request.POST or None, actor=request.actor, at=at, initial={"revision": found.revision})
    if request.method == "POST" and form.is_valid():
        told = {"actor": request.actor, "at": at, "revision": form.cleaned_data["revision"]}
        if done(lambda: PERFORM[wanted](ref, **form.said(), **told), form, found):
            messages.success(request, str(DONE[wanted]))
            return redirect("agreements:agreement", ref=ref)
    context = (
        _form_page(found, form, label(wanted), wanted)
        | {"before": BEFORE.get(wanted, "")}
        | above(lambda: page_of(found, request), wanted)
    )
    return render(request, "agreements/act.html", context)


def back(request: ActorRequest, found: Agreement, why: Refused) -> HttpResponse:
    """To the agreement, saying why what was asked for cannot be done now."""
    messages.warning(request, refusal(why))
    return redirect("agreements:agreement", ref=found.ref)


ABOVE = {
    _V.SIGN: ("proposed", "agreed"),
    _V.AGREE: ("proposed", "agreed"),
    _V.CONFIRM: ("milestones", "agreed", "agreement", "by_code"),
}
"""What of the page of an agreement stands above the button: what is signed, agreed to, or confirmed as done."""


def above(page: Callable[[], dict[str, Any]], wanted: AgreementVerb) -> dict[str, Any]:
    """The part of the page that a verb is about."""
    told = page() if wanted in ABOVE else {}
    return {name: told[name] for name in ABOVE.get(wanted, ())}


def _form_page(found: Agreement, form: AgreementForm, title: str, verb: str) -> dict[str, Any]:
    return {
        "agreement": found,
        "demand": found.demand,
        "form": form,
        "title": title,
        "kept": form.kept(),
        "figures": form.figure_rows() if isinstance(form, OutcomeForm) else [],
        "draft": f"agreement-{found.ref}-{verb}",
        "before": "",
    }


@writes
def milestone(request: ActorRequest, ref: UUID, milestone: UUID) -> HttpResponse:
    """A milestone is reached: when, what came of it, what proves it."""
    at, found = timezone.now(), seen(request, ref)
    if not can(request.actor, _V.FINISH_MILESTONE, found):
        raise Http404
    reached = get_object_or_404(found.milestones.all(), ref=milestone)
    if request.method != "POST" and (why := _reached(found, reached)):
        return back(request, found, why)
    form = OutcomeForm(
        request.POST or None, request.FILES or None, actor=request.actor, at=at, initial={"revision": found.revision}
    )
    if request.method == "POST" and form.is_valid():
        told = {"actor": request.actor, "at": at, "revision": form.cleaned_data["revision"]}
        if done(lambda: services.finish_milestone(ref, milestone, **form.said(), **told), form, found):
            messages.success(request, str(DONE[_V.FINISH_MILESTONE]))
            return redirect("agreements:agreement", ref=ref)
    return render(request, "agreements/act.html", _form_page(found, form, reached.name, str(reached.ref)))


def _reached(found: Agreement, one: Milestone) -> Refused | None:
    """Why a milestone is not reached now."""
    return Refused("reached_already") if one.done_on else in_the_way(shown(found), _V.FINISH_MILESTONE)


@reads
def delivered(request: ActorRequest, ref: UUID, file_ref: UUID) -> HttpResponse:
    """A file that was delivered, or signed on paper, for whoever sees the agreement."""
    file = file_of(seen(request, ref), file_ref)
    if file is None:
        raise Http404
    return as_download(file)  # type: ignore[return-value]  # a streamed response
