"""The words of policies, beside those of `eligibility.versions`."""

from huiqi.kernel.words import Word


class State(Word):
    """Where a day lies in the validity of a version."""

    CURRENT = "current", "现行有效"
    UPCOMING = "upcoming", "尚未施行"
    ENDED = "ended", "已失效"


class Purpose(Word):
    """What a draft proposes."""

    NEW = "new", "新政策"
    AMEND = "amend", "修订"
    WITHDRAW = "withdraw", "撤下"


class Move(Word):
    """What a change of a rule does to an enterprise."""

    GAINS = "gains", "变为可以享受"
    LOSES = "loses", "不再可以享受"
    DOUBTED = "doubted", "原来可以享受，变为还缺情况"
    OPENED = "opened", "原来不符合，变为还缺情况"
    RULED_OUT = "ruled_out", "原来还缺情况，变为不符合"


class DraftState(Word):
    """How far a draft is."""

    DRAFT = "draft", "起草中"
    WAITING = "waiting", "待复核"
    REVIEWED = "reviewed", "已复核，待发布"
    PUBLISHED = "published", "已发布"
    DROPPED = "dropped", "已作废"


class DraftVerb(Word):
    """What can be done with a draft."""

    BEGIN = "begin", "起草"
    EDIT = "edit", "修改"
    SUBMIT = "submit", "送复核"
    APPROVE = "approve", "复核通过"
    RETURN = "return", "退回修改"
    PUBLISH = "publish", "发布"
    DROP = "drop", "作废"


class Moment(Word):
    """What a day in a firm's calendar is."""

    OPENS = "opens", "开始申报"
    CLOSES = "closes", "截止申报"
    ENDS = "ends", "政策到期"
    EXPIRES = "expires", "证书到期"
    UPDATE = "update", "年度更新截止"


class TextKind(Word):
    """What a text is: the document itself, or what its issuer says of it."""

    DOCUMENT = "document", "文件"
    NOTICE = "notice", "通知"
    INTERPRETATION = "interpretation", "解读"
    PICTURE = "picture", "图解"
    ANSWERS = "answers", "问答"
    NEWS = "news", "资讯"


EXPLAINING = (TextKind.INTERPRETATION, TextKind.PICTURE, TextKind.ANSWERS)
"""The kinds that explain another text, paragraph by paragraph."""

SPEAKING = (*EXPLAINING, TextKind.NEWS)
"""The kinds that speak of other texts, and never are the text they speak of."""


class Topic(Word):
    """What a piece of information is about; a text that has one is listed as information."""

    REGULATION = "regulation", "政策法规"
    ECONOMY = "economy", "经济动态"
    INDUSTRY = "industry", "产业"
    MARKET = "market", "市场"
    TECHNOLOGY = "technology", "技术"
    PRODUCT = "product", "产品"
    STANDARD = "standard", "标准"
    TALENT = "talent", "人才"


class Recent(Word):
    """How far back a reader of information looks."""

    WEEK = "7", "近 7 天"
    MONTH = "30", "近 30 天"
    YEAR = "365", "近一年"


class Origin(Word):
    """Where the proposal of a text came from."""

    TYPED = "typed", "录入"
    IMPORTED = "imported", "导入"
    SOURCE = "source", "来源更新"


class Paper(Word):
    """What a file shows of a material."""

    FORM = "form", "空白表"
    SAMPLE = "sample", "样表"


class OpeningState(Word):
    """Where a day lies in an opening."""

    UPCOMING = "upcoming", "未到申报期"
    OPEN = "open", "申报中"
    CLOSING = "closing", "即将截止"
    CLOSED = "closed", "已截止"


class Cause(Word):
    """Why firms are told of a version."""

    NEW = "new", "首次推送"
    AMENDED = "amended", "修订"
    ENDED = "ended", "撤下"


class CampaignState(Word):
    """How far a campaign is."""

    PREPARED = "prepared", "待发送"
    SENDING = "sending", "发送中"
    PAUSED = "paused", "已暂停"
    DONE = "done", "已发完"
    CANCELLED = "cancelled", "已取消"


class CampaignVerb(Word):
    """What can be done with a campaign."""

    START = "start", "开始发送"
    PAUSE = "pause", "暂停"
    RESUME = "resume", "继续发送"
    CANCEL = "cancel", "取消"
    FINISH = "finish", "发完"


class PushReason(Word):
    """What a version means for a firm."""

    GAINED = "gained", "新符合"
    KEPT = "kept", "仍然符合"
    LOST = "lost", "不再符合"
    MAYBE = "maybe", "还缺信息"


class PushState(Word):
    """What became of telling a firm."""

    TOLD = "told", "已送达"
    WAITING = "waiting", "待汇总"
    UNREACHED = "unreached", "没有可通知的人"
    DECLINED = "declined", "企业不要推送"
    GENERAL = "general", "企业只收通用清单"


class PushRhythm(Word):
    """How often a firm is told of policies."""

    AT_ONCE = "at_once", "有了就告诉我"
    DAILY = "daily", "每天汇总一次"
    WEEKLY = "weekly", "每周一汇总一次"
    MONTHLY = "monthly", "每月一日汇总一次"
    NEVER = "never", "不要推送"


class Stage(Word):
    """How far a policy has come at a firm."""

    MATCHED = "matched", "匹配"
    DELIVERED = "delivered", "送达"
    OPENED = "opened", "打开"
    ASKED = "asked", "咨询"
    APPLIED = "applied", "申报"
    GRANTED = "granted", "获批"
    PAID = "paid", "到账"
    REFUSED = "refused", "未通过"


FUNNEL = tuple(stage for stage in Stage if stage is not Stage.REFUSED)
"""The steps that follow each other; a refusal ends the way of one firm and is no step of it."""
WAY = (Stage.APPLIED, Stage.REFUSED, Stage.GRANTED, Stage.PAID)
"""What comes back of an application, the furthest last: who was refused may be granted it later all the same."""


class Teller(Word):
    """Who knows of a milestone."""

    OWN = "own", "企业自己记的"
    DEMAND = "demand", "企业提的诉求"
    BENEFIT = "benefit", "免申即享名单"
    OFFICE = "office", "受理部门反馈"


class OnFault(Word):
    """What becomes of the rest of a file in which something is wrong."""

    REST = "rest", "其余照样导入"
    NOTHING = "nothing", "一条也不导入"


class FaqState(Word):
    """How far a question with its answer is."""

    DRAFT = "draft", "退回修改"
    WAITING = "waiting", "待复核"
    PUBLISHED = "published", "已公开"
    REPLACED = "replaced", "已由新版代替"
    WITHDRAWN = "withdrawn", "已撤下"
    DROPPED = "dropped", "已作废"


class FaqVerb(Word):
    """What can be done with a question and its answer."""

    BEGIN = "begin", "起草"
    EDIT = "edit", "修改"
    SUBMIT = "submit", "送复核"
    RETURN = "return", "退回修改"
    PUBLISH = "publish", "核对无误，公开"
    DROP = "drop", "作废"
    REPLACE = "replace", "由新版代替"
    WITHDRAW = "withdraw", "撤下"


class Personal(Word):
    """What says who somebody is."""

    IDENTITY = "identity", "身份证号"
    MOBILE = "mobile", "手机号"
    CREDIT_CODE = "credit_code", "统一社会信用代码"
    MAIL = "mail", "邮箱"
    NAME = "name", "提问企业的名称或联系人"
