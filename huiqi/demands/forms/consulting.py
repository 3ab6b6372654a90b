"""Forms of co-handling: whom to ask for what, and the part that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.custody import HandlerForm
from huiqi.demands.forms.parts import files_field, long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.selectors import hands_of
from huiqi.directory.words import Works
from huiqi.ui.fields import WholeField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huiqi.demands.models import Consultation
    from huiqi.directory.selectors import Handler


class ConsultForm(HandlerForm):
    """Whom, for what, by when. Only who works in the system can be asked; others get a letter."""

    question = long_text(
        _("请对方办什么"), "question", hint=_("写清要对方出的意见或要办的部分。对方只看到这些话和诉求内容。"), rows=4
    )
    amount = WholeField(
        label=_("几个工作日内"),
        initial=3,
        widget=forms.NumberInput({"data-width": "s", "min": "1", "max": "15", "inputmode": "numeric"}),
        error_messages={"required": _("请填写时限。"), "invalid": _("请填写整数。")},
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["handler"].label = _("请谁会办")

    @cached_property
    def candidates(self) -> Sequence[Handler]:
        """Those who can answer here, without who has it."""
        has = {one.organisation_id for one in hands_of(self.demand).values()}
        return [one for one in self.find() if one.works is Works.INSIDE and one.organisation_id not in has]


class DeclineOpinionForm(VerbForm):
    """Why no part is taken."""

    reason = long_text(_("为什么不参加"), "decline_reason", hint=_("给承办单位和窗口看，由他们另请别家。"), rows=3)


class CallOffForm(VerbForm):
    """From whom, and why."""

    asked = forms.ChoiceField(
        label=_("撤回谁的会办"),
        widget=forms.RadioSelect,
        error_messages={
            "required": wording.REFUSALS["nothing_asked_of"],
            "invalid_choice": wording.REFUSALS["nothing_asked_of"],
        },
    )
    reason = long_text(_("为什么撤回"), "call_off_reason", hint=_("对方看得到，企业看不到。"), rows=3)

    def offer(self, waiting: Sequence[Consultation], chosen: str = "") -> None:
        """Whom one waits for; who stands alone, or was chosen beside his name, is chosen."""
        field = cast(forms.ChoiceField, self.fields["asked"])
        field.choices = [
            (str(one.ref), f"{one.organisation.name}：{Truncator(one.question).chars(40)}") for one in waiting
        ]
        self.initial.setdefault("asked", str(waiting[0].ref) if len(waiting) == 1 else chosen)

    def said(self) -> dict[str, Any]:
        """The asking by its ref."""
        return super().said() | {"asked": UUID(self.cleaned_data["asked"])}


class OpinionForm(VerbForm):
    """The part that was asked for."""

    opinion = long_text(_("会办意见"), "opinion", hint=_("给承办单位和窗口看，由他们统一答复企业。"), rows=6)
    attachments = files_field()
