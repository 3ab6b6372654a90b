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


EXPLAINING = (TextKind.INTERPRETATION, TextKind.PICTURE, TextKind.ANSWERS)
"""The kinds that speak of another text."""


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
