"""The closed lists of programs."""

from huiqi.kernel.words import Word


class Scope(Word):
    """What a program may do with its key; each call of the API names one."""

    HANDOFFS = "handoffs", "按编号读取申报资料"
    OUTCOMES = "outcomes", "回传申报结果"


class KeyState(Word):
    """Where a key is. That it has run out is a question about a date."""

    ASKED = "asked", "待审批"
    ALLOWED = "allowed", "待取出"
    DECLINED = "declined", "未批准"
    ACTIVE = "active", "使用中"
    ENDED = "ended", "已停用"


class KeyVerb(Word):
    """What happens to a key."""

    ALLOW = "allow_key", "批准"
    DECLINE = "decline_key", "不批准"
    FETCH = "fetch_key", "取出密钥"
    END = "end_key", "停用"


class Term(Word):
    """How long a key may be used from the day it is fetched, in days."""

    QUARTER = "90", "90 天"
    HALF = "180", "180 天"
    YEAR = "365", "一年"
