"""What the forms of demands are made of."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.models import Attachment
from huiqi.files.selectors import own_files
from huiqi.files.services import FileRefused, store_file
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.core.files.uploadedfile import UploadedFile

    from huiqi.files.models import StoredFile

    Upload = UploadedFile[bytes]

LONG = 5000

YES_NO = [("yes", _("是")), ("no", _("否"))]


class ManyFiles(forms.FileInput):
    """A control for several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> list[Upload]:
        """Every chosen file, not only the last."""
        return list(files.getlist(name))


class FilesField(forms.FileField):
    """Several files; each is judged when it is stored, so that one refusal loses no other."""

    widget = ManyFiles({"data-max-mb": "20", "multiple": True})

    def clean(self, data: list[Upload], initial: Any = None) -> list[Upload]:  # noqa: ARG002 — Django's signature
        """Every chosen file."""
        return data


def _refs(values: list[str]) -> list[UUID]:
    """The refs among what a browser sent back."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def shown_files(files: Iterable[StoredFile]) -> list[dict[str, str]]:
    """Files that are kept, as a page names them."""
    return [{"ref": str(f.ref), "name": f.name, "size": filesizeformat(f.size)} for f in files]


class ActorForm(forms.Form):
    """A form that knows who fills it in, and when; what it has kept of files comes back when it is refused."""

    def __init__(self, *arguments: Any, actor: Actor, at: datetime, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.actor, self.at = actor, at
        self.stored: list[StoredFile] = []

    def clean(self) -> dict[str, Any]:
        """Store the files that can be taken; a file that cannot leaves the others and every word in place."""
        said = super().clean() or {}
        if "attachments" in self.fields:
            self.stored = self.kept_files("kept") + self.store_all("attachments", said.get("attachments", []))
        return said

    def kept_files(self, name: str) -> list[StoredFile]:
        """The files that were taken when this form was refused before, and still belong to nothing."""
        refs = _refs(self.data.getlist(name))  # type: ignore[attr-defined]
        used = Attachment.objects.filter(file__ref__in=refs).values_list("file__ref", flat=True) if refs else ()
        return own_files(set(refs) - set(used), self.actor.person_ref) if refs else []

    def store_all(self, name: str, files: Sequence[Upload]) -> list[StoredFile]:
        """Keep what can be kept of a field's files; why one cannot is said at the field."""
        taken = []
        for file in files:
            try:
                taken.append(store_file(file.name or "", file, file.size or 0, actor=self.actor, at=self.at))
            except FileRefused as refused:
                self.add_error(name, str(refused))
        return taken

    def kept(self) -> list[dict[str, str]]:
        """The files already taken, for a page that has to be shown again."""
        return shown_files(self.stored)

    def refuse(self, refused: Refused) -> None:
        """Say beside the field (or above them all) why the service would not."""
        tell(self, refused, wording.refusal(refused))


def long_text(
    label: Any, name: str, *, hint: Any = "", required: bool = True, rows: int = 5, when: Any = ""
) -> forms.CharField:
    """A text of several lines; `name` finds the sentence for an empty one, `when` says when it may not be empty."""
    messages = {"required": wording.REQUIRED.get(name, wording.REFUSALS["required"])}
    widget = forms.Textarea({"rows": rows} | ({"data-when": when} if when else {}))
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=LONG, widget=widget, error_messages=messages
    )


def files_field(hint: Any = "", *, label: Any = "", when: Any = "") -> FilesField:
    """Attachments; `when` says when there must be some."""
    told = hint or _("可选多个。PDF、图片、Word（docx）、Excel（xlsx）、OFD、TXT、ZIP，每个不超过 20 MB。")
    widget = ManyFiles({"data-max-mb": "20", "multiple": True} | ({"data-when": when} if when else {}))
    return FilesField(label=label or _("附件"), required=False, help_text=told, widget=widget)
