"""The receipt of a demand that staff took in: on paper, or to the telephone or the mail of who spoke."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.timezone import localdate

from huiqi.accounts.selectors import people_named
from huiqi.demands.permissions import can_take_in
from huiqi.demands.selectors import RECEIPT, case_of, intake_of, taken_in_by, to_bring
from huiqi.demands.wording.receipt import receipt_content
from huiqi.demands.wording.told import RECEIPT as RECEIPT_NOTICE
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.notices.services import News, open_channels, tell
from huiqi.notices.words import Channel
from huiqi.papers.selectors import latest
from huiqi.papers.services import issue_paper

if TYPE_CHECKING:
    from huiqi.demands.models import Demand, Intake
    from huiqi.papers.models import Paper


def own_intake(ref: UUID, actor: Actor) -> tuple[Demand, Intake]:
    """What the actor took in himself. Raises `PermissionDenied`."""
    demand = taken_in_by(actor, ref) if can_take_in(actor) else None
    intake = intake_of(demand) if demand else None
    if demand is None or intake is None:
        raise PermissionDenied
    return demand, intake


@transaction.atomic
def issue_receipt(ref: UUID, *, submission: UUID, actor: Actor, at: datetime) -> Paper:
    """Issue the receipt as a paper of the office that took the demand in; the one in force stands if it says the same.

    Raises `PermissionDenied` to whoever did not take the demand in.
    """
    demand, intake = own_intake(ref, actor)
    clerk = people_named({intake.taken_by}).get(intake.taken_by, "")
    with translation.override("zh-hans"):
        content = receipt_content(case_of(demand), clerk, to_bring(intake, localdate(intake.taken_at)))
    former = latest(demand.ref, RECEIPT.code)
    if former and former.said == content:
        return former
    return issue_paper(
        RECEIPT.code,
        "demand",
        demand.ref,
        content,
        organisation_id=intake.organisation_id,
        submission=submission,
        actor=actor,
        at=at,
        replaces=former.ref if former else None,
        reason="登记的内容已更新",
    )


@transaction.atomic
def send_receipt(ref: UUID, mail: str = "", *, actor: Actor, at: datetime) -> Demand:
    """Send number and query code to the mobile of who spoke, or to the mail address he gives, once to each.

    Raises `PermissionDenied` as above; `Refused`: no_mobile, no_channel, receipt_sent.
    """
    demand, intake = own_intake(ref, actor)
    if not (mail or intake.mobile):
        raise Refused("no_mobile")
    if (Channel.MAIL if mail else Channel.SMS) not in open_channels():
        raise Refused("no_channel")
    told = {"number": demand.number, "code": demand.query_code, "window": demand.window.short_name}
    key, link = f"demand:{demand.id}:receipt", f"{reverse('demands:follow')}?{urlencode({'number': demand.number})}"
    mobiles, mails = ([], [mail]) if mail else ([intake.mobile], [])
    news = News(kind=RECEIPT_NOTICE, key=key, parameters=told, link=link, at=at, mobiles=mobiles, mails=mails)
    if not tell([news]):
        raise Refused("receipt_sent")
    record("demand", demand.ref, "send_receipt", actor=actor, at=at, data={"by": "mail"} if mail else None)
    return demand
