"""Merging what is one matter, splitting what is several: which promise stands after it, until when it can be undone.

A merge never moves a promise: of two demands that are one matter the enterprise keeps the earlier moment of each step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from huiqi.demands.rules.deadlines import Unit, due
from huiqi.demands.words import Step
from huiqi.standards.opening_hours import USUAL, Hours
from huiqi.standards.working_days import Calendar

UNDO_DAYS = 10
"""Working days in which a merge can be undone. No regulation sets a term; as long as the usual limit of an answer."""

MOST_PIECES = 3
"""New demands that one splitting makes."""

FAMILIES = ((Step.STAGED_REPLY,), (Step.FINISH, Step.EXTENDED_FINISH), (Step.GREEN_FINISH,))
"""Steps that stand for one another: an extended limit stands in the place of the usual one."""

FINISHES = (*FAMILIES[1], *FAMILIES[2])


class Owed(Protocol):
    """A promise that is owed to the enterprise."""

    step: Step
    due_at: datetime


Promised = TypeVar("Promised", bound=Owed)


def taken_over(
    gone: Sequence[Promised], stays: Sequence[Promised], done: Collection[Step]
) -> Iterator[tuple[Promised, list[Promised]]]:
    """Which promises of the one that goes stand from now on at the one that stays, each with those it replaces there.

    Nothing of a step that the one that stays has `done`, and nothing that is due there as early anyway.
    """
    for family in FAMILIES:
        owed = sorted((one for one in gone if one.step in family), key=lambda one: one.due_at)
        there = [one for one in stays if one.step in family]
        if owed and not set(family) & set(done) and all(owed[0].due_at < one.due_at for one in there):
            yield owed[0], there


def undo_until(merged_at: datetime, calendar: Calendar, hours: Hours = USUAL) -> datetime:
    """Until when a merge can be undone."""
    return due(merged_at, UNDO_DAYS, Unit.WORKING_DAY, calendar, hours).due_at
