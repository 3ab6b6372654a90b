"""Programmes of 稳岗返还 on their way: a guide waits for the authority, in one city firms are asked and a payment list
waits for the finance department, in the province windows verify the list."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from huiqi.accounts.selectors import actor_of, colleagues, organisations_of_kinds
from huiqi.accounts.services import person_with
from huiqi.accounts.words import OrganisationKind
from huiqi.benefits import services
from huiqi.benefits.selectors import entries_of, programmes
from huiqi.benefits.services import Account, Pay, Plan
from huiqi.demonstration.rules import mobile
from huiqi.demonstration.services.offices import AUTHORITY
from huiqi.enterprises.selectors import visible_to
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.kernel.access import SYSTEM, Actor, Role
from huiqi.kernel.refs import uuid7
from huiqi.policies.selectors import policy_in_force

if TYPE_CHECKING:
    from huiqi.benefits.models import Programme
    from huiqi.policies.models import PolicyVersion

BASE = "insurance_paid_last_year"
GUIDE = """一、谁能得到：上年度没有裁员，或裁员率不高于控制目标的参保单位。
二、怎样核定：按上年度实际缴纳的失业保险费，大型企业 30%，中小微企业 60%。
三、怎样领取：不用申报。名单公示以后逐户通知，请在期限内确认并填写本单位账户。
四、多久到账：确认以后 60 个工作日以内。
五、不同意怎么办：公示期内提出异议，或拨打咨询电话。"""
PAID = ("41200.00", "18640.50", "126300.00", "9800.00", "73500.00", "22150.80")
"""What the firms paid for unemployment insurance last year, in yuan: made up."""


OWNER, HUB, CHECKER = 52, 1, 21
"""Whose firm is offered its money; who draws the lists; who verifies that of the city."""


def pay_without_asking(*, at: datetime) -> None:
    """Three programmes, if there are none: a city's, whose firms are asked, the province's, which windows verify, and
    one whose guide the authority has to approve."""
    version = policy_in_force("P17", localdate(at))
    hub, checker = (actor_of(person_with(mobile(number), at=at)) for number in (HUB, CHECKER))
    if version is None or programmes(hub, running=True) or programmes(hub, running=False):
        return
    _know_more(hub, at=at)
    city = _drawn(version, "410300", "2026年失业保险稳岗返还（洛阳第一批）", actor=hub, at=at - timedelta(days=30))
    services.verify_all(city.ref, actor=checker, at=at - timedelta(days=28))
    services.publish_list(city.ref, actor=hub, at=at - timedelta(days=27))
    services.ask(city.ref, actor=hub, at=at - timedelta(days=15))
    _say_yes(city, hub, at=at - timedelta(days=10))
    _drawn(version, "410000", "2026年失业保险稳岗返还（全省第二批）", actor=hub, at=at - timedelta(days=2))
    _submitted(version, "410700", "2026年失业保险稳岗返还（新乡第一批）", actor=hub, at=at - timedelta(days=1))


def _know_more(hub: Actor, *, at: datetime) -> None:
    """What the insurance knows of a few firms of the capital."""
    firms = visible_to(hub).filter(region__startswith="4101", kind="enterprise").exclude(contact_mobile=mobile(51))
    for firm, paid in zip(firms.order_by("id"), PAID, strict=False):
        told = {"insurance_months_paid": 12, "layoff_rate": "0", "employees": 40, "revenue": "20000000", BASE: paid}
        since, heard = localdate(at) - timedelta(days=45), at - timedelta(days=40)
        record_facts(firm, told, as_of=since, source=FactSource.REGISTER, actor=SYSTEM, at=heard)


def _say_yes(programme: "Programme", hub: Actor, *, at: datetime) -> None:
    """All firms but the owner's of the tour name their account; the hub sends their payment list to be confirmed."""
    for entry in entries_of(programme, hub).exclude(enterprise__contact_mobile=mobile(OWNER)):
        owner = colleagues(entry.enterprise.organisation_id, Role.ENTERPRISE_OWNER, localdate(at)).first()
        if owner:
            account = Account(entry.enterprise.name, "中国银行洛阳分行（演示）", f"2567{entry.id:012d}")
            services.confirm(entry.ref, account, actor=actor_of(owner), at=at)
    if entries_of(programme, hub).filter(state="willing").exists():
        finance = organisations_of_kinds((OrganisationKind.FINANCE,)).get()
        services.make_payment_list(programme.ref, finance.ref, actor=hub, at=at + timedelta(days=8))


def _submitted(version: "PolicyVersion", region: str, title: str, *, actor: Actor, at: datetime) -> "Programme":
    """A programme whose guide waits for the authority."""
    day = localdate(at)
    rates = (Pay(base=BASE, percent=Decimal(30)), Pay(base=BASE, percent=Decimal(60)))
    plan = Plan(
        title=title,
        region=region,
        year=day.year,
        guide=GUIDE,
        contact="0371-00000000 稳岗返还专班（演示）",
        funded_by="失业保险基金（演示）",
        pays=rates,
        published_on=day - timedelta(days=6),
        examined_on=day,
        answer_days=30,
    )
    made = services.prepare(version, plan, submission=uuid7(), actor=actor, at=at)
    authority = organisations_of_kinds((OrganisationKind.AUTHORITY,)).get()
    return services.submit_guide(made.ref, authority.ref, actor=actor, at=at)


def _drawn(version: "PolicyVersion", region: str, title: str, *, actor: Actor, at: datetime) -> "Programme":
    """A programme whose data are compared."""
    made = _submitted(version, region, title, actor=actor, at=at)
    services.approve_guide(made.ref, actor=actor_of(person_with(mobile(AUTHORITY), at=at)), at=at)
    services.draw(made.ref, actor=actor, at=at)
    services.compare(made.id, at=at)
    return made
