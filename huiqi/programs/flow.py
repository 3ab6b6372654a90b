"""The states of a key and every move between them.

Two people make a key: one of the office asks, the security administrator allows. The secret is made when the office
fetches it, so that nobody but the office ever sees it; what was fetched and lost is ended, and asked for anew.
"""

from huiqi.kernel.flow import Flow, move
from huiqi.programs.words import KeyState, KeyVerb

_S, _V = KeyState, KeyVerb

KEY: Flow[KeyState, KeyVerb] = Flow(
    move(_V.ALLOW, [_S.ASKED], _S.ALLOWED),
    move(_V.DECLINE, [_S.ASKED], _S.DECLINED),
    move(_V.FETCH, [_S.ALLOWED], _S.ACTIVE),
    move(_V.END, [_S.ASKED, _S.ALLOWED, _S.ACTIVE], _S.ENDED),
)
