"""What firms of the demonstration follow, since when they hold what they hold, and what the hub has told them."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.timezone import localdate

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import person_with
from huiqi.demonstration.rules import mobile
from huiqi.demonstration.services.firms import owned
from huiqi.policies.selectors import campaigns, follows_of, library, policy_in_force, pushes_of
from huiqi.policies.services import (
    Outcome,
    act,
    count_audience,
    date_certificates,
    follow,
    note_opened,
    push_now,
    push_on,
    record_outcome,
)
from huiqi.policies.words import CampaignState, CampaignVerb, Stage

FOLLOWED = ("P31", "P17", "L01", "P08")
"""What the first firm follows: an item with a season, one that ends with the year, its next steps up the ladder."""


def follow_policies(*, at: datetime) -> None:
    """The first firm follows a few items and says since when it is an innovative SME; what is there stays."""
    firm, owner = owned(51)
    if follows_of(firm).exists():
        return
    for code in (code for code in FOLLOWED if library().versions_of(code)):
        follow(firm, code, actor=owner, at=at - timedelta(days=12))
    since = localdate(at).replace(day=1) - timedelta(days=3 * 365 - 80)
    date_certificates(firm, {"innovative_sme": since}, actor=owner, at=at - timedelta(days=12))


def push_policies(*, at: datetime) -> None:
    """The hub has told firms of what was published in the months before; one push waits for it to look at."""
    hub = actor_of(person_with(mobile(1), at=at))
    if campaigns(hub).exclude(state=CampaignState.PREPARED).exists():
        return
    if row := policy_in_force("P15", localdate(at)):
        push_now(row, actor=hub, at=at - timedelta(days=30))
    for made in campaigns(hub).order_by("made_at"):
        count_audience(made.ref, at=made.made_at)
        act(made.ref, CampaignVerb.START, actor=hub, at=made.made_at + timedelta(hours=1))
        push_on(at=made.made_at + timedelta(hours=1), seconds=60)
    _answer(at)
    if row := policy_in_force("P17", localdate(at)):
        count_audience(push_now(row, actor=hub, at=at - timedelta(hours=3)).ref, at=at)


def _answer(at: datetime) -> None:
    """Two of the owners looked at what they were told; one applied for it, was granted it and paid a part."""
    day = localdate(at)
    for number in (51, 52):
        firm, owner = owned(number)
        for push in pushes_of(firm)[1:]:
            note_opened(firm, push.version.policy.code, at=at - timedelta(days=9))
        if number == 51 and policy_in_force("P31", day):
            for stage, ago, amount in (
                (Stage.APPLIED, 40, None),
                (Stage.GRANTED, 20, "86000"),
                (Stage.PAID, 5, "43000"),
            ):
                told = Outcome(stage, day - timedelta(days=ago), Decimal(amount) if amount else None)
                record_outcome(firm, "P31", told, actor=owner, at=at - timedelta(days=4))
