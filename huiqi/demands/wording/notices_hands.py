"""The kinds of notice of a demand that leaves somebody's hands, or is to be done first, or no longer."""

from django.utils.translation import gettext_noop as mark

from huiqi.demands.wording.natures import NEWS, PRESSING, PROGRESS, TO_DO, WORK, Row
from huiqi.demands.wording.told import OFF_HANDS

ROWS: tuple[Row, ...] = (
    (
        "demands.given_back",
        TO_DO,
        WORK,
        mark("诉求回到窗口办理"),
        mark("诉求 %(number)s 回到%(window)s办理，给企业的时限没有重新起算。请尽快答复或另行转办。"),
        mark("去办理"),
    ),
    (
        "demands.stopped",
        PROGRESS,
        WORK,
        mark("诉求不用再办"),
        mark("企业撤回了诉求 %(number)s，不用再办。"),
        mark("看经过"),
    ),
    (
        "demands.green",
        PROGRESS,
        NEWS,
        mark("已开通绿色通道"),
        mark("您的诉求 %(number)s 开通了绿色通道，各环节先办，办结时限更短。"),
        mark("看进展和时限"),
    ),
    (
        "demands.recalled",
        PROGRESS,
        NEWS,
        mark("诉求收回窗口办理"),
        mark("%(window)s从%(handler)s收回了您的诉求 %(number)s，由窗口办理或另转。给您的时限没有重新起算。"),
        mark("看原因和进展"),
    ),
    (
        OFF_HANDS,
        PROGRESS,
        WORK,
        mark("有诉求不用您单位再办"),
        mark("诉求 %(number)s 已由%(window)s收回，或已撤回、终止、并入另一件，您单位不用再办，也不再能打开它。"),
        mark("回办件台"),
    ),
    (
        "demands.green_to_us",
        TO_DO,
        PRESSING,
        mark("诉求开通绿色通道，请先办"),
        mark("诉求 %(number)s 开通了绿色通道，办结时限更短。请看为什么开、改了哪些时限，优先办理。"),
        mark("看新的时限"),
    ),
    (
        "demands.green_closed",
        PROGRESS,
        NEWS,
        mark("绿色通道已关闭"),
        mark("您的诉求 %(number)s 的绿色通道已关闭，写明了原因。办理不停，原来的时限照旧。"),
        mark("看原因和时限"),
    ),
    (
        "demands.green_closed_to_us",
        PROGRESS,
        WORK,
        mark("绿色通道已关闭"),
        mark("诉求 %(number)s 的绿色通道已关闭，按原来的时限继续办理。"),
        mark("看原因和时限"),
    ),
)
