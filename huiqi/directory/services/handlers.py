"""Whoever is to be handed a demand must exist: the refusals that say why he does not, and who does it now."""

from contextlib import suppress
from datetime import date
from uuid import UUID

from huiqi.accounts.selectors import organisation_by_ref
from huiqi.directory.rules import Handler
from huiqi.directory.selectors import department_of, expert_of, handler_there, institution_of
from huiqi.directory.services.departments import refuse_closed
from huiqi.kernel.refusal import Refused


def require_handler(organisation_ref: UUID | str, on: date, field: str = "") -> Handler:
    """The handler that this organisation is on a day.

    Raises `Refused`, told at `field`: department_closed, department_replaced (with the successor), institution_left,
    expert_left, handler_unknown.
    """
    with suppress(ValueError):  # no reference
        if handler := handler_there(UUID(str(organisation_ref)), on):
            return handler
    if organisation := organisation_by_ref(organisation_ref):
        _refuse(organisation.id, on, field)
    raise Refused("handler_unknown", field)


def _refuse(organisation_id: int, on: date, field: str) -> None:
    """Say who it was and since when he is none any more."""
    if department := department_of(organisation_id):
        refuse_closed(department, on, field)
    if (institution := institution_of(organisation_id)) and institution.left_on:
        raise Refused("institution_left", field, name=institution.name, day=institution.left_on)
    if (expert := expert_of(organisation_id)) and expert.left_on:
        raise Refused("expert_left", field, name=expert.name, day=expert.left_on)
