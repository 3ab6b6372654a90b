"""A demand led through its life by the cast, one working step an hour."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.utils.timezone import localdate

from huiqi.accounts.models import Organisation, Person
from huiqi.demands import services
from huiqi.demands.flow import OPEN_HANDLINGS
from huiqi.demands.models import Demand, Letter, Promise, RatingRequest
from huiqi.demands.rules.deadlines import Unit
from huiqi.demands.selectors import earlier_closed, hands_of, scans_of, states_of
from huiqi.demands.services import (
    Decision,
    Decree,
    Filing,
    GivingBack,
    Green,
    Handing,
    Order,
    OutsideAnswer,
    Piece,
    Said,
    Sending,
    Standstill,
    Visit,
)
from huiqi.demands.words import (
    Delivery,
    Disposal,
    Ground,
    Handed,
    HandlingState,
    PauseGround,
    RatingLevel,
    ReturnCode,
    Step,
    Urgency,
    Verb,
)
from huiqi.files.models import StoredFile
from huiqi.files.services import store_file
from huiqi.kernel.access import Actor
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
    handler: Organisation = field(init=False)
    """Whom the demand is handed to."""

    def __post_init__(self) -> None:
        self.handler = self.cast.institution.organisation

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
        self.now += timedelta(minutes=10)
        arguments = words | self.named(verb) | self.given(verb) | said
        if verb is Verb.RATE:
            arguments = {"said": Said(**arguments)}
        function = getattr(services, call)
        actor = self.by_link() if by is None and verb in HANDLED and self.letter() else self.actor(person)
        self.demand = function(self.demand.ref, **arguments, actor=actor, at=self.now, revision=revision)
        return self.demand

    def given(self, verb: Verb) -> dict[str, Any]:
        """What of a verb's words depends on the stage."""
        return GIVEN[verb](self) if verb in GIVEN else {}

    def named(self, verb: Verb) -> dict[str, str]:
        """Whom a verb is about: who leads the window."""
        about = (Verb.NAME_INSIDER, Verb.REMOVE_INSIDER)
        return {"person": str(self.cast.manager_a.ref)} if verb in about else {}

    def letter(self) -> Letter | None:
        """The letter that is out."""
        return Letter.objects.filter(handling__demand=self.demand, handling__ended_at=None).first()

    def by_link(self) -> Actor:
        """Whoever has the link of the letter that is out, which the window opens where there is none."""
        letter = self.letter()
        assert letter is not None
        if letter.link_ref is None:
            letter, _code = services.open_link(self.demand.ref, actor=self.actor(self.cast.receptionist_a), at=self.now)
        return services.through_link(letter, "企业服务处 王某")

    def standstill(self, ground: PauseGround = PauseGround.INSPECTION, days: int = 7) -> Standstill:
        """Why the clock is to stand, for a week."""
        return Standstill(ground, "样品要送检。", localdate(self.now) + timedelta(days=days))

    def scan(self) -> StoredFile:
        """A scanned paper."""
        content = b"%PDF-1.7 a scan"
        return store_file(
            "批示.pdf", BytesIO(content), len(content), actor=self.actor(self.cast.manager_a), at=self.now
        )

    def before(self, times: int = 2) -> "Play":
        """The same enterprise has filed and withdrawn before."""
        for _ in range(times):
            self.file()
            self.do(Verb.WITHDRAW)
        return self

    def later(self, **since: float) -> "Play":
        """Time passes."""
        self.now += timedelta(**since)
        return self

    def whose(self, verb: Verb) -> Person:
        """Who usually does it."""
        if verb in FIRMS:
            return self.cast.owner_x
        if verb in LEADERS:
            return self.cast.hub_operator if verb in HUBS else self.cast.manager_a
        if verb in (Verb.VISIT, Verb.ATTEMPT_VISIT):
            return self.visitor()
        if verb is Verb.APPEAL:
            return self.clerk() if self.demand.handlers else self.cast.receptionist_a
        if verb in (Verb.TAKE_OPINION, Verb.GIVE_OPINION, Verb.DECLINE_OPINION):
            return self.cast.receptionist_b
        handled = self.demand.handlings.filter(ended_at=None).exists()
        held = (Verb.TAKE, Verb.RETURN, Verb.CONTEST, Verb.GIVE_PLAN, Verb.START_WORK, Verb.ASK_SUSPENSION)
        if verb in held or (verb is Verb.ANSWER and handled):
            return self.clerk()
        return self.cast.receptionist_a

    def spare(self) -> Organisation:
        """Somebody else to hand a part to."""
        has = set(self.demand.handlings.values_list("organisation_id", flat=True))
        known = [self.cast.institution.organisation, self.cast.window_b.organisation, self.cast.hub.organisation]
        return next((one for one in known if one.id not in has), known[0])

    def decree(self, handler: Organisation | None = None, **more: Any) -> Decree:
        """A ruling that whoever has it now handles it."""
        ref = (handler or self.handler).ref
        return Decree(ref, "由最先受理的单位负责到底。", "产品出口认证", ("CE 认证", "出口"), **more)

    def twin(self) -> Demand:
        """Another demand of the same enterprise that its window has registered and not answered."""
        rows = Demand.objects.filter(enterprise=self.demand.enterprise, closed_at=None, answered_at=None)
        found = rows.exclude(id=self.demand.id).exclude(state="filed").order_by("id").first()
        if found is None:
            owner, clerk = self.actor(self.cast.owner_x), self.actor(self.cast.receptionist_a)
            found = services.file_demand(FILING, submission=uuid4(), actor=owner, at=self.now)
            found = services.register_demand(found.ref, actor=clerk, at=self.now)
        return found

    def absorbed(self) -> UUID:
        """What was merged into it."""
        found = self.demand.absorbed.filter(undone_at=None).first()
        return found.demand.ref if found else uuid4()

    def visitor(self) -> Person:
        """Somebody who had nothing to do with it."""
        known = {self.demand.first_contact, self.demand.handed_on_by}
        asked = RatingRequest.objects.filter(demand=self.demand).order_by("-round").first()
        known |= set(asked.concerned) if asked else set()
        people = (self.cast.manager_a, self.cast.hub_operator, self.cast.receptionist_a)
        return next((one for one in people if str(one.ref) not in known), self.cast.manager_a)

    def clerk(self) -> Person:
        """Somebody of whoever is handed the demand."""
        at = {self.cast.hub.organisation_id: self.cast.hub_operator}
        at |= {self.cast.window_b.organisation_id: self.cast.receptionist_b}
        return at.get(self.handler.id, self.cast.institution_clerk)

    def through(self, *verbs: Verb) -> "Play":
        """File and do these, in order."""
        self.file()
        for verb in verbs:
            self.do(verb)
        return self

    def promise(self, step: Step) -> Promise:
        """The newest promise of a step."""
        return Promise.objects.filter(demand=self.demand, step=step).latest("id")

    def hands(self) -> dict[int, HandlingState]:
        """Who has it: the state of each custody that counts, by its part."""
        return states_of(hands_of(Demand.objects.get(id=self.demand.id)))

    def handling_state(self) -> HandlingState | None:
        """Where the open handling is, if one has it."""
        waiting = [state for state in self.hands().values() if state in OPEN_HANDLINGS]
        return waiting[0] if len(waiting) == 1 else None


