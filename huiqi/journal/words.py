"""The words of the journal: what may be wrong with an entry."""

from huiqi.kernel.words import Word


class Fault(Word):
    """What does not fit."""

    NUMBER = "number", "编号不连续，前面少了记录"
    PREVIOUS = "previous", "接不上前一条记录"
    HASH = "hash", "内容和当时的校验值不符"
    ORDER = "order", "时间早于前一条记录"
    TEXT = "text", "文字和当时的校验值不符"
    TEXT_GONE = "text_gone", "文字不见了，也没有删除记录"
    REPLAY = "replay", "按日志推不出后面的状态"
    STORED = "stored", "现在的状态和日志不一致"
    SEALED = "sealed", "和当天封存的日志不一致"
    SEAL = "seal", "当天的封存本身被改动"
