"""The words of demands: their states, verbs, ratings, files. Apps above may speak them too."""

from huiqi.kernel.words import Word
from huiqi.network.words import LimitStep
from huiqi.network.words import Urgency as Urgency


class DemandState(Word):
    """Where a demand is, in the words of the register of demands 台账."""

    FILED = "filed", "待签收"
    REGISTERED = "registered", "已受理"
    AWAITING_INFORMATION = "awaiting_information", "待补充"
    DISPATCHED = "dispatched", "已转办"
    IN_PROGRESS = "in_progress", "办理中"
    ANSWERED = "answered", "已答复"
    RATED = "rated", "已评价"
    VISITED = "visited", "已回访"
    RECTIFYING = "rectifying", "整改中"
    ARCHIVED = "archived", "已归档"
    WITHDRAWN = "withdrawn", "已撤回"
    REFUSED = "refused", "不予受理"
    ENDED = "ended", "已终止"
    REPEATED = "repeated", "重复事项办结"


class HandlingState(Word):
    """Where the work of one handler on a demand is."""

    SENT = "sent", "待承办签收"
    TAKEN = "taken", "已签收"
    PLANNED = "planned", "已出方案"
    WORKING = "working", "实施中"
    ANSWERED = "answered", "已答复"
    RETURNED = "returned", "已退回"
    RECALLED = "recalled", "已收回"


class Verb(Word):
    """Everything that can be done with a demand."""

    FILE = "file", "提交诉求"
    REGISTER = "register", "签收受理"
    REFUSE = "refuse", "不予受理"
    ASK_INFORMATION = "ask_information", "一次性告知补充"
    REMIND_FIRM = "remind_firm", "催促企业补充"
    SUPPLY_INFORMATION = "supply_information", "补充材料"
    ADD = "add", "补充说明"
    REMIND = "remind", "催办"
    ESCALATE = "escalate", "请省平台过问"
    REPLY = "reply", "阶段答复"
    HAND_ON = "hand_on", "交接首问"
    ACKNOWLEDGE = "acknowledge", "确认接手"
    HAND_OVER_RESULT = "hand_over_result", "送达结果"
    CONSULT = "consult", "请求会办"
    TAKE_OPINION = "take_opinion", "会办签收"
    GIVE_OPINION = "give_opinion", "会办答复"
    DECLINE_OPINION = "decline_opinion", "不参加会办"
    ASK_EXTENSION = "ask_extension", "申请延期"
    GRANT_EXTENSION = "grant_extension", "同意延期"
    DECLINE_EXTENSION = "decline_extension", "不同意延期"
    ASK_SUSPENSION = "ask_suspension", "申请中止"
    SUSPEND = "suspend", "中止计时"
    DECLINE_SUSPENSION = "decline_suspension", "不同意中止"
    RESUME = "resume", "恢复计时"
    DISPATCH = "dispatch", "转办"
    ADD_PART = "add_part", "加派承办"
    SEND_LETTER = "send_letter", "登记发函"
    ENTER_ANSWER = "enter_answer", "录入函复"
    ENTER_RETURN = "enter_return", "录入退函"
    REPLACE_SCAN = "replace_scan", "更换扫描件"
    RECALL = "recall", "收回"
    TAKE = "take", "签收办理"
    RETURN = "return", "退回窗口"
    CONTEST = "contest", "提请裁定"
    ARBITRATE = "arbitrate", "裁定承办单位"
    GIVE_PLAN = "give_plan", "提出方案"
    START_WORK = "start_work", "开始实施"
    ANSWER = "answer", "答复"
    SUM_UP = "sum_up", "综合答复"
    RATE = "rate", "评价"
    ATTEMPT_VISIT = "attempt_visit", "回访未联系上"
    VISIT = "visit", "回访"
    OPEN_RECTIFICATION = "open_rectification", "要求整改"
    PLAN_RECTIFICATION = "plan_rectification", "整改安排"
    RECTIFY = "rectify", "整改答复"
    APPEAL = "appeal", "申诉评价"
    UPHOLD_APPEAL = "uphold_appeal", "申诉成立"
    DECLINE_APPEAL = "decline_appeal", "申诉不成立"
    ARCHIVE = "archive", "归档"
    WITHDRAW = "withdraw", "撤回诉求"
    END = "end", "终止办理"
    CLOSE_REPEATED = "close_repeated", "重复事项办结"
    OBJECT = "object", "提出异议"
    UPHOLD_OBJECTION = "uphold_objection", "异议成立"
    REJECT_OBJECTION = "reject_objection", "维持原决定"
    REOPEN = "reopen", "重新打开"
    SET_URGENCY = "set_urgency", "标明缓急"
    OPEN_GREEN = "open_green", "开通绿色通道"
    CLOSE_GREEN = "close_green", "关闭绿色通道"
    INSTRUCT = "instruct", "登记批示"
    REPORT_BACK = "report_back", "回报批示"
    SEAL = "seal", "转为保密件"
    NAME_INSIDER = "name_insider", "指定知悉人"
    REMOVE_INSIDER = "remove_insider", "取消知悉人"
    UNSEAL = "unseal", "解除保密"


