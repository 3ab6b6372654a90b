"""The words of saved searches: what is searched for, and the letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as mark
from django.utils.translation import ngettext

from huiqi.eligibility.versions import PolicyKind
from huiqi.policies.wording.versions import benefit_line, title
from huiqi.standards import regions
from huiqi.ui.wording import full_day

if TYPE_CHECKING:
    from huiqi.eligibility.versions import PolicyVersion as Version
    from huiqi.policies.models import SearchAlert

CONFIRM_KIND, ALERT_KIND = "policies.confirm_alert", "policies.alert"
LETTERS = {CONFIRM_KIND: mark("确认政策提醒"), ALERT_KIND: mark("政策提醒邮件")}
REFUSALS = {"crowded": lazy("从您这里刚刚保存过很多次。请过一小时再试。")}


def searched(q: str, region: str, kind: PolicyKind | str | None) -> str:
    """What is searched for, in words."""
    parts = [
        _("“%(q)s”") % {"q": q} if q else "",
        "".join(node.name for node in regions.find(region).path) if region else "",
        _(PolicyKind(kind).label) if kind else "",
    ]
    return _("、").join(part for part in parts if part) or _("全部政策")


def of(alert: SearchAlert) -> str:
    """What a saved search asks for."""
    return searched(alert.q, alert.region, alert.kind)


def quoted(search: str) -> str:
    """A search within a sentence, in quotation marks unless it has its own."""
    return search if "“" in search else _("“%(q)s”") % {"q": search}


def confirm_letter(alert: SearchAlert, link: str) -> tuple[str, str]:
    """Subject and text of the letter that asks whether it was really the owner of the address."""
    text = _(
        "有人填写了这个邮箱，想在有新政策符合%(search)s时收到邮件。是您的话，请在三天内打开下面的链接确认；"
        "不是您，不用理会，三天后这条记录会自动删除。\n\n%(link)s\n"
    )
    return _("请确认要收的政策提醒"), text % {"search": quoted(of(alert)), "link": link}


def alert_letter(alert: SearchAlert, new: Sequence[Version], leave: str) -> tuple[str, str]:
    """Subject and text of a letter with what is new."""
    subject = ngettext("有 %(count)d 项新政策符合您保存的搜索", "有 %(count)d 项新政策符合您保存的搜索", len(new)) % {
        "count": len(new)
    }
    lines = "\n\n".join(f"· {title(one)}\n  {benefit_line(one)}\n  {_page(one)}" for one in new)
    told = {"search": of(alert), "lines": lines, "leave": leave, "until": full_day(alert.expires_at.date())}
    text = _(
        "您保存的搜索：%(search)s\n\n%(lines)s\n\n这个提醒到%(until)s为止，之后自动删除。\n不想再收，打开这个链接：\n%(leave)s\n"
    )
    return subject, text % told


def _page(version: Version) -> str:
    return f"{settings.ADDRESS}{reverse('policies:page', args=[version.code])}"
