"""A programme for 稳岗返还 P17 that tests lead as far as they need it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

from huiqi.benefits import services
from huiqi.benefits.models import Entry, Programme
from huiqi.benefits.rules.amounts import Pay
from huiqi.benefits.services import Account, Plan
from huiqi.benefits.words import EntryVerb as D
from huiqi.benefits.words import ListVerb as W
from huiqi.benefits.words import ProgrammeVerb as V
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.kernel.access import SYSTEM
from huiqi.policies.selectors import policy_in_force

AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ON = date(2026, 11, 22)
FACTS = {
    "employees": 46,
    "revenue": "80000000",
    "insurance_months_paid": 12,
    "layoff_rate": "0",
    "insurance_paid_last_year": "40000.01",
}
PLAN = Plan(
    title="2026年失业保险稳岗返还（第一批）",
    region="410000",
    year=2026,
    guide="不用申报。核定以后公示，请在期限内确认并填写账户。",
    contact="0371-00000000 稳岗专班",
    funded_by="省失业保险基金",
    pays=(
        Pay(base="insurance_paid_last_year", percent=Decimal(30)),
        Pay(base="insurance_paid_last_year", percent=Decimal(60)),
    ),
    published_on=date(2026, 11, 16),
    examined_on=ON,
)


class Play:
    """The cast at one programme; `at` goes on with every step."""

    def __init__(self, cast):
        self.cast, self.at = cast, AT
        self.hub, self.window = cast.actor(cast.hub_operator), cast.actor(cast.manager_a)
        self.firm = cast.actor(cast.owner_x)
        self.authority, self.finance = cast.actor(cast.authority_reviewer), cast.actor(cast.finance_reviewer)
        record_facts(cast.enterprise_x, FACTS, as_of=ON, source=FactSource.REGISTER, actor=SYSTEM, at=AT)
        self.version = policy_in_force("P17", ON)
        self.submission = uuid4()

    def prepare(self, plan=PLAN, **by):
        """Begin the programme."""
        made = services.prepare(
            self.version, plan, submission=self.submission, **({"actor": self.hub, "at": self.at} | by)
        )
        self.ref = made.ref
        return made

    @property
    def programme(self):
        """The programme as it is stored."""
        return Programme.objects.get(ref=self.ref)

    @property
    def entry(self):
        """The one firm on the list."""
        return Entry.objects.select_related("programme").get(programme__ref=self.ref)

    def later(self, days):
        """Days pass."""
        self.at += timedelta(days=days)
        return self

    def whole(self, verb):
        """One verb on the whole."""
        call = {
            V.RECALL: services.recall_guide,
            V.APPROVE: services.approve_guide,
            V.RETURN: services.return_guide,
            V.DRAW: services.draw,
            V.PUBLISH: services.publish_list,
            V.ASK: services.ask,
            V.FINISH: services.finish,
        }
        if verb is V.DRAWN:
            return services.compare(self.programme.id, at=self.at)
        if verb is V.SUBMIT:
            return services.submit_guide(self.ref, self.cast.authority.ref, actor=self.hub, at=self.at)
        told = {"reason": "政策停了"} if verb in (V.CANCEL, V.RETURN) else {}
        who = self.authority if verb in (V.APPROVE, V.RETURN) else self.hub
        return call.get(verb, services.cancel)(self.ref, actor=who, at=self.at, **told)

    def one(self, verb):
        """One verb on the firm."""
        who = {
            D.VERIFY: self.window,
            D.REMOVE: self.window,
            D.RESTORE: self.window,
            D.CONFIRM: self.firm,
            D.DECLINE: self.firm,
            D.UNLIST: self.finance,
            D.BOUNCE: self.finance,
            D.RECOVER: self.finance,
        }
        said = {
            D.REMOVE: {"reason": "已停业"},
            D.CONFIRM: {"account": self.account()},
            D.BOUNCE: {"reason": "账号有误"},
            D.RECOVER: {"reason": "核查不符", "on": self.at.date()},
        }
        return getattr(services, verb.value)(
            self.entry.ref, actor=who.get(verb, self.hub), at=self.at, **said.get(verb, {})
        )

    def account(self, **said):
        """The account of firm X."""
        told = {"name": self.cast.enterprise_x.name, "bank": "中国银行郑州文化支行", "number": "2567 0000 1234 5678"}
        return Account(**(told | said))

    def guided(self, plan=PLAN):
        """The authority approved the guide, and so it is published."""
        self.prepare(plan)
        for verb in (V.SUBMIT, V.APPROVE):
            self.whole(verb)
        return self

    def drawn(self, plan=PLAN):
        """The data are compared; firm X is found."""
        self.guided(plan)
        for verb in (V.DRAW, V.DRAWN):
            self.whole(verb)
        return self

    def published(self):
        """The list is verified and put up."""
        self.drawn().one(D.VERIFY)
        self.whole(V.PUBLISH)
        return self

    def asked(self):
        """The notice is over, the firm is asked."""
        self.published().later(8).whole(V.ASK)
        return self

    def sent(self):
        """The firm said yes and stands on a payment list that waits for the finance department."""
        self.asked().one(D.CONFIRM)
        self.list = self.next_list()
        return self

    def next_list(self):
        """The hub makes a payment list."""
        return services.make_payment_list(self.ref, self.cast.finance.ref, actor=self.hub, at=self.at)

    def settle(self, verb):
        """One verb on the payment list."""
        told = {} if verb is W.CONFIRM else {"reason": "金额有误"}
        who = self.hub if verb is W.WITHDRAW else self.finance
        return getattr(services, verb.value)(self.list.ref, actor=who, at=self.at, **told)

    def listed(self):
        """The list is confirmed."""
        self.sent().settle(W.CONFIRM)
        return self

    def paid(self):
        """The list is paid."""
        self.listed()
        services.record_paid(self.list.ref, paid_on=self.at.date(), actor=self.finance, at=self.at)
        return self