class Step(Word):
    """What is promised: the limits of the network's scheme, and the shorter one of a green channel."""

    FIRST_CONTACT = LimitStep.FIRST_CONTACT.value, LimitStep.FIRST_CONTACT.label
    STAGED_REPLY = LimitStep.STAGED_REPLY.value, LimitStep.STAGED_REPLY.label
    FINISH = LimitStep.FINISH.value, LimitStep.FINISH.label
    EXTENDED_FINISH = LimitStep.EXTENDED_FINISH.value, LimitStep.EXTENDED_FINISH.label
    HANDLER_TAKE = LimitStep.HANDLER_TAKE.value, LimitStep.HANDLER_TAKE.label
    OUTSIDE_ANSWER = LimitStep.OUTSIDE_ANSWER.value, LimitStep.OUTSIDE_ANSWER.label
    HAND_OVER = LimitStep.HAND_OVER.value, LimitStep.HAND_OVER.label
    RETURN_VISIT = LimitStep.RETURN_VISIT.value, LimitStep.RETURN_VISIT.label
    SAMPLE_VISIT = "sample_visit", "抽样回访"
    RECTIFY_CONTACT = LimitStep.RECTIFY_CONTACT.value, LimitStep.RECTIFY_CONTACT.label
    RECTIFICATION = LimitStep.RECTIFICATION.value, LimitStep.RECTIFICATION.label
    GREEN_FINISH = "green_finish", "绿色通道办结"
    OPINION = "opinion", "会办意见"
    PART_ANSWER = "part_answer", "分办答复"


class Mode(Word):
    """How many have a demand, and how they share it."""

    SOLE = "sole", "单独办理"
    PARTS = "parts", "分别办理"
    JOINT = "joint", "会同办理"


class ConsultationState(Word):
    """Where the part of somebody who was asked for it is."""

    ASKED = "asked", "待签收"
    TAKEN = "taken", "已签收"
    GIVEN = "given", "已出意见"
    DECLINED = "declined", "不参加"


class ReturnCode(Word):
    """Why a handler gives a demand back 退单."""

    NOT_OURS = "not_ours", "不属于本单位职责"
    LACKING = "lacking", "材料不足，办不了"
    DUPLICATE = "duplicate", "重复转办"
    BEYOND = "beyond", "超出能力"
    RECUSED = "recused", "需要回避"


class Fault(Word):
    """By whose fault time was lost between a dispatch and a ruling."""

    WRONG_RETURN = "wrong_return", "该办的退了回来"
    WRONG_DISPATCH = "wrong_dispatch", "转错了单位"


class Ground(Word):
    """On what a demand was closed without an answer, in the order of the rules of acceptance."""

    NO_SERVICE = "no_service", "不属于服务事项"
    PRIVATE_DISPUTE = "private_dispute", "民事纠纷"
    IN_COURT = "in_court", "已进入诉讼、仲裁或行政复议"
    PETITION = "petition", "已进入信访或纪检监察程序"
    POLICE = "police", "属于公安机关管辖"
    STATE_SECRET = "state_secret", "涉及国家秘密"
    SETTLED_BEFORE = "settled_before", "同一事实以前已经办结"
    WITHDRAWN = "withdrawn", "企业撤回"
    SETTLED = "settled", "事情已经解决"
    COURT_BEGUN = "court_begun", "办理中进入诉讼、仲裁或行政复议"
    NO_COOPERATION = "no_cooperation", "两次催促后仍不配合"
    REPEATED = "repeated", "同一事项第三次提出"


