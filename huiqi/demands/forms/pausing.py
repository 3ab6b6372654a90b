"""The form of letting a clock stand: why, and until when at the latest."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from huiqi.demands.forms.parts import long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.permissions import is_firm
from huiqi.demands.rules.pausing import MOST_DAYS
from huiqi.demands.services import Standstill
from huiqi.demands.wording.pausing import most_days
from huiqi.demands.words import PauseGround
from huiqi.kernel.fields import choices

if TYPE_CHECKING:
    from huiqi.demands.models import Demand, Suspension


class SuspendForm(VerbForm):
    """Why the clock is to stand, and on which day it runs again at the latest."""

    ground = forms.ChoiceField(
        label=_("为什么停表"),
        choices=lambda: choices(PauseGround),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择理由。"), "invalid_choice": _("请从列出的理由里选择。")},
    )
    reason = long_text(
        _("具体情况"), "suspension", hint=_("告知书会照原文写给企业：等什么、谁来办、等到了怎么办。"), rows=4
    )
    until = forms.DateField(
        label=_("最迟哪天恢复计时"),
        widget=forms.DateInput(attrs={"type": "date", "data-width": "s"}, format="%Y-%m-%d"),
        error_messages={"required": _("请填写最迟哪天恢复。"), "invalid": _("没有这一天，请再核对。")},
    )

    def offer(self, demand: Demand, asked: Suspension | None) -> None:
        """The grounds this actor has, and what was asked for already."""
        grounds = cast(forms.ChoiceField, self.fields["ground"])
        most = MOST_DAYS
        if is_firm(self.actor, demand):
            own = PauseGround.FIRM_ASKS
            grounds.choices, grounds.widget, grounds.initial = [(str(own), own.label)], forms.HiddenInput(), str(own)
            self.fields["reason"].help_text = str(_("写给受理窗口：为什么现在不方便往下办。"))
            most = {own: MOST_DAYS[own]}
        self.fields["until"].help_text = most_days(most)
        if asked is not None:
            told = {"ground": str(asked.ground), "reason": asked.reason, "until": localtime(asked.until).date()}
            self.initial = {**told, **self.initial}
        self.fields["until"].widget.attrs["min"] = (localdate(self.at) + timedelta(days=1)).isoformat()

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        told = self.cleaned_data
        return {"standstill": Standstill(PauseGround(told["ground"]), told["reason"], told["until"])}
