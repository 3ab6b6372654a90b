"""Forms of telling what is missing, and of bringing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.parts import files_field, long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.wording.asking import line_hint, line_name
from huiqi.directory.selectors import items_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huiqi.demands.models import InformationRequest
    from huiqi.directory.models import Matter, MatterItem


def _ticks(label: Any, hint: Any) -> forms.MultipleChoiceField:
    """Lines to tick."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": wording.REFUSALS["item_gone"]},
    )


class AskForm(VerbForm):
    """Everything that is missing: ticked on the list of a matter, and in words."""

    template = "demands/ask.html"

    items = _ticks(_("缺哪些"), _("勾选的内容连同份数、形式和样本一起告诉企业。"))
    missing = long_text(
        _("清单以外还缺什么"),
        "missing",
        required=False,
        hint=_("请一次写全：每样材料的名称、份数、格式。"),
        when=_("（没有勾选的必填）"),
    )
    again = long_text(_("为什么再次告知"), "again", hint=_("应当一次告知。再次告知会计数，原因企业能看到。"), rows=3)

    def offer(self, matters: Sequence[Matter], code: str | None, *, again: bool) -> None:
        """The lists to choose from, and the one chosen: by its code."""
        self.matters = matters
        self.matter = next((one for one in matters if one.code == code), None)
        field = cast(forms.MultipleChoiceField, self.fields["items"])
        field.choices = [(str(one.ref), line_name(one)) for one in self.lines]
        if not self.lines:
            del self.fields["items"]
        if not again:
            del self.fields["again"]

    @cached_property
    def lines(self) -> list[MatterItem]:
        """The list of the chosen matter."""
        return list(items_for(self.matter, localdate(self.at))) if self.matter else []

    @cached_property
    def hints(self) -> dict[str, str]:
        """What each line is for."""
        return {str(one.ref): line_hint(one) for one in self.lines}

    def said(self) -> dict[str, Any]:
        """The lines by their refs, with the code of their matter."""
        items = [UUID(ref) for ref in self.cleaned_data.get("items", [])]
        return super().said() | {"items": items, "matter": self.matter.code if self.matter else ""}


class SupplyForm(VerbForm):
    """What was asked for, line by line."""

    brought = _ticks(_("这次交了哪些"), _("对照清单勾选，文件附在下面。"))
    text = long_text(_("补充说明"), "text", required=False, when=_("（没有勾选也没有附件的必填）"))
    attachments = files_field()

    def offer(self, asked: InformationRequest | None) -> None:
        """The lines that were asked for; none: only words and files."""
        lines = asked.items if asked else []
        field = cast(forms.MultipleChoiceField, self.fields["brought"])
        field.choices = [(line["ref"], line["name"]) for line in lines]
        if not lines:
            del self.fields["brought"]