FIRMS = (
    *(Verb.SUPPLY_INFORMATION, Verb.RATE, Verb.WITHDRAW, Verb.OBJECT, Verb.REOPEN),
    *(Verb.ADD, Verb.REMIND, Verb.ESCALATE),
)
HANDLED = (Verb.TAKE, Verb.RETURN, Verb.CONTEST, Verb.GIVE_PLAN, Verb.START_WORK, Verb.ANSWER)
HUBS = (
    *(Verb.OPEN_RECTIFICATION, Verb.PLAN_RECTIFICATION, Verb.RECTIFY, Verb.UPHOLD_APPEAL, Verb.DECLINE_APPEAL),
    *(Verb.ARBITRATE, Verb.CLOSE_REPEATED, Verb.UPHOLD_OBJECTION, Verb.REJECT_OBJECTION),
)
LEADERS = (
    *(*HUBS, Verb.OPEN_GREEN, Verb.CLOSE_GREEN, Verb.INSTRUCT, Verb.UNSEAL),
    *(Verb.GRANT_EXTENSION, Verb.DECLINE_EXTENSION),
)

NO_SERVICE = Decision(Ground.NO_SERVICE, "属于商品房买卖，不是企业服务。", "郑州市住房保障局，0371-0000 0000。")
BEYOND = GivingBack(ReturnCode.BEYOND, "不在我们的资质范围。")
NOT_OURS = GivingBack(ReturnCode.NOT_OURS, "不属于本局职责。", "清单里没有这一项")
SETTLED = Decision(Ground.SETTLED, "检测中心已经和企业谈妥。")
PIECE = Piece(ServiceKind.CONSULTATION, "出口退税怎样申报", "认证以外，还问退税。")
ORDER = Order("演示领导", "副市长", NOON.date(), "请抓紧办。", (NOON + timedelta(days=7)).date())

