"""Who handles a demand and how: several at once, returned, paused, closed without an answer, by letter."""

from huiqi.kernel.words import Word


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
    CALLED_OFF = "called_off", "已撤回"


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
