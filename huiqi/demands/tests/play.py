"""A demand led through its life by the cast, one working step an hour."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from huiqi.accounts.models import Person
from huiqi.demands import services
from huiqi.demands.models import Demand, Promise
from huiqi.demands.services import Filing, Visit
from huiqi.demands.words import HandlingState, RatingLevel, Verb
from huiqi.kernel.access import Actor
from huiqi.network.words import LimitStep
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON, Cast

FILING = Filing(ServiceKind.PROFESSIONAL_SERVICE, "钢结构件出口欧盟，需要做 CE 认证", "需要焊接工艺评定。", "P17")
REACHED = Visit(reached=True, need_met=True, follow_up=False, opinion="满意。")


@dataclass
class Play:
    """The cast with one demand; every verb by the person whose it is, unless somebody else is named."""

    cast: Cast
    now: datetime = NOON
    demand: Demand = field(init=False)

    def file(self, by: Person | None = None, submission: UUID | None = None, filing: Filing = FILING) -> Demand:
        """File the demand."""
        actor = self.actor(by or self.cast.owner_x)
        self.demand = services.file_demand(filing, submission=submission or uuid4(), actor=actor, at=self.now)
        return self.demand

    def actor(self, person: Person) -> Actor:
        """Who acts."""
        return self.cast.actor(person)

    def do(self, verb: Verb, by: Person | None = None, revision: int | None = None, **said) -> Demand:
        """Do a verb with plausible words; `said` replaces them."""
        person = by or self.whose(verb)
        call, words = SAID[verb]
        given = {"institution": self.cast.institution.organisation.ref} if verb is Verb.DISPATCH else {}
        self.now += timedelta(minutes=10)
        arguments = words | given | said
        function = getattr(services, call)
        self.demand = function(self.demand.ref, **arguments, actor=self.actor(person), at=self.now, revision=revision)
        return self.demand

    def whose(self, verb: Verb) -> Person:
        """Who usually does it."""
        if verb in (Verb.SUPPLY_INFORMATION, Verb.RATE, Verb.WITHDRAW):
            return self.cast.owner_x
        handled = self.demand.handlings.filter(ended_at=None).exists()
        if verb in (Verb.TAKE, Verb.RETURN, Verb.GIVE_PLAN, Verb.START_WORK) or (verb is Verb.ANSWER and handled):
            return self.cast.institution_clerk
        return self.cast.receptionist_a

    def through(self, *verbs: Verb) -> "Play":
        """File and do these, in order."""
        self.file()
        for verb in verbs:
            self.do(verb)
        return self

    def promise(self, step: LimitStep) -> Promise:
        """The newest promise of a step."""
        return Promise.objects.filter(demand=self.demand, step=step).latest("id")

    def handling_state(self) -> HandlingState | None:
        """Where the open handling is."""
        handling = self.demand.handlings.filter(ended_at=None).first()
        return handling.state if handling else None


SAID: dict[Verb, tuple[str, dict[str, Any]]] = {
    Verb.REGISTER: ("register_demand", {}),
    Verb.ASK_INFORMATION: ("ask_information", {"missing": "产品图纸"}),
    Verb.SUPPLY_INFORMATION: ("supply_information", {"text": "图纸编号 A-1"}),
    Verb.REPLY: ("reply_to_demand", {"reply": "正在联系检测中心。"}),
    Verb.DISPATCH: ("dispatch_demand", {"note": "请出方案。"}),
    Verb.RECALL: ("recall_demand", {"reason": "两天没有签收。"}),
    Verb.TAKE: ("take_demand", {}),
    Verb.RETURN: ("return_demand", {"reason": "不在我们的资质范围。"}),
    Verb.GIVE_PLAN: ("give_plan", {"plan": "三周内出报告。"}),
    Verb.START_WORK: ("start_work", {"note": "协议已签。"}),
    Verb.ANSWER: ("answer_demand", {"answer": "报告见附件。"}),
    Verb.RATE: ("rate_demand", {"level": RatingLevel.SATISFIED}),
    Verb.ATTEMPT_VISIT: ("visit_enterprise", {"visit": Visit(reached=False)}),
    Verb.VISIT: ("visit_enterprise", {"visit": REACHED}),
    Verb.ARCHIVE: ("archive_demand", {}),
    Verb.WITHDRAW: ("withdraw_demand", {"reason": "已自行解决。"}),
}
