"""Forms of giving a demand back, and of ruling who handles it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from huiqi.demands.forms.custody import HandlerForm
from huiqi.demands.forms.parts import long_text
from huiqi.demands.forms.verbs import OfPartForm, VerbForm
from huiqi.demands.services import Decree, GivingBack
from huiqi.demands.wording.returning import precedent, side_shown
from huiqi.demands.words import ReturnCode
from huiqi.kernel.fields import choices
from huiqi.ui.fields import WholeField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huiqi.demands.models import Ruling
    from huiqi.demands.selectors import Side

NONE_LISTED = "清单里没有这一项"


class DutyField(forms.ChoiceField):
    """An entry of one's own list of duties; it is kept as it reads today."""

    def valid_value(self, value: str) -> bool:
        """Any text of a plausible length: the list may change while the form is open."""
        return len(value) <= 500


class GivingForm(VerbForm):
    """Why it is given back, and on what that rests."""

    code = forms.ChoiceField(
        label=_("退单原因"),
        choices=lambda: choices(ReturnCode),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一种原因。")},
    )
    duty = DutyField(
        label=_("依据职责清单的哪一条"),
        help_text=_("不属于本单位职责的必选：选最接近的一条，说明它管到哪里；没有的，选“清单里没有这一项”。"),
        required=False,
    )
    reason = long_text(_("说明"), "return_reason", hint=_("企业也能看到。写明应由谁办、还缺什么。"), rows=4)

    def offer(self, duties: Sequence[tuple[str, str]]) -> None:
        """The entries of the handler's own list."""
        listed = [f"{name}（{basis}）" if basis else name for name, basis in duties]
        shown = [("", _("不涉及")), *((one, one) for one in listed), (NONE_LISTED, _("清单里没有这一项"))]
        cast(forms.ChoiceField, self.fields["duty"]).choices = shown

    def said(self) -> dict[str, Any]:
        """A giving back."""
        told = self.cleaned_data
        giving = GivingBack(ReturnCode(told["code"]), told["reason"], told["duty"])
        return {"giving": giving} | ({"part": told["part"]} if "part" in told else {})


class ContestForm(GivingForm, OfPartForm):
    """The same, to the hub."""


class ArbitrateForm(HandlerForm):
    """Who handles it, why, and what is kept of it."""

    template = "demands/arbitrate.html"

    is_fallback = forms.BooleanField(
        label=_("兜底：哪家的职责清单里都没有这一项"), required=False, help_text=_("兜底的，耽误的时间不记在任何单位。")
    )
    ruling = long_text(_("裁定的理由"), "ruling", hint=_("写明依据。企业和各单位都能看到。"), rows=4)
    matter = forms.CharField(
        label=_("先例：是什么事项"),
        help_text=_("用通用的说法，不写企业名称。以后遇到同样的事项会提示。"),
        max_length=60,
        error_messages={"required": _("请用通用的说法写明是什么事项。")},
    )
    keywords = forms.CharField(
        label=_("先例的关键词"),
        help_text=_("用顿号或空格分开，最多 6 个。"),
        max_length=140,
        error_messages={"required": _("请至少写一个关键词，以后遇到同样的事项才找得到。")},
    )
    part = WholeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["handler"].label = _("裁定由谁办理")
        self.fields["handler"].help_text = _("已经转过的单位在前，接着是受理窗口；系统外的单位由窗口发转办函。")

    def weigh(self, find: Callable[[], Sequence[Side]], precedents: Callable[[], Sequence[Ruling]]) -> None:
        """Where both sides are found, and what was ruled before; the matter is called as the title."""
        self.find_sides, self.find_precedents = find, precedents
        if not self.demand.keeps_name:
            self.initial.setdefault("matter", self.demand.title[:60])

    @cached_property
    def sides(self) -> list[dict[str, Any]]:
        """Who says that it is not his."""
        return [side_shown(one) for one in self.find_sides()]

    @cached_property
    def ruled_before(self) -> list[str]:
        """The precedents that fit."""
        return [precedent(one) for one in self.find_precedents()]

    def said(self) -> dict[str, Any]:
        """A decree."""
        told = self.cleaned_data
        words = tuple(word for word in re.split(r"[\s、，,；;]+", told["keywords"]) if word)
        handler, matter = UUID(told["handler"]), told["matter"]
        decree = Decree(handler, told["ruling"], matter, words, is_fallback=told["is_fallback"])
        return {"decree": decree, "part": told["part"]}
