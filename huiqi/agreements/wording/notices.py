"""The kinds of notice that agreements tell. Parameters: number of the demand, window, handler."""

from django.utils.translation import gettext_noop as mark

from huiqi.notices.ports import Kind, Nature, spoken
from huiqi.notices.words import Channel, Group

_BOTH = (Channel.MAIL, Channel.SMS)
_RIGHTS = Nature(_BOTH, may_wait=False, concerns_rights=True)
_LINK = Nature((Channel.SMS,), may_wait=False, concerns_rights=True)
_NEWS = Nature(_BOTH, may_wait=True)
_PRESSING = Nature(_BOTH, may_wait=False)
_WORK = Nature((Channel.MAIL,), may_wait=True)
_TO_DO, _PROGRESS = Group.TO_DO, Group.PROGRESS

_ROWS: tuple[tuple[str, Group, Nature, str, str, str], ...] = (
    (
        "sent",
        _TO_DO,
        _RIGHTS,
        mark("有服务协议等你们确认"),
        mark("%(handler)s为诉求 %(number)s 送来服务协议。请看做什么、收多少钱、什么时候完成，再确认或说明原因。"),
        mark("看协议"),
    ),
    (
        "sent_link",
        _TO_DO,
        _LINK,
        mark("有服务协议等你们确认"),
        mark("%(handler)s为诉求 %(number)s 送来服务协议。打开链接，凭发到这个号码的验证码查看和确认。"),
        mark("看协议"),
    ),
    (
        "agreed",
        _PROGRESS,
        _WORK,
        mark("企业同意了服务协议"),
        mark("诉求 %(number)s 的服务协议已经双方确认，从现在起履行。请按节点登记进展。"),
        mark("看节点"),
    ),
    (
        "declined",
        _TO_DO,
        _PRESSING,
        mark("企业没有同意服务协议"),
        mark("企业没有同意诉求 %(number)s 的服务协议，写明了原因。请修改后再送，或与企业商量。"),
        mark("看原因"),
    ),
    (
        "milestone",
        _PROGRESS,
        _NEWS,
        mark("服务有新进展"),
        mark("%(handler)s登记了诉求 %(number)s 的服务节点和成效。请看交付的内容。"),
        mark("看进展"),
    ),
    (
        "reported",
        _TO_DO,
        _RIGHTS,
        mark("请确认服务是否完成"),
        mark("%(handler)s说诉求 %(number)s 的服务已经完成。请确认；没有完成的请说明，退回承办单位。"),
        mark("去确认"),
    ),
    (
        "reported_link",
        _TO_DO,
        _LINK,
        mark("请确认服务是否完成"),
        mark("%(handler)s说诉求 %(number)s 的服务已经完成。打开链接，凭发到这个号码的验证码确认或退回。"),
        mark("去确认"),
    ),
    (
        "confirmed",
        _PROGRESS,
        _WORK,
        mark("企业确认服务已完成"),
        mark("企业确认诉求 %(number)s 的服务已经完成，计为一次服务。"),
        mark("看确认单"),
    ),
    (
        "disputed",
        _TO_DO,
        _PRESSING,
        mark("企业说服务还没有完成"),
        mark("企业不认可诉求 %(number)s 的服务已经完成，写明了原因。请补做后再请企业确认。"),
        mark("看原因"),
    ),
    (
        "overdue",
        _TO_DO,
        _PRESSING,
        mark("服务节点逾期"),
        mark("诉求 %(number)s 的服务协议有节点过了日期还没有完成。请尽快完成登记，或与企业商量变更。"),
        mark("看节点"),
    ),
    (
        "lapsed",
        _PROGRESS,
        _WORK,
        mark("服务未获企业确认"),
        mark("诉求 %(number)s 的服务两次请企业确认都没有答复，记为未获确认，不计入服务次数。"),
        mark("看经过"),
    ),
    (
        "ended",
        _PROGRESS,
        _RIGHTS,
        mark("服务协议已终止"),
        mark("诉求 %(number)s 的服务协议已终止，写明了原因。"),
        mark("看原因"),
    ),
    (
        "same",
        _TO_DO,
        _RIGHTS,
        mark("认定为同一次服务"),
        mark(
            "诉求 %(number)s 的服务与别处的一份认定为同一次，只计较早的那一份。依据在协议页上；有不同意见请告诉省平台。"
        ),
        mark("看依据"),
    ),
    (
        "not_same",
        _PROGRESS,
        _WORK,
        mark("认定不是同一次服务"),
        mark("诉求 %(number)s 的服务与别处的一份认定不是同一次，分别计数。"),
        mark("看依据"),
    ),
    (
        "alike",
        _TO_DO,
        _WORK,
        mark("可能重复的服务"),
        mark("诉求 %(number)s 的服务与同一企业 90 天内的另一次服务相近。请核对是不是重复登记。"),
        mark("看相同之处"),
    ),
)


KINDS = tuple(
    Kind(f"agreements.{code}", group, subject, nature, spoken(subject, sentence, action))
    for code, group, nature, subject, sentence, action in _ROWS
)
