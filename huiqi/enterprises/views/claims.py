"""Claims: what waits for the window, one of them with its papers, and what can be done with it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiqi.enterprises.flow import CLAIM
from huiqi.enterprises.forms.claiming import ConfirmForm, PapersForm, RefuseForm, VerifyForm, WithdrawForm, papers_of
from huiqi.enterprises.models import Claim
from huiqi.enterprises.permissions import STAFF, can_bring_papers, can_confirm, can_refuse, can_verify, can_withdraw
from huiqi.enterprises.selectors import claims_to_decide, claims_visible_to, own_claims
from huiqi.enterprises.services import bring_papers, confirm_claim, refuse_claim, verify_claim, withdraw_claim
from huiqi.enterprises.wording import REFUSALS, STANDING, STATE_TONES, claim_facts, claim_link, claim_row, refusal
from huiqi.enterprises.words import ClaimVerb
from huiqi.files.selectors import as_download
from huiqi.journal.services import record_look
from huiqi.kernel.access import Actor, ActorRequest, note, reads, writes
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused, tell

PER_PAGE = 50

Decision = VerifyForm | ConfirmForm | RefuseForm | WithdrawForm
FORMS: dict[ClaimVerb, type[Decision]] = {
    ClaimVerb.VERIFY: VerifyForm,
    ClaimVerb.CONFIRM: ConfirmForm,
    ClaimVerb.REFUSE: RefuseForm,
    ClaimVerb.WITHDRAW: WithdrawForm,
}
PERFORM: dict[ClaimVerb, Callable[..., Claim]] = {
    ClaimVerb.VERIFY: verify_claim,
    ClaimVerb.CONFIRM: confirm_claim,
    ClaimVerb.REFUSE: refuse_claim,
    ClaimVerb.WITHDRAW: withdraw_claim,
}


def _seen(request: ActorRequest, ref: UUID) -> Claim:
    return get_object_or_404(claims_visible_to(request.actor, timezone.localdate()), ref=ref)


def _sees_papers(actor: Actor, claim: Claim, on: date) -> bool:
    """Who brought them, and who checks them; a firm's owner vouches for a person, he checks no scan."""
    return can_bring_papers(actor, claim, on)


@reads
def claims(request: ActorRequest) -> HttpResponse:
    """What waits for the window, the longest first."""
    if not request.actor.is_a(*STAFF):
        raise Http404
    waiting = claims_to_decide(request.actor, timezone.localdate())
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "enterprises/claims.html", {"page": page, "rows": [claim_row(one) for one in page]})


@writes
def claim(request: ActorRequest, ref: UUID) -> HttpResponse:
    """One claim: where it stands, its papers, and, by POST of a verb, the decision on it."""
    seen, at = _seen(request, ref), timezone.now()
    on, told = timezone.localdate(at), request.POST.get("verb", "")
    possible = _possible(request.actor, seen, on)
    bound = FORMS[ClaimVerb(told)](request.POST) if told in map(str, possible) else None
    if request.method == "POST" and bound is None:
        raise PermissionDenied
    if bound is not None and bound.is_valid() and (went := _performed(request, seen, ClaimVerb(told), bound, at)):
        return went
    if papers := _papers(seen) if _sees_papers(request.actor, seen, on) else []:
        note(lambda: record_look("claim", seen.ref, "papers", actor=request.actor, at=at))
    context = _shown(request.actor, seen, on) | {"papers": papers, "form": bound or WithdrawForm()}
    fresh = {str(verb): FORMS[verb](initial={"revision": seen.revision}, auto_id=f"{verb}_%s") for verb in possible}
    return render(request, "enterprises/claim.html", context | {"forms": fresh | ({told: bound} if bound else {})})


def _possible(actor: Actor, claim: Claim, on: date) -> list[ClaimVerb]:
    """The verbs that flow and permissions leave this actor."""
    allowed = {
        ClaimVerb.VERIFY: can_verify(actor, claim, on) and claim.licence is not None,
        ClaimVerb.CONFIRM: can_confirm(actor, claim),
        ClaimVerb.REFUSE: can_refuse(actor, claim, on),
        ClaimVerb.WITHDRAW: can_withdraw(actor, claim),
    }
    return [verb for verb, may in allowed.items() if may and CLAIM.allows(claim.state, verb)]


