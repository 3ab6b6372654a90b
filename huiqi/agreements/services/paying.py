"""What was paid, and the number of the invoice 发票号码. Nothing of it is asked for where the service is free."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.agreements.rules.days import is_invoice_number
from huiqi.agreements.selectors import agreed_of
from huiqi.agreements.services.turn import begin
from huiqi.agreements.words import AgreementVerb
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.agreements.models import Agreement
    from huiqi.kernel.access import Actor


def _fee(agreement: Agreement) -> Decimal:
    """The fee that both agreed on last."""
    fee = agreed_of(agreement).fee
    if not fee:
        raise Refused("nothing_to_pay")
    return fee


@transaction.atomic
def declare_payment(
    ref: UUID, amount: Decimal, paid_on: date, *, actor: Actor, at: datetime, revision: int | None = None
) -> Agreement:
    """Say what the firm has paid in all, and on which day it paid last; said again, it corrects what was said before.

    Raises `Refused`: nothing_to_pay, paid_nothing, paid_too_much, paid_ahead.
    """
    turn = begin(ref, AgreementVerb.DECLARE_PAYMENT, actor=actor, at=at, revision=revision)
    agreement, fee = turn.agreement, _fee(turn.agreement)
    if amount <= 0:
        raise Refused("paid_nothing", "amount")
    if amount > fee:
        raise Refused("paid_too_much", "amount", fee=fee)
    if paid_on > localdate(at):
        raise Refused("paid_ahead", "paid_on")
    agreement.paid, agreement.paid_on = amount, paid_on
    return turn.finish({"paid": str(amount), "paid_on": paid_on.isoformat()})


@transaction.atomic
def record_invoice(
    ref: UUID, number: str, amount: Decimal, *, actor: Actor, at: datetime, revision: int | None = None
) -> Agreement:
    """Write down the invoice of what was paid; written again, it corrects.

    Raises `Refused`: nothing_to_pay, not_paid_yet, invoice_malformed, invoiced_nothing, invoiced_too_much.
    """
    turn = begin(ref, AgreementVerb.RECORD_INVOICE, actor=actor, at=at, revision=revision)
    agreement, fee = turn.agreement, _fee(turn.agreement)
    if agreement.paid_on is None:
        raise Refused("not_paid_yet")
    plain = "".join(number.split())
    if not is_invoice_number(plain):
        raise Refused("invoice_malformed", "number")
    if amount <= 0:
        raise Refused("invoiced_nothing", "amount")
    if amount > fee:
        raise Refused("invoiced_too_much", "amount", fee=fee)
    agreement.invoice_number, agreement.invoiced = plain, amount
    return turn.finish({"invoice": plain, "invoiced": str(amount)})
