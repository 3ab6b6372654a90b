"""Fields that every app's forms are made of."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiqi.kernel.keeping import MOST_YEARS
from huiqi.kernel.refusal import Refused, tell
from huiqi.kernel.text import visible
from huiqi.standards.full_width import narrow

if TYPE_CHECKING:
    from collections.abc import Callable


class SeenField(forms.CharField):
    """A line of text as people see it: what nobody sees is left out, and where nothing is left it is empty."""

    def to_python(self, value: Any) -> str:
        """The line as it is seen."""
        return visible(super().to_python(value) or "")


class _Digits:
    """What is written with the digits 0 to 9: full-width ones are made narrow, those of other scripts are none."""

    def to_python(self, value: Any) -> Any:
        """The value in ASCII digits. Raises `ValidationError`."""
        if isinstance(value, str):
            value = narrow(value)
            if any(char.isdigit() and not char.isascii() for char in value):
                raise forms.ValidationError(_("请用阿拉伯数字 0 到 9 填写。"), code="digits")
        return super().to_python(value)  # type: ignore[misc]  # that of the field


class WholeField(_Digits, forms.IntegerField):
    """A whole number."""


class AmountField(_Digits, forms.DecimalField):
    """A number with decimals."""


class DigitsField(_Digits, forms.RegexField):
    """A line of digits that is no number: of a telephone, of a code."""


class CodeField(_Digits, forms.CharField):
    """A number or code as it stands on a paper or in a message: its letters and digits narrow, whatever typed them."""


SET_APART = re.compile(r"[\s.\-\u2010-\u2015]")
"""What people put between digits so that they are easier to read."""


class SixDigitsField(DigitsField):
    """Six digits from a message, as they are read or copied: `123 456`, `123-456`, full-width."""

    def __init__(self, **told: Any) -> None:
        told["widget"] = forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "data-width": "s"})
        super().__init__(r"^[0-9]{6}$", **told)

    def to_python(self, value: Any) -> Any:
        """The digits alone. Raises `ValidationError`."""
        if isinstance(value, str):
            value = SET_APART.sub("", narrow(value))
        return super().to_python(value)


class ListField(forms.FileField):
    """A file whose lines are read at once: not larger than what is kept. `accept`: the endings that are offered."""

    def __init__(self, *, accept: str = "", **told: Any) -> None:
        widget = forms.FileInput({"data-max-mb": "20"} | ({"accept": accept} if accept else {}))
        super().__init__(widget=widget, **told)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file. Raises `ValidationError`."""
        chosen = super().clean(data, initial)
        if chosen and chosen.size > settings.FILE_LIMIT_BYTES:
            raise forms.ValidationError(_("文件超过 20 MB，没有读。请分成几个文件。"), code="too_large")
        return chosen


class Revised(forms.Form):
    """A form for what others may change meanwhile; `revision` is that of the page it stood on."""

    revision = WholeField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    closed = False
    """Whether what the form is for can no longer be done, however often it is sent: it has no button then."""

    def catch_up(self, revision: int) -> None:
        """Keep what was typed, and let the next press answer to what the page shows now."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["revision"] = str(revision)
        self.data = data

    def overtaken(self, refused: Refused, sentence: str) -> None:
        """Say why it was refused; where others were first, which the sentence tells, the next press writes over it."""
        tell(self, refused, sentence)
        if isinstance(revision := refused.parameters.get("revision"), int):
            self.catch_up(revision)

    def close(self, sentence: str) -> None:
        """Say that it can no longer be done; what was typed stays to be read and copied."""
        self.add_error(None, sentence)
        self.closed = True


def years_field(label: Any, most: int) -> WholeField:
    """How many years something is kept, 1 to `most`."""
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("请填 1 到 100 之间的整数。"))
    widget = forms.NumberInput({"data-width": "s", "min": "1", "max": str(most), "inputmode": "numeric"})
    return WholeField(label=label, min_value=1, max_value=most, widget=widget, error_messages=messages)


class KeepingForm(Revised):
    """For how many years something is kept, and whether the rule is followed."""

    years = years_field(_("保存几年"), MOST_YEARS)
    is_on = forms.BooleanField(label=_("启用这条规则"), required=False)


def not_after_today(day: date) -> None:
    """Refuse a day that is yet to come. Raises `ValidationError`."""
    if day > localdate():
        raise forms.ValidationError(_("不能晚于今天。"), code="in_future")


def day_field(
    label: Any,
    hint: Any = "",
    *,
    required: bool = True,
    initial: "date | Callable[[], date] | None" = None,
    past: bool = False,
) -> forms.DateField:
    """A day, chosen from a calendar or typed; `past`: none that is yet to come."""
    messages = {"required": _("请填写日期。"), "invalid": _("请填写日期，例如 2026-11-27。")}
    widget = forms.DateInput({"type": "date", "data-width": "m"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=widget,
        error_messages=messages,
        initial=initial,
        validators=[not_after_today] if past else [],
    )
