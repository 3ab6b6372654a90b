"""The words of supervision: states, verbs and steps of a case."""

from huiqi.kernel.words import Word


class CaseState(Word):
    """Where a case of supervision is."""

    RECORDED = "recorded", "已问责"
    ORDERED = "ordered", "督办中"
    CIRCULATED = "circulated", "已通报"
    SUMMONED = "summoned", "约谈待进行"
    TALKED = "talked", "已约谈"
    CLOSED = "closed", "已销号"
    STRUCK = "struck", "异议成立"


class CaseVerb(Word):
    """What can be done with a case."""

    ORDER = "order", "下达督办"
    CIRCULATE = "circulate", "通报"
    SUMMON = "summon", "约谈"
    RECORD_TALK = "record_talk", "登记约谈记录"
    REPORT = "report", "报送补救措施"
    ACCEPT = "accept", "同意销号"
    DECLINE = "decline", "退回补救措施"
    OBJECT = "object", "提出异议"
    UPHOLD = "uphold", "异议成立"
    REJECT = "reject", "维持问责"
    SETTLE = "settle", "补做销号"
    ENTER = "enter_decision", "录入主管部门决定"


class LadderStep(Word):
    """The steps of the ladder that a person takes."""

    ORDER = "order", "督办"
    CIRCULAR = "circular", "通报"
    TALK = "talk", "约谈"


class Why(Word):
    """With what a file of a case came."""

    REPORT = "report", "补救措施附件"
    OBJECTION = "objection", "异议附件"
    TALK = "talk", "约谈附件"
    DECISION = "decision", "主管部门决定书"
