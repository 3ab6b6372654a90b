"""A case on the stage: a demand that was not registered in time, and whoever does each verb."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from huiqi.accounts.models import Person
from huiqi.demands.services import miss_due_promises
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.supervision import services
from huiqi.supervision.models import SupervisionCase
from huiqi.supervision.services import Step
from huiqi.supervision.words import CaseVerb
from tests.cast import ZONE, Cast, seat

MONDAY = datetime(2026, 11, 23, 17, 31, tzinfo=ZONE)
STEP = Step("没有按时签收。", "立即签收，说明原因。", 3)
V = CaseVerb

CALLS: dict[V, Any] = {
    V.ORDER: (services.order, {"step": STEP}),
    V.CIRCULATE: (services.circulate, {"step": STEP}),
    V.SUMMON: (services.summon, {}),
    V.RECORD_TALK: (
        services.record_talk,
        {"held_on": date(2026, 11, 23), "minutes": "谈了原因。", "commitments": "周五前办结。", "days": 3},
    ),
    V.REPORT: (services.report_remedy, {"text": "已经签收并联系企业。"}),
    V.ACCEPT: (services.accept_remedy, {"reason": "已经补做。"}),
    V.DECLINE: (services.decline_remedy, {"reason": "没有说明原因。", "days": 2}),
    V.OBJECT: (services.object_to_record, {"text": "那天系统停用。"}),
    V.UPHOLD: (services.uphold_objection, {"reason": "查实系统停用。"}),
    V.REJECT: (services.reject_objection, {"reason": "查无停用记录。"}),
}


@dataclass
class Climb:
    """The cast with one case, of the institution that did not take the demand in time."""

    cast: Cast
    now: datetime = MONDAY
    play: Play = field(init=False)
    case: SupervisionCase = field(init=False)
    other: Person = field(init=False)

    def __post_init__(self) -> None:
        self.play = Play(self.cast).through(Verb.REGISTER, Verb.DISPATCH)
        miss_due_promises(at=MONDAY)
        self.case = SupervisionCase.objects.get()
        self.other = seat(77, "枢纽另一位", self.cast.hub.organisation, self.cast.hub_operator.seats.get().role)

    def do(self, verb: CaseVerb, by: Person | None = None, **said: Any) -> SupervisionCase:
        """Do a verb with plausible words; `said` replaces them."""
        self.now += timedelta(minutes=10)
        call, words = CALLS[verb]
        words = words | ({"step": self.talk()} if verb is V.SUMMON else {})
        actor = self.cast.actor(by or self.whose(verb))
        self.case = call(self.case.ref, **(words | said), actor=actor, at=self.now)
        return self.case

    def talk(self) -> Step:
        """A step with an appointment."""
        return Step("没有整改。", "书面承诺。", 5, self.now + timedelta(days=1), "三楼会议室")

    def whose(self, verb: CaseVerb) -> Person:
        """Who usually does it."""
        if verb in (V.REPORT, V.OBJECT):
            return self.cast.institution_clerk
        return self.other if verb in (V.UPHOLD, V.REJECT) else self.cast.hub_operator

    def through(self, *verbs: CaseVerb) -> "Climb":
        """Do these, in order."""
        for verb in verbs:
            self.do(verb)
        return self
