"""Forms of handing a demand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.parts import long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.wording.custody import says, warned, why
from huiqi.kernel.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huiqi.demands.models import Demand
    from huiqi.directory.selectors import Handler

MOST_OFFERED = 12
"""Candidates shown at once; the others are found by search."""


class HandlerField(forms.ChoiceField):
    """An organisation by its ref; the service says of one that is no handler any more who does its work now."""

    def valid_value(self, value: str) -> bool:
        """Any ref."""
        try:
            UUID(value)
        except ValueError:
            return False
        return True


class DispatchForm(VerbForm):
    """To whom, and with what words. The candidates are looked up only when they are drawn."""

    template = "demands/dispatch.html"

    handler = HandlerField(
        label=_("转给谁"),
        help_text=_("按职责、类别和远近排列，最合适的在最前。"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择承办单位。"),
            "invalid_choice": wording.REFUSALS["handler_unknown"],
        },
    )
    note = long_text(_("转办说明"), "note", required=False, hint=_("承办单位和企业都能看到。"))

    def offer(self, demand: Demand, find: Callable[[], Sequence[Handler]], words: str = "") -> None:
        """Which demand it is, where its candidates are found, and the words that narrow them."""
        self.demand, self.find, self.words = demand, find, visible(words)[:40]
        field = cast(forms.ChoiceField, self.fields["handler"])
        field.choices = lambda: [(str(one.organisation_ref), one.name) for one in self.shown]

    @cached_property
    def candidates(self) -> Sequence[Handler]:
        """Everybody."""
        return self.find()

    @cached_property
    def found(self) -> list[Handler]:
        """Those with the words."""
        return [one for one in self.candidates if not self.words or says(one, self.words)]

    @cached_property
    def shown(self) -> list[Handler]:
        """The first of them; whoever is chosen already stays in sight."""
        first = self.found[:MOST_OFFERED]
        chosen = self.data.get("handler", "")
        return first + [one for one in self.candidates if str(one.organisation_ref) == chosen and one not in first]

    @cached_property
    def reasons(self) -> dict[str, str]:
        """Why each is offered where he is; first of all that he is the party complained of."""
        return {str(one.organisation_ref): warned(one, self.demand) or why(one) for one in self.shown}

    @property
    def unseen(self) -> int:
        """How many more there are."""
        return len(self.found) - min(len(self.found), MOST_OFFERED)

    def said(self) -> dict[str, Any]:
        """The handler by the ref of his organisation."""
        return super().said() | {"handler": UUID(self.cleaned_data["handler"])}
