"""The life of a demand: its states, its verbs, what is promised."""

from huiqi.kernel.words import Word
from huiqi.network.words import LimitStep


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
    MERGED = "merged", "已并入另一件"


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
    CALL_OFF = "call_off", "撤回会办"
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
    MERGE = "merge", "并入另一件"
    ABSORB = "absorb", "合并办理"
    UNMERGE = "unmerge", "撤销合并"
    LET_GO = "let_go", "分出并入的诉求"
    SPLIT = "split", "拆分"
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


INTERNAL = (
    *(str(Verb.INSTRUCT), str(Verb.REPORT_BACK), str(Verb.ASK_EXTENSION), str(Verb.DECLINE_EXTENSION)),
    *(str(Verb.ASK_SUSPENSION), str(Verb.DECLINE_SUSPENSION)),
    *(str(Verb.APPEAL), str(Verb.DECLINE_APPEAL)),
    *(str(Verb.CONSULT), str(Verb.TAKE_OPINION), str(Verb.GIVE_OPINION), str(Verb.DECLINE_OPINION), str(Verb.CALL_OFF)),
    *(str(Verb.ACKNOWLEDGE), str(Verb.CONTEST), "open_link", "close_link"),
    *("hold", "lift_hold", "record_struck", "duty_called", "duty_called_up"),
)
"""Entries between offices: what a leader wrote and was told, the part of others, more time that was asked,
by which link a letter is answered, what colleagues confirm to one another. Not for the enterprise."""


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
