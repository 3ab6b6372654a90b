"""The states of a demand and of a handling, and every move between them: the only place where states change.

While an institution has the demand, the demand's state is computed from the handling's (`state_under`), so that the
two can never disagree.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from huiqi.demands.words import DemandState, HandlingState, Verb
from huiqi.kernel.flow import Flow, NotNow, move

_D, _H = DemandState, HandlingState

AT_WINDOW = frozenset({_D.REGISTERED, _D.AWAITING_INFORMATION})
WITH_INSTITUTION = frozenset({_D.DISPATCHED, _D.IN_PROGRESS})
BEFORE_ANSWER = frozenset({_D.FILED}) | AT_WINDOW | WITH_INSTITUTION
OPEN_HANDLINGS = (_H.SENT, _H.TAKEN, _H.PLANNED, _H.WORKING)
AFTER_ANSWER = frozenset({_D.ANSWERED, _D.RATED, _D.VISITED})
CLOSED = (_D.ARCHIVED, _D.WITHDRAWN, _D.REFUSED, _D.ENDED, _D.REPEATED)
DECIDED = (_D.REFUSED, _D.ENDED, _D.REPEATED)
GIVEN_BACK = (_H.RETURNED, _H.RECALLED)
_IN_HAND = (_H.TAKEN, _H.PLANNED, _H.WORKING)

DEMAND: Flow[DemandState, Verb] = Flow(
    move(Verb.REGISTER, [_D.FILED], _D.REGISTERED),
    move(Verb.ASK_INFORMATION, [_D.REGISTERED], _D.AWAITING_INFORMATION),
    move(Verb.SUPPLY_INFORMATION, [_D.AWAITING_INFORMATION], _D.REGISTERED),
    move(Verb.SUPPLY_INFORMATION, WITH_INSTITUTION | {_D.REGISTERED}),
    move(Verb.REPLY, BEFORE_ANSWER),
    move(Verb.HAND_ON, AT_WINDOW | WITH_INSTITUTION | AFTER_ANSWER),
    move(Verb.ACKNOWLEDGE, AT_WINDOW | WITH_INSTITUTION | AFTER_ANSWER),
    move(Verb.HAND_OVER_RESULT, AFTER_ANSWER),
    move(Verb.CONSULT, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.GIVE_OPINION, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.ASK_EXTENSION, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.GRANT_EXTENSION, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.DECLINE_EXTENSION, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.DISPATCH, AT_WINDOW, _D.DISPATCHED),
    move(Verb.RECALL, WITH_INSTITUTION, _D.REGISTERED),
    move(Verb.REPLACE_SCAN, DemandState),
    move(Verb.ANSWER, AT_WINDOW, _D.ANSWERED),
    move(Verb.RATE, [_D.ANSWERED, _D.VISITED], _D.RATED),
    move(Verb.ATTEMPT_VISIT, [_D.ANSWERED, _D.RATED]),
    move(Verb.VISIT, [_D.ANSWERED, _D.RATED], _D.VISITED),
    move(Verb.ARCHIVE, [_D.RATED, _D.VISITED], _D.ARCHIVED),
    move(Verb.WITHDRAW, BEFORE_ANSWER, _D.WITHDRAWN),
    move(Verb.REFUSE, [_D.FILED, _D.REGISTERED], _D.REFUSED),
    move(Verb.END, AT_WINDOW | WITH_INSTITUTION, _D.ENDED),
    move(Verb.CLOSE_REPEATED, BEFORE_ANSWER, _D.REPEATED),
    move(Verb.OBJECT, DECIDED),
    move(Verb.UPHOLD_OBJECTION, DECIDED, _D.REGISTERED),
    move(Verb.REJECT_OBJECTION, DECIDED),
    move(Verb.REOPEN, CLOSED, _D.FILED),
    move(Verb.ADD, BEFORE_ANSWER),
    move(Verb.REMIND, BEFORE_ANSWER),
    move(Verb.ESCALATE, BEFORE_ANSWER),
    move(Verb.REMIND_FIRM, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.SET_URGENCY, BEFORE_ANSWER),
    move(Verb.OPEN_GREEN, BEFORE_ANSWER),
    move(Verb.CLOSE_GREEN, BEFORE_ANSWER),
    move(Verb.INSTRUCT, BEFORE_ANSWER | AFTER_ANSWER),
    move(Verb.REPORT_BACK, DemandState),
    move(Verb.SEAL, DemandState),
    move(Verb.NAME_INSIDER, DemandState),
    move(Verb.REMOVE_INSIDER, DemandState),
    move(Verb.UNSEAL, DemandState),
)
"""What window, enterprise and hub do with a demand."""

HANDLING: Flow[HandlingState, Verb] = Flow(
    move(Verb.TAKE, [_H.SENT], _H.TAKEN),
    move(Verb.RETURN, OPEN_HANDLINGS, _H.RETURNED),
    move(Verb.GIVE_PLAN, [_H.TAKEN], _H.PLANNED),
    move(Verb.GIVE_PLAN, [_H.PLANNED, _H.WORKING]),
    move(Verb.START_WORK, [_H.TAKEN, _H.PLANNED], _H.WORKING),
    move(Verb.ANSWER, _IN_HAND, _H.ANSWERED),
    move(Verb.SEND_LETTER, OPEN_HANDLINGS),
    move(Verb.ENTER_ANSWER, OPEN_HANDLINGS, _H.ANSWERED),
    move(Verb.ENTER_RETURN, OPEN_HANDLINGS, _H.RETURNED),
    move(Verb.RECALL, OPEN_HANDLINGS, _H.RECALLED),
    move(Verb.WITHDRAW, OPEN_HANDLINGS, _H.RECALLED),
    move(Verb.END, OPEN_HANDLINGS, _H.RECALLED),
    move(Verb.CLOSE_REPEATED, OPEN_HANDLINGS, _H.RECALLED),
)
"""What a handler does with the demand in its hands, what takes it out of them, what a window enters for one outside."""

BY_LETTER = (Verb.SEND_LETTER, Verb.ENTER_ANSWER, Verb.ENTER_RETURN)
HANDLER_VERBS = (Verb.TAKE, Verb.RETURN, Verb.GIVE_PLAN, Verb.START_WORK, Verb.ANSWER, *BY_LETTER)

_UNDER = {
    _H.SENT: _D.DISPATCHED,
    _H.TAKEN: _D.IN_PROGRESS,
    _H.PLANNED: _D.IN_PROGRESS,
    _H.WORKING: _D.IN_PROGRESS,
    _H.ANSWERED: _D.ANSWERED,
    _H.RETURNED: _D.REGISTERED,
    _H.RECALLED: _D.REGISTERED,
}


def state_under(handling: HandlingState) -> DemandState:
    """The demand's state while, or right after, one institution handles it."""
    return _UNDER[handling]


