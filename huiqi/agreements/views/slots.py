"""What of agreements stands on the case of a demand, and over a paper."""

from typing import Any, cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from huiqi.agreements.flow import OPEN, WAITING
from huiqi.agreements.models import Agreement
from huiqi.agreements.permissions import can_draft
from huiqi.agreements.selectors import on_demand
from huiqi.agreements.wording import TONES, label
from huiqi.agreements.wording.screen import next_of
from huiqi.agreements.words import SERVICE_KINDS
from huiqi.demands.permissions import is_window
from huiqi.demands.words import Verb
from huiqi.kernel.access import Actor, ActorRequest


def on_case(request: HttpRequest, *things: object) -> SafeString:
    """The card on a case. No query where no plan was ever given and nobody has it by letter; there can be no agreement
    without.
    """
    case = cast(Any, things[0])
    planned = any(one.verb == Verb.GIVE_PLAN for one in case.happenings) or any(one.by_letter for one in case.handlings)
    if case.demand.kind not in SERVICE_KINDS or not planned or case.demand.hidden:
        return mark_safe("")
    actor = cast(ActorRequest, request).actor
    held = next((one for one in case.handlings if one.ended_at is None and _is_of(actor, one, case.demand)), None)
    found = _found(actor, case.demand)
    may_draft = can_draft(actor, case.demand, held) and not any(
        one.state in OPEN and held is not None and one.handling_id == held.id for one in found
    )
    if not (found or may_draft):
        return mark_safe("")
    rows = [_row(one, by_link=actor.is_anonymous) for one in found]
    return mark_safe(
        render_to_string("agreements/on_case.html", {"rows": rows, "demand": case.demand, "may_draft": may_draft})
    )


def _is_of(actor: Actor, handling: Any, demand: Any) -> bool:
    if handling.by_letter:
        return is_window(actor, demand)
    return bool(handling.organisation_id == actor.organisation_id)


def _found(actor: Actor, demand: Any) -> list[Agreement]:
    """Who came by number and code is told that something waits; the link and another code open it."""
    if not actor.is_anonymous:
        return on_demand(actor, demand)
    waiting = Agreement.objects.filter(demand=demand, state__in=[str(state.value) for state in WAITING])
    return list(waiting.select_related("organisation").order_by("id"))


def _row(one: Agreement, *, by_link: bool) -> dict[str, Any]:
    url = reverse("agreements:by_code", args=[one.link]) if by_link else reverse("agreements:agreement", args=[one.ref])
    return {
        "url": url,
        "handler": one.organisation.name,
        "state": label(one.state),
        "tone": TONES[one.state],
        "next": next_of(one.state),
    }


def back_to_agreement(_request: HttpRequest, *things: object) -> SafeString:
    """The slot over a paper of an agreement: the way back to it. No query."""
    paper = cast(Any, things[0])
    if getattr(paper, "subject_type", "") != "agreement":
        return SafeString("")
    address = reverse("agreements:agreement", args=[paper.subject_ref])
    return format_html('<a class="btn plain small" href="{}" data-back>{}</a>', address, _("回到协议"))
