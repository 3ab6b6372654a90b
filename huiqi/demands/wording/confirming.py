"""Reading back and confirming, in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import mask_mobile
from huiqi.demands.selectors import finish_owed
from huiqi.demands.wording import label
from huiqi.demands.wording.due import at_moment
from huiqi.demands.words import Confirmation, Verb
from huiqi.journal.selectors import timeline
from huiqi.ui.wording import full_moment, qr

if TYPE_CHECKING:
    from huiqi.demands.models import Intake

Told = dict[str, Any]


def is_open(intake: Intake, at: datetime) -> bool:
    """Whether the page turned to the visitor may be looked at."""
    return intake.screen_until is not None and at < intake.screen_until


def code_sent(code: str) -> str:
    """That the code is on its way; only a demonstration, which sends nothing, shows it."""
    sent = _("确认码已发出，十分钟内有效。")
    return f"{sent}{_('演示不发短信，确认码是 %(code)s。') % {'code': code}}" if settings.DEMONSTRATION else sent


def confirmed(intake: Intake) -> str:
    """How and when it was confirmed; empty: it was not."""
    if not intake.confirmed or intake.confirmed_at is None:
        return ""
    how = label(Confirmation(intake.confirmed))
    if intake.confirmed == Confirmation.CODE:
        how = _("%(how)s，发到 %(mobile)s") % {"how": how, "mobile": mask_mobile(intake.phone)}
    return _("%(how)s，%(when)s") % {"how": how, "when": full_moment(intake.confirmed_at)}


def confirming_shown(intake: Intake, at: datetime) -> Told:
    """What the page of whoever took it in shows of the confirmation."""
    address = f"{settings.ADDRESS}{reverse('demands:screen', args=[intake.screen_key])}" if intake.screen_key else ""
    waits = not intake.confirmed and is_open(intake, at)
    return {
        "confirmed": confirmed(intake),
        "screen": address if waits else "",
        "screen_qr": qr(address) if waits else "",
        "screen_until": at_moment(intake.screen_until) if waits and intake.screen_until else "",
        "code_to": mask_mobile(intake.mobile),
    }


def screen_shown(intake: Intake) -> Told:
    """What the visitor reads: his matter, in whose name, until when he is answered; no telephone number."""
    demand = intake.demand
    finish = finish_owed(demand)
    return {
        "demand": demand,
        "added": [one.texts["text"] for one in timeline(demand.ref) if one.verb == Verb.ADD and "text" in one.texts],
        "office": intake.organisation.name,
        "facts": [
            {"label": _("以谁的名义"), "value": demand.enterprise.name},
            {"label": _("谁来说的"), "value": intake.spoken_by},
            {"label": _("类别"), "value": label(demand.kind)},
            {"label": _("编号"), "value": demand.number},
        ],
        "due": at_moment(finish.due_at) if finish else "",
        "confirmed": confirmed(intake),
    }
