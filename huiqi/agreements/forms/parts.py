"""What the forms of agreements are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from huiqi.agreements.selectors import used_files
from huiqi.agreements.wording import refusal
from huiqi.files.selectors import own_files
from huiqi.files.services import FileRefused, store_file
from huiqi.kernel.refusal import Refused, tell
from huiqi.ui.fields import AmountField, Revised, WholeField

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from huiqi.files.models import StoredFile
    from huiqi.kernel.access import Actor

LONG = 5000


class ManyFiles(forms.FileInput):
    """A control for several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> list[UploadedFile[bytes]]:
        """Every chosen file, not only the last."""
        return list(files.getlist(name))


class FilesField(forms.FileField):
    """Several files; each is judged when it is stored, so that one refusal loses no other."""

    widget = ManyFiles({"data-max-mb": "20", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ARG002 — Django's signature
        """Every chosen file."""
        return data


class AgreementForm(Revised):
    """A form that knows who fills it in, when, on which revision; files it has taken come back when it is refused."""

    revision = WholeField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments: Any, actor: Actor, at: datetime, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.actor, self.at = actor, at
        self.stored: list[StoredFile] = []

    def clean(self) -> dict[str, Any]:
        """Store the files that can be taken; one that cannot leaves the others and every word in place."""
        said = super().clean() or {}
        if "attachments" in self.fields:
            self.stored = self._kept() + self._store(said.get("attachments", []))
        return said

    def _kept(self) -> list[StoredFile]:
        """The files that were taken when this form was refused before, and still belong to nothing."""
        refs = []
        for value in self.data.getlist("kept"):  # type: ignore[attr-defined]
            try:
                refs.append(UUID(value))
            except ValueError:
                continue
        return own_files(set(refs) - used_files(refs), self.actor.person_ref) if refs else []

    def _store(self, files: Sequence[UploadedFile[bytes]]) -> list[StoredFile]:
        taken = []
        for file in files:
            try:
                taken.append(store_file(file.name or "", file, file.size or 0, actor=self.actor, at=self.at))
            except FileRefused as refused:
                self.add_error("attachments", str(refused))
        return taken

    def kept(self) -> list[dict[str, str]]:
        """The files already taken, for a page that has to be shown again."""
        return [{"ref": str(f.ref), "name": f.name, "size": filesizeformat(f.size)} for f in self.stored]

    def refuse(self, refused: Refused) -> None:
        """Say beside the field (or above them all) why the service would not."""
        tell(self, refused, refusal(refused))

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        own = {name: value for name, value in self.cleaned_data.items() if name not in ("revision", "attachments")}
        return own | ({"files": self.stored} if "attachments" in self.fields else {})


def long_text(label: Any, *, hint: Any = "", required: bool = True, rows: int = 5) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=LONG, widget=widget)


def day_field(label: Any, *, hint: Any = "", required: bool = True, initial: Any = None) -> forms.DateField:
    """A day."""
    messages = {"required": _("请填写日期。"), "invalid": _("请填写日期，例如 2026-11-27。")}
    widget = forms.DateInput({"type": "date", "data-width": "m"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, help_text=hint, required=required, widget=widget, error_messages=messages, initial=initial
    )


def yuan_field(label: Any, *, hint: Any = "") -> AmountField:
    """An amount in yuan. Whether it may be is said by the service."""
    widget = forms.NumberInput({"data-width": "m", "data-suffix": _("元"), "step": "0.01", "inputmode": "decimal"})
    messages = {"required": _("请填写金额，免费填 0。"), "invalid": _("请填写数字，单位是元。")}
    return AmountField(
        label=label, help_text=hint, max_digits=16, decimal_places=2, widget=widget, error_messages=messages
    )
