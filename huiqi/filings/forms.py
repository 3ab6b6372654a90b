"""The forms of filings: what a firm takes along, and a list of outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.filings.services import Carried
from huiqi.filings.wording import label_of, provenance, source_of, title
from huiqi.filings.words import OnFault, Own
from huiqi.kernel.fields import choices
from huiqi.policies.selectors import library
from huiqi.ui.fact_fields import FactForm, fact_form
from huiqi.ui.fields import ListField, SeenField

if TYPE_CHECKING:
    from huiqi.filings.selectors import Offered
    from huiqi.policies.selectors import Shelf  # noqa: F401


class CarryForm(FactForm):
    """What would be carried, each with a tick; what is not ticked is not read."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    ticked: frozenset[str] = frozenset()
    offered: Offered

    def clean(self) -> dict[str, Any]:
        """Only of what is ticked it matters whether it is right."""
        cleaned = super().clean()
        for name in set(self.errors) - self.ticked - {"submission"}:
            del self.errors[name]
        for name in self.offered.unknown() - self.ticked:
            if cleaned.get(name) is not None:
                self.add_error(name, _("填了，没有勾选。要带上请勾选，不带请清空。"))
        return cleaned

    def carried(self) -> Carried:
        """What was ticked, with its values."""
        told = {name: value for name, value in self.cleaned_data.items() if name in self.ticked}
        return Carried(told, sorted(self.ticked))

    def rows(self) -> list[dict[str, Any]]:
        """Each field with its tick and where its value comes from."""
        known = self.offered
        own = [(name, source_of("")) for name in known.own]
        facts = [(name, provenance(told)) for name, told in known.facts.items()]
        return [
            {"field": self[name], "name": name, "ticked": name in self.ticked, "from": told, "label": label_of(name)}
            | {"fixed": known.fixed().get(name, "")}
            for name, told in (*own, *facts)
        ]


def carry_form(offered: Offered, data: Any, *, submission: Any, province: str) -> CarryForm:
    """The form for what is offered; at first everything known is ticked."""
    asked = fact_form(list(offered.facts), province=province)
    own: dict[str, Any] = {
        one.value: SeenField(required=False, max_length=200, label=label_of(one.value)) for one in Own
    }
    made = type("CarryForm", (CarryForm, asked), {"names": asked.names, "offered": offered, **own})
    facts = {name: told.value for name, told in offered.facts.items() if told is not None}
    form: CarryForm = made(data, facts=facts, initial={**offered.own, "submission": submission})
    known = {*(name for name, told in offered.own.items() if told), *facts}
    form.ticked = frozenset(data.getlist("carry")) & frozenset(form.fields) if data is not None else frozenset(known)
    for name in offered.fixed():
        form.fields[name].disabled = True
    for name in offered.facts:
        form.fields[name].label = label_of(name)
        form.fields[name].help_text = ""
    return form


def _policies() -> list[tuple[str, Any]]:
    named = {version.code: title(version) for version in library().versions}
    return [("", _("每行自己写明")), *((code, f"{code} {name}") for code, name in sorted(named.items()))]


class ListForm(forms.Form):
    """A list of outcomes, the policy of lines that name none, and what becomes of the rest where a line is wrong."""

    file = ListField(
        label=_("结果清单"),
        help_text=_("xlsx 或 csv，第一行写列名，和模板一样；交接编号、统一社会信用代码有一个就行。不超过 20 MB。"),
        accept=".xlsx,.csv",
    )
    policy = forms.ChoiceField(
        label=_("哪项政策"),
        required=False,
        choices=_policies,
        help_text=_("只写了统一社会信用代码的行，算这项政策的结果。"),
    )
    on_fault = forms.ChoiceField(
        label=_("有一行不对时"), choices=lambda: choices(OnFault), widget=forms.RadioSelect, initial=OnFault.REST
    )
