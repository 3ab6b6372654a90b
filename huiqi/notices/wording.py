"""What notices says to people: messages that leave the house, and what became of them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from huiqi.kernel.words import Word
from huiqi.notices.ports import Words, known_kinds, letter_label
from huiqi.notices.words import DeliveryState

STATE_TONES = {
    DeliveryState.WAITING: "info",
    DeliveryState.SENDING: "info",
    DeliveryState.SENT: "good",
    DeliveryState.STUCK: "late",
    DeliveryState.EXPIRED: "quiet",
}
FAILURES = {
    "unreachable": lazy("对方服务器连不上或没有及时回答。请检查网络和地址。"),
    "no_channel": lazy("这个通道现在没有配置。请管理员配置后重新发。"),
    "recipient_refused": lazy("对方说没有这个收件人。"),
    "internal": lazy("本系统出错，详见运行日志。"),
    "interrupted": lazy("发送时多次中断，没有再试。"),
    "http_401": lazy("网关不认我们的密钥。请核对网关的密钥编号和密钥。"),
    "http_403": lazy("网关不认我们的密钥。请核对网关的密钥编号和密钥。"),
    "http_422": lazy("网关说这条短信发不了，多半是号码不对或内容没有报备。"),
    "http_429": lazy("网关说发得太快了，稍后会再试。"),
}
OWN_KINDS = {
    "accounts.sign_in_code": lazy("登录验证码"),
    "accounts.confirm_code": lazy("确认码"),
    "accounts.agree_code": lazy("协议确认码"),
    "notices.digest": lazy("每日汇总"),
    "notices.confirm_mail": lazy("确认邮箱"),
}


def label(word: Word) -> str:
    """A word in the reader's language."""
    return _(word.label)


def kind_label(code: str) -> str:
    """What a kind of notice or message is called."""
    kind = known_kinds().get(code)
    if label := kind.label if kind else letter_label(code):
        return _(label)
    return str(OWN_KINDS.get(code, code))


def failure(why: str) -> str:
    """Why a message did not leave, and what to do."""
    if why in FAILURES or not why:
        return str(FAILURES.get(why, ""))
    return _("对方回答 %(code)s，没有收下。") % {"code": why.replace("_", " ").upper()}


def mask_mail(address: str) -> str:
    """w***@example.com: enough to recognise one's own."""
    name, _at, host = address.rpartition("@")
    return f"{name[:1]}***@{host}"


def told(kind: str, parameters: dict[str, Any]) -> Words:
    """The words of a notice in the reader's language; of a kind that is gone only that there was something."""
    known = known_kinds().get(kind)
    if known is None:
        return Words(_("一条旧通知"), _("发出它的功能已经停用。"), _("打开"))
    return known.words(parameters)


def sms_text(words: Words, link: str) -> str:
    """One short message: what happened, what to do, the one link."""
    return _("%(sentence)s%(action)s：%(link)s") % {"sentence": words.sentence, "action": words.action, "link": link}


def mail_text(words: Words, link: str) -> str:
    """The same as a letter."""
    told = {"sentence": words.sentence, "action": words.action, "link": link}
    return (
        _(
            "%(sentence)s\n\n%(action)s：\n%(link)s\n\n这封邮件由系统自动发出，请不要回复。怎样收通知，可以登录后在“通知设置”里改。\n"
        )
        % told
    )


def digest_subject(count: int) -> str:
    """How many."""
    return ngettext("今天有 %(count)d 条新通知", "今天有 %(count)d 条新通知", count) % {"count": count}


def digest_mail(told: Sequence[Words], link: str, leave: str) -> str:
    """Every notice in a line or two, the one link, and the way out."""
    lines = "\n\n".join(f"· {words.subject}\n  {words.sentence}" for words in told)
    return _("%(lines)s\n\n打开通知逐条办理：\n%(link)s\n\n不想再收每日汇总：\n%(leave)s\n") % {
        "lines": lines,
        "link": link,
        "leave": leave,
    }


def digest_sms(count: int, link: str) -> str:
    """How many, and where."""
    told = {"count": count, "link": link}
    return (
        ngettext(
            "您有 %(count)d 条新通知，请打开查看：%(link)s", "您有 %(count)d 条新通知，请打开查看：%(link)s", count
        )
        % told
    )


CODE_TEXTS = {
    "accounts.sign_in_code": lazy("登录验证码 %(code)s，十分钟内有效。请不要告诉任何人，工作人员也不会向您要。"),
    "accounts.confirm_code": lazy(
        "确认码 %(code)s，十分钟内有效。窗口替您登记的内容听过、看过没有错，请把它告诉工作人员；不对就不要说。"
    ),
    "accounts.agree_code": lazy(
        "协议确认码 %(code)s，十分钟内有效，由企业自己在确认页面填写。请不要告诉服务机构或窗口的人。"
    ),
}


def code_text(kind: str, code: str) -> str:
    """A one-time code. No link: nobody should follow one to sign in."""
    return str(CODE_TEXTS[kind]) % {"code": code}


def confirm_subject() -> str:
    """The subject of the letter that confirms an address."""
    return _("请确认这个邮箱用来收通知")


def confirm_text(link: str) -> str:
    """The letter that confirms an address."""
    return _(
        "有人登录后填写了这个邮箱，用来收办理进展的通知。如果是您，请在三天内打开下面的链接确认；不是您，不用理会，不会再有邮件。\n\n%(link)s\n"
    ) % {"link": link}
