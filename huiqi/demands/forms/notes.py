"""The form of an internal note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.parts import ActorForm, long_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from huiqi.accounts.models import Person


class NoteForm(ActorForm):
    """The words, and whom they are for."""

    submission = forms.UUIDField(widget=forms.HiddenInput({"data-draft-keep": True}))
    text = long_text(
        _("内部便笺"),
        "note_text",
        hint=_("只有本单位和省平台看得到，企业看不到，也不进存档。写 @姓名 就会提醒他。"),
        rows=4,
    )
    mentioned = forms.MultipleChoiceField(
        label=_("提醒谁看"),
        required=False,
        widget=forms.CheckboxSelectMultiple({"data-kind": "inline"}),
        error_messages={"invalid_choice": wording.REFUSALS["not_mentionable"]},
    )

    def offer(self, people: Sequence[Person]) -> None:
        """The colleagues who can be mentioned; where there are none, nothing is asked."""
        field = cast(forms.MultipleChoiceField, self.fields["mentioned"])
        field.choices = [(str(one.ref), one.name) for one in people]
        if not people:
            del self.fields["mentioned"]

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        told = self.cleaned_data
        submission: UUID = told["submission"]
        return {"text": told["text"], "mentioned": told.get("mentioned", ()), "submission": submission}


class StrikeForm(ActorForm):
    """Why a note is struck."""

    reason = forms.CharField(
        label=_("为什么划去"),
        max_length=200,
        error_messages={"required": wording.REQUIRED["strike_reason"]},
    )
