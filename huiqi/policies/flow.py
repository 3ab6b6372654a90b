"""The states of a draft and every move between them. What is published is moved no more: a new draft replaces it."""

from huiqi.kernel.flow import Flow, move
from huiqi.policies.words import CampaignState, CampaignVerb, DraftState, DraftVerb, FaqState, FaqVerb

_S, _V = DraftState, DraftVerb

OPEN = (_S.DRAFT, _S.WAITING, _S.REVIEWED)

DRAFT: Flow[DraftState, DraftVerb] = Flow(
    move(_V.EDIT, [_S.DRAFT]),
    move(_V.SUBMIT, [_S.DRAFT], _S.WAITING),
    move(_V.APPROVE, [_S.WAITING], _S.REVIEWED),
    move(_V.RETURN, [_S.WAITING, _S.REVIEWED], _S.DRAFT),
    move(_V.PUBLISH, [_S.REVIEWED], _S.PUBLISHED),
    move(_V.DROP, OPEN, _S.DROPPED),
)

TEXT: Flow[DraftState, DraftVerb] = Flow(
    move(_V.EDIT, [_S.WAITING]),
    move(_V.PUBLISH, [_S.WAITING], _S.PUBLISHED),
    move(_V.DROP, [_S.WAITING], _S.DROPPED),
)
"""The life of a draft of a text: one writes, a second publishes."""

CAMPAIGN: Flow[CampaignState, CampaignVerb] = Flow(
    move(CampaignVerb.START, [CampaignState.PREPARED], CampaignState.SENDING),
    move(CampaignVerb.PAUSE, [CampaignState.SENDING], CampaignState.PAUSED),
    move(CampaignVerb.RESUME, [CampaignState.PAUSED], CampaignState.SENDING),
    move(
        CampaignVerb.CANCEL,
        [CampaignState.PREPARED, CampaignState.SENDING, CampaignState.PAUSED],
        CampaignState.CANCELLED,
    ),
    move(CampaignVerb.FINISH, [CampaignState.SENDING], CampaignState.DONE),
)

_F = FaqState

FAQ_OPEN = (_F.DRAFT, _F.WAITING)

FAQ: Flow[FaqState, FaqVerb] = Flow(
    move(FaqVerb.EDIT, FAQ_OPEN),
    move(FaqVerb.SUBMIT, [_F.DRAFT], _F.WAITING),
    move(FaqVerb.RETURN, [_F.WAITING], _F.DRAFT),
    move(FaqVerb.PUBLISH, [_F.WAITING], _F.PUBLISHED),
    move(FaqVerb.DROP, FAQ_OPEN, _F.DROPPED),
    move(FaqVerb.REPLACE, [_F.PUBLISHED], _F.REPLACED),
    move(FaqVerb.WITHDRAW, [_F.PUBLISHED], _F.WITHDRAWN),
)
"""The life of a version of a question and its answer: one writes, a second publishes, the next version replaces it."""
