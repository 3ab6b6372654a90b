"""Telling the firms of a campaign, a stretch of the register in each transaction.

Where a worker dies, the stretch it was at was not begun; where two run, the campaign's row lets one through at a time;
and no firm is told twice of one version, which the table itself refuses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic, sleep
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count
from django.utils.timezone import localdate, localtime

from huiqi.kernel.access import SYSTEM
from huiqi.notices.services import News, tell
from huiqi.policies.flow import CAMPAIGN
from huiqi.policies.models import Campaign, Push, PushChoice
from huiqi.policies.rules.pushing import LEAST, WEEK, Past, due_at, ignored, pace
from huiqi.policies.selectors import Asked, asked_of, concerned, confirmed, people_acting, stretch_end
from huiqi.policies.services.campaigns import REST, finish
from huiqi.policies.wording.pushes import news_of
from huiqi.policies.words import CampaignState, CampaignVerb, PushReason, PushRhythm, PushState

if TYPE_CHECKING:
    from huiqi.accounts.models import Person

AT_A_TIME = 6.0
"""Seconds in which one run tells; the rest of its ten belongs to whoever waits for a page."""

_USUAL = PushChoice()
"""Of a firm that has chosen nothing."""

REMEMBERED = timedelta(days=400)
"""As far back as it is asked what a firm ignored."""


def push_on(*, at: datetime, seconds: float = AT_A_TIME) -> int:
    """Tell on, for some seconds, of every campaign that is being sent; answers how many firms were told or wait."""
    began, found = monotonic(), 0
    for campaign in list(Campaign.objects.filter(state=CampaignState.SENDING).order_by("id")):
        asked = asked_of(_with_versions(campaign.id), localdate(at))
        while monotonic() - began < seconds:
            before = monotonic()
            told = push_stretch(campaign.id, asked, at=at)
            if told is None:
                break
            found += told
            sleep(min(REST * (monotonic() - before), 1))
    return found


def _with_versions(campaign_id: int) -> Campaign:
    return Campaign.objects.select_related("version__policy", "base__policy").get(id=campaign_id)


@transaction.atomic
def push_stretch(campaign_id: int, asked: Asked, *, at: datetime) -> int | None:
    """Tell the next firms of a campaign; None where nothing is left to do: it is done, paused, or in other hands."""
    locked = Campaign.objects.select_for_update(skip_locked=True, of=("self",))
    rows = locked.select_related("version__policy").filter(id=campaign_id, state=CampaignState.SENDING)
    campaign = rows.first()
    if campaign is None:
        return None
    through, count = stretch_end(campaign.reached)
    if not count or campaign.reached >= campaign.last:
        campaign.ended_at = at
        done = CAMPAIGN.after(campaign.state, CampaignVerb.FINISH)
        finish(campaign, done, CampaignVerb.FINISH, actor=SYSTEM, at=at)
        return None
    through = min(through, max(campaign.last, campaign.reached))
    likely = concerned(asked, campaign.reached, through)
    found = _told_of(campaign, confirmed(asked, _told_of(campaign, likely)))
    told = _tell(campaign, found, at)
    campaign.reached, campaign.examined = through, min(campaign.examined + count, campaign.total)
    campaign.save(update_fields=["reached", "examined"])
    return told


def _told_of(campaign: Campaign, found: Mapping[int, PushReason]) -> dict[int, PushReason]:
    return {firm: reason for firm, reason in found.items() if _is_told(campaign, reason)}


def _is_told(campaign: Campaign, reason: PushReason) -> bool:
    """Who gains or loses always is; who keeps it or may have it, where the hub chose so."""
    chosen = {PushReason.KEPT: campaign.tells_kept, PushReason.MAYBE: campaign.tells_maybe}
    return chosen.get(reason, True)


@dataclass(frozen=True, slots=True)
class _Known:
    """What decides how the firms of a stretch are told."""

    people: Mapping[int, list[Person]]
    choices: Mapping[int, PushChoice]
    this_week: Mapping[int, int]
    past: Mapping[int, Sequence[Past]]


def _tell(campaign: Campaign, found: Mapping[int, PushReason], at: datetime) -> int:
    """Write down what becomes of each firm, and tell those that are told at once. Six queries, and those of `tell`."""
    once = Push.objects.filter(version_id=campaign.version_id, cause=campaign.cause, enterprise_id__any_of=found)
    before = set(once.values_list("enterprise_id", flat=True))
    new = {firm: reason for firm, reason in found.items() if firm not in before}
    known = _known(campaign, list(new), at)
    pushes = [_push(campaign, firm, reason, known, at) for firm, reason in new.items()]
    Push.objects.bulk_create(pushes)
    tell(_news(campaign, push, known.people[push.enterprise_id], at) for push in pushes if push.told_at)
    states = Counter(push.state for push in pushes)
    return states[PushState.TOLD] + states[PushState.WAITING]


def _known(campaign: Campaign, firms: list[int], at: datetime) -> _Known:
    told = Push.objects.filter(enterprise_id__any_of=firms, state=PushState.TOLD)
    lately = told.filter(told_at__gt=at - WEEK).order_by().values("enterprise_id").annotate(count=Count("id"))
    alike = told.filter(version__policy__kind=campaign.version.policy.kind, told_at__gt=at - REMEMBERED)
    past: dict[int, list[Past]] = defaultdict(list)
    for firm, moment, opened in alike.order_by("-told_at").values_list("enterprise_id", "told_at", "opened_at"):
        if moment and len(past[firm]) < 2 * LEAST:
            past[firm].append(Past(moment, opened is not None))
    return _Known(
        people_acting(firms, localdate(at)),
        {one.enterprise_id: one for one in PushChoice.objects.filter(enterprise_id__any_of=firms)},
        {row["enterprise_id"]: row["count"] for row in lately},
        past,
    )


def _push(campaign: Campaign, firm: int, reason: PushReason, known: _Known, at: datetime) -> Push:
    state, due = _decided(firm, known, at)
    return Push(
        campaign=campaign,
        version_id=campaign.version_id,
        enterprise_id=firm,
        cause=campaign.cause,
        reason=reason,
        state=state,
        at=at,
        due_at=due,
        told_at=at if state is PushState.TOLD else None,
    )


def _decided(firm: int, known: _Known, at: datetime) -> tuple[PushState, datetime | None]:
    """What becomes of telling a firm, by the written rules (`rules.pushing`)."""
    choice = known.choices.get(firm) or _USUAL
    if firm not in known.people:
        return PushState.UNREACHED, None
    if choice.rhythm is PushRhythm.NEVER:
        return PushState.DECLINED, None
    if not choice.profiled:
        return PushState.GENERAL, None
    rhythm = pace(PushRhythm(choice.rhythm), ignored(known.past.get(firm, ()), at))
    due = due_at(rhythm, known.this_week.get(firm, 0), choice.weekly, localtime(at))
    return (PushState.WAITING, due) if due else (PushState.TOLD, None)


def _news(campaign: Campaign, push: Push, people: list[Person], at: datetime) -> News:
    return news_of(campaign, push.reason, people, key=f"policies.push:{push.id}", at=at)
