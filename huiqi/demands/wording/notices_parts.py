"""The kinds of notice of demands that several handle, or nobody wants."""

from django.utils.translation import gettext_noop as mark

from huiqi.demands.wording.natures import NEWS, PROGRESS, TO_DO, WORK, Row
from huiqi.demands.wording.told import CALLED_OFF

ROWS: tuple[Row, ...] = (
    (
        "demands.summed_up",
        PROGRESS,
        NEWS,
        mark("窗口作了综合答复"),
        mark("%(window)s汇总各家的答复，对您的诉求 %(number)s 作了综合答复。"),
        mark("看答复"),
    ),
    (
        "demands.opinion_declined",
        PROGRESS,
        WORK,
        mark("会办单位不参加"),
        mark("有会办单位说明原因，不参加诉求 %(number)s 的会办。需要的，请另请别家。"),
        mark("看原因"),
    ),
    (
        CALLED_OFF,
        PROGRESS,
        WORK,
        mark("会办已撤回"),
        mark("%(window)s撤回了诉求 %(number)s 的会办，您单位不用再出意见。"),
        mark("看原因"),
    ),
    (
        "demands.contested",
        TO_DO,
        WORK,
        mark("退单等裁定"),
        mark("%(handler)s不接诉求 %(number)s，这一轮已经退回过一次，提请裁定由谁办理。"),
        mark("看双方依据"),
    ),
    (
        "demands.ruled",
        PROGRESS,
        NEWS,
        mark("已裁定由谁办理"),
        mark("您的诉求 %(number)s 由省平台裁定，交%(handler)s办理，不会再退。给您的时限没有重新起算。"),
        mark("看理由"),
    ),
    (
        "demands.ruled_to_us",
        PROGRESS,
        WORK,
        mark("退单已裁定"),
        mark("诉求 %(number)s 由省平台裁定，交%(handler)s办理。"),
        mark("看裁定"),
    ),
    (
        "demands.divided",
        PROGRESS,
        NEWS,
        mark("诉求由几家分别办理"),
        mark("%(window)s把您的诉求 %(number)s 分给几家办理，各办一部分，各自答复您。给您的时限不变。"),
        mark("看谁办什么"),
    ),
    (
        "demands.part_answered",
        PROGRESS,
        NEWS,
        mark("诉求的一部分有了答复"),
        mark("%(handler)s答复了您的诉求 %(number)s 中由它办的部分。其余部分还在办理，时限照旧。"),
        mark("看答复"),
    ),
    (
        "demands.part_returned",
        PROGRESS,
        NEWS,
        mark("诉求的一部分退回窗口"),
        mark("%(handler)s退回了您的诉求 %(number)s 中由它办的部分，由%(window)s另行安排。给您的时限没有重新起算。"),
        mark("看原因"),
    ),
    (
        "demands.part_answered_to_us",
        PROGRESS,
        WORK,
        mark("分办单位已答复"),
        mark("%(handler)s答复了诉求 %(number)s 中由它办的部分。"),
        mark("看答复"),
    ),
)
