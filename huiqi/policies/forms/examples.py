"""The form of a worked example: who, on which day, with which facts, and how it must stand."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.eligibility.conditions import Manual, Node, nodes_in
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.kernel.fields import choices
from huiqi.ui.fact_fields import FactForm, fact_form
from huiqi.ui.fact_inputs import words_of
from huiqi.ui.fields import Revised, SeenField, day_field

MARK = "mark_"
"""Begins the name of a field that says whether a person confirmed a condition; the key's dot is a double dash there."""


class ExampleForm(Revised):
    """What an example is, apart from its facts; and what a person has confirmed of it."""

    name = SeenField(
        label=lazy("企业"), max_length=60, help_text=lazy("起一个假名，例如甲公司。算例随政策公开，不要写真实企业。")
    )
    on = day_field(lazy("按哪一天核对"), lazy("成立年限、证书有效期和当年标准都按这一天。"))
    expected = forms.ChoiceField(label=lazy("应当得出"), widget=forms.RadioSelect({"data-kind": "inline"}))
    note = SeenField(label=lazy("为什么"), max_length=200, required=False, help_text=lazy("例如：人数正好在线上。"))

    def __init__(self, *arguments: Any, condition: Node, taken: Sequence[str] = (), **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.taken = taken
        self.fields["expected"].choices = choices(Standing)  # type: ignore[attr-defined]
        self.marks = {node.key: node.text for node in nodes_in(condition) if isinstance(node, Manual)}
        for key, text in self.marks.items():
            self.fields[_field(key)] = _confirmed(text)

    def clean_name(self) -> str:
        """Two examples of one version have two names."""
        name = str(self.cleaned_data["name"])
        if name in self.taken:
            raise forms.ValidationError(_("已经有一个算例叫这个名字，请换一个。"))
        return name

    def said(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The example as a version holds it."""
        told = self.cleaned_data
        marks = {kind: [key for key in self.marks if told.get(_field(key)) == kind] for kind in ("confirmed", "denied")}
        known = {name: value for name, value in facts.items() if value is not None}
        return {
            "name": told["name"],
            "on": told["on"].isoformat(),
            "facts": known | {kind: keys for kind, keys in marks.items() if keys},
            "expected": told["expected"],
            "note": told["note"],
        }


def stated_form(condition_facts: Sequence[str], *, province: str) -> type[FactForm]:
    """A form for the facts of somebody who is not asked: each by its name."""
    made = fact_form(condition_facts, province=province)
    for name, field in made.base_fields.items():
        field.label = words_of(vocabulary()[name], "label")
    return made


def example_initial(example: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of an example."""
    facts = example.get("facts", {})
    marks = {_field(key): kind for kind in ("confirmed", "denied") for key in facts.get(kind, ())}
    return {name: example.get(name) for name in ("name", "on", "expected", "note")} | marks


def _field(key: str) -> str:
    return MARK + key.replace(".", "--")


def _confirmed(text: str) -> forms.ChoiceField:
    offered = [("confirmed", lazy("核实为满足")), ("denied", lazy("核实为不满足")), ("", lazy("还没有核实"))]
    return forms.ChoiceField(
        label=text, choices=offered, required=False, widget=forms.RadioSelect({"data-kind": "inline"})
    )
