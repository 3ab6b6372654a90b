"""The kinds of notice that demands tells, and their words: what happened, what to do, what the link does.

A row of `_ROWS` is a kind; `told.TOLD` says which verb makes which for whom. Parameters: number, window, handler, step.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from huiqi.demands.wording.natures import NEWS as _NEWS
from huiqi.demands.wording.natures import PRESSING as _PRESSING
from huiqi.demands.wording.natures import PROGRESS as _PROGRESS
from huiqi.demands.wording.natures import RIGHTS as _RIGHTS
from huiqi.demands.wording.natures import TO_DO as _TO_DO
from huiqi.demands.wording.natures import WORK as _WORK
from huiqi.demands.wording.natures import Row
from huiqi.demands.wording.notices_desk import ROWS as OF_DESK
from huiqi.demands.wording.notices_hands import ROWS as OF_HANDS
from huiqi.demands.wording.notices_loop import ROWS as OF_LOOP
from huiqi.demands.wording.notices_loop import policy_in
from huiqi.demands.wording.notices_merging import ROWS as OF_MERGING
from huiqi.demands.wording.notices_parts import ROWS as OF_PARTS
from huiqi.demands.wording.notices_rating import ROWS as OF_RATING
from huiqi.demands.wording.pausing_notices import PAUSING, in_words, with_day
from huiqi.demands.wording.told import (
    ANSWERED,
    ASKED,
    COMPLAINED,
    CONSULTED,
    MISSED,
    MISSED_BY_US,
    NAMED,
    RECEIPT,
    REGISTERED,
    TO_NAME,
)
from huiqi.demands.words import Step
from huiqi.notices.ports import Kind, Words

_ROWS: tuple[Row, ...] = (
    (
        RECEIPT,
        _PROGRESS,
        _PRESSING,
        mark("诉求登记回执"),
        mark("您的诉求已由%(window)s登记，编号 %(number)s，查询码 %(code)s，请妥善保管。"),
        mark("查进度"),
    ),
    (
        "demands.by_code",
        _PROGRESS,
        _NEWS,
        mark("有人凭查询码办理了诉求"),
        mark("有人凭编号和查询码办理了诉求 %(number)s。不是你们的人办的，请马上告诉%(window)s。"),
        mark("看办了什么"),
    ),
    (
        REGISTERED,
        _PROGRESS,
        _NEWS,
        mark("诉求已受理"),
        mark("%(window)s已受理您的诉求 %(number)s，首问负责人会在时限内联系您。"),
        mark("看进展和时限"),
    ),
    (
        ASKED,
        _TO_DO,
        _RIGHTS,
        mark("需要您补充材料"),
        mark("%(window)s一次性告知了诉求 %(number)s 还缺的材料。请尽快补齐，办理时限不因此停下。"),
        mark("去补充"),
    ),
    (
        "demands.pressed",
        _TO_DO,
        _RIGHTS,
        mark("请尽快补充材料"),
        mark("%(window)s还在等诉求 %(number)s 的材料。两次催促后仍不补充的，可能会终止办理。"),
        mark("去补充"),
    ),
    (
        "demands.replied",
        _PROGRESS,
        _NEWS,
        mark("诉求有新进展"),
        mark("您的诉求 %(number)s 有了阶段答复。办理还在继续，时限照旧。"),
        mark("看进展"),
    ),
    (
        "demands.dispatched",
        _PROGRESS,
        _NEWS,
        mark("诉求已转办"),
        mark("%(window)s把您的诉求 %(number)s 转给%(handler)s办理。给您的时限不变。"),
        mark("看进展"),
    ),
    (
        "demands.taken",
        _PROGRESS,
        _NEWS,
        mark("承办单位已签收"),
        mark("%(handler)s已签收您的诉求 %(number)s，由专人承办。"),
        mark("看谁在办"),
    ),
    (
        "demands.returned",
        _PROGRESS,
        _NEWS,
        mark("诉求退回窗口办理"),
        mark("%(handler)s退回了您的诉求 %(number)s，现在由%(window)s办理。给您的时限没有重新起算。"),
        mark("看原因"),
    ),
    (
        "demands.planned",
        _PROGRESS,
        _PRESSING,
        mark("服务方案已提出"),
        mark("%(handler)s为您的诉求 %(number)s 提出了服务方案。请看做什么、什么时候完成、收不收费。"),
        mark("看方案"),
    ),
    (
        ANSWERED,
        _PROGRESS,
        _RIGHTS,
        mark("诉求已答复，请您评价"),
        mark("您的诉求 %(number)s 已有答复。请看答复，并评价这次办理。"),
        mark("看答复并评价"),
    ),
    (
        "demands.refused",
        _PROGRESS,
        _RIGHTS,
        mark("诉求不予受理"),
        mark("%(window)s没有受理您的诉求 %(number)s，写明了理由和可以去哪里办。不服可以提出异议。"),
        mark("看理由和去处"),
    ),
    (
        "demands.ended",
        _PROGRESS,
        _RIGHTS,
        mark("诉求已终止办理"),
        mark("您的诉求 %(number)s 已终止办理，写明了理由。不服可以提出异议，有新情况可以重新打开。"),
        mark("看理由"),
    ),
    (
        "demands.upheld",
        _PROGRESS,
        _RIGHTS,
        mark("您的异议成立"),
        mark("您对诉求 %(number)s 的异议成立，%(window)s继续办理，原来的时限照旧。"),
        mark("看进展和时限"),
    ),
    (
        "demands.kept",
        _PROGRESS,
        _RIGHTS,
        mark("异议没有成立"),
        mark("对诉求 %(number)s 维持原决定，写明了理由。有新情况可以重新打开。"),
        mark("看理由"),
    ),
    (
        "demands.handed_on",
        _TO_DO,
        _PRESSING,
        mark("有诉求交接给您"),
        mark("诉求 %(number)s 的首问交接给您。请看交接说明，并确认接手。"),
        mark("去确认"),
    ),
    (
        "demands.new_contact",
        _PROGRESS,
        _NEWS,
        mark("换了首问负责人"),
        mark("您的诉求 %(number)s 在%(window)s换了首问负责人，办理和时限不变。"),
        mark("看由谁负责"),
    ),
    (
        CONSULTED,
        _TO_DO,
        _PRESSING,
        mark("请您单位会办"),
        mark("%(window)s请您单位会办诉求 %(number)s 的一部分。请在期限内答复，主办单位统一答复企业。"),
        mark("去答复"),
    ),
    (
        "demands.opinion_given",
        _TO_DO,
        _WORK,
        mark("会办意见来了"),
        mark("诉求 %(number)s 有会办单位答复。请看意见，继续办理。"),
        mark("看意见"),
    ),
    (
        "demands.extended",
        _PROGRESS,
        _RIGHTS,
        mark("诉求延期办结"),
        mark("您的诉求 %(number)s 经批准延期，写明了原因和新的日期。超过新的日期同样记入问责。"),
        mark("看原因和日期"),
    ),
    (
        "demands.extension_asked",
        _TO_DO,
        _PRESSING,
        mark("有延期申请待决定"),
        mark("诉求 %(number)s 申请延期。请在原来的时限到期前决定，决定之前时限照旧。"),
        mark("去决定"),
    ),
    (
        "demands.extension_decided",
        _PROGRESS,
        _WORK,
        mark("延期申请有了结果"),
        mark("诉求 %(number)s 的延期申请已经决定。请看新的时限或不同意的原因。"),
        mark("看结果"),
    ),
    *PAUSING,
    (
        "demands.archived",
        _PROGRESS,
        _NEWS,
        mark("诉求已归档"),
        mark("您的诉求 %(number)s 已归档，全过程可以下载。"),
        mark("看存档"),
    ),
    (
        MISSED,
        _PROGRESS,
        _RIGHTS,
        mark("没有按时做到，向您致歉"),
        mark("您的诉求 %(number)s 有一个时限我们没有按时做到，向您致歉，已自动记入问责。您可以催办，或请省平台过问。"),
        mark("看进展"),
    ),
    (
        MISSED_BY_US,
        _TO_DO,
        _PRESSING,
        mark("时限已过，已记入问责"),
        mark("诉求 %(number)s 有一个时限没有按时做到，已记入问责。请马上办理，并向企业说明。"),
        mark("去办理"),
    ),
    (
        "demands.filed",
        _TO_DO,
        _WORK,
        mark("有新诉求待签收"),
        mark("%(window)s收到新诉求 %(number)s。请在时限内签收并联系企业。"),
        mark("去签收"),
    ),
    (
        COMPLAINED,
        _TO_DO,
        _WORK,
        mark("有匿名投诉待签收"),
        mark("%(window)s收到匿名投诉 %(number)s。请在时限内签收；投诉人没有留联系方式，要问的写成一次性告知。"),
        mark("去签收"),
    ),
    (
        "demands.reopened",
        _TO_DO,
        _WORK,
        mark("诉求重新打开，待签收"),
        mark("企业有新情况，重新打开了诉求 %(number)s。请在时限内签收并联系企业。"),
        mark("去签收"),
    ),
    (
        "demands.supplied",
        _TO_DO,
        _WORK,
        mark("企业补充了内容"),
        mark("企业补充了诉求 %(number)s 的内容。请看过以后继续办理。"),
        mark("看补充的内容"),
    ),
    (
        "demands.urged",
        _TO_DO,
        _PRESSING,
        mark("企业催办"),
        mark("企业催办诉求 %(number)s。请在一个工作日内用阶段答复或答复回应。"),
        mark("去回应"),
    ),
    (
        "demands.instructed",
        _TO_DO,
        _PRESSING,
        mark("有领导批示"),
        mark("诉求 %(number)s 登记了领导批示。请抓紧办理，按期回报。"),
        mark("看批示"),
    ),
    (
        "demands.escalated",
        _TO_DO,
        _PRESSING,
        mark("企业请省平台过问"),
        mark("企业请省平台过问诉求 %(number)s。省平台一个工作日内回应。"),
        mark("看经过"),
    ),
    (
        "demands.objected",
        _TO_DO,
        _PRESSING,
        mark("有异议待裁定"),
        mark("企业对诉求 %(number)s 的决定提出异议。请由没有参与原决定的人裁定。"),
        mark("去裁定"),
    ),
    (
        "demands.sent_to_us",
        _TO_DO,
        _PRESSING,
        mark("有诉求转给您单位办理"),
        mark("%(window)s把诉求 %(number)s 转给您单位办理。请在时限内签收，或说明原因退回。"),
        mark("去签收"),
    ),
    (
        TO_NAME,
        _TO_DO,
        _PRESSING,
        mark("有保密件要指定知悉人"),
        mark("%(window)s收到保密件 %(number)s，窗口还没有人知悉。时限照常计算，请马上指定一位同事办理。"),
        mark("去指定"),
    ),
    (
        NAMED,
        _TO_DO,
        _PRESSING,
        mark("您是一件保密件的知悉人"),
        mark("%(window)s指定您为保密件 %(number)s 的知悉人。请在时限内办理，不要告诉无关的人，每次查看都有记录。"),
        mark("去办理"),
    ),
    (
        "demands.sealed",
        _TO_DO,
        _PRESSING,
        mark("诉求已转为保密件"),
        mark("诉求 %(number)s 已转为保密件，您是知悉人。还要谁办理的，请指定，否则对方看不到。"),
        mark("去指定知悉人"),
    ),
    (
        "demands.unsealed",
        _PROGRESS,
        _RIGHTS,
        mark("诉求已解除保密"),
        mark("您的诉求 %(number)s 已解除保密，写明了原因。现在经办的人都能看到。"),
        mark("看原因"),
    ),
    (
        "demands.rated",
        _PROGRESS,
        _WORK,
        mark("企业已评价"),
        mark("企业评价了诉求 %(number)s。不满意的由上一级整改，其余可以归档。"),
        mark("看评价"),
    ),
)


NOTHING = {"window": "", "handler": "", "others": "", "waiting": "", "forgotten": ""}


WITH_STEP = {
    MISSED: mark(
        "您的诉求 %(number)s 的“%(step)s”我们没有按时做到，向您致歉，已自动记入问责。您可以催办，或请省平台过问。"
    ),
    MISSED_BY_US: mark("诉求 %(number)s 的“%(step)s”没有按时做到，已记入问责。请马上办理，并向企业说明。"),
}
"""The sentence that says which promise it was; older notices do not know."""


def _words(code: str, subject: str, sentence: str, action: str) -> Callable[[Mapping[str, Any]], Words]:
    def say(told: Mapping[str, Any]) -> Words:
        step = {"step": _(Step(told["step"]).label)} if "step" in told else {}
        said = with_day(code, told) or (WITH_STEP.get(code) if step else "") or sentence
        words = {**NOTHING, **told, **in_words(told), **step, "policy": policy_in(told)}
        return Words(_(subject), _(said) % words, _(action))

    return say


KINDS = tuple(
    Kind(code, group, subject, nature, _words(code, subject, sentence, action))
    for code, group, nature, subject, sentence, action in (
        *_ROWS,
        *OF_HANDS,
        *OF_PARTS,
        *OF_DESK,
        *OF_MERGING,
        *OF_RATING,
        *OF_LOOP,
    )
)


def to_rate(address: str) -> str:
    """The link of a rating, in a message alone: who is signed in rates where he reads the answer."""
    return _("不登录也可以评价：%(address)s") % {"address": address}
