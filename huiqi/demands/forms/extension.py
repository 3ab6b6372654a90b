"""Forms of asking for more time, and of deciding on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huiqi.demands.forms.parts import long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.rules.deadlines import Unit
from huiqi.demands.wording.extension import most_words
from huiqi.ui.fields import WholeField

if TYPE_CHECKING:
    from huiqi.network.models import TimeLimit


class ExtensionForm(VerbForm):
    """How long in all, and why."""

    amount = WholeField(
        label=_("一共多长时间内办结"),
        widget=forms.NumberInput({"data-width": "s", "min": "1", "inputmode": "numeric"}),
        error_messages={"required": _("请填写办结时限。"), "invalid": _("请填写整数。")},
    )
    reason = long_text(
        _("为什么要延期"), "extension", hint=_("告知书会照原文写给企业：卡在哪里、已经做了什么、还差什么。"), rows=4
    )

    def offer(self, limit: TimeLimit | None) -> None:
        """How long the scheme allows at most."""
        field = cast(WholeField, self.fields["amount"])
        if limit is None:
            field.help_text = str(_("现行时限方案没有规定可以延期。"))
            return
        field.help_text = most_words(limit.amount, Unit(limit.unit))
        field.widget.attrs["max"] = str(limit.amount)
        self.initial.setdefault("amount", limit.amount)


class GrantForm(VerbForm):
    """A word to the enterprise, if there is one."""

    note = long_text(
        pgettext_lazy("of an extension", "审批意见"),
        "note",
        required=False,
        hint=_("企业也能看到，没有就不填。"),
        rows=3,
    )


class DeclineForm(VerbForm):
    """Why not."""

    reason = long_text(_("不同意的原因"), "decision", hint=_("只给经办的单位看。"), rows=3)
