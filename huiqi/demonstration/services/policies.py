"""A made-up policy with its whole life: written, reviewed, published, amended; drafts that wait for a review."""

from datetime import date, datetime, timedelta
from typing import Any

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import person_with
from huiqi.demonstration.rules import mobile
from huiqi.demonstration.services.stage import read
from huiqi.kernel.access import Actor
from huiqi.policies.selectors import library, open_draft, policy_in_force
from huiqi.policies.services import approve, begin_amendment, begin_policy, edit, publish, submit

HUB, REVIEWER = 1, 12
DAY = timedelta(days=1)


def keep_library(*, at: datetime) -> None:
    """What the hub writes and the window's manager reviews, each on days of their own; what is there stays."""
    hub, reviewer = (actor_of(person_with(mobile(number), at=at)) for number in (HUB, REVIEWER))
    told = read("policies")
    made, changed = told["made"], told["changed"]
    code = made["code"]
    if not library().versions_of(code) and not open_draft(hub, code):
        begun = begin_policy(code, made["content"], reason=made["reason"], actor=hub, at=at - 60 * DAY)
        _through(begun.ref, {}, hub, reviewer, at - 59 * DAY)
        base = policy_in_force(code, at.date())
        if base:
            again = begin_amendment(base, reason=changed["reason"], actor=hub, at=at - 20 * DAY)
            _through(again.ref, changed["said"], hub, reviewer, at - 19 * DAY)
    _tighten(code, told["tightened"], hub, at)
    _wait(told["waiting"], hub, at)


def _through(ref: Any, said: dict[str, Any], hub: Actor, reviewer: Actor, at: datetime) -> None:
    """Through both hands, a day each."""
    if said:
        edit(ref, said, actor=hub, at=at)
    submit(ref, actor=hub, at=at)
    approve(ref, actor=reviewer, at=at + DAY, note="与原文逐条核对过。")
    publish(ref, actor=hub, at=at + 2 * DAY)


def _tighten(code: str, told: dict[str, Any], hub: Actor, at: datetime) -> None:
    """A draft for review by which some gain and others lose what they have."""
    base = policy_in_force(code, date.fromisoformat(told["on"]))
    if base is None or base.drafts.exists() or open_draft(hub, code):
        return
    begun = begin_amendment(base, reason=told["reason"], actor=hub, at=at - 3 * DAY)
    edit(begun.ref, told["said"], actor=hub, at=at - 2 * DAY)
    submit(begun.ref, actor=hub, at=at - 2 * DAY)


def _wait(told: dict[str, Any], hub: Actor, at: datetime) -> None:
    """A draft that a second person has not reviewed yet."""
    base = policy_in_force(told["code"], at.date())
    if base is None or base.made_by.exists() or open_draft(hub, told["code"]):
        return
    begun = begin_amendment(base, reason=told["reason"], actor=hub, at=at - 2 * DAY)
    edit(begun.ref, told["said"], actor=hub, at=at - DAY)
    submit(begun.ref, actor=hub, at=at - DAY)
