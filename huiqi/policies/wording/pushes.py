"""What firms are told of a version, and the words of the pages of campaigns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as mark
from django.utils.translation import ngettext

from huiqi.notices.ports import Kind, Nature, Words
from huiqi.notices.services import News
from huiqi.notices.words import Channel, Group
from huiqi.policies.words import CampaignState, CampaignVerb, Cause, PushReason, PushState
from huiqi.ui.fact_inputs import language
from huiqi.ui.wording import full_day, number

if TYPE_CHECKING:
    from huiqi.accounts.models import Person
    from huiqi.policies.models import Campaign, Push

PARTS = {
    "title": lazy("名称"),
    "condition": lazy("条件"),
    "benefits": lazy("能得到什么"),
    "materials": lazy("材料"),
    "opens": lazy("申报期"),
    "closes": lazy("申报期"),
    "region": lazy("适用地区"),
    "effective_from": lazy("施行日期"),
    "effective_through": lazy("截止日期"),
    "how_to_apply": lazy("怎么享受"),
    "apply_at": lazy("到哪里办"),
    "contact": lazy("问谁"),
}
TONES = {
    CampaignState.PREPARED: "ask",
    CampaignState.SENDING: "info",
    CampaignState.PAUSED: "quiet",
    CampaignState.DONE: "good",
    CampaignState.CANCELLED: "quiet",
}
REASON_TONES = {
    PushReason.GAINED: "good",
    PushReason.KEPT: "info",
    PushReason.LOST: "late",
    PushReason.MAYBE: "ask",
}
REFUSALS = {
    "stale": lazy("您打开以后，这次推送又有人动过。请看最新情况再办。"),
    "pushed": lazy("这一版已经推送过了，企业不会收到第二次。"),
    "not_now": lazy("这次推送现在不能这样办。请看最新情况。"),
}
DONE = {
    CampaignVerb.START: lazy("已开始发送。可以随时暂停；关掉页面也会继续发。"),
    CampaignVerb.PAUSE: lazy("已暂停。已经通知的不会撤回，其余的等您继续。"),
    CampaignVerb.RESUME: lazy("继续发送，从停下的地方接着发。"),
    CampaignVerb.CANCEL: lazy("已取消。已经通知的不会撤回，其余的不再通知。"),
}

_MAIL = Nature((Channel.MAIL,), may_wait=True)
_PRESSING = Nature((Channel.MAIL, Channel.SMS), may_wait=True)

_ROWS = (
    (
        (Cause.NEW, PushReason.GAINED),
        _MAIL,
        mark("有一项政策贵单位符合条件"),
        mark("《%(title)s》，贵单位按已填的情况符合条件，以主管部门认定为准。"),
        mark("看能得到什么、怎么办"),
    ),
    (
        (Cause.NEW, PushReason.MAYBE),
        _MAIL,
        mark("有一项政策贵单位可能符合"),
        mark("《%(title)s》，贵单位可能符合，还差几项情况没有填。"),
        mark("看还差什么"),
    ),
    (
        (Cause.AMENDED, PushReason.GAINED),
        _MAIL,
        mark("政策修订后，贵单位符合条件了"),
        mark("《%(title)s》从%(since)s起按新规定执行，贵单位按已填的情况符合条件了。%(changed)s"),
        mark("看各版改了什么"),
    ),
    (
        (Cause.AMENDED, PushReason.KEPT),
        _MAIL,
        mark("贵单位符合的政策有修订"),
        mark("《%(title)s》从%(since)s起按新规定执行，贵单位仍然符合。%(changed)s"),
        mark("看各版改了什么"),
    ),
    (
        (Cause.AMENDED, PushReason.LOST),
        _PRESSING,
        mark("政策修订后，贵单位不再符合"),
        mark("《%(title)s》从%(since)s起按新规定执行，贵单位按已填的情况不再符合。%(changed)s认为不对，可以问窗口。"),
        mark("看各版改了什么"),
    ),
    (
        (Cause.AMENDED, PushReason.MAYBE),
        _MAIL,
        mark("政策修订后，要补几项情况才知道符不符合"),
        mark("《%(title)s》从%(since)s起按新规定执行，贵单位还差几项情况没有填。%(changed)s"),
        mark("看还差什么"),
    ),
    (
        (Cause.ENDED, PushReason.LOST),
        _PRESSING,
        mark("贵单位符合的政策不再执行"),
        mark("《%(title)s》不再执行，贵单位原来符合。"),
        mark("看由什么代替"),
    ),
)


def _words(subject: str, sentence: str, action: str) -> Callable[[Mapping[str, Any]], Words]:
    return lambda told: Words(_(subject), _(sentence) % _in_words(told), _(action))


def _title(told: Mapping[str, Any]) -> str:
    english = told.get("title_en", "") if language() == "en" else ""
    return str(english or told["title"])


def _in_words(told: Mapping[str, Any]) -> dict[str, str]:
    parts = changed(told.get("changed", ()))
    said = _("改了：%(parts)s。") % {"parts": parts} if parts else ""
    return {"title": _title(told), "since": full_day(date.fromisoformat(told["since"])), "changed": said}


def changed(parts: Sequence[str]) -> str:
    """The parts that changed, as people call them."""
    return _("、").join(dict.fromkeys(str(PARTS[name]) for name in parts if name in PARTS))


def _list_words(subject: str, sentence: str, action: str) -> Callable[[Mapping[str, Any]], Words]:
    def words(told: Mapping[str, Any]) -> Words:
        titles = _("、").join(_("《%(title)s》") % {"title": _title(one)} for one in told["policies"][:5])
        return Words(_(subject), _(sentence) % {"count": told["count"], "titles": titles}, _(action))

    return words


def _code(cause: Cause, reason: PushReason) -> str:
    return f"policies.{cause.value}_{reason.value}"


KINDS = (
    *(
        Kind(_code(*what), Group.POLICIES, subject, nature, _words(subject, sentence, action))
        for what, nature, subject, sentence, action in _ROWS
    ),
    Kind(
        "policies.list",
        Group.POLICIES,
        mark("为贵单位汇总的政策"),
        _MAIL,
        _list_words(
            mark("为贵单位汇总的政策"), mark("有 %(count)d 项政策的变化与贵单位有关：%(titles)s。"), mark("逐项看")
        ),
    ),
    Kind(
        "policies.general",
        Group.POLICIES,
        mark("上周新发布的政策"),
        _MAIL,
        _list_words(
            mark("上周新发布的政策"),
            mark("上周发布了 %(count)d 项企业政策：%(titles)s。这份清单所有企业都一样。"),
            mark("看政策库"),
        ),
    ),
)


def _parameters(campaign: Campaign) -> dict[str, Any]:
    version = campaign.version
    return {
        "code": version.policy.code,
        "title": version.title,
        "title_en": version.title_en,
        "since": version.effective_from.isoformat(),
        "changed": campaign.changed,
    }


def news_of(campaign: Campaign, reason: PushReason, people: list[Person], *, key: str, at: datetime) -> News:
    """What one firm is told of a version. What changed stands on a page of its own."""
    code = campaign.version.policy.code
    place = (
        "policies:changes" if campaign.cause is Cause.AMENDED and reason is not PushReason.MAYBE else "policies:page"
    )
    return News(
        kind=_code(campaign.cause, reason),
        key=key,
        parameters=_parameters(campaign),
        link=reverse(place, args=[code]),
        at=at,
        people=people,
    )


def preview(campaign: Campaign) -> list[dict[str, Any]]:
    """What firms would read, by reason, with how many they are."""
    counted = campaign.expected or {}
    kinds = {kind.code: kind for kind in KINDS}
    return [
        {
            "reason": _(reason.label),
            "tone": REASON_TONES[reason],
            "name": reason.value,
            "count": counted.get(str(reason)),
            "words": kinds[_code(campaign.cause, reason)].words(_parameters(campaign)),
        }
        for reason in PushReason
        if _code(campaign.cause, reason) in kinds
    ]


def results(told: Mapping[tuple[PushReason, PushState], int]) -> list[dict[str, Any]]:
    """What became of the firms so far: a row for each reason, a figure for each state."""
    return [
        {
            "reason": _(reason.label),
            "tone": REASON_TONES[reason],
            "figures": [(_(s.label), told.get((reason, s), 0)) for s in PushState],
        }
        for reason in PushReason
        if any(told.get((reason, state)) for state in PushState)
    ]


def campaign_row(campaign: Campaign) -> dict[str, Any]:
    """A campaign in a list."""
    version = campaign.version
    english = version.title_en if language() == "en" else ""
    return {
        "campaign": campaign,
        "title": english or version.title,
        "cause": _(campaign.cause.label),
        "since": full_day(version.effective_from),
        "tone": TONES[campaign.state],
        "state": _(campaign.state.label),
        "concerned": concerned(campaign),
    }


def concerned(campaign: Campaign) -> str:
    """How many firms it concerns, in words."""
    if campaign.expected is None:
        return _("正在计算")
    expected = {reason: campaign.expected.get(str(reason), 0) for reason in PushReason}
    perhaps = expected.pop(PushReason.MAYBE)
    count = sum(expected.values())
    said = ngettext("%(count)s 家", "%(count)s 家", count) % {"count": number(count)}
    return _("%(firms)s，另 %(perhaps)s 家可能") % {"firms": said, "perhaps": number(perhaps)} if perhaps else said


def push_row(push: Push) -> dict[str, Any]:
    """What a firm was told, in its list."""
    version = push.version
    english = version.title_en if language() == "en" else ""
    return {
        "title": english or version.title,
        "url": reverse("policies:page", args=[version.policy.code]),
        "tone": REASON_TONES[push.reason],
        "reason": _(push.reason.label),
        "at": push.told_at or push.at,
        "due": full_day(push.due_at) if push.due_at else "",
        "new": push.opened_at is None,
    }
