"""What is said after the answer: reminders, ratings, return visits, rectification."""

from huiqi.kernel.words import Word


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
