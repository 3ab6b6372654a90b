"""Forms for facts, built from the facts vocabulary: what people type becomes its JSON values, and back.

Money is typed in 万元 (stored in yuan), shares in percent (stored as ratios). Left empty means unknown, never no or
nought; a set says “none of these” in so many words. Used by every page that asks for facts:

    form = fact_form(["employees", "revenue"], province="410000")(request.POST or None, facts=known)
    if form.is_valid(): record(form.facts())
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.eligibility import wording
from huiqi.eligibility.amounts import pick
from huiqi.eligibility.facts import BadFacts, FactError, parse, plain
from huiqi.eligibility.vocabulary import Fact, FactType, Value, vocabulary
from huiqi.standards import industries, regions
from huiqi.standards.trees import Node
from huiqi.ui.fact_inputs import (
    AWARDS,
    NONE,
    SCALES,
    UNKNOWN,
    AwardsField,
    CodeField,
    DayField,
    IndustryField,
    IndustryInput,
    NumberField,
    SetField,
    TextField,
    YesNoField,
    industry_words,
    language,
    words_of,
)

FEW = 4
"""Up to so many choices are shown as radios; more go into a list."""
_DATES = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]


def choices_of(fact: Fact) -> list[tuple[str, str]]:
    """(code, label in the reader's language) of everything a code, set or list may hold."""
    return [(code, pick(labels, language())) for code, labels in fact.choices.items()]


class FactForm(forms.Form):
    """Asks for `names`. `facts` is what is known (JSON values); `on` the day as of which facts are stated."""

    names: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, *arguments: Any, facts: Mapping[str, Any] | None = None, on: date | None = None, **named: Any
    ) -> None:
        self.known = {name: value for name, value in (facts or {}).items() if value is not None}
        self.on = on or timezone.localdate()
        shown = {name: initial(vocabulary()[name], self.known[name]) for name in self.names if name in self.known}
        super().__init__(*arguments, **{**named, "initial": {**shown, **named.get("initial", {})}})
        if isinstance(field := self.fields.get("region"), forms.ChoiceField):
            _offer_known(field, self.known.get("region"))

    def clean(self) -> dict[str, Any]:
        """Read every fact as the vocabulary does, so that form and API refuse the same."""
        cleaned = super().clean() or {}
        for name in self.names:
            if cleaned.get(name) is not None:
                cleaned[name] = self._read(name, cleaned[name])
        return cleaned

    def _read(self, name: str, value: Any) -> Any:
        fact = vocabulary()[name]
        try:
            read = parse({name: self._with_the_rest(fact, value)}, self.on).values[name]
        except BadFacts as bad:
            self.add_error(name, mistake(name, bad.errors[name]))
            return None
        return self.known[name] if self._known(name) == read else plain(read)

    def _known(self, name: str) -> Value | None:
        """What is known already, so that an answer left as it was stays as it was written."""
        try:
            return parse({name: self.known.get(name)}, self.on).get(name)
        except BadFacts:
            return None

    def _with_the_rest(self, fact: Fact, value: Any) -> Any:
        """What is known and the form has no place for stays: dates of qualifications, awards beyond the last row."""
        known = self.known.get(fact.name, ())
        if fact.type is FactType.SET:
            dated = {item["code"]: item for item in known if isinstance(item, Mapping)}
            return [dated.get(code, code) for code in value]
        return [*value, *known[AWARDS:]] if fact.type is FactType.LIST and value else value

    def facts(self) -> dict[str, Any]:
        """What was said, as JSON values of the vocabulary; None where a fact was left unknown."""
        return {name: self.cleaned_data.get(name) for name in self.names}


def fact_form(names: Iterable[str], *, province: str = "") -> type[FactForm]:
    """A form that asks for these facts in this order; the counties of `province` are offered first as regions."""
    wanted = tuple(names)
    fields = {name: _field(vocabulary()[name], province) for name in wanted}
    return type("FactForm", (FactForm,), {"names": wanted, **fields})


def mistake(name: str, error: FactError) -> str:
    """What is wrong with a stated fact, as a sentence that names it; for a form as for the API."""
    problem = wording.mistake(name, error, language()).rstrip("。.")
    fact = vocabulary().get(name)
    if fact is None:
        return _("%(problem)s。") % {"problem": problem}
    return _("%(label)s：%(problem)s。") % {"label": words_of(fact, "label"), "problem": problem}


def initial(fact: Fact, value: Any) -> Any:
    """What a field shows for a known JSON value."""
    if fact.type in SCALES:
        return _trimmed(Decimal(str(value)) / SCALES[fact.type])
    if fact.type is FactType.YES_NO:
        return "yes" if value else "no"
    if fact.type is FactType.SET:
        return [item["code"] if isinstance(item, Mapping) else item for item in value] or [NONE]
    if fact.type is FactType.INDUSTRY:
        return industry_words(industries.find(value))
    return value


