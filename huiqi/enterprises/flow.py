"""The states of a claim and every move between them.

Who registers a firm first is `DECLARED` at once; who comes second is `WAITING`. Once somebody's papers are verified,
whoever had only declared himself waits like the others (`OVERTAKE`). A refused scan may be brought anew.
"""

from huiqi.enterprises.words import ClaimState, ClaimVerb
from huiqi.kernel.flow import Flow, move

_S, _V = ClaimState, ClaimVerb

CLAIM: Flow[ClaimState, ClaimVerb] = Flow(
    move(_V.BRING, [_S.WAITING, _S.DECLARED]),
    move(_V.BRING, [_S.REFUSED], _S.WAITING),
    move(_V.VERIFY, [_S.WAITING, _S.DECLARED], _S.VERIFIED),
    move(_V.CONFIRM, [_S.WAITING, _S.DECLARED], _S.VERIFIED),
    move(_V.REFUSE, [_S.WAITING], _S.REFUSED),
    move(_V.REFUSE, [_S.DECLARED]),
    move(_V.OVERTAKE, [_S.DECLARED], _S.WAITING),
    move(_V.WITHDRAW, [_S.WAITING, _S.DECLARED, _S.REFUSED], _S.ENDED),
    move(_V.END, [_S.WAITING, _S.DECLARED, _S.VERIFIED, _S.REFUSED], _S.ENDED),
)

OPEN = (ClaimState.WAITING, ClaimState.DECLARED, ClaimState.REFUSED)
"""States in which the claimant or somebody else has still something to do."""
