"""Baskets per handler: who has too much, has forgotten, has gone quiet; a reminder; from when on."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import organisation_by_ref, organisation_refs
from huiqi.demands import selectors, services, wording
from huiqi.demands.forms import BasketForm
from huiqi.demands.permissions import can_see_baskets, can_set_baskets
from huiqi.demands.selectors import PER_PAGE
from huiqi.demands.wording import baskets as words
from huiqi.demands.wording.screen import row
from huiqi.demands.words import Basket, HandlerKind
from huiqi.kernel.access import Actor, ActorRequest, acts, reads, writes
from huiqi.kernel.refusal import Refused
from huiqi.reference.selectors import calendar


def _kind(told: str) -> HandlerKind:
    """The kind that an address names; the first where it names none."""
    return next((kind for kind in HandlerKind if kind == told), HandlerKind.OFFICE)


def _only(told: str) -> HandlerKind:
    """The kind of a handler's own page. Raises `Http404`."""
    if told not in list(HandlerKind):
        raise Http404
    return HandlerKind(told)


def _person(request: ActorRequest) -> str:
    """The person that an address names, by ref. Raises `Http404` for what is none."""
    told = request.GET.get("person", "")
    if told and not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", told, re.ASCII):
        raise Http404
    return told


@reads
def baskets(request: ActorRequest) -> HttpResponse:
    """How the handlers of one kind stand, those in baskets first; `?basket=` shows one basket alone."""
    if not can_see_baskets(request.actor):
        raise Http404
    at, kind = timezone.now(), _kind(request.GET.get("kind", ""))
    chosen = next((str(one) for one in Basket if one == request.GET.get("basket")), "")
    found = selectors.round_of(request.actor, kind, at)
    listed = [one for one in found.standings if not chosen or chosen in one.baskets]
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "kind": kind,
        "kinds": words.tabs(kind, chosen),
        "figures": words.figures(found, chosen),
        "may_set": can_set_baskets(request.actor),
    }
    return render(request, "demands/baskets.html", context | _rows(found, list(page), at))


def _rows(found: selectors.Round, shown: list[selectors.Standing], at: datetime) -> dict[str, Any]:
    """The rows of a page, and who left."""
    reminders = {
        (one.organisation_id, one.person_ref): one for one in selectors.reminders_of(found.kind, localdate(at))
    }
    who = [(one.load.key, one.load.person) for one in shown] + [(key, person) for key, person, _b in found.left]
    names = selectors.names_for(who, (one.reminded_by for one in reminders.values()))
    refs, days = organisation_refs({key for key, _person in who}), calendar()
    rows = [words.row(one, found.kind, refs, names, reminders, at, days) for one in shown]
    return {"rows": rows, "left": words.left_rows(found, names)}


@reads
def basket(request: ActorRequest, kind: str, ref: UUID) -> HttpResponse:
    """One handler: what he has waiting, the longest untouched first, and who reminded him."""
    office, of, person = organisation_by_ref(ref), _only(kind), _person(request)
    if not can_see_baskets(request.actor) or office is None:
        raise Http404
    found = selectors.one_of(request.actor, of, office.id, person, timezone.now())
    told = _told(of, office.id, person, timezone.now())
    if found is None and not told["reminders"]:
        raise Http404
    context = told | {
        "kind": of,
        "said": words.in_one(found.load if found else None),
        "baskets": words.badges(found) if found else [],
        "remind": request.get_full_path().replace("/baskets/", "/baskets/remind/", 1),
        "desk": words.desk_url(of, ref, person),
        "rows": _waiting(request.actor, of, office.id, person),
    }
    return render(request, "demands/basket.html", context)


def _told(kind: HandlerKind, organisation: int, person: str, at: datetime) -> dict[str, Any]:
    """Who it is, and who reminded him."""
    reminders = selectors.reminders_of(kind, organisation=organisation, person=person)
    names = selectors.names_for([(organisation, person)], (one.reminded_by for one in reminders))
    name = words.name_of(organisation, person, names)
    today = next((one for one in reminders if one.on == localdate(at)), None)
    rows = words.reminder_rows(reminders, names[1])
    return {"name": name, "reminders": rows, "reminded": words.reminded_today(today, names[1])}


def _waiting(actor: Actor, kind: HandlerKind, organisation: int, person: str) -> list[dict[str, Any]]:
    """What waits there, as rows."""
    at, days = timezone.now(), calendar()
    return [
        row(one, one.next_due_at, at, days) | {"untouched": words.untouched(one.since, at, days)}  # type: ignore[attr-defined]  # an annotation
        for one in selectors.rows_for(actor, selectors.waiting_of(actor, kind, organisation, person))
    ]


@acts
def remind_of_baskets(request: ActorRequest, kind: str, ref: UUID) -> HttpResponse:
    """Remind a handler."""
    of, person = _only(kind), _person(request)
    if not can_see_baskets(request.actor) or organisation_by_ref(ref) is None:
        raise Http404
    try:
        services.remind_of_baskets(of, ref, person, actor=request.actor, at=timezone.now())
    except Refused as refused:
        messages.warning(request, wording.refusal(refused))
    else:
        messages.success(request, _("已提醒，对方收到了通知，这里留有记录。"))
    back = request.path.replace("/baskets/remind/", "/baskets/", 1)
    return redirect(f"{back}?{urlencode({'person': person})}" if person else back)


@reads
def baskets_summary(request: ActorRequest) -> HttpResponse:
    """The baskets in a few lines, for the desk of who leads."""
    if not can_see_baskets(request.actor):
        raise Http404
    lines = words.summary(selectors.rounds_of(request.actor, timezone.now()))
    return render(request, "demands/baskets_summary.html", {"lines": lines})


@writes
def set_baskets(request: ActorRequest, kind: str) -> HttpResponse:
    """From when on handlers of a kind are in a basket."""
    of = _only(kind)
    if not can_set_baskets(request.actor):
        raise Http404
    form = BasketForm(request.POST or None, initial=selectors.basket_rule(of))
    if request.method == "POST" and form.is_valid():
        try:
            services.set_baskets(
                of, form.said(), actor=request.actor, at=timezone.now(), revision=form.cleaned_data["revision"]
            )
        except Refused as refused:
            form.overtaken(refused, wording.refusal(refused))
        else:
            messages.success(request, _("标准已改，马上按新的标准归篮。"))
            return redirect(f"/demands/baskets/?kind={of}")
    return render(request, "demands/basket_rule.html", {"form": form, "kind": of, "label": _(of.label)})
