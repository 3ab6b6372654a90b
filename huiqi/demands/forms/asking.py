"""Forms of telling what is missing, and of bringing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.parts import FilesField, files_field, long_text, shown_files
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.wording.asking import line_hint, line_name, line_told
from huiqi.directory.selectors import items_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from huiqi.demands.models import InformationRequest
    from huiqi.directory.models import Matter, MatterItem
    from huiqi.files.models import StoredFile


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


@dataclass(frozen=True, slots=True)
class Asked:
    """One line that was asked for, with its two fields and what was already taken for it."""

    line: Mapping[str, Any]
    upload: forms.BoundField
    on_paper: forms.BoundField
    kept_name: str
    kept: list[dict[str, str]]


class SupplyForm(VerbForm):
    """What was asked for, line by line: its files, or that it comes on paper; and what belongs to no line."""

    template = "demands/supply.html"

    text = long_text(_("补充说明"), "text", required=False, when=_("（什么都没有交的必填）"))
    attachments = files_field()

    def offer(self, asked: InformationRequest | None) -> None:
        """The lines that were asked for; none: only words and files."""
        self.lines: list[dict[str, Any]] = asked.items if asked else []
        self.by_item: dict[str, list[StoredFile]] = {}
        for number, line in enumerate(self.lines):
            self.fields[f"item_{number}"] = FilesField(label=line["name"], help_text=line_told(line), required=False)
            self.fields[f"paper_{number}"] = forms.BooleanField(label=_("纸质的，已经或将要交到窗口"), required=False)
        if self.lines:
            self.fields["attachments"].label = _("清单以外的附件")
            self.order_fields(sorted(self.fields, key=lambda name: not name.startswith(("item_", "paper_"))))

    def clean(self) -> dict[str, Any]:
        """Store the files of every line, too; one that cannot be taken is said at its line and loses no other."""
        said = super().clean()
        for number, line in enumerate(self.lines):
            found = self.kept_files(f"kept_{number}")
            found += self.store_all(f"item_{number}", said.get(f"item_{number}", []))
            if found:
                self.by_item[line["ref"]] = found
        return said

    def checklist(self) -> list[Asked]:
        """The lines as they are drawn."""
        return [
            Asked(
                line,
                self[f"item_{number}"],
                self[f"paper_{number}"],
                f"kept_{number}",
                shown_files(self.by_item.get(line["ref"], [])),
            )
            for number, line in enumerate(self.lines)
        ]

    def said(self) -> dict[str, Any]:
        """Words, files of no line, files of each line by its ref, and the refs of what comes on paper."""
        told = self.cleaned_data
        on_paper = [line["ref"] for number, line in enumerate(self.lines) if told.get(f"paper_{number}")]
        return {"text": told["text"], "files": self.stored, "by_item": self.by_item, "brought": on_paper}
