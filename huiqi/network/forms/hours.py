"""The form of hours of business: the periods of each day of the week, and from which day they hold."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.standards.opening_hours import USUAL_WEEK, Day, HoursUnclear, Week, read_day

DAYS = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
UNCLEAR = {
    "unreadable": _("读不懂。请写成“9:00–12:00，13:30–17:30”，这一天不开门的空着。"),
    "backwards": _("关门要在开门之后，请再核对。"),
    "overlapping": _("各段时间要按先后排列，不能重叠。请再核对。"),
}


class HoursForm(forms.Form):
    """Seven days and a date."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for number, name in enumerate(DAYS):
            wide = forms.TextInput(attrs={"data-width": "m"})
            self.fields[f"day_{number}"] = forms.CharField(label=name, required=False, max_length=80, widget=wide)
        self.fields["since"] = forms.DateField(
            label=_("从哪一天起"),
            help_text=_("在这一天之前作出的承诺，期限不变。"),
            error_messages={"required": _("请填写从哪一天起。"), "invalid": _("没有这一天，请再核对。")},
            widget=forms.DateInput(attrs={"type": "date", "data-width": "s"}, format="%Y-%m-%d"),
        )

    @classmethod
    def showing(cls, week: Week | None, since: date) -> "HoursForm":
        """The form as it is opened: the week in force."""
        days = {f"day_{number}": typed(day) for number, day in enumerate(week or USUAL_WEEK)}
        return cls(initial={**days, "since": since})

    def clean(self) -> dict[str, Any]:
        """Read every day, or say which cannot be read."""
        data = self.cleaned_data
        for number in range(len(DAYS)):
            try:
                data[f"day_{number}"] = read_day(data.get(f"day_{number}", ""))
            except HoursUnclear as unclear:
                self.add_error(f"day_{number}", str(UNCLEAR[unclear.code]))
        return data

    def week(self) -> Week:
        """What was typed, for the verb."""
        return tuple(self.cleaned_data[f"day_{number}"] for number in range(len(DAYS)))


def typed(day: Day) -> str:
    """The periods of a day as one types them."""
    return "，".join(f"{opens.hour}:{opens:%M}–{closes.hour}:{closes:%M}" for opens, closes in day)
