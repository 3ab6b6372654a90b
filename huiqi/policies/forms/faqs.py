"""The form of a question and its answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.kernel.refs import uuid7
from huiqi.policies.models import MOST_ANSWER, MOST_QUESTION
from huiqi.policies.services import Answered
from huiqi.ui.fields import Revised, SeenField


class FaqForm(Revised):
    """What everybody will read."""

    question = SeenField(
        label=_("问题"),
        max_length=MOST_QUESTION,
        help_text=_("写成谁都会问的话，不要写是哪家企业的情况。"),
        error_messages={"required": _("请写明问的是什么。"), "max_length": _("最多 200 字。")},
    )
    answer = forms.CharField(
        label=_("回答"),
        max_length=MOST_ANSWER,
        widget=forms.Textarea({"rows": 7}),
        help_text=_("对所有企业都成立的回答，并写明依据哪一条。"),
        error_messages={"required": _("请写明怎么回答。"), "max_length": _("最多 2000 字。")},
    )

    field_order: tuple[str, ...] = ("question", "answer")

    def said(self) -> Answered:
        """What the service takes."""
        return Answered(self.cleaned_data["question"], self.cleaned_data["answer"])


class NewFaqForm(FaqForm):
    """A question that nobody filed; `submission` makes two presses one."""

    place = forms.ChoiceField(
        label=_("问的是哪一条"),
        required=False,
        error_messages={"invalid_choice": _("这一版里没有这一条，请从列表里选择。")},
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    field_order = ("place", "question", "answer")

    def __init__(self, *arguments: Any, places: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["place"].choices = [("", _("整项政策")), *places]  # type: ignore[attr-defined]
