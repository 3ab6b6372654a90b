"""The firm's word without an account: a link from a message, a code sent to the firm, then the agreement itself."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from huiqi.accounts.selectors import mask_mobile
from huiqi.agreements import services
from huiqi.agreements.forms import FORMS, CodeForm
from huiqi.agreements.models import Agreement
from huiqi.agreements.selectors import by_link, shown
from huiqi.agreements.views.case import PERFORM, above, done, verb_asked
from huiqi.agreements.wording import DONE, label, refusal
from huiqi.agreements.wording.screen import agreement_shown
from huiqi.agreements.wording.verbs import BEFORE
from huiqi.agreements.words import AgreementVerb
from huiqi.kernel.access import ActorRequest, acts, address_of, public, writes
from huiqi.kernel.refusal import Refused, tell

KEY = "agreement"
KEPT = timedelta(minutes=30)
"""How long a typed code keeps the page open."""

BY_CODE = (AgreementVerb.AGREE, AgreementVerb.DECLINE, AgreementVerb.CONFIRM, AgreementVerb.DISPUTE)


def _waiting(link: UUID) -> Agreement:
    found = by_link(link)
    if found is None:
        raise Http404
    return found


def _is_open(request: ActorRequest, link: UUID, at: datetime) -> bool:
    """Whether the code of this very link was typed in this browser, less than half an hour ago."""
    kept = request.session.get(KEY) or {}
    return bool(kept.get("link") == str(link) and kept.get("until", "") > at.isoformat())


@writes
@public
@never_cache
def by_code(request: ActorRequest, link: UUID) -> HttpResponse:
    """Ask for the code; the right one shows the agreement that waits for the firm's word."""
    at, found = timezone.now(), _waiting(link)
    if _is_open(request, link, at):
        return render(request, "agreements/agreement.html", _page(found))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.check_key(found, form.cleaned_data["code"], at=at)
        except Refused as refused:
            tell(form, refused, refusal(refused))
        else:
            request.session.cycle_key()
            request.session[KEY] = {"link": str(link), "until": (at + KEPT).isoformat()}
            return redirect("agreements:by_code", link=link)
    mobile = mask_mobile(found.demand.enterprise.contact_mobile)
    return render(request, "agreements/by_code.html", {"form": form, "link": link, "mobile": mobile})


def _page(found: Agreement) -> dict[str, Any]:
    told = agreement_shown(shown(found), services.bearer(found), localdate())
    offered = [offer for offer in told["offers"] if offer["verb"] in BY_CODE]
    return told | {"own": True, "by_code": True, "offers": offered, "papers": [], "timeline": []}


@acts
@public
def send_code(request: ActorRequest, link: UUID) -> HttpResponse:
    """Send the code to the firm's contact."""
    try:
        code = services.send_key(_waiting(link), address=address_of(request), at=timezone.now())
    except Refused as refused:
        messages.warning(request, refusal(refused))
    else:
        shown_code = _("演示不发短信，验证码是 %(code)s。") % {"code": code} if settings.DEMONSTRATION else ""
        messages.success(request, _("验证码已发出，十分钟内有效。") + shown_code)
    return redirect("agreements:by_code", link=link)


@writes
@public
@never_cache
def act_by_code(request: ActorRequest, link: UUID, verb: str) -> HttpResponse:
    """Agree or decline, confirm or send back, by whoever typed the code. Each answers once: then the link is closed."""
    at, found, wanted = timezone.now(), _waiting(link), verb_asked(verb)
    if wanted not in BY_CODE:
        raise Http404
    if not _is_open(request, link, at):
        return redirect("agreements:by_code", link=link)
    actor = services.bearer(found)
    form = FORMS[wanted](request.POST or None, actor=actor, at=at, initial={"revision": found.revision})
    if request.method == "POST" and form.is_valid():
        told = {"actor": actor, "at": at, "revision": form.cleaned_data["revision"]}
        if done(lambda: PERFORM[wanted](found.ref, **form.said(), **told), form, found):
            request.session.pop(KEY, None)
            return render(request, "agreements/answered.html", {"verb": label(wanted), "told": DONE[wanted]})
    context = {"form": form, "title": label(wanted), "link": link, "kept": [], "figures": [], "before": BEFORE[wanted]}
    context |= {"agreement": found, "demand": found.demand, "draft": ""} | above(lambda: _page(found), wanted)
    return render(request, "agreements/act.html", context)