SAID: dict[Verb, tuple[str, dict[str, Any]]] = {
    Verb.REGISTER: ("register_demand", {}),
    Verb.ASK_INFORMATION: ("ask_information", {"missing": "产品图纸"}),
    Verb.SUPPLY_INFORMATION: ("supply_information", {"text": "图纸编号 A-1"}),
    Verb.REPLY: ("reply_to_demand", {"reply": "正在联系检测中心。"}),
    Verb.DISPATCH: ("dispatch_demand", {"note": "请出方案。"}),
    Verb.ADD_PART: ("add_part", {"note": "请核实费用。"}),
    Verb.HAND_ON: ("hand_on", {"note": "周五前答应给企业回话。"}),
    Verb.ACKNOWLEDGE: ("acknowledge_hand_on", {}),
    Verb.HAND_OVER_RESULT: ("hand_over_result", {}),
    Verb.CONSULT: ("consult", {"question": "请就收费依据出具意见。", "amount": 3}),
    Verb.TAKE_OPINION: ("take_opinion", {}),
    Verb.DECLINE_OPINION: ("decline_opinion", {"reason": "不归我们管。"}),
    Verb.CALL_OFF: ("call_off", {"asked": None, "reason": "企业已经自己查清。"}),
    Verb.GIVE_OPINION: ("give_opinion", {"opinion": "收费没有依据，应当退还。"}),
    Verb.ASK_EXTENSION: ("ask_extension", {"amount": 25, "reason": "要等海关总署复函。"}),
    Verb.GRANT_EXTENSION: ("grant_extension", {"note": "同意，请每周告知企业进展。"}),
    Verb.DECLINE_EXTENSION: ("decline_extension", {"reason": "可以先答复能答复的部分。"}),
    Verb.ASK_SUSPENSION: ("ask_suspension", {}),
    Verb.SUSPEND: ("suspend_demand", {}),
    Verb.DECLINE_SUSPENSION: ("decline_suspension", {"reason": "可以先办能办的部分。"}),
    Verb.RESUME: ("resume_demand", {}),
    Verb.SEND_LETTER: ("send_letter", {}),
    Verb.ENTER_ANSWER: ("enter_answer", {}),
    Verb.ENTER_RETURN: ("enter_return", {"giving": NOT_OURS}),
    Verb.REPLACE_SCAN: ("replace_scan", {"reason": "扫成了另一件。"}),
    Verb.RECALL: ("recall_demand", {"reason": "两天没有签收。"}),
    Verb.TAKE: ("take_demand", {}),
    Verb.RETURN: ("return_demand", {"giving": BEYOND}),
    Verb.CONTEST: ("contest_demand", {"giving": NOT_OURS}),
    Verb.ARBITRATE: ("arbitrate", {}),
    Verb.GIVE_PLAN: ("give_plan", {"plan": "三周内出报告。"}),
    Verb.START_WORK: ("start_work", {"note": "协议已签。"}),
    Verb.ANSWER: ("answer_demand", {"answer": "报告见附件。"}),
    Verb.SUM_UP: ("sum_up", {"answer": "认证和减免都可以办。"}),
    Verb.RATE: ("rate_demand", {"level": RatingLevel.SATISFIED}),
    Verb.ATTEMPT_VISIT: ("visit_enterprise", {"visit": Visit(reached=False)}),
    Verb.VISIT: ("visit_enterprise", {"visit": REACHED}),
    Verb.OPEN_RECTIFICATION: ("open_rectification", {"reason": "回访时企业说没有解决。"}),
    Verb.PLAN_RECTIFICATION: ("plan_rectification", {"plan": "要和海关核对，两天。"}),
    Verb.RECTIFY: ("rectify", {"disposal": Disposal.AT_ONCE, "answer": "已补办，报告见附件。"}),
    Verb.APPEAL: ("appeal_rating", {"reason": "评价说的是另一件事。"}),
    Verb.UPHOLD_APPEAL: ("uphold_appeal", {"decision": "通话记录证明评价说的是别的单位。"}),
    Verb.DECLINE_APPEAL: ("decline_appeal", {"decision": "评价属实。"}),
    Verb.ARCHIVE: ("archive_demand", {}),
    Verb.WITHDRAW: ("withdraw_demand", {"reason": "已自行解决。"}),
    Verb.REFUSE: ("refuse_demand", {"decision": NO_SERVICE}),
    Verb.END: ("end_demand", {"decision": SETTLED}),
    Verb.CLOSE_REPEATED: ("close_repeated", {"reason": "与前两次同一事项，已两次答复。"}),
    Verb.MERGE: ("merge_demand", {"reason": "说的是同一台设备。"}),
    Verb.ABSORB: ("absorb_demands", {"reason": "说的是同一台设备。"}),
    Verb.UNMERGE: ("unmerge_demand", {"reason": "是两台设备。"}),
    Verb.LET_GO: ("let_go", {"reason": "是两台设备。"}),
    Verb.SPLIT: ("split_demand", {"pieces": [PIECE], "reason": "里面有两件事。"}),
    Verb.OBJECT: ("object_to_decision", {"text": "这是政策咨询，属于服务事项。"}),
    Verb.UPHOLD_OBJECTION: ("uphold_objection", {"reason": "属于服务事项，应当受理。"}),
    Verb.REJECT_OBJECTION: ("reject_objection", {"reason": "决定有据。"}),
    Verb.REOPEN: ("reopen_demand", {"fact": "昨天收到欧盟海关的新通知。"}),
    Verb.ADD: ("add_to_demand", {"text": "补一句：型号是 B-2。"}),
    Verb.REMIND: ("remind_handler", {"text": "请快一点。"}),
    Verb.ESCALATE: ("escalate_demand", {"text": "催了没有回应。"}),
    Verb.REMIND_FIRM: ("remind_firm", {"text": "请把图纸发来。"}),
    Verb.SET_URGENCY: ("set_urgency", {"urgency": Urgency.URGENT, "reason": "周五就要装船。"}),
    Verb.OPEN_GREEN: ("open_green", {"green": Green("重点项目。", 16, Unit.WORKING_HOUR)}),
    Verb.CLOSE_GREEN: ("close_green", {"reason": "项目推迟了。"}),
    Verb.INSTRUCT: ("enter_instruction", {"order": ORDER}),
    Verb.REPORT_BACK: ("report_back", {"instruction": None, "report": "已经办好。"}),
    Verb.SEAL: ("seal_demand", {"reason": "企业担心合作方知道。"}),
    Verb.NAME_INSIDER: ("name_insider", {}),
    Verb.REMOVE_INSIDER: ("remove_insider", {}),
    Verb.UNSEAL: ("unseal_demand", {"reason": "企业同意公开。"}),
}