def after(demand: DemandState, handling: HandlingState | None, verb: Verb) -> tuple[DemandState, HandlingState | None]:
    """The states of the demand and of its open handling after `verb`; raises `NotNow` where there is no such move."""
    if handling is not None and verb in HANDLER_VERBS:
        moved = HANDLING.after(handling, verb)
        return state_under(moved), moved
    target = DEMAND.after(demand, verb)
    if handling is not None and HANDLING.allows(handling, verb):
        return target, HANDLING.after(handling, verb)
    return target, HandlingState.SENT if verb is Verb.DISPATCH else handling


def verbs(demand: DemandState, handling: HandlingState | None) -> list[Verb]:
    """Every verb possible now, in the order of the list of verbs."""
    possible = set(DEMAND.verbs(demand)) | set(HANDLING.verbs(handling) if handling else ())
    return [verb for verb in Verb if verb in possible]


def replay(happenings: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[DemandState, HandlingState | None]:
    """The states to which a journal's (verb, data) lead when every entry is played through the tables.

    Raises `ValueError` where an entry does not follow from the one before it.
    """
    known = {str(verb) for verb in Verb}
    state, handling = DemandState.FILED, None
    for number, (name, data) in enumerate(entry for entry in happenings if entry[0] in known):
        verb = Verb(name)
        if (number == 0) != (verb is Verb.FILE):
            raise ValueError(f"entry {number}: {name}")
        if number:
            try:
                state, handling = after(state, handling, verb)
            except NotNow as error:
                raise ValueError(f"entry {number}: {error}") from error
        if (str(state), handling and str(handling)) != (data["to"], data["handling"]):
            raise ValueError(f"entry {number}: {name} led to {state}, {handling}, not to {data}")
        handling = handling if handling in OPEN_HANDLINGS else None
    return state, handling