def _shown(actor: Actor, claim: Claim, on: date) -> dict[str, Any]:
    own = claim.person_id == actor.person_id
    return {
        "claim": claim,
        "own": own,
        "facts_rows": claim_facts(claim),
        "tone": STATE_TONES[claim.state],
        "state": _(claim.state.label),
        "standing": STANDING[claim.state] if own else "",
        "may_bring": can_bring_papers(actor, claim, on) and CLAIM.allows(claim.state, ClaimVerb.BRING),
        "staff": actor.is_a(*STAFF),
    }


def _papers(claim: Claim) -> list[dict[str, Any]]:
    named = (("licence", _("营业执照"), claim.licence), ("letter", _("授权委托书"), claim.letter))
    return [
        {
            "label": label,
            "name": file.name,
            "is_image": file.media_type.startswith("image/"),
            "url": reverse("enterprises:claim_paper", args=[claim.ref, code]),
        }
        for code, label, file in named
        if file
    ]


def _performed(
    request: ActorRequest, seen: Claim, verb: ClaimVerb, form: forms.Form, at: datetime
) -> HttpResponse | None:
    try:
        done = PERFORM[verb](seen.ref, actor=request.actor, at=at, **form.told())  # type: ignore[attr-defined]
    except Refused as refused:
        tell(form, refused, refusal(refused))
        return None
    except NotNow:
        form.add_error(None, str(REFUSALS["not_now"]))
        return None
    messages.info(request, _("%(person)s：%(state)s。") % {"person": done.person.name, "state": _(done.state.label)})
    if verb is ClaimVerb.WITHDRAW and done.person_id == request.actor.person_id:
        return redirect("accounts:seats")
    return redirect("enterprises:claims" if request.actor.is_a(*STAFF) else "enterprises:people")


@writes
def papers(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Bring licence and letter, or new ones."""
    seen, at = _seen(request, ref), timezone.now()
    if not can_bring_papers(request.actor, seen, timezone.localdate(at)):
        raise PermissionDenied
    if request.method != "POST" and not CLAIM.allows(seen.state, ClaimVerb.BRING):
        messages.warning(request, str(REFUSALS["not_now"]))
        return redirect("enterprises:claim", ref=ref)
    sent = (request.POST or None, request.FILES or None)
    form = PapersForm(*sent, actor=request.actor, at=at, initial=papers_of(seen))
    if request.method == "POST" and form.is_valid() and _brought(request, seen, form, at):
        messages.info(request, _("材料已提交，等窗口核验。"))
        return redirect("enterprises:claim", ref=seen.ref)
    return render(request, "enterprises/papers.html", {"form": form, "claim": seen})


def _brought(request: ActorRequest, seen: Claim, form: PapersForm, at: datetime) -> bool:
    revision = form.cleaned_data["revision"]
    try:
        bring_papers(seen.ref, form.told(), actor=request.actor, at=at, revision=revision)
    except Refused as refused:
        tell(form, refused, refusal(refused))
        return False
    except NotNow:
        form.add_error(None, str(REFUSALS["not_now"]))
        return False
    return True


@reads
def claim_paper(request: ActorRequest, ref: UUID, paper: str) -> HttpResponse:
    """A scan, for who may look at it; every look is noted before it is sent."""
    seen, at = _seen(request, ref), timezone.now()
    file = {"licence": seen.licence, "letter": seen.letter}.get(paper)
    if file is None or not _sees_papers(request.actor, seen, timezone.localdate(at)):
        raise Http404
    note(lambda: record_look("claim", seen.ref, paper, actor=request.actor, at=at))
    return as_download(file)  # type: ignore[return-value]  # a streamed response


def seats_more(request: HttpRequest, /, *_things: object) -> SafeString:
    """On the page of seats: what one has asked for, and the way to one more firm."""
    rows = [claim_link(one) for one in own_claims(cast(ActorRequest, request).actor)]
    return render_to_string("enterprises/own_claims.html", {"rows": rows}, request=request)
