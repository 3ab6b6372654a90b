"""Fields that read what people type as the JSON values of the facts vocabulary; None where nothing is said."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huiqi.eligibility.amounts import Language
from huiqi.eligibility.vocabulary import Fact, FactType
from huiqi.standards import industries, money
from huiqi.standards.full_width import narrow
from huiqi.standards.trees import Node, UnknownCode

UNKNOWN, NONE = "unknown", "none"
AWARDS = 3
"""Rows of a list of awards."""
SCALES: Mapping[FactType, Decimal] = {FactType.MONEY: Decimal(10_000), FactType.RATIO: Decimal("0.01")}
"""The unit in which people speak of a number, in the unit of the vocabulary: 万元 and percent."""

_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?", re.ASCII)
Choices = Sequence[tuple[str, Any]]


def language() -> Language:
    """The reader's language, as `eligibility` calls it."""
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


def words_of(thing: object, name: str) -> str:
    """`thing.label`, or `thing.label_en` where the reader reads English and there is one."""
    english = str(getattr(thing, f"{name}_en", "")) if language() == "en" else ""
    return english or str(getattr(thing, name))


class NumberField(forms.CharField):
    """A number in the unit in which people speak of it; `scale` turns it into the vocabulary's unit."""

    def __init__(self, fact: Fact, **options: Any) -> None:
        self.fact = fact
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """The number as a decimal string, or None."""
        text = narrow("" if value is None else str(value)).replace(",", "").replace("%", "").strip()
        if not text:
            return None
        try:
            return f"{self._number(text).normalize():f}"
        except ValueError:
            raise forms.ValidationError(self._problem(), code="invalid") from None

    def _number(self, text: str) -> Decimal:
        if self.fact.type is FactType.MONEY:
            return money.parse(f"{text}万" if _PLAIN_NUMBER.fullmatch(text) else text)
        number = text.removesuffix(self.fact.unit).strip()
        if not _PLAIN_NUMBER.fullmatch(number):
            raise ValueError(text)
        return Decimal(number) * SCALES.get(self.fact.type, Decimal(1))

    def _problem(self) -> str:
        label = words_of(self.fact, "label")
        if self.fact.type is FactType.MONEY:
            return _("%(label)s：请填写金额，单位是万元，例如 1250 或 12.5。") % {"label": label}
        return _("%(label)s：请只填写数字。") % {"label": label}


class YesNoField(forms.ChoiceField):
    """Yes, no, or not known."""

    def clean(self, value: Any) -> Any:
        """True, False or None."""
        return {"yes": True, "no": False}.get(super().clean(value))


class CodeField(forms.ChoiceField):
    """One of a few codes, or not known."""

    def clean(self, value: Any) -> Any:
        """The code or None."""
        return super().clean(value).replace(UNKNOWN, "") or None


class SetField(forms.MultipleChoiceField):
    """Several codes; nothing ticked is not known, “none of these” is the empty set."""

    def clean(self, value: Any) -> Any:
        """A list of codes or None."""
        codes = super().clean(value)
        if NONE in codes and len(codes) > 1:
            raise forms.ValidationError(_("“以上都没有”不能和别的同时选，请去掉其中一边。"), code="invalid")
        return [] if codes == [NONE] else codes or None


class DayField(forms.DateField):
    """A day."""

    def clean(self, value: Any) -> Any:
        """The day in ISO 8601 or None."""
        day = super().clean(narrow(value) if isinstance(value, str) else value)
        return day.isoformat() if day else None


class TextField(forms.CharField):
    """A short text."""

    def clean(self, value: Any) -> Any:
        """The text or None."""
        return super().clean(value) or None


class IndustryField(forms.CharField):
    """A code, or a name that means exactly one industry."""

    def clean(self, value: Any) -> Any:
        """The code as published, or None; where a name fits several, the error lists them with their codes."""
        text = narrow(str(value or "")).strip()
        return resolve_industry(text).code if text else None


