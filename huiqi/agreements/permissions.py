"""Who may do what with an agreement, a sentence each. Whether it is possible now is the flow's question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from huiqi.agreements.models import Agreement, Duplicate
from huiqi.agreements.words import SERVICE_KINDS, AgreementVerb
from huiqi.demands.permissions import HANDLERS, STAFF, can_see_name, is_window
from huiqi.demands.permissions import is_firm as is_firm_of
from huiqi.demands.words import HandlingState
from huiqi.kernel.access import Actor, Role

if TYPE_CHECKING:
    from huiqi.demands.models import Demand, Handling

Rule = Callable[[Actor, Agreement], bool]
PLANNED = (HandlingState.PLANNED, HandlingState.WORKING)


def can_draft(actor: Actor, demand: Demand, handling: Handling | None) -> bool:
    """Whoever has a demand for a service in his hands, and has told the firm his plan; for a handler outside the system
    the window. He must know whose it is.
    """
    if handling is None or demand.kind not in SERVICE_KINDS or not can_see_name(actor, demand):
        return False
    if handling.by_letter:
        return handling.ended_at is None and is_window(actor, demand)
    here = actor.is_a(*HANDLERS) and actor.organisation_id == handling.organisation_id
    return here and handling.state in PLANNED


def is_firm(actor: Actor, agreement: Agreement) -> bool:
    """The people of the firm."""
    return is_firm_of(actor, agreement.demand)


def is_handler(actor: Actor, agreement: Agreement) -> bool:
    """The people of whoever does the service; of a handler outside the system the window, which enters what he signed.

    Who lost the demand does not see the agreement any more.
    """
    if agreement.handling.by_letter:
        return is_window(actor, agreement.demand)
    return actor.is_a(*HANDLERS) and actor.organisation_id == agreement.organisation_id


def _speaks(actor: Actor, agreement: Agreement) -> bool:
    """Who binds the firm: one of its people whose right was checked, or who typed the code that was sent to it."""
    checked = actor.only is not None or (actor.seat is not None and actor.seat.is_verified)
    return is_firm(actor, agreement) and checked


def _handler_or_window(actor: Actor, agreement: Agreement) -> bool:
    """Who does the service, and the window of the demand where a handler is gone."""
    return is_handler(actor, agreement) or is_window(actor, agreement.demand)


def _firm_or_handler(actor: Actor, agreement: Agreement) -> bool:
    return is_handler(actor, agreement) or _speaks(actor, agreement)


def _nobody(_actor: Actor, _agreement: Agreement) -> bool:
    """The clock does it, and nobody else."""
    return False


MAY: dict[AgreementVerb, Rule] = {
    AgreementVerb.REVISE: is_handler,
    AgreementVerb.SIGN: is_handler,  # the handler signs by sending
    AgreementVerb.AGREE: _speaks,  # the firm confirms by its account or by the code sent to it
    AgreementVerb.DECLINE: _speaks,
    AgreementVerb.CHANGE: is_handler,
    AgreementVerb.FINISH_MILESTONE: is_handler,
    AgreementVerb.REPORT: is_handler,
    AgreementVerb.CONFIRM: _speaks,  # nobody but the firm makes a service count
    AgreementVerb.DISPUTE: _speaks,
    AgreementVerb.ASK_AGAIN: _nobody,
    AgreementVerb.LAPSE: _nobody,
    AgreementVerb.DECLARE_PAYMENT: _firm_or_handler,
    AgreementVerb.RECORD_INVOICE: is_handler,  # who issued the invoice knows its number
    AgreementVerb.END: _handler_or_window,
}


def can(actor: Actor, verb: AgreementVerb, agreement: Agreement) -> bool:
    """Whether the actor is somebody who does this verb with this agreement."""
    return MAY[verb](actor, agreement)


def can_list(actor: Actor) -> bool:
    """Firms, handlers, windows and the hub have a list of agreements."""
    return actor.is_a(*HANDLERS, Role.ENTERPRISE_OWNER, Role.ENTERPRISE_CLERK, Role.BOOKKEEPER)


def can_judge(actor: Actor, pair: Duplicate) -> bool:
    """Whether two services are one is found by the hub, or, once, by whoever leads the window of the earlier one: who
    told the later one would gain by it.
    """
    if actor.is_a(Role.HUB_OPERATOR):
        return True
    first, second = pair.earlier.demand.window, pair.later.demand.window
    leads = actor.is_a(Role.WINDOW_MANAGER) and actor.organisation_id == first.organisation_id
    return leads and first != second and not pair.verdict


def can_see_duplicates(actor: Actor) -> bool:
    """Windows see the services of theirs that look like another's, the hub all."""
    return actor.is_a(*STAFF, Role.INSTITUTION_CLERK)
