"""The closed lists of notices."""

from huiqi.kernel.words import Word


class Channel(Word):
    """By which way something leaves the house. The inbox is no channel: everything is in it."""

    MAIL = "mail", "邮件"
    SMS = "sms", "短信"


class Urgency(Word):
    """Whether a notice may wait for the morning."""

    ORDINARY = "ordinary", "普通"
    URGENT = "urgent", "紧急"


class Group(Word):
    """What notices are about, as a person chooses among them."""

    TO_DO = "to_do", "需要您办的"
    PROGRESS = "progress", "办理进展"
    POLICIES = "policies", "政策提醒"
    ACCOUNT = "account", "账号与授权"


class Rhythm(Word):
    """How often a person wants to be written to about a group."""

    AT_ONCE = "at_once", "有了就发"
    DAILY = "daily", "每天汇总一次"
    NEVER = "never", "只放在通知页"


class DeliveryState(Word):
    """Where a message to the outside is."""

    WAITING = "waiting", "待发"
    SENDING = "sending", "正在发"
    SENT = "sent", "已发出"
    STUCK = "stuck", "发不出去"
    EXPIRED = "expired", "过期未发"


class DeliveryVerb(Word):
    """What happens to a message to the outside."""

    CLAIM = "claim", "取出"
    CONFIRM = "confirm", "发出"
    POSTPONE = "postpone", "稍后再发"
    GIVE_UP = "give_up", "不再试"
    EXPIRE = "expire", "作废"
    RETRY = "retry", "重新发"
