"""The closed lists of filings."""

from huiqi.kernel.words import Word


class Own(Word):
    """What is carried beside the facts of the vocabulary: who the firm is, and whom to ask."""

    NAME = "firm_name", "企业名称"
    CONTACT = "contact_name", "联系人"
    MOBILE = "contact_mobile", "联系电话"


USCC = "uscc"
FIXED = (Own.NAME.value, USCC)
"""Who the firm is: shown, and carried as it is registered."""


class Came(Word):
    """What became of a line of a list of outcomes."""

    MADE = "made", "已记录，已通知企业"
    SAME = "same", "以前已经记录"
    REFUSED = "refused", "有错，没有记录"
    LEFT = "left", "没有记录（文件里有错）"


class Kept(Word):
    """What a rule of retention erases."""

    HANDOFFS = "handoffs", "企业带去申报的资料"
    LISTS = "lists", "申报结果清单的原件和逐行内容"


class OnFault(Word):
    """What becomes of the other lines where one is wrong."""

    REST = "rest", "对的照样记录"
    NOTHING = "nothing", "一行也不记录"
