"""The words of demands: their states, verbs, ratings, files. Apps above may speak them too."""

from huiqi.kernel.words import Word


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
    ARCHIVED = "archived", "已归档"
    WITHDRAWN = "withdrawn", "已撤回"


class HandlingState(Word):
    """Where the work of one institution on a demand is."""

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
    ASK_INFORMATION = "ask_information", "一次性告知补充"
    SUPPLY_INFORMATION = "supply_information", "补充材料"
    REPLY = "reply", "阶段答复"
    DISPATCH = "dispatch", "转机构办理"
    RECALL = "recall", "收回"
    TAKE = "take", "签收办理"
    RETURN = "return", "退回窗口"
    GIVE_PLAN = "give_plan", "提出方案"
    START_WORK = "start_work", "开始实施"
    ANSWER = "answer", "答复"
    RATE = "rate", "评价"
    ATTEMPT_VISIT = "attempt_visit", "回访未联系上"
    VISIT = "visit", "回访"
    ARCHIVE = "archive", "归档"
    WITHDRAW = "withdraw", "撤回诉求"


class RatingLevel(Word):
    """The five levels of GB/T 39734-2020 7.3, best first."""

    VERY_SATISFIED = "very_satisfied", "非常满意"
    SATISFIED = "satisfied", "满意"
    FAIRLY_SATISFIED = "fairly_satisfied", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"
    VERY_DISSATISFIED = "very_dissatisfied", "非常不满意"


class Purpose(Word):
    """With what a file came."""

    FILING = "filing", "提交时附"
    INFORMATION = "information", "补充的材料"
    PLAN = "plan", "服务方案"
    ANSWER = "answer", "答复附件"


class ArchiveState(Word):
    """Whether the file of a closed demand has been made."""

    WAITING = "waiting", "等待生成"
    MADE = "made", "已生成"