class PauseGround(Word):
    """Why the enterprise's clock stands: nothing else stops it."""

    AWAITING_FIRM = "awaiting_firm", "等待企业补充材料"
    INSPECTION = "inspection", "需要检验、检测或鉴定"
    PROCEEDING = "proceeding", "等待法院、仲裁或行政复议的结果"
    FIRM_ASKS = "firm_asks", "企业请求暂缓"


class Discretion(Word):
    """Who is to know of a demand, as it is asked for when it is filed."""

    OPEN = "open", "一般诉求"
    WITHHELD = "withheld", "投诉，不透露名称"
    CONFIDENTIAL = "confidential", "保密件"


class Door(Word):
    """Where somebody without an account opens something by a code."""

    FOLLOW = "follow", "查诉求进度"
    LETTERS = "letters", "转办函答复"
    SCREEN = "screen", "核对页面"
    RATING = "rating", "评价链接"


class Anonymity(Word):
    """Whether it is said whose a demand is."""

    NAMED = "named", "实名"
    WITHHELD = "withheld", "不透露名称"
    ANONYMOUS = "anonymous", "匿名"


class ReminderKind(Word):
    """Who pressed whom."""

    URGE = "urge", "企业催办"
    ESCALATION = "escalation", "请省平台过问"
    TO_FIRM = "to_firm", "催促企业补充"


class RatingLevel(Word):
    """The five levels of GB/T 39734-2020 7.3, best first."""

    VERY_SATISFIED = "very_satisfied", "非常满意"
    SATISFIED = "satisfied", "满意"
    FAIRLY_SATISFIED = "fairly_satisfied", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"
    VERY_DISSATISFIED = "very_dissatisfied", "非常不满意"


class Lot(Word):
    """Whether a round is visited after its answer, and why or why not."""

    WAITING = "waiting", "等待抽样"
    DISSATISFIED = "dissatisfied", "评价不满意，全部回访"
    DRAWN = "drawn", "抽中回访"
    SPARED = "spared", "没有抽中，不再回访"
    NOBODY = "nobody", "没有人可以回访"


class VisitOutcome(Word):
    """What became of a call; whoever was not reached is not satisfied, and not dissatisfied either."""

    REACHED = "reached", "联系上了"
    NO_ANSWER = "no_answer", "无人接听"
    WRONG_NUMBER = "wrong_number", "号码不对"
    CALL_LATER = "call_later", "约定再打"
    REFUSED = "refused", "不愿接受回访"


class Disposal(Word):
    """How a bad rating is disposed of (国办发〔2019〕51号)."""

    AT_ONCE = "at_once", "立行立改"
    BY_TERM = "by_term", "限期整改"
    EXPLAINED = "explained", "解释说明"


class Purpose(Word):
    """With what a file came."""

    FILING = "filing", "提交时附"
    INFORMATION = "information", "补充的材料"
    PLAN = "plan", "服务方案"
    ANSWER = "answer", "答复附件"
    OPINION = "opinion", "会办意见附件"
    SCAN = "scan", "函复扫描件"
    ADDITION = "addition", "补充说明附件"
    OBJECTION = "objection", "异议附件"
    REOPENING = "reopening", "新情况附件"
    INSTRUCTION = "instruction", "批示扫描件"
    APPEAL = "appeal", "评价申诉的证据"
    SIGNATURE = "signature", "来人签名"


class Channel(Word):
    """How a demand that staff took in for others came."""

    COUNTER = "counter", "来访"
    CALL = "call", "来电"
    LETTER = "letter", "来信"
    WECHAT = "wechat", "微信"
    ON_SITE = "on_site", "上门"
    OTHER = "other", "其他途径"


class Follows(Word):
    """As what somebody follows a demand 首问跟踪."""

    OWN = "own", "我首问"
    B = "b", "我是B岗"
    STAND_IN = "stand_in", "我代岗"
    LEFT = "left", "同事已离岗"