def _again(play: Play) -> dict[str, Any]:
    """A second telling needs a reason."""
    asked = play.demand.information_requests.filter(round=play.demand.round)
    return {"again": "图纸换了版本。"} if asked.exists() else {}


def _outside_answer(play: Play) -> dict[str, Any]:
    """What a handler outside wrote, with its scan."""
    answer = OutsideAnswer("按规定可以减免，请凭通知到窗口办理。", localdate(play.now), "演示函〔2026〕1号")
    return {"answer": answer, "files": [play.scan()]}


def _other_scan(play: Play) -> dict[str, Any]:
    """Another scan for the first one."""
    scan = scans_of(play.demand).first()
    return {"scan": scan.file.ref if scan else uuid4(), "files": [play.scan()]}


GIVEN: dict[Verb, Callable[[Play], dict[str, Any]]] = {
    Verb.HAND_ON: lambda play: {"colleague": str(play.cast.manager_a.ref)},
    Verb.HAND_OVER_RESULT: lambda play: {"handing": Handing(Handed.CALL, localdate(play.now))},
    Verb.CONSULT: lambda play: {"handler": play.cast.window_b.organisation.ref},
    Verb.DISPATCH: lambda play: {"handler": play.handler.ref},
    Verb.ADD_PART: lambda play: {"handler": play.spare().ref},
    Verb.ARBITRATE: lambda play: {"decree": play.decree()},
    Verb.ASK_INFORMATION: _again,
    Verb.ASK_SUSPENSION: lambda play: {"standstill": play.standstill()},
    Verb.SUSPEND: lambda play: {"standstill": play.standstill()},
    Verb.MERGE: lambda play: {"into": play.twin().ref},
    Verb.ABSORB: lambda play: {"others": [play.twin().ref]},
    Verb.LET_GO: lambda play: {"merged": play.absorbed()},
    Verb.CLOSE_REPEATED: lambda play: {"earlier": [one.ref for one in earlier_closed(play.demand)[:2]]},
    Verb.APPEAL: lambda play: {"files": [play.scan()]},
    Verb.PLAN_RECTIFICATION: lambda play: {"until": localdate(play.now)},
    Verb.INSTRUCT: lambda play: {"files": [play.scan()]},
    Verb.ENTER_ANSWER: _outside_answer,
    Verb.SEND_LETTER: lambda play: {"sending": Sending(Delivery.EXCHANGE, localdate(play.now))},
    Verb.REPLACE_SCAN: _other_scan,
}
"""What of a verb's words depends on the stage."""
