"""Transfer letters: the link of one, made and closed by the window; the pages behind it, without an account."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.demands import services, wording
from huiqi.demands.forms import LINK_FORMS, CodeForm, GivingForm, LinkForm
from huiqi.demands.models import Demand, Letter
from huiqi.demands.permissions import can
from huiqi.demands.selectors import duties_named, is_open, promise_from_outside
from huiqi.demands.views.case import PERFORM, at_part, seen
from huiqi.demands.wording.letters import LINK_BEFORE, LINK_LABELS, behind_link, slip
from huiqi.demands.words import Verb
from huiqi.kernel.access import ActorRequest, acts, address_of, note, public, reads, writes
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused, tell

LINK_PERFORM = {**PERFORM, Verb.RETURN: services.return_by_link}

STATUS = {"too_many_tries": 429, "no_such_letter": 404}


@acts
def open_link(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Make the link of the letter that is out, and show its code: now, and never again."""
    shown = at_part(seen(request, ref), request)
    if not can(request.actor, Verb.SEND_LETTER, shown, shown.held):
        raise Http404
    part = shown.held.part if shown.held else None
    letter, code = services.open_link(ref, actor=request.actor, at=timezone.now(), part=part)
    address = request.build_absolute_uri(reverse("demands:letter", args=[code.lower()]))
    short = request.build_absolute_uri(reverse("demands:letters"))
    return render(request, "demands/letter_link.html", {"demand": shown, **slip(letter, code, address, short)})


@acts
def close_link(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Close it."""
    shown = at_part(seen(request, ref), request)
    if not can(request.actor, Verb.SEND_LETTER, shown, shown.held):
        raise Http404
    part = shown.held.part if shown.held else None
    services.close_link(ref, actor=request.actor, at=timezone.now(), part=part)
    messages.success(request, _("答复链接已停用。要再用，请重新开通。"))
    return redirect("demands:demand", ref=ref)


@writes
@public
def letters(request: ActorRequest) -> HttpResponse:
    """Type the code on the slip."""
    form, at = CodeForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        code = "".join(form.cleaned_data["code"].split())
        try:
            services.letter_by_code(code, address=address_of(request), at=at)
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        else:
            return redirect("demands:letter", code=code.lower())
    return render(request, "demands/letters.html", {"form": form})


@reads
@public
def letter(request: ActorRequest, code: str) -> HttpResponse:
    """What the letter says, and what can be done about it. Every look leaves a trace."""
    at = timezone.now()
    try:
        found = services.letter_by_code(code, address=address_of(request), at=at)
    except Refused as refused:
        return _no_such(request, refused)
    if is_open(found):
        note(lambda: services.look_at_letter(found, at=at))
    return render(request, "demands/letter.html", _page(found, code))


def _no_such(request: ActorRequest, refused: Refused) -> HttpResponse:
    form = CodeForm(None)
    context = {"form": form, "refused": wording.refusal(refused)}
    return render(request, "demands/letters.html", context, status=STATUS[refused.code])


def _page(found: Letter, code: str) -> dict[str, Any]:
    return {"code": code, **behind_link(found, promise_from_outside(found))}


@writes
@public
def act_by_link(request: ActorRequest, code: str, verb: str) -> HttpResponse:
    """Take, answer or send back what a letter asks, in the name of the handler and under the name one gives."""
    wanted = next((one for one in LINK_FORMS if one == verb), None)
    if wanted is None:
        raise Http404
    try:
        found = services.letter_by_code(code, address=address_of(request), at=timezone.now())
    except Refused as refused:
        return _no_such(request, refused)
    if not is_open(found):
        raise Http404
    page, form = _page(found, code), _form(wanted, found, request)
    if request.method != "POST" and verb not in dict(page["offers"]):
        messages.warning(request, NOT_NOW)
        return redirect("demands:letter", code=code)
    if request.method == "POST" and form.is_valid() and _done(wanted, found, form):
        return redirect("demands:letter", code=code)
    told = {"form": form, "slug": verb, "kept": form.kept(), "verb_label": LINK_LABELS[wanted]()}
    return render(request, "demands/letter_act.html", page | told | {"told": LINK_BEFORE[wanted]()})


NOT_NOW = lazy("这份函现在不能这样办，可能已经签收、答复或收回。请看最新情况。")


def _form(wanted: Verb, found: Letter, request: ActorRequest) -> LinkForm:
    initial = {"revision": found.handling.demand.revision}
    actor, at = services.through_link(found), timezone.now()
    form = LINK_FORMS[wanted](request.POST or None, request.FILES or None, actor=actor, at=at, initial=initial)
    if isinstance(form, GivingForm):
        form.offer(duties_named(found.handling.organisation_id, localdate(at)))
    return form


def _done(wanted: Verb, found: Letter, form: LinkForm) -> bool:
    """The deed; what stands in the way is said in the form, with all that was typed."""
    demand: Demand = found.handling.demand
    actor = services.through_link(found, form.cleaned_data["who"])
    try:
        LINK_PERFORM[wanted](demand.ref, **form.said(), actor=actor, at=form.at, revision=form.cleaned_data["revision"])
    except Refused as refused:
        form.refuse(refused)
        form.catch_up(demand.revision)
    except NotNow:
        form.add_error(None, NOT_NOW)
    else:
        services.leave_contact(found, form.contact)
        return True
    return False
