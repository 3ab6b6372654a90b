"""Forms of rectification and of appeals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.demands.forms.parts import files_field, long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.words import Disposal
from huiqi.kernel.fields import choices


class OpenRectificationForm(VerbForm):
    """Why it is done again."""

    reason = long_text(_("为什么要整改"), "rectification", hint=_("承办单位和企业都会看到。"), rows=4)


class PlanRectificationForm(VerbForm):
    """Why it takes time, and by when."""

    plan = long_text(_("理由和安排"), "rectify_plan", hint=_("企业马上能看到。"), rows=5)
    until = forms.DateField(
        label=_("哪一天前办好"),
        widget=forms.DateInput({"type": "date", "data-width": "s"}),
        error_messages={"required": _("请填办好的日子。"), "invalid": _("请填日期。")},
    )


class RectifyForm(VerbForm):
    """How it was disposed of, and the answer."""

    disposal = forms.ChoiceField(
        label=_("怎样处置"),
        choices=lambda: choices(Disposal),
        widget=forms.RadioSelect({"data-kind": "inline"}),
        error_messages={"required": _("请选一种处置方式。")},
    )
    answer = long_text(
        _("答复"), "answer", hint=_("改了什么、结果怎样；没有依据的，解释为什么。企业会再评价。"), rows=7
    )
    attachments = files_field()

    def said(self) -> dict[str, Any]:
        """The disposal as a word."""
        return super().said() | {"disposal": Disposal(self.cleaned_data["disposal"])}


class AppealForm(VerbForm):
    """Why the rating is mistaken, with what proves it."""

    reason = long_text(_("评价为什么不实"), "appeal", hint=_("写明事实和依据。企业看不到这份申诉。"), rows=6)
    attachments = files_field(when=_("（必填）"))


class AppealRulingForm(VerbForm):
    """Why it is decided so."""

    decision = long_text(_("复核的理由"), "appeal_decision", rows=5)
