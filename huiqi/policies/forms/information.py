"""The form of information: what stands in the address of its list and of its feed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.kernel.fields import choices
from huiqi.policies.selectors.information import Sought
from huiqi.policies.words import Recent, Topic
from huiqi.ui.fact_fields import region_choices


def _choice(label: Any, wrong: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, error_messages={"invalid_choice": wrong})


class SoughtForm(forms.Form):
    """What to show of information; everything may be left out."""

    q = forms.CharField(label=_("关键词"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    topic = _choice(_("栏目"), _("没有这个栏目，请从列表里选择。"))
    region = _choice(_("所在地"), _("没有这个地方，请从列表里选择。"))
    recent = _choice(_("时间"), _("没有这一段时间，请从列表里选择。"))

    def __init__(self, *arguments: Any, province: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offered = {"topic": choices(Topic), "region": region_choices(province)[1:], "recent": choices(Recent)}
        for name, rows in offered.items():
            self.fields[name].choices = [("", _("不限")), *rows]  # type: ignore[attr-defined]

    def sought(self, on: date) -> Sought:
        """The question; a filter that is wrong is left out of it."""
        said = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        topic, recent = said.get("topic"), said.get("recent")
        return Sought(
            on,
            Topic(topic) if topic else None,
            said.get("region", ""),
            said.get("q", ""),
            Recent(recent) if recent else None,
        )
