"""The words of agreements: their states and verbs, how a fee was found, how a firm confirmed, what is alike."""

from huiqi.kernel.words import Word
from huiqi.standards.service_kinds import ServiceKind


class AgreementState(Word):
    """Where an agreement is."""

    DRAFT = "draft", "起草中"
    SENT = "sent", "待企业确认"
    DECLINED = "declined", "企业不同意"
    IN_FORCE = "in_force", "履行中"
    CHANGING = "changing", "变更待企业确认"
    REPORTED = "reported", "待企业确认完成"
    DONE = "done", "企业已确认完成"
    UNCONFIRMED = "unconfirmed", "未获确认"
    ENDED = "ended", "已终止"


class AgreementVerb(Word):
    """Everything that can be done with an agreement."""

    DRAFT = "draft", "起草服务协议"
    REVISE = "revise", "修改"
    SIGN = "sign", "签署并送企业确认"
    AGREE = "agree", "同意协议"
    DECLINE = "decline", "不同意"
    CHANGE = "change", "变更协议"
    FINISH_MILESTONE = "finish_milestone", "登记节点完成"
    REPORT = "report", "请企业确认完成"
    CONFIRM = "confirm", "确认服务已完成"
    DISPUTE = "dispute", "还没有完成"
    ASK_AGAIN = "ask_again", "再次请企业确认"
    LAPSE = "lapse", "到期未确认"
    DECLARE_PAYMENT = "declare_payment", "登记付款"
    RECORD_INVOICE = "record_invoice", "登记发票"
    END = "end", "终止协议"


class FeeBasis(Word):
    """By what the fee that is due was found."""

    PUBLISHED = "published", "按公示价"
    SMALL_MICRO = "small_micro", "按小微企业优惠价"
    SIZE_UNKNOWN = "size_unknown", "不知道企业规模，公示价和优惠价都可以"
    NO_PRICE = "no_price", "没有公示单价"
    FREE = "free", "公益免费"
    NO_PRODUCT = "no_product", "没有公示的服务产品，只能免费"


class Hand(Word):
    """How a firm confirmed."""

    ACCOUNT = "account", "登录账号"
    CODE = "code", "短信验证码"


class Alike(Word):
    """What two services for one firm have in common."""

    PRODUCT = "product", "服务产品"
    CATEGORY = "category", "服务类别"
    KIND = "kind", "诉求类别"


class Verdict(Word):
    """What was found of two services that look alike."""

    SAME = "same", "是同一次服务"
    OTHER = "other", "不是同一次服务"


class Tab(Word):
    """Parts of the list of agreements."""

    OPEN = "open", "办理中"
    WAITING = "waiting", "等企业确认"
    LATE = "late", "节点逾期"
    DONE = "done", "已确认完成"
    REPEATED = "repeated", "重复，不计"
    UNCONFIRMED = "unconfirmed", "未获确认"


SERVICE_KINDS = (ServiceKind.SERVICE, ServiceKind.PROFESSIONAL_SERVICE)
"""Kinds of demand that lead to an agreement."""
