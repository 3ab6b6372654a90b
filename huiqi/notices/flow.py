"""The states of a delivery and every move between them: the only place where they change."""

from huiqi.kernel.flow import Flow, move
from huiqi.notices.words import DeliveryState as S
from huiqi.notices.words import DeliveryVerb as V

DELIVERY: Flow[S, V] = Flow(
    move(V.CLAIM, [S.WAITING, S.SENDING], S.SENDING),
    move(V.CONFIRM, [S.SENDING], S.SENT),
    move(V.POSTPONE, [S.SENDING], S.WAITING),
    move(V.GIVE_UP, [S.SENDING], S.STUCK),
    move(V.EXPIRE, [S.WAITING, S.SENDING, S.STUCK], S.EXPIRED),
    move(V.RETRY, [S.STUCK], S.WAITING),
)
"""Claimed again while it is being sent: by whoever finds that the sender was killed (`rules.LEASE`)."""