class Handed(Word):
    """How the result of a demand was handed over to the enterprise 送达结果."""

    CALL = "call", "电话告知"
    COLLECTED = "collected", "当面领取"
    SENT = "sent", "邮寄送达"
    ONLINE = "online", "网上告知，企业已确认看到"


class Duty(Word):
    """The seven duties of the post of first contact 首问岗位职责 (豫工信办企业〔2014〕22号)."""

    HEAR = "hear", "接受咨询"
    REGISTER = "register", "登记事项"
    GUIDE = "guide", "指导填报材料"
    SETTLE = "settle", "当场办理"
    PASS_ON = "pass_on", "分送其他机构"
    LEAD = "lead", "告知引领"
    HAND_OVER = "hand_over", "送达结果"


class Delivery(Word):
    """How a transfer letter went to a handler outside the system."""

    EXCHANGE = "exchange", "公文交换"
    HAND = "hand", "专人送达"
    POST = "post", "挂号信或快递"
    MAIL = "mail", "电子邮件"
    FAX = "fax", "传真"
    LINK = "link", "答复链接"


class Relation(Word):
    """What who spoke for a firm is to it."""

    UNSTATED = "unstated", "没有说明"
    REPRESENTATIVE = "representative", "法定代表人或负责人"
    EMPLOYEE = "employee", "本单位员工"
    AGENT = "agent", "受委托的人"
    OTHER = "other", "其他"


class Confirmation(Word):
    """How who spoke confirmed what was written down."""

    READ_OUT = "read_out", "读给对方听，对方认可"
    CODE = "code", "短信确认码"
    SIGNATURE = "signature", "屏幕签名"


INTERNAL = (
    *(str(Verb.INSTRUCT), str(Verb.REPORT_BACK), str(Verb.ASK_EXTENSION), str(Verb.DECLINE_EXTENSION)),
    *(str(Verb.ASK_SUSPENSION), str(Verb.DECLINE_SUSPENSION)),
    *(str(Verb.APPEAL), str(Verb.DECLINE_APPEAL)),
    *(str(Verb.CONSULT), str(Verb.TAKE_OPINION), str(Verb.GIVE_OPINION), str(Verb.DECLINE_OPINION)),
    *(str(Verb.ACKNOWLEDGE), str(Verb.CONTEST), "open_link", "close_link"),
    *("hold", "lift_hold"),
)
"""Entries between offices: what a leader wrote and was told, the part of others, more time that was asked,
by which link a letter is answered, what colleagues confirm to one another. Not for the enterprise."""

SCANS = (Purpose.SCAN, Purpose.INSTRUCTION)
"""Scanned papers, of which a wrong page is replaced."""

TEMPLATED = {
    Verb.REPLY: "reply",
    Verb.ANSWER: "answer",
    Verb.ASK_INFORMATION: "missing",
    Verb.DISPATCH: "note",
    Verb.REFUSE: "reason",
    Verb.GIVE_PLAN: "plan",
    Verb.RETURN: "reason",
}
"""Verbs that are written again and again, each with the field into which a template goes."""

INTERNAL_FILES = (Purpose.INSTRUCTION, Purpose.OPINION, Purpose.APPEAL)


class BulkVerb(Word):
    """What can be done with many demands at once."""

    REGISTER = Verb.REGISTER.value, Verb.REGISTER.label
    DISPATCH = Verb.DISPATCH.value, Verb.DISPATCH.label
    HAND_ON = Verb.HAND_ON.value, Verb.HAND_ON.label


class BatchOutcome(Word):
    """What became of one demand of a batch."""

    WAITING = "waiting", "还没有办"
    DONE = "done", "已办"
    REFUSED = "refused", "没有办成"


class Erased(Word):
    """What a rule of retention erases."""

    CONTACTS = "contacts", "来人和联系人的姓名、电话"
    WORDS = "words", "全部文字、附件和存档文件"


class ArchiveState(Word):
    """Whether the file of a closed demand has been made."""

    WAITING = "waiting", "等待生成"
    MADE = "made", "已生成"
