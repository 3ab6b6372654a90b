"""How a demand comes, from whom, and with what."""

from huiqi.kernel.words import Word


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


SCANS = (Purpose.SCAN, Purpose.INSTRUCTION)
"""Scanned papers, of which a wrong page is replaced."""


INTERNAL_FILES = (Purpose.INSTRUCTION, Purpose.OPINION, Purpose.APPEAL)
