"""The states of a programme, of each firm on its list and of its payment lists, and every move between them."""

from huiqi.benefits.words import EntryState, EntryVerb, ListState, ListVerb, ProgrammeState, ProgrammeVerb
from huiqi.kernel.flow import Flow, NotNow, move

_P, _V = ProgrammeState, ProgrammeVerb
_E, _D = EntryState, EntryVerb
_L, _W = ListState, ListVerb

PROGRAMME: Flow[ProgrammeState, ProgrammeVerb] = Flow(
    move(_V.REVISE, [_P.PREPARED]),
    move(_V.SUBMIT, [_P.PREPARED], _P.REVIEW),
    move(_V.RECALL, [_P.REVIEW], _P.PREPARED),
    move(_V.APPROVE, [_P.REVIEW], _P.GUIDED),
    move(_V.RETURN, [_P.REVIEW], _P.PREPARED),
    move(_V.DRAW, [_P.GUIDED, _P.CHECKING], _P.DRAWING),
    move(_V.DRAWN, [_P.DRAWING], _P.CHECKING),
    move(_V.PUBLISH, [_P.CHECKING], _P.PUBLISHED),
    move(_V.ASK, [_P.PUBLISHED], _P.PAYING),
    move(_V.FINISH, [_P.PAYING], _P.FINISHED),
    move(_V.CANCEL, [_P.PREPARED, _P.REVIEW, _P.GUIDED, _P.CHECKING, _P.PUBLISHED], _P.CANCELLED),
)

ENTRY: Flow[EntryState, EntryVerb] = Flow(
    move(_D.VERIFY, [_E.FOUND], _E.VERIFIED),
    move(_D.REMOVE, [_E.FOUND, _E.VERIFIED, _E.OFFERED, _E.WILLING, _E.BOUNCED], _E.REMOVED),
    move(_D.RESTORE, [_E.REMOVED], _E.FOUND),
    move(_D.OFFER, [_E.VERIFIED], _E.OFFERED),
    move(_D.CONFIRM, [_E.OFFERED, _E.DECLINED, _E.BOUNCED], _E.WILLING),
    move(_D.DECLINE, [_E.OFFERED, _E.WILLING, _E.BOUNCED], _E.DECLINED),
    move(_D.LIST, [_E.WILLING], _E.LISTED),
    move(_D.UNLIST, [_E.LISTED], _E.WILLING),
    move(_D.PAY, [_E.LISTED], _E.PAID),
    move(_D.BOUNCE, [_E.LISTED], _E.BOUNCED),
    move(_D.RECOVER, [_E.PAID], _E.RECOVERED),
)

PAYMENT: Flow[ListState, ListVerb] = Flow(
    move(_W.CONFIRM, [_L.WAITING], _L.CONFIRMED),
    move(_W.RETURN, [_L.WAITING], _L.RETURNED),
    move(_W.WITHDRAW, [_L.WAITING], _L.WITHDRAWN),
)

REVIEWS = (_V.APPROVE, _V.RETURN)
"""What the authority does; where none is seated, a second person at the hub."""
PAYABLE = (_L.CONFIRMED, _L.UNCHECKED)
"""The payment lists of which payments are written down."""
WHILE = {
    _D.VERIFY: (_P.CHECKING,),
    _D.RESTORE: (_P.CHECKING,),
    _D.REMOVE: (_P.CHECKING, _P.PUBLISHED, _P.PAYING),
    _D.CONFIRM: (_P.PAYING,),
    _D.DECLINE: (_P.PAYING,),
}
"""What is done with a firm only while its programme stands in these states: it is checked, or firms are asked."""
LAID_OPEN = (_P.PUBLISHED, _P.PAYING, _P.FINISHED)
"""The list is published, or was."""
RUNNING = (_P.PREPARED, _P.REVIEW, _P.GUIDED, _P.DRAWING, _P.CHECKING, _P.PUBLISHED, _P.PAYING)
ON_NOTICE = (_E.VERIFIED, _E.OFFERED, _E.DECLINED, _E.WILLING, _E.LISTED, _E.BOUNCED, _E.PAID, _E.RECOVERED)
"""The firms that the published list names."""
UNPAID = (_E.WILLING, _E.LISTED, _E.BOUNCED)
"""Who said yes and has no money yet."""


def of_entry(state: EntryState, programme: ProgrammeState) -> list[EntryVerb]:
    """The moves of a firm in `state` while its programme stands where it stands, in the order of the table."""
    return [verb for verb in ENTRY.verbs(state) if programme in WHILE.get(verb, (programme,))]


def entry_after(state: EntryState, programme: ProgrammeState, verb: EntryVerb) -> EntryState:
    """The state of a firm after `verb`; raises `NotNow` with the state that stands in the way."""
    to = ENTRY.after(state, verb)
    if verb not in of_entry(state, programme):
        raise NotNow(programme, verb)
    return to
