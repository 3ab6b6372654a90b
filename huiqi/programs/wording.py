"""The words of keys: why a verb or a call was refused, what became of a key, who is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as mark

from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.notices.ports import Kind, Nature, spoken
from huiqi.notices.words import Channel, Group
from huiqi.programs.rules import MARKS
from huiqi.programs.words import KeyState, KeyVerb, Scope
from huiqi.ui.wording import full_day, full_moment

if TYPE_CHECKING:
    from huiqi.journal.selectors import Happening
    from huiqi.programs.models import AccessKey

REFUSALS = {
    "no_scope": lazy("请至少选一项权限。"),
    "no_administrator": lazy("还没有安全管理员能审批。请系统管理员先设安全管理员，再来申请。"),
    "not_now": lazy("这把密钥现在是“%(state)s”，不能%(verb)s。请看最新的情况。"),
    "no_key": lazy("这个接口要带访问密钥：在请求头里写 Authorization: Bearer 加一个空格，再写密钥。"),
    "unknown_key": lazy("没有这把密钥。请核对是不是抄全了；丢了的，请停用后重新申请。"),
    "too_many_wrong": lazy("这个地址送来的错密钥太多了。请十分钟以后再试，先核对密钥。"),
    "ended_key": lazy("这把密钥已经在 %(at)s 停用。还要用的，请重新申请。"),
    "expired_key": lazy("这把密钥只能用到 %(until)s。还要用的，请重新申请一把。"),
    "lacks_scope": lazy("这把密钥没有“%(scope)s”的权限。要用的，请另外申请一把。"),
    "too_fast": lazy("一把密钥一分钟最多 %(most)s 次。请过一会儿再来；结果多的，用清单一次传。"),
}
TONES = {
    KeyState.ASKED: "ask",
    KeyState.ALLOWED: "info",
    KeyState.ACTIVE: "good",
    KeyState.DECLINED: "quiet",
    KeyState.ENDED: "quiet",
}
DONE = {KeyVerb.DECLINE: lazy("没有批准，已通知申请人。"), KeyVerb.END: lazy("已停用，从现在起打不开接口。")}
HEADINGS = {KeyVerb.DECLINE: lazy("不批准这把密钥"), KeyVerb.END: lazy("停用这把密钥")}
SOON = MARKS[0]
"""Days before its last one in which a key says that a next one is to be asked for."""
STORY = {"ask_for_key": mark("申请"), **{str(verb): verb.label for verb in KeyVerb}}


def refusal(refused: Refused | NotNow) -> str:
    """The sentence of a refusal."""
    if isinstance(refused, NotNow):
        told: dict[str, object] = {"state": _(refused.state.label), "verb": _(refused.verb.label)}
        return str(REFUSALS["not_now"]) % told
    return str(REFUSALS[refused.code]) % {name: _said(value) for name, value in refused.parameters.items()}


def _said(value: object) -> object:
    if isinstance(value, datetime):
        return full_moment(value)
    if isinstance(value, date):
        return full_day(value)
    return _(value.label) if isinstance(value, Scope) else value


def badge(key: AccessKey, on: date) -> dict[str, str]:
    """Where a key is; that it has run out, or soon will."""
    left = (key.until - on).days if key.until and key.state is KeyState.ACTIVE else SOON + 1
    if left < 0:
        return {"tone": "late", "words": _("已到期")}
    if left <= SOON:
        return {"tone": "soon", "words": _("还有 %(days)d 天到期") % {"days": left}}
    return {"tone": TONES[key.state], "words": _(key.state.label)}


def row(key: AccessKey, on: date) -> dict[str, Any]:
    """A key in the list."""
    scopes = _("、").join(_(Scope(scope).label) for scope in key.scopes)
    return {"key": key, "badge": badge(key, on), "scopes": scopes}


def facts(key: AccessKey, people: Mapping[str, str]) -> list[dict[str, str]]:
    """What is known of a key; of the secret no more than its end."""
    scopes = _("、").join(_(Scope(scope).label) for scope in key.scopes)
    last = _("%(at)s，来自 %(address)s，一共 %(n)d 次")
    used = {"at": full_moment(key.used_at), "address": key.used_from or "—", "n": key.uses} if key.used_at else {}
    told = [
        (_("哪个单位的"), key.organisation.name),
        (_("由谁运行"), key.run_by),
        (_("用来做什么"), key.purpose),
        (_("权限"), scopes),
        (_("期限"), _("取出后 %(term)s") % {"term": _(key.term.label)}),
        (_("密钥"), f"huiqi_…{key.ending}" if key.ending else ""),
        (_("最后一天"), full_day(key.until) if key.until else ""),
        (_("最近使用"), last % used if used else _("还没有用过") if key.ending else ""),
        (_("申请人"), people.get(key.asked_by, "")),
        (_("审批人"), people.get(key.decided_by, "")),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def story(happenings: Sequence[Happening], people: Mapping[str, str]) -> list[dict[str, Any]]:
    """What happened to a key, the latest first."""
    return [
        {
            "state": "done",
            "title": _(STORY[one.verb]),
            "when": full_moment(one.at),
            "by": people.get(one.actor_ref, ""),
            "note": one.texts.get("reason", ""),
        }
        for one in reversed(happenings)
    ]


def ends_soon(key: AccessKey, on: date) -> str:
    """When a key in use runs out, as long as that is soon and not past; nothing else."""
    left = (key.until - on).days if key.until and key.state is KeyState.ACTIVE else -1
    return full_day(key.until) if key.until and 0 <= left <= SOON else ""


def _kind(code: str, subject: str, sentence: str, action: str, group: Group = Group.PROGRESS) -> Kind:
    words = spoken(subject, sentence, action, _values)
    return Kind(code, group, subject, Nature((Channel.MAIL,), may_wait=True), words)


def _values(told: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**told, "until": full_day(date.fromisoformat(told["until"])) if "until" in told else ""}


KINDS = (
    _kind(
        "programs.key_asked",
        mark("有密钥等您审批"),
        mark("%(office)s为程序“%(name)s”申请访问密钥。请核对用途、权限和期限。"),
        mark("去审批"),
        Group.TO_DO,
    ),
    _kind(
        "programs.key_allowed",
        mark("访问密钥已批准，请取出"),
        mark("程序“%(name)s”的访问密钥已批准。取出时只显示一次，请准备好存放的地方。"),
        mark("去取出"),
        Group.TO_DO,
    ),
    _kind(
        "programs.key_declined",
        mark("访问密钥没有批准"),
        mark("程序“%(name)s”的访问密钥没有批准，原因在页面上。"),
        mark("看原因"),
    ),
    _kind(
        "programs.key_ended",
        mark("访问密钥已停用"),
        mark("程序“%(name)s”的访问密钥已停用，从现在起打不开接口。"),
        mark("看原因"),
    ),
    _kind(
        "programs.key_ending",
        mark("访问密钥快到期了"),
        mark("程序“%(name)s”的访问密钥只能用到 %(until)s，过后打不开接口。请先申请一把新的，程序换上以后再停用旧的。"),
        mark("看这把密钥"),
        Group.TO_DO,
    ),
)
