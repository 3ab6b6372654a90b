"""The states of an agreement and every move between them.

While a change waits for the firm (`CHANGING`) the version before it stays in force, and goes on if the firm declines.
`DONE` is the countable service; what the firm never confirmed ends `UNCONFIRMED` and is never counted.
"""

from huiqi.agreements.words import AgreementState, AgreementVerb
from huiqi.kernel.flow import Flow, move

_S, _V = AgreementState, AgreementVerb

IN_WORK = (_S.IN_FORCE, _S.CHANGING)
FINISHED = (_S.DONE, _S.UNCONFIRMED)
OPEN = (_S.DRAFT, _S.SENT, _S.DECLINED, *IN_WORK, _S.REPORTED)
WAITING = (_S.SENT, _S.CHANGING, _S.REPORTED)
"""States in which the firm has the word."""

AGREEMENT: Flow[AgreementState, AgreementVerb] = Flow(
    move(_V.REVISE, [_S.DRAFT, _S.SENT, _S.DECLINED], _S.DRAFT),
    move(_V.SIGN, [_S.DRAFT], _S.SENT),
    move(_V.AGREE, [_S.SENT, _S.CHANGING], _S.IN_FORCE),
    move(_V.DECLINE, [_S.SENT], _S.DECLINED),
    move(_V.DECLINE, [_S.CHANGING], _S.IN_FORCE),
    move(_V.FINISH_MILESTONE, IN_WORK),
    move(_V.CHANGE, [_S.IN_FORCE], _S.CHANGING),
    move(_V.REPORT, [_S.IN_FORCE], _S.REPORTED),
    move(_V.CONFIRM, [_S.REPORTED], _S.DONE),
    move(_V.DISPUTE, [_S.REPORTED], _S.IN_FORCE),
    move(_V.ASK_AGAIN, [_S.REPORTED]),
    move(_V.LAPSE, [_S.REPORTED], _S.UNCONFIRMED),
    move(_V.DECLARE_PAYMENT, [*IN_WORK, _S.REPORTED, *FINISHED]),
    move(_V.RECORD_INVOICE, [*IN_WORK, _S.REPORTED, *FINISHED]),
    move(_V.END, [_S.DRAFT, _S.SENT, _S.DECLINED, *IN_WORK], _S.ENDED),
)
