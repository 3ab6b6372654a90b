"""The forms that make an answer general: a question with its answer for everybody, or why a policy is corrected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.demands.forms.parts import ActorForm, long_text
from huiqi.demands.models import Demand
from huiqi.kernel.refs import uuid7
from huiqi.policies.services import Answered
from huiqi.ui.fields import SeenField


class _General(ActorForm):
    """Which other demands on the same condition are told with it; `submission` makes two presses one."""

    also = forms.MultipleChoiceField(
        label=_("问同一条的其他诉求，一起告诉"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("公开或改正以后，这些企业也会收到通知；互相不知道还有谁问过。"),
        error_messages={"invalid_choice": _("列表变了，请重新选择。")},
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

    def offer(self, others: list[Demand]) -> None:
        """The other demands that may be told; none, and it is not asked."""
        if not others:
            del self.fields["also"]
            return
        field = self.fields["also"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.ref), f"{one.number} {one.title}") for one in others]
        field.initial = [str(one.ref) for one in others]

    @property
    def told(self) -> list[UUID]:
        """The refs of those that were chosen."""
        return [UUID(one) for one in self.cleaned_data.get("also", [])]


class FaqOfAnswerForm(_General):
    """What everybody will read of it."""

    question = SeenField(
        label=_("问题"),
        max_length=200,
        help_text=_("写成谁都会问的话，不要写是哪家企业的情况。"),
        error_messages={"required": _("请写明问的是什么。"), "max_length": _("最多 200 字。")},
    )
    answer = long_text(_("回答"), "answer", hint=_("对所有企业都成立的回答，并写明依据哪一条。"), rows=7)
    field_order: tuple[str, ...] = ("question", "answer", "also")

    def said(self) -> Answered:
        """What the service takes."""
        return Answered(self.cleaned_data["question"], self.cleaned_data["answer"])


class CorrectionForm(_General):
    """What is wrong in the policy as it is kept."""

    reason = long_text(
        _("哪里要改，为什么"), "reason", hint=_("例如：漏了某个条件，或标准录错了。会写进修订草稿的“为什么”。"), rows=4
    )
    field_order: tuple[str, ...] = ("reason", "also")

    def said(self) -> Any:
        """What the service takes."""
        return self.cleaned_data["reason"]
