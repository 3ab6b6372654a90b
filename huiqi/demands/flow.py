"""The states of a demand and of a handling, and every move between them: the only place where states change.

While handlers have the demand, whole or each a part of it, its state is computed from those of their handlings
(`computed`), so that they can never disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from huiqi.demands.words import DemandState, HandlingState, Verb
from huiqi.kernel.flow import Flow, NotNow, move

_D, _H = DemandState, HandlingState

AT_DESK = (_D.FILED, _D.REGISTERED)
"""What waits for the window itself: neither handed on nor waiting for the enterprise."""
AT_WINDOW = frozenset({_D.REGISTERED, _D.AWAITING_INFORMATION})
WITH_INSTITUTION = frozenset({_D.DISPATCHED, _D.IN_PROGRESS})
BEFORE_ANSWER = frozenset({_D.FILED}) | AT_WINDOW | WITH_INSTITUTION
OPEN_HANDLINGS = (_H.SENT, _H.TAKEN, _H.PLANNED, _H.WORKING)
AFTER_ANSWER = frozenset({_D.ANSWERED, _D.RATED, _D.VISITED})
RATED = frozenset({_D.RATED, _D.VISITED, _D.ARCHIVED})
"""Where a round is once its enterprise was heard."""
REOPENABLE = (_D.ARCHIVED, _D.WITHDRAWN, _D.REFUSED, _D.ENDED, _D.REPEATED)
CLOSED = (*REOPENABLE, _D.MERGED)
"""Every end; what was merged goes on in another, and is not begun anew."""
DECIDED = (_D.REFUSED, _D.ENDED, _D.REPEATED)
GIVEN_BACK = (_H.RETURNED, _H.RECALLED)
_IN_HAND = (_H.TAKEN, _H.PLANNED, _H.WORKING)

DEMAND: Flow[DemandState, Verb] = Flow(
    move(Verb.REGISTER, [_D.FILED], _D.REGISTERED),
    move(Verb.ASK_INFORMATION, [_D.REGISTERED], _D.AWAITING_INFORMATION),
    move(Verb.SUPPLY_INFORMATION, [_D.AWAITING_INFORMATION], _D.REGISTERED),
    move(Verb.SUPPLY_INFORMATION, WITH_INSTITUTION | {_D.REGISTERED}),
    move(Verb.REPLY, BEFORE_ANSWER | {_D.RECTIFYING}),
    move(Verb.HAND_ON, AT_WINDOW | WITH_INSTITUTION | AFTER_ANSWER | {_D.RECTIFYING}),
    move(Verb.ACKNOWLEDGE, AT_WINDOW | WITH_INSTITUTION | AFTER_ANSWER | {_D.RECTIFYING}),
    move(Verb.HAND_OVER_RESULT, AFTER_ANSWER),
    move(Verb.CONSULT, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.TAKE_OPINION, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.GIVE_OPINION, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.DECLINE_OPINION, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.CALL_OFF, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.ASK_EXTENSION, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.GRANT_EXTENSION, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.DECLINE_EXTENSION, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.ASK_SUSPENSION, WITH_INSTITUTION),
    move(Verb.SUSPEND, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.DECLINE_SUSPENSION, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.RESUME, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.DISPATCH, AT_WINDOW, _D.DISPATCHED),
    move(Verb.ADD_PART, WITH_INSTITUTION),
    move(Verb.RECALL, WITH_INSTITUTION, _D.REGISTERED),
    move(Verb.REPLACE_SCAN, DemandState),
    move(Verb.ANSWER, AT_WINDOW, _D.ANSWERED),
    move(Verb.SUM_UP, [_D.ANSWERED]),
    move(Verb.RATE, [_D.ANSWERED, _D.VISITED], _D.RATED),
    move(Verb.ATTEMPT_VISIT, [_D.ANSWERED, _D.RATED, _D.RECTIFYING, _D.ARCHIVED]),
    move(Verb.VISIT, [_D.ANSWERED, _D.RATED], _D.VISITED),
    move(Verb.VISIT, [_D.RECTIFYING, _D.ARCHIVED]),
    move(Verb.OPEN_RECTIFICATION, RATED, _D.RECTIFYING),
    move(Verb.PLAN_RECTIFICATION, [_D.RECTIFYING]),
    move(Verb.RECTIFY, [_D.RECTIFYING], _D.ANSWERED),
    move(Verb.APPEAL, RATED | {_D.RECTIFYING}),
    move(Verb.UPHOLD_APPEAL, RATED | {_D.ANSWERED}),
    move(Verb.UPHOLD_APPEAL, [_D.RECTIFYING], _D.VISITED),
    move(Verb.DECLINE_APPEAL, RATED | {_D.ANSWERED, _D.RECTIFYING}),
    move(Verb.ARCHIVE, [_D.ANSWERED, _D.RATED, _D.VISITED], _D.ARCHIVED),
    move(Verb.WITHDRAW, BEFORE_ANSWER, _D.WITHDRAWN),
    move(Verb.REFUSE, [_D.FILED, _D.REGISTERED], _D.REFUSED),
    move(Verb.END, AT_WINDOW | WITH_INSTITUTION, _D.ENDED),
    move(Verb.CLOSE_REPEATED, BEFORE_ANSWER, _D.REPEATED),
    move(Verb.MERGE, AT_WINDOW | WITH_INSTITUTION, _D.MERGED),
    move(Verb.ABSORB, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.UNMERGE, [_D.MERGED], _D.REGISTERED),
    move(Verb.LET_GO, AT_WINDOW | WITH_INSTITUTION | set(DECIDED)),
    move(Verb.SPLIT, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.OBJECT, DECIDED),
    move(Verb.UPHOLD_OBJECTION, DECIDED, _D.REGISTERED),
    move(Verb.REJECT_OBJECTION, DECIDED),
    move(Verb.REOPEN, REOPENABLE, _D.FILED),
    move(Verb.ADD, BEFORE_ANSWER | {_D.RECTIFYING}),
    move(Verb.REMIND, BEFORE_ANSWER | {_D.RECTIFYING}),
    move(Verb.ESCALATE, BEFORE_ANSWER | {_D.RECTIFYING}),
    move(Verb.REMIND_FIRM, AT_WINDOW | WITH_INSTITUTION),
    move(Verb.SET_URGENCY, BEFORE_ANSWER),
    move(Verb.OPEN_GREEN, BEFORE_ANSWER),
    move(Verb.CLOSE_GREEN, BEFORE_ANSWER),
    move(Verb.INSTRUCT, BEFORE_ANSWER | AFTER_ANSWER | {_D.RECTIFYING}),
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
    move(Verb.CONTEST, OPEN_HANDLINGS),
    move(Verb.ARBITRATE, OPEN_HANDLINGS, _H.SENT),
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
    move(Verb.MERGE, OPEN_HANDLINGS, _H.RECALLED),
)
"""What a handler does with the demand in its hands, what takes it out of them, what a window enters for one outside."""

BY_LETTER = (Verb.SEND_LETTER, Verb.ENTER_ANSWER, Verb.ENTER_RETURN)
RETURNS = (Verb.RETURN, Verb.CONTEST, Verb.ARBITRATE)
HANDLER_VERBS = (Verb.TAKE, *RETURNS, Verb.GIVE_PLAN, Verb.START_WORK, Verb.ANSWER, *BY_LETTER)
OF_ONE_HAND = (*HANDLER_VERBS, Verb.RECALL)
"""Verbs about one custody: where several are open it has to be said which."""

WHOLE = 0
"""The number of a custody that has all of a demand; its parts 分办 are numbered from one."""

Hands = Mapping[int, HandlingState]
"""Who has the demand: the state of each custody that counts, by its part. Empty: the window has it."""


def computed(hands: Hands) -> DemandState:
    """The demand's state, from those of its custodies.

    Somebody works on it, or has answered while others have not: in progress. Nobody took it yet: dispatched. All have
    answered: answered. Else it waits at the window, for what came back.
    """
    states = set(hands.values())
    if states & set(OPEN_HANDLINGS):
        return _D.DISPATCHED if states <= {_H.SENT, *GIVEN_BACK} else _D.IN_PROGRESS
    return _D.ANSWERED if states == {_H.ANSWERED} else _D.REGISTERED


def after(
    demand: DemandState, hands: Hands, verb: Verb, parts: Sequence[int] = (WHOLE,)
) -> tuple[DemandState, dict[int, HandlingState]]:
    """The states of the demand and of its custodies after `verb`; raises `NotNow` where there is no such move.

    `parts`: which custodies it is about, or which it begins.
    """
    if verb in OF_ONE_HAND and parts[0] in hands:
        moved = {**hands, parts[0]: HANDLING.after(hands[parts[0]], verb)}
        return computed(moved), moved
    target = DEMAND.after(demand, verb)
    if verb in (Verb.DISPATCH, Verb.ADD_PART):
        moved = {**_divided(hands, parts), **dict.fromkeys(parts, _H.SENT)}
        return computed(moved), moved
    return target, {
        part: HANDLING.after(state, verb) if HANDLING.allows(state, verb) and verb not in OF_ONE_HAND else state
        for part, state in hands.items()
    }


def _divided(hands: Hands, parts: Sequence[int]) -> dict[int, HandlingState]:
    """What still counts when more is handed on: who had the whole has the part before the first new one; nothing of
    what came back, where nobody has a part or answered one.
    """
    if parts[0] == WHOLE:
        return {}
    stands = any(state not in GIVEN_BACK for state in hands.values())
    return {part or parts[0] - 1: state for part, state in hands.items()} if stands else {}


def counting(demand: DemandState, hands: Hands) -> dict[int, HandlingState]:
    """Which custodies go on to count: the open ones, and those of a divided demand until it has its answer or end."""
    if demand not in AT_WINDOW | WITH_INSTITUTION:
        return {}
    return {part: state for part, state in hands.items() if part != WHOLE or state in OPEN_HANDLINGS}


def verbs(demand: DemandState, handling: HandlingState | None) -> list[Verb]:
    """Every verb possible now, in the order of the list of verbs, to whom this custody concerns."""
    possible = set(DEMAND.verbs(demand)) | set(HANDLING.verbs(handling) if handling else ())
    return [verb for verb in Verb if verb in possible]


def replay(happenings: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[DemandState, dict[int, HandlingState]]:
    """The states to which a journal's (verb, data) lead when every entry is played through the tables.

    An entry about parts names them: `parts`, and in `handling` the state of the first. Raises `ValueError` where an
    entry does not follow from the one before it.
    """
    known = {str(verb) for verb in Verb}
    state, hands = DemandState.FILED, dict[int, HandlingState]()
    for number, (name, data) in enumerate(entry for entry in happenings if entry[0] in known):
        verb, parts = Verb(name), data.get("parts", (WHOLE,))
        if (number == 0) != (verb is Verb.FILE):
            raise ValueError(f"entry {number}: {name}")
        if number:
            try:
                state, hands = after(state, hands, verb, parts)
            except NotNow as error:
                raise ValueError(f"entry {number}: {error}") from error
        handling = hands.get(parts[0])
        if (str(state), handling and str(handling)) != (data["to"], data["handling"]):
            raise ValueError(f"entry {number}: {name} led to {state}, {handling}, not to {data}")
        hands = counting(state, hands)
    return state, hands
