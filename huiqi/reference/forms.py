"""The form by which an administrator enters the yearly notice on holidays."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.reference.wording import doubted
from huiqi.standards.calendars import Calendar, Doubt, doubts
from huiqi.ui.fields import WholeField


class NoticeForm(forms.Form):
    """One line a day: the date, and for a day off its holiday, for a make-up day the word 上班."""

    year = WholeField(
        label=_("年份"),
        min_value=2027,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "xs"}),
        error_messages={"required": _("请填写通知针对的年份。")},
    )
    source = forms.CharField(
        label=_("通知的名称和文号"),
        max_length=200,
        help_text=_("例如：国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕×号）"),
        error_messages={"required": _("请写明依据哪一份通知。")},
    )
    days = forms.CharField(
        label=_("放假和上班的日期"),
        help_text=_("一行一天。放假写“2027-02-05 春节”，调休上班写“2027-02-14 上班”。"),
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": _("请逐日填写放假和调休上班的日期。")},
    )

    confirmed = forms.BooleanField(
        label=_("我核对过通知原文，就是这样放假和上班的"), required=False, widget=forms.HiddenInput
    )

    def clean_days(self) -> tuple[dict[date, str], list[date]]:
        """Read every line, or say which one cannot be read."""
        holidays: dict[date, str] = {}
        workdays: list[date] = []
        for number, line in enumerate(self.cleaned_data["days"].splitlines(), start=1):
            if not line.strip():
                continue
            day, what = self._read(number, line)
            if what == "上班":
                workdays.append(day)
            else:
                holidays[day] = what
        return holidays, workdays

    def _read(self, number: int, line: str) -> tuple[date, str]:
        parts = line.split(maxsplit=1)
        try:
            day = date.fromisoformat(parts[0])
        except ValueError:
            raise forms.ValidationError(
                _("第 %(number)d 行读不懂：“%(line)s”。请写成“2027-02-05 春节”。"),
                params={"number": number, "line": line.strip()},
            ) from None
        if len(parts) < 2:
            raise forms.ValidationError(_("第 %(number)d 行没有写是什么节日，或“上班”。"), params={"number": number})
        return day, parts[1].strip()[:20]

    def _doubt(self, found: list[tuple[Doubt, date, date]]) -> None:
        """What contradicts the law's days is asked about once; confirmed, it is taken as it is."""
        if not found or self.cleaned_data.get("confirmed"):
            return
        self.fields["confirmed"].widget = forms.CheckboxInput()
        self.add_error("days", doubted(found))

    def clean(self) -> dict[str, object]:
        """Let the calendar itself say what does not fit together."""
        data = self.cleaned_data
        if "days" in data and "year" in data:
            holidays, workdays = data["days"]
            try:
                Calendar.official().with_year(data["year"], holidays, workdays)
            except ValueError:
                self.add_error(
                    "days", _("有的日期不在这一年的通知里，或同一天既放假又上班，或把平日写成了调休上班。请逐行核对。")
                )
            else:
                self._doubt(doubts(data["year"], holidays, workdays))
        return data
