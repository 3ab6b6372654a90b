"""Read back and confirmed: whoever spoke for a firm says that what was written down is what he meant."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from huiqi.accounts.services import check_code, count_wrong, is_crowded, send_code
from huiqi.accounts.words import CodePurpose
from huiqi.demands.models import Demand, Intake
from huiqi.demands.selectors import bearer_of, on_screen
from huiqi.demands.services.filing import ALPHABET
from huiqi.demands.services.receipts import own_intake
from huiqi.demands.services.signature import inked
from huiqi.demands.services.turn import attach
from huiqi.demands.words import Confirmation, Door, Purpose
from huiqi.files.services import store_file
from huiqi.journal.services import record
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.kernel.access import Actor

SCREEN_LIFE = timedelta(minutes=15)
KEY_LENGTH = 10
"""Of thirty characters each: 49 bits, for a quarter of an hour."""


def _mine(ref: UUID, actor: Actor) -> Intake:
    """What the actor took in himself, locked and not confirmed yet.

    Raises `PermissionDenied`, `Refused("confirmed_already")`.
    """
    _demand, intake = own_intake(ref, actor)
    return _locked(intake.id)


def _locked(key: int) -> Intake:
    intake = Intake.objects.select_for_update(of=("self", "demand")).select_related("demand__enterprise").get(id=key)
    if intake.confirmed:
        raise Refused("confirmed_already")
    return intake


@transaction.atomic
def open_screen(ref: UUID, *, actor: Actor, at: datetime) -> Intake:
    """Open the page on which who spoke reads what was written down, for a quarter of an hour, under a key of its own.

    Opened again, the former key opens nothing any more. Raises `PermissionDenied`, `Refused("confirmed_already")`.
    """
    intake = _mine(ref, actor)
    intake.screen_key = "".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH))
    intake.screen_until = at + SCREEN_LIFE
    intake.save(update_fields=["screen_key", "screen_until"])
    record("demand", ref, "open_screen", actor=actor, at=at)
    return intake


def screen_by_key(key: str, *, address: str | None, at: datetime) -> Intake:
    """What the page of this key shows while it is open.

    Unknown, replaced and run out get the same answer: `Refused("no_such_screen")`, or where too many keys from this
    address were wrong `Refused("too_many_tries")`. A right one opens its page even then.
    """
    found = on_screen(key, at)
    if found is not None:
        return found
    if is_crowded(Door.SCREEN, address, at):
        raise Refused("too_many_tries")
    count_wrong(Door.SCREEN, address, at)
    raise Refused("no_such_screen")


@transaction.atomic
def send_confirm_code(ref: UUID, *, actor: Actor, at: datetime) -> str:
    """Send a code to the mobile of who spoke, and answer it (a demonstration shows it); he says it if all is right.

    Raises as above, and `Refused`: no_mobile_for_code, no_gateway, too_many_codes.
    """
    intake = _mine(ref, actor)
    if not intake.mobile:
        raise Refused("no_mobile_for_code")
    code = send_code(intake.mobile, address=None, at=at, purpose=CodePurpose.CONFIRM)
    record("demand", ref, "send_confirm_code", actor=actor, at=at)
    return code


@transaction.atomic
def confirm_read_out(ref: UUID, *, actor: Actor, at: datetime) -> Demand:
    """Note that it was read out to who spoke, and that he said it is right. Raises as `open_screen`."""
    return _confirm(_mine(ref, actor), Confirmation.READ_OUT, actor, at)


def confirm_by_code(ref: UUID, code: str, *, actor: Actor, at: datetime) -> Demand:
    """Confirm by the code that was sent to who spoke, and that he told the person at the counter.

    Raises as `open_screen`, and `Refused`: wrong_code, code_void. The caller's transaction must commit: it counts.
    """
    return _by_code(_mine(ref, actor), code, actor, at)


def confirm_on_screen(intake: Intake, *, code: str = "", signature: str = "", at: datetime) -> Demand:
    """Confirm on the page turned to the visitor, by the code or by a signature drawn there (a PNG as `data:` address).

    Who presses is the visitor, whoever he is: the journal's actor is the demand itself, for its firm. Raises
    `Refused`: confirmed_already, wrong_code, code_void, signature_missing. The caller's transaction must commit.
    """
    intake = _locked(intake.id)
    demand = intake.demand
    visitor = bearer_of(demand)
    if code:
        return _by_code(intake, code, visitor, at)
    drawn = inked(signature)
    file = store_file(f"来人签名 {demand.number}.png", BytesIO(drawn), len(drawn), actor=visitor, at=at)
    attach(demand, [file], Purpose.SIGNATURE, actor=visitor, at=at)
    return _confirm(intake, Confirmation.SIGNATURE, visitor, at)


def _by_code(intake: Intake, code: str, actor: Actor, at: datetime) -> Demand:
    check_code(intake.mobile, "".join(code.split()), at=at, purpose=CodePurpose.CONFIRM)
    return _confirm(intake, Confirmation.CODE, actor, at)


def _confirm(intake: Intake, how: Confirmation, actor: Actor, at: datetime) -> Demand:
    intake.confirmed, intake.confirmed_at = how, at
    intake.save(update_fields=["confirmed", "confirmed_at"])
    data = {"how": str(how)} | ({"by": "screen"} if actor.only else {})
    record("demand", intake.demand.ref, "confirm_intake", actor=actor, at=at, data=data)
    return intake.demand
