"""The states of a case of supervision and every move between them: the only place where they change.

The record is made by itself; every other step is taken by a person. Until it has ended a case can be objected to, and
a remedy that makes up for what was missed before anything was ordered settles it by itself.
"""

from huiqi.kernel.flow import Flow, move
from huiqi.supervision.words import CaseState as S
from huiqi.supervision.words import CaseVerb as V

OPEN = (S.RECORDED, S.ORDERED, S.CIRCULATED, S.SUMMONED, S.TALKED)
MEASURED = (S.ORDERED, S.CIRCULATED, S.SUMMONED, S.TALKED)

CASE: Flow[S, V] = Flow(
    move(V.ORDER, [S.RECORDED], S.ORDERED),
    move(V.CIRCULATE, [S.ORDERED], S.CIRCULATED),
    move(V.SUMMON, [S.CIRCULATED], S.SUMMONED),
    move(V.RECORD_TALK, [S.SUMMONED], S.TALKED),
    move(V.REPORT, MEASURED),
    move(V.ACCEPT, MEASURED, S.CLOSED),
    move(V.DECLINE, MEASURED),
    move(V.OBJECT, [*OPEN, S.CLOSED]),
    move(V.UPHOLD, [*OPEN, S.CLOSED], S.STRUCK),
    move(V.REJECT, [*OPEN, S.CLOSED]),
    move(V.SETTLE, [S.RECORDED], S.CLOSED),
    move(V.ENTER, [*OPEN, S.CLOSED]),
)

NEXT = {S.RECORDED: V.ORDER, S.ORDERED: V.CIRCULATE, S.CIRCULATED: V.SUMMON}
"""What is proposed when the limit of a state passes."""

BY_AUTHORITY = (V.ORDER, V.CIRCULATE, V.SUMMON, V.RECORD_TALK, V.ACCEPT, V.DECLINE, V.UPHOLD, V.REJECT)
"""What the authority decides in place of the hub. The case moves as by the verb that it decides on."""

WITH_LIMIT = (V.ORDER, V.CIRCULATE, V.SUMMON, V.RECORD_TALK, V.DECLINE)
"""Decisions that leave a limit for a remedy."""


def decided(state: S, verb: V) -> S:
    """Where a case goes by what the authority decided; closed from the start where it orders nothing.

    Raises `NotNow`.
    """
    return CASE.after(state, V.SETTLE if (verb, state) == (V.ACCEPT, S.RECORDED) else verb)


def decidable(state: S) -> list[V]:
    """What the authority may decide in a state."""
    return [one for one in BY_AUTHORITY if CASE.allows(state, one) or (one, state) == (V.ACCEPT, S.RECORDED)]
