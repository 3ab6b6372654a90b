"""Forms of the library: the filters of the list. What a firm is asked is asked by `ui.fact_fields`."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.eligibility.versions import PolicyKind
from huiqi.kernel.fields import choices
from huiqi.policies.selectors import Wanted
from huiqi.policies.words import OpeningState, State
from huiqi.ui.fact_fields import region_choices

ALL = "all"


class FilterForm(forms.Form):
    """What to show of the library; everything may be left out, and stands in the address."""

    q = forms.CharField(label=_("关键词"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    region = forms.ChoiceField(
        label=_("所在地"), required=False, error_messages={"invalid_choice": _("没有这个地方，请从列表里选择。")}
    )
    kind = forms.ChoiceField(
        label=_("类别"), required=False, error_messages={"invalid_choice": _("没有这个类别，请从列表里选择。")}
    )
    state = forms.ChoiceField(
        label=_("状态"), required=False, error_messages={"invalid_choice": _("没有这个状态，请从列表里选择。")}
    )

    opening = forms.ChoiceField(
        label=_("申报"), required=False, error_messages={"invalid_choice": _("没有这个状态，请从列表里选择。")}
    )

    def __init__(self, *arguments: Any, province: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._offer("region", [("", _("不限")), *region_choices(province)[1:]])
        self._offer("kind", [("", _("全部")), *choices(PolicyKind)])
        self._offer("state", [("", choices(State)[0][1]), *choices(State)[1:], (ALL, _("全部"))])

        self._offer("opening", [("", _("不限")), *choices(OpeningState)])

    def _offer(self, name: str, offered: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered

    def wanted(self, on: date) -> Wanted:
        """The question; a filter that is wrong is left out of it."""
        data = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        state = data.get("state") or State.CURRENT
        kind = data.get("kind")
        return Wanted(
            on,
            data.get("q", ""),
            data.get("region", ""),
            PolicyKind(kind) if kind else None,
            None if state == ALL else State(state),
            OpeningState(data["opening"]) if data.get("opening") else None,
        )


class DayForm(forms.Form):
    """The day asked about, in the address."""

    on = forms.DateField(required=False)

    def day(self, today: date) -> date:
        """The day, or today where none is said or it cannot be read."""
        chosen: date | None = self.cleaned_data.get("on") if self.is_valid() else None
        return chosen or today
