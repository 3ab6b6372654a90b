"""What if: the address holds what is supposed, and nothing that is known."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from huiqi.eligibility.supposing import supposable
from huiqi.eligibility.vocabulary import facts_of, groups, vocabulary
from huiqi.ui.fact_fields import FactForm, fact_form, initial
from huiqi.ui.fact_inputs import words_of

OFFERED = ("employees", "average_employees", "revenue", "rd_expense", "qualifications")
"""What is offered at once: staff (by its two counts), revenue, research, titles."""
MOST = 12
"""Facts that one link may change: more than anybody compares."""


class SupposedDayForm(forms.Form):
    """The day supposed, and one more fact to change."""

    on = forms.DateField(
        label=_("假如到了哪一天"),
        help_text=_("政策按这一天有没有施行、证书按这一天有没有过期来算。"),
        required=False,
        widget=forms.DateInput({"type": "date", "data-width": "m"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请填写真实存在的日期，例如 2027-01-01。")},
    )
    also = forms.ChoiceField(label=_("再改一项"), required=False, error_messages={"invalid_choice": _("没有这一项。")})

    def __init__(self, data: QueryDict, names: Iterable[str], today: date) -> None:
        super().__init__({"on": data.get("on") or today.isoformat(), "also": data.get("also", "")})
        field = self.fields["also"]
        assert isinstance(field, forms.ChoiceField)
        taken = set(names)
        field.choices = [
            ("", _("不加")),
            *((words_of(group, "label"), offered) for group in groups() if (offered := _offered(group.code, taken))),
        ]

    def clean_on(self) -> date | None:
        """A day within reach: the library knows nothing of another century."""
        on: date | None = self.cleaned_data["on"]
        if on and not 2000 <= on.year <= 2100:
            raise forms.ValidationError(self.fields["on"].error_messages["invalid"])
        return on


def _offered(group: str, taken: set[str]) -> list[tuple[str, str]]:
    return [(f.name, words_of(f, "label")) for f in facts_of(group) if supposable(f.name) and f.name not in taken]


def names_in(data: QueryDict) -> list[str]:
    """The facts on the page: those offered, those the link changes, and the one just added."""
    asked = [name for name in (*data, data.get("also", "")) if supposable(name) and name not in OFFERED]
    return [*OFFERED, *dict.fromkeys(asked)][: len(OFFERED) + MOST]


def supposing_form(data: QueryDict, known: Mapping[str, Any], on: date, province: str) -> FactForm:
    """The facts as supposed: what the link says, and of the others what is known."""
    names = names_in(data)
    filled = QueryDict(mutable=True)
    for name in names:
        if name in data:
            filled.setlist(name, data.getlist(name))
        elif known.get(name) is not None:
            shown = initial(vocabulary()[name], known[name])
            filled.setlist(name, list(map(str, shown)) if isinstance(shown, list) else [str(shown)])
    return fact_form(names, province=province)(filled, facts=known, on=on)


def changes_in(form: FactForm, known: Mapping[str, Any]) -> dict[str, Any]:
    """What is supposed otherwise than it is known; a field left empty supposes nothing."""
    return {name: value for name, value in form.facts().items() if value is not None and value != known.get(name)}


def link(form: FactForm, changes: Mapping[str, Any], on: date, today: date) -> str:
    """The query that says the supposition and nothing else."""
    said: dict[str, Any] = {} if on == today else {"on": on.isoformat()}
    assert isinstance(form.data, QueryDict)
    said |= {name: form.data.getlist(name) for name in changes}
    return urlencode(said, doseq=True)


__all__ = ["OFFERED", "SupposedDayForm", "changes_in", "link", "names_in", "supposing_form"]