def _trimmed(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(fact: Fact) -> str:
    return _(" 万元") if fact.type is FactType.MONEY else words_of(fact, "unit")


def _number(fact: Fact, _province: str) -> forms.Field:
    attrs = {"inputmode": "decimal", "autocomplete": "off", "data-suffix": _unit(fact).strip(), "data-width": "s"}
    return NumberField(fact, widget=forms.TextInput(attrs))


def _yes_no(_fact: Fact, _province: str) -> forms.Field:
    answers = [("yes", _("是")), ("no", _("否")), (UNKNOWN, _("不清楚"))]
    return YesNoField(choices=answers, widget=forms.RadioSelect({"data-kind": "inline"}))


def _code(fact: Fact, _province: str) -> forms.Field:
    offered = choices_of(fact)
    if len(offered) > FEW:
        return CodeField(choices=[("", _("不清楚")), *offered], widget=forms.Select({"data-width": "l"}))
    return CodeField(choices=[*offered, (UNKNOWN, _("不清楚"))], widget=forms.RadioSelect({"data-kind": "inline"}))


def _set(fact: Fact, _province: str) -> forms.Field:
    return SetField(choices=[*choices_of(fact), (NONE, _("以上都没有"))], widget=forms.CheckboxSelectMultiple)


def _day(fact: Fact, _province: str) -> forms.Field:
    wrong = _("%(label)s：请填写真实存在的日期，例如 2024-03-01。") % {"label": words_of(fact, "label")}
    widget = forms.DateInput({"type": "date", "data-width": "m"}, format="%Y-%m-%d")
    return DayField(input_formats=_DATES, error_messages={"invalid": wrong}, widget=widget)


def _region(fact: Fact, province: str) -> forms.Field:
    wrong = _("%(label)s：请从列表里选择所在的省、市、县。") % {"label": words_of(fact, "label")}
    widget = forms.Select({"data-width": "m"})
    return CodeField(choices=region_choices(province), error_messages={"invalid_choice": wrong}, widget=widget)


def _industry(_fact: Fact, _province: str) -> forms.Field:
    return IndustryField(widget=IndustryInput({"autocomplete": "off", "data-width": "l"}))


def _awards(fact: Fact, _province: str) -> forms.Field:
    return AwardsField(choices_of(fact))


def _text(_fact: Fact, _province: str) -> forms.Field:
    return TextField(max_length=200, widget=forms.TextInput({"autocomplete": "off", "data-width": "l"}))


_FIELDS: Mapping[FactType, Callable[[Fact, str], forms.Field]] = {
    **dict.fromkeys(FactType, _number),
    FactType.YES_NO: _yes_no,
    FactType.CODE: _code,
    FactType.SET: _set,
    FactType.DATE: _day,
    FactType.REGION: _region,
    FactType.INDUSTRY: _industry,
    FactType.LIST: _awards,
    FactType.TEXT: _text,
}


def _field(fact: Fact, province: str) -> forms.Field:
    field = _FIELDS[fact.type](fact, province)
    field.required = False
    field.label = words_of(fact, "question")
    field.help_text = words_of(fact, "hint")
    return field


def region_choices(province: str) -> list[tuple[str, Any]]:
    """Counties of the province by city, then the other provinces as a whole; without a province, provinces only."""
    others = [(node.code, node.name) for node in regions.provinces() if node.code != province]
    own = list(_by_city(regions.find(province))) if province else []
    return [("", _("不清楚")), *own, (_("其他省、自治区、直辖市") if own else _("省、自治区、直辖市"), others)]


def _by_city(province: Node) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    direct = [(node.code, node.name) for node in province.children if not node.children]
    if direct:
        yield _("省直辖"), direct
    for city in (node for node in province.children if node.children):
        whole = (city.code, _("%(city)s（不清楚区县）") % {"city": city.name})
        yield city.name, [*((county.code, county.name) for county in city.children), whole]


def _offer_known(field: forms.ChoiceField, code: Any) -> None:
    """A region that is known but not on the list (a county of another province) stays choosable."""
    offered: list[Any] = list(cast(Iterable[Any], field.choices))
    if code and code not in {value for _label, group in offered[1:] for value, _name in group}:
        name = " · ".join(step.name for step in regions.find(code).path)
        field.choices = [*offered, (_("现在登记的"), [(code, name)])]


def places(province: str) -> list[tuple[str, Any]]:
    """The cities of a province with their counties, grouped for a select; a county without a city stands by itself."""
    grouped: list[tuple[str, Any]] = [("", _("请选择县（市、区）"))]
    for city in regions.find(province).children:
        below = [(county.code, county.name) for county in city.children]
        grouped.append((city.name, [(city.code, city.name), *below]) if below else (city.code, city.name))
    return grouped
