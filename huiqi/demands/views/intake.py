"""Taking a demand in for others (代录): find the firm, write down what is said, read out what is promised."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from huiqi.demands import services
from huiqi.demands.forms import ConfirmCodeForm, FindForm, FirmForm, IntakeForm, MailForm, ReceiptForm
from huiqi.demands.models import Demand
from huiqi.demands.permissions import can_take_in
from huiqi.demands.selectors import (
    RECEIPT,
    finish_owed,
    guides,
    history_of,
    intake_of,
    knows_firm,
    matters_here,
    note_look,
    taken_in_by,
    to_bring,
    visible_to,
)
from huiqi.demands.wording import guiding, refusal
from huiqi.demands.wording import intake as wording
from huiqi.demands.wording.asking import line_name
from huiqi.demands.wording.confirming import confirming_shown
from huiqi.demands.wording.which import SAID, which_shown
from huiqi.demands.words import Channel
from huiqi.enterprises.selectors import by_ref, find_firms
from huiqi.enterprises.services import enter_firm
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, acts, reads, writes
from huiqi.kernel.refusal import Refused
from huiqi.kernel.text import visible
from huiqi.network.selectors import hub, window_for
from huiqi.papers.selectors import latest
from huiqi.policies.selectors import eligible_for

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise

MOST_POLICIES = 6


@writes
def intake(request: ActorRequest) -> HttpResponse:
    """One page: the firm is found, or entered; then its demand is written down beside all it asked before."""
    if not can_take_in(request.actor):
        raise Http404
    at, firm = timezone.now(), _chosen(request)
    if firm is None:
        return _find(request, at)
    form = _form(request, firm, at)
    if request.method == "POST" and form.is_valid() and (made := _filed(form, firm, request, at)):
        return redirect("demands:taken", ref=made.ref)
    beside = _beside(firm, form, at)
    what = "contact" if beside["known"] else "name"
    record_look("enterprise", firm.organisation.ref, what, actor=request.actor, at=at)
    return render(request, "demands/intake.html", beside | {"form": form, "kept": form.kept()})


def _chosen(request: ActorRequest) -> Enterprise | None:
    """The firm in the address, if there is such a one."""
    try:
        return by_ref(UUID(request.GET.get("firm", "")), request.actor)
    except ValueError:
        return None


def _asked(request: ActorRequest) -> tuple[str, str]:
    """What was typed to find a firm, and the number that rings."""
    phone = visible(request.GET.get("phone", ""))[:20]
    return visible(request.GET.get("q", phone))[:80], phone


def _onward(firm: Enterprise, phone: str) -> str:
    """The page of the form for a firm."""
    query = {"firm": firm.organisation.ref} | ({"phone": phone} if phone else {})
    return f"{reverse('demands:intake')}?{urlencode(query)}"


def _find(request: ActorRequest, at: datetime) -> HttpResponse:
    """Firms to choose from; one alone is taken at once; where there is none, it is entered."""
    words, phone = _asked(request)
    found = find_firms(request.actor, words) if words else []
    if len(found) == 1 and request.method != "POST":
        return redirect(_onward(found[0], phone))
    initial = {"contact_mobile": phone, "name": "" if words.isascii() else words}
    form = FirmForm(request.POST or None, province=hub().region, initial=initial)
    if request.method == "POST" and form.is_valid() and (made := _entered(form, request, at)):
        return redirect(_onward(made, made.contact_mobile))
    context = {"find": FindForm(initial={"q": words}), "form": form, "words": words, "entering": form.is_bound}
    return render(request, "demands/find_firm.html", context | _found(found, words, phone))


def _found(found: list[Enterprise], words: str, phone: str) -> dict[str, Any]:
    rows = wording.firm_rows(found)
    for row, firm in zip(rows, found, strict=True):
        row["url"] = _onward(firm, phone)
    return {"firms": rows, "words": words, "phone": phone}


@reads
def firms(request: ActorRequest) -> HttpResponse:
    """The firms that hold what is being typed, as a list for the page that asks."""
    if not can_take_in(request.actor):
        raise Http404
    words, phone = _asked(request)
    found = find_firms(request.actor, words) if words else []
    return render(request, "demands/firms.html", _found(found, words, phone))


def _entered(form: FirmForm, request: ActorRequest, at: datetime) -> Enterprise | None:
    try:
        return enter_firm(form.told(), actor=request.actor, at=at, submission=form.cleaned_data["submission"])
    except Refused as refused:
        form.refuse(refused)
        return None


def _form(request: ActorRequest, firm: Enterprise, at: datetime) -> IntakeForm:
    """The form, with what the telephone told already."""
    phone = _asked(request)[1]
    history = history_of(request.actor, firm)
    rings = bool(phone) and phone == firm.contact_mobile
    known = rings and knows_firm(request.actor, firm, history, timezone.localdate(at))
    channel = Channel.CALL if phone else Channel.COUNTER
    initial = {"channel": str(channel), "phone": phone, "spoken_by": firm.contact_name if known else ""}
    looks = "find" in request.POST  # without a script the whole form is sent, and comes back with what was found
    initial |= request.POST.dict() if looks else {}
    matters = matters_here(request.actor, timezone.localdate(at))
    told: dict[str, Any] = {
        "actor": request.actor,
        "at": at,
        "initial": initial,
        "history": history,
        "matters": matters,
    }
    return IntakeForm(None if looks else request.POST or None, request.FILES or None, **told)


def _filed(form: IntakeForm, firm: Enterprise, request: ActorRequest, at: datetime) -> Demand | None:
    taken, submission = form.taken(firm.organisation.ref), form.cleaned_data["submission"]
    told = {"submission": submission, "actor": request.actor, "at": at, "files": form.stored}
    try:
        return services.file_demand(form.filing(), taken=taken, **told)
    except Refused as refused:
        form.refuse(refused)
        return None


def _beside(firm: Enterprise, form: IntakeForm, at: datetime) -> dict[str, Any]:
    """What stands beside the form: the firm, what it asked before, what it may have; of one from elsewhere its name."""
    kind = guiding.kind_asked(form["kind"].value() or "")
    guided = guiding.guide_shown(kind, guides(form.actor, kind, at)[1]) if kind else {"guided_code": "", "posts": []}
    today = timezone.localdate(at)
    known = knows_firm(form.actor, firm, form.history, today)
    eligible = eligible_for(firm, today) if known else []
    return guided | {
        "firm": firm,
        "known": known,
        "served_by": "" if known else window_for(firm.region, today).short_name,
        "facts": wording.firm_facts(firm, known=known),
        "history": wording.history_rows(form.history),
        "policies": eligible[:MOST_POLICIES],
        "policy_count": len(eligible),
        "which": which_shown({name: form[name].value() for name in SAID}, today),
    }


def _own(request: ActorRequest, ref: UUID) -> Demand:
    """What this person took in himself; of anything else there is none."""
    made = taken_in_by(request.actor, ref) if can_take_in(request.actor) else None
    if made is None:
        raise Http404
    note_look(request.actor, made)
    return made


@reads
def taken(request: ActorRequest, ref: UUID) -> HttpResponse:
    """What was written down: number and query code to read out, to print or to send, for whoever took it in."""
    return taken_page(request, _own(request, ref), ConfirmCodeForm())


def taken_page(
    request: ActorRequest, made: Demand, code_form: ConfirmCodeForm, mail_form: MailForm | None = None
) -> HttpResponse:
    """The page of what was taken in, with the fields for the code of who spoke and for his mail."""
    intake, printed = intake_of(made), latest(made.ref, RECEIPT.code)
    assert intake is not None  # it was taken in
    context = {
        "demand": made,
        "to_bring": [line_name(one) for one in to_bring(intake, timezone.localdate())],
        "read_out": wording.to_read_out(made, finish_owed(made), timezone.now()),
        "ours": visible_to(request.actor).filter(id=made.id).exists(),
        "mobile": intake.mobile,
        "printed": printed.ref if printed else None,
        "form": ReceiptForm(),
        "mail_form": mail_form or MailForm(),
        "code_form": code_form,
    }
    return render(request, "demands/taken.html", context | confirming_shown(intake, timezone.now()))


@acts
def print_receipt(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Issue the receipt as a paper, and show it."""
    made, form = _own(request, ref), ReceiptForm(request.POST)
    submission = form.cleaned_data["submission"] if form.is_valid() else uuid4()
    paper = services.issue_receipt(made.ref, submission=submission, actor=request.actor, at=timezone.now())
    return redirect("papers:paper", ref=paper.ref)


@acts
def send_receipt(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Send number and query code to the mobile of who spoke, or to the mail address that came along."""
    made, form = _own(request, ref), MailForm(request.POST) if "mail" in request.POST else None
    if form and not form.is_valid():
        return taken_page(request, made, ConfirmCodeForm(), form)
    mail = form.cleaned_data["mail"] if form else ""
    try:
        services.send_receipt(made.ref, mail, actor=request.actor, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refusal(refused))
    else:
        messages.success(request, _("回执已发往 %(mail)s。") % {"mail": mail} if mail else _("回执已发往来人的手机。"))
    return redirect("demands:taken", ref=ref)