def resolve_industry(text: str) -> Node:
    """The industry of `3311`, `C3311`, `3311 金属结构制造` or a name; raises ValidationError with the candidates."""
    for written in (text, text.split()[0]):
        try:
            return industries.find(written)
        except UnknownCode:
            continue
    found = industries.search(text, 9)
    exact = [node for node in found if node.name == text]
    if exact and all(node.is_within(exact[0]) for node in exact):
        return exact[-1]  # one line of the tree under one name: the finest says most
    if len(found) == 1:
        return found[0]
    if not found:
        raise forms.ValidationError(
            _("没有找到“%(text)s”这个行业。请换个说法，或填写统计、税务登记信息里的行业代码。"),
            params={"text": text[:40]},
        )
    listed = _("、").join(industry_words(node) for node in (exact or found)[:8])
    raise forms.ValidationError(
        _("有几个行业都叫“%(text)s”或含有它，请填写其中一个代码：%(listed)s。"),
        params={"text": text[:40], "listed": listed},
    )


def industry_words(node: Node) -> str:
    return f"{node.code} {node.name}"


class IndustryInput(forms.TextInput):
    """A text box that offers the middle classes while one types."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The box and its list."""
        listed = f"{(attrs or {}).get('id', name)}_list"
        box = super().render(name, value, {**(attrs or {}), "list": listed}, renderer)
        offered = ((industry_words(node),) for node in industries.tree() if node.level in ("division", "group"))
        return format_html(
            '{}<datalist id="{}">{}</datalist>', box, listed, format_html_join("", '<option value="{}">', offered)
        )


class AwardsWidget(forms.MultiWidget):
    """A few rows of level, year and rank."""

    def __init__(self, levels: Choices) -> None:
        none = [("", _("级别")), *levels, (NONE, _("没有获过奖"))]
        row: list[forms.Widget] = []
        for number in range(1, AWARDS + 1):
            row += [
                forms.Select({"aria-label": _("第 %d 项的级别") % number}, choices=none if number == 1 else none[:-1]),
                forms.TextInput(
                    {"inputmode": "numeric", "aria-label": _("第 %d 项的年度") % number, "placeholder": _("年度")}
                ),
                forms.TextInput(
                    {"inputmode": "numeric", "aria-label": _("第 %d 项本单位的排名") % number, "placeholder": _("排名")}
                ),
            ]
        super().__init__(row, {"data-width": "s"})

    def decompress(self, value: Any) -> list[Any]:
        """The cells of a known list."""
        if value == []:
            return [NONE] + [""] * (3 * AWARDS - 1)
        rows = [(item.get("level"), item.get("year"), item.get("rank")) for item in value or ()]
        return [cell or "" for row in rows[:AWARDS] for cell in row]

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """One row of three cells per award."""
        context = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        cells = [
            widget.render(sub["name"], sub["value"], sub["attrs"], renderer)
            for widget, sub in zip(self.widgets, context, strict=True)
        ]
        rows = ((SafeString("".join(cells[at : at + 3])),) for at in range(0, len(cells), 3))
        return format_html('<div class="stack">{}</div>', format_html_join("", '<div class="row">{}</div>', rows))


class AwardsField(forms.MultiValueField):
    """A list of awards; all empty is not known, “none” in the first row is the empty list."""

    def __init__(self, levels: Choices, **options: Any) -> None:
        cells = [forms.CharField(required=False) for _cell in range(3 * AWARDS)]
        super().__init__(cells, require_all_fields=False, widget=AwardsWidget(levels), **options)

    def clean(self, value: Any) -> Any:
        """A list of {level, year, rank} or None."""
        cells = [narrow(str(cell or "")).strip() for cell in value or ()]
        rows = [cells[at : at + 3] for at in range(0, len(cells), 3)]
        if rows and rows[0][0] == NONE:
            return []
        filled = [row for row in rows if any(row)]
        for row in filled:
            if not row[0] or not all((cell.isascii() and cell.isdecimal()) or not cell for cell in row[1:]):
                raise forms.ValidationError(
                    _("每项奖励请选择级别；年度和排名只填数字，不清楚可以空着。"), code="invalid"
                )
        return [{"level": row[0], "year": _whole(row[1]), "rank": _whole(row[2])} for row in filled] or None


def _whole(text: str) -> int | None:
    return int(text) if text else None
