"""The kinds of notice about ratings and what comes of them, and their words; rows as in `notices`."""

from django.utils.translation import gettext_noop as mark

from huiqi.demands.wording.told import RATE_AGAIN, RECTIFIED, RECTIFYING, TO_RECTIFY
from huiqi.notices.ports import Nature
from huiqi.notices.words import Channel, Group

_BOTH = (Channel.MAIL, Channel.SMS)
_RIGHTS = Nature(_BOTH, may_wait=False, concerns_rights=True)
_NEWS = Nature(_BOTH, may_wait=True)
_WORK = Nature((Channel.MAIL,), may_wait=True)
_PRESSING = Nature(_BOTH, may_wait=False)
_TO_DO, _PROGRESS = Group.TO_DO, Group.PROGRESS

ROWS: tuple[tuple[str, Group, Nature, str, str, str], ...] = (
    (
        RECTIFIED,
        _PROGRESS,
        _RIGHTS,
        mark("整改后答复了您，请再评价"),
        mark("您不满意的诉求 %(number)s 已由上一级重新办理并答复。请看答复，愿意的话再评价一次。"),
        mark("看答复并评价"),
    ),
    (
        RECTIFYING,
        _PROGRESS,
        _RIGHTS,
        mark("您的不满意由上一级重新办理"),
        mark("您对诉求 %(number)s 不满意，已由上一级重新办理：一个工作日内联系您，在时限内办好并答复。"),
        mark("看由谁办、什么时候办好"),
    ),
    (
        "demands.rectify_planned",
        _PROGRESS,
        _RIGHTS,
        mark("整改要些时间，写明了理由"),
        mark("诉求 %(number)s 的整改一时办不好，写明了理由和办好的日子。"),
        mark("看理由和日期"),
    ),
    (
        TO_RECTIFY,
        _TO_DO,
        _PRESSING,
        mark("有诉求要整改"),
        mark("企业对诉求 %(number)s 不满意。请一个工作日内联系企业，在时限内整改到位，再答复。"),
        mark("去整改"),
    ),
    (
        "demands.appealed",
        _TO_DO,
        _WORK,
        mark("有评价申诉要复核"),
        mark("诉求 %(number)s 的承办单位对评价提出申诉。请由没有经手过的人复核，整改照常。"),
        mark("去复核"),
    ),
    (
        "demands.appeal_decided",
        _PROGRESS,
        _WORK,
        mark("评价申诉有了结果"),
        mark("对诉求 %(number)s 评价的申诉已经复核，写明了理由。"),
        mark("看结果"),
    ),
    (
        "demands.appeal_upheld",
        _PROGRESS,
        _RIGHTS,
        mark("您的评价经复核不计入统计"),
        mark("承办单位对诉求 %(number)s 的评价提出申诉，经复核成立。写明了理由，您的评价原文保留。"),
        mark("看理由"),
    ),
    (
        RATE_AGAIN,
        _PROGRESS,
        _NEWS,
        mark("请您评价一次办理"),
        mark("您的诉求 %(number)s 三天前已经答复。愿意的话，请评价这次办理；不评价也没有关系，我们不会再问。"),
        mark("看答复并评价"),
    ),
)
