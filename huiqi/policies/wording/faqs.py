"""Questions and their answers in words: states, refusals, what became of a verb."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from huiqi.journal.selectors import Happening
from huiqi.kernel.refusal import Refused
from huiqi.kernel.words import Word
from huiqi.policies.wording.drafts import label
from huiqi.policies.words import FaqState, FaqVerb
from huiqi.ui.wording import full_day, moment

if TYPE_CHECKING:
    from huiqi.policies.models import Faq

TONES = {
    FaqState.DRAFT: "quiet",
    FaqState.WAITING: "ask",
    FaqState.PUBLISHED: "good",
    FaqState.REPLACED: "quiet",
    FaqState.WITHDRAWN: "late",
    FaqState.DROPPED: "quiet",
}
MOST_LINE = 80
"""Characters of a condition in a list to choose from."""

REFUSALS = {
    "stale": lazy("您打开以后，这里又有人改过。请对照最新内容后再提交一次。"),
    "own_eyes": lazy("自己写过的问答不能自己复核。请另一位同事来复核。"),
    "no_condition": lazy("这一版政策里没有这一条。请从政策页面选择要回答的那一条。"),
    "required": lazy("这一项不能空着，请填写。"),
    "too_long": lazy("最多 %(limit)s 字，现在有 %(length)s 字。请写短一些。"),
    "personal": lazy("公开的问答里不能有%(found)s。请去掉，改成对所有企业都成立的话。"),
    "already_open": lazy("这条问答已经有一个新版在等复核。请在那一版上接着改，或先把它作废。"),
    "nothing_changed": lazy("和已公开的相比什么也没有改。"),
    "not_now": lazy("这条问答现在是“%(state)s”，不能这样办。请看最新情况。"),
}
DONE = {
    FaqVerb.BEGIN: lazy("问答已存好。请另一位同事复核后公开。"),
    FaqVerb.EDIT: lazy("已保存。"),
    FaqVerb.SUBMIT: lazy("已送复核。请另一位同事复核后公开。"),
    FaqVerb.RETURN: lazy("已退回修改，写的人会收到您的意见。"),
    FaqVerb.PUBLISH: lazy("已公开，显示在政策的这一条旁边；提过这个问题的企业会收到通知。"),
    FaqVerb.DROP: lazy("这条问答已作废。"),
    FaqVerb.WITHDRAW: lazy("已撤下，政策页面上不再显示。写过的内容都留着。"),
}
BEFORE = {
    FaqVerb.SUBMIT: lazy("送出以后由另一位同事复核。"),
    FaqVerb.RETURN: lazy("写明哪里不对，写的人会看到。"),
    FaqVerb.PUBLISH: lazy("请核对：回答对所有企业都成立，依据写明了，看不出是谁问的。公开以后谁都可以看到。"),
    FaqVerb.DROP: lazy("作废以后不会公开，内容留下可查。"),
    FaqVerb.WITHDRAW: lazy("写明为什么不再成立。政策页面上不再显示，内容留下可查。"),
}


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    return str(REFUSALS[refused.code]) % {name: _value(value) for name, value in refused.parameters.items()}


def _value(value: object) -> object:
    if isinstance(value, Word):
        return label(value)
    if isinstance(value, tuple):
        return _("、").join(label(one) for one in value)
    return value


def condition_line(words: str, required: str) -> str:
    """A condition in a line to choose from."""
    return (_("%(condition)s：%(required)s") % {"condition": words, "required": required})[:MOST_LINE]


def badge(state: FaqState) -> dict[str, str]:
    """How far it is."""
    return {"tone": TONES[state], "words": label(state)}


def shown(faq: "Faq", since: date) -> dict[str, Any]:
    """As everybody reads it; an answer that was written for another version says for which."""
    of = "" if faq.asked_of == since else _("按 %(day)s起的版本作答") % {"day": full_day(faq.asked_of)}
    words = {"question": faq.question, "answer": faq.answer}
    return {**words, "of": of, "on": full_day(faq.published_at) if faq.published_at else ""}


def story(happened: Iterable[Happening], names: Mapping[str, str]) -> list[dict[str, object]]:
    """What happened to a question and its answer, newest first."""
    return [
        {
            "title": label(FaqVerb(one.verb)),
            "when": moment(one.at),
            "by": names.get(one.actor_ref, ""),
            "note": one.texts.get("note") or _("第 %(number)d 版") % {"number": one.data["number"]},
            "state": "done",
        }
        for one in sorted(happened, key=lambda one: -one.number)
        if one.verb in set(FaqVerb)
    ]


def waiting(count: int) -> str:
    """How many wait for this reader."""
    if not count:
        return ""
    return ngettext("%(count)d 条等您复核", "%(count)d 条等您复核", count) % {"count": count}
