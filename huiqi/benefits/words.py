"""The closed lists of benefits without filing."""

from huiqi.kernel.words import Word


class ProgrammeState(Word):
    """How far a programme has come."""

    PREPARED = "prepared", "编制中"
    REVIEW = "review", "指南审核中"
    GUIDED = "guided", "指南已公布"
    DRAWING = "drawing", "数据比对中"
    CHECKING = "checking", "名单核验中"
    PUBLISHED = "published", "名单公示中"
    PAYING = "paying", "意愿确认与兑付中"
    FINISHED = "finished", "已办结"
    CANCELLED = "cancelled", "已取消"


class ProgrammeVerb(Word):
    """What is done with a programme."""

    PREPARE = "prepare", "编制"
    REVISE = "revise", "修改"
    SUBMIT = "submit", "送审办事指南"
    RECALL = "recall", "撤回修改"
    APPROVE = "approve", "批准并公布指南"
    RETURN = "return", "退回修改"
    DRAW = "draw", "比对数据"
    DRAWN = "drawn", "比对完成"
    PUBLISH = "publish", "公示名单"
    ASK = "ask", "征求企业意愿"
    FINISH = "finish", "办结"
    CANCEL = "cancel", "取消"


class EntryState(Word):
    """Where one firm of the list stands."""

    FOUND = "found", "待核验"
    VERIFIED = "verified", "核验通过"
    REMOVED = "removed", "已剔除"
    OFFERED = "offered", "待企业确认"
    DECLINED = "declined", "企业放弃"
    WILLING = "willing", "待兑付"
    LISTED = "listed", "已列入清单"
    BOUNCED = "bounced", "退汇，待更正账户"
    PAID = "paid", "已兑付"
    RECOVERED = "recovered", "已追回"


class EntryVerb(Word):
    """What is done with one firm of the list."""

    VERIFY = "verify", "核验通过"
    REMOVE = "remove", "剔除"
    RESTORE = "restore", "恢复"
    OFFER = "offer", "征求意愿"
    CONFIRM = "confirm", "确认享受"
    DECLINE = "decline", "放弃"
    LIST = "list", "列入兑付清单"
    UNLIST = "unlist", "移出兑付清单"
    PAY = "pay", "登记已兑付"
    BOUNCE = "bounce", "登记退汇"
    RECOVER = "recover", "登记追回"


class ListState(Word):
    """How far a payment list has come; `UNCHECKED` are those that were made before lists were confirmed."""

    WAITING = "waiting", "待确认"
    CONFIRMED = "confirmed", "已确认"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"
    UNCHECKED = "unchecked", "早先生成，未经确认"


class ListVerb(Word):
    """What is done with a payment list."""

    CONFIRM = "confirm_list", "确认兑付清单"
    RETURN = "return_list", "退回兑付清单"
    WITHDRAW = "withdraw_list", "撤回兑付清单"


class ObjectionState(Word):
    """What became of an objection."""

    OPEN = "open", "待答复"
    UPHELD = "upheld", "成立"
    REJECTED = "rejected", "不成立"


class Lacking(Word):
    """Why a firm that may be meant stands on no list yet."""

    FACTS = "facts", "有条件不知道是否符合"
    BASE = "base", "符合条件，但缺计算基数"
