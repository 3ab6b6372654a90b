"""The closed lists of benefits without filing."""

from huiqi.kernel.words import Word


class ProgrammeState(Word):
    """How far a programme has come."""

    PREPARED = "prepared", "编制中"
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
    GUIDE = "guide", "公布办事指南"
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
    LISTED = "listed", "兑付中"
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


class ObjectionState(Word):
    """What became of an objection."""

    OPEN = "open", "待答复"
    UPHELD = "upheld", "成立"
    REJECTED = "rejected", "不成立"


class Lacking(Word):
    """Why a firm that may be meant stands on no list yet."""

    FACTS = "facts", "有条件不知道是否符合"
    BASE = "base", "符合条件，但缺计算基数"
