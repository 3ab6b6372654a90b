"""The kinds of notice that demands tells, and their words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from huiqi.demands.words import Verb
from huiqi.notices.ports import Kind, Nature, Words
from huiqi.notices.words import Channel, Group

REGISTERED, ASKED, ANSWERED = "demands.registered", "demands.asked", "demands.answered"
RECEIPT = "demands.receipt"
TOLD = {str(Verb.REGISTER): REGISTERED, str(Verb.ASK_INFORMATION): ASKED, str(Verb.ANSWER): ANSWERED}
"""The kind of notice that a verb makes for the firm."""

BOTH = (Channel.MAIL, Channel.SMS)


def _registered(told: Mapping[str, Any]) -> Words:
    sentence = _("%(window)s已受理您的诉求 %(number)s，首问负责人会在时限内联系您。") % told
    return Words(_("诉求已受理"), sentence, _("看进展和时限"))


def _asked(told: Mapping[str, Any]) -> Words:
    sentence = _("%(window)s一次性告知了诉求 %(number)s 还缺的材料。请尽快补齐，办理时限不因此停下。") % told
    return Words(_("需要您补充材料"), sentence, _("去补充"))


def _answered(told: Mapping[str, Any]) -> Words:
    sentence = _("您的诉求 %(number)s 已有答复。请看答复，并评价这次办理。") % told
    return Words(_("诉求已答复，请您评价"), sentence, _("看答复并评价"))


def _receipt(told: Mapping[str, Any]) -> Words:
    sentence = _("您的诉求已由%(window)s登记，编号 %(number)s，查询码 %(code)s，请妥善保管。") % told
    return Words(_("诉求已登记"), sentence, _("查进度"))


KINDS = (
    Kind(RECEIPT, Group.PROGRESS, mark("诉求登记回执"), Nature((Channel.SMS,), may_wait=False), _receipt),
    Kind(REGISTERED, Group.PROGRESS, mark("诉求受理"), Nature(BOTH, may_wait=True), _registered),
    Kind(ASKED, Group.TO_DO, mark("需要补充材料"), Nature(BOTH, may_wait=False, concerns_rights=True), _asked),
    Kind(ANSWERED, Group.PROGRESS, mark("诉求答复"), Nature(BOTH, may_wait=False, concerns_rights=True), _answered),
)
