"""How a bound form field becomes HTML: label, hint, control with its unit, error, tied together by ids."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinValueValidator, ProhibitNullCharactersValidator
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

RATING_ICONS = ("mood-happy", "mood-smile", "mood-empty", "mood-sad", "mood-cry")
ATTRS = ("prefix", "suffix", "width", "kind")


def field(
    bound: BoundField,
    *,
    label: object = None,
    hint: object = None,
    prefix: object = "",
    suffix: object = "",
    width: str = "",
    kind: str = "",
    hints: Mapping[str, object] | None = None,
    optional: bool = True,
    big: bool = False,
) -> SafeString:
    """Draw one field; the widget's ``data-prefix``, ``data-suffix``, ``data-width``, ``data-kind`` are the defaults."""
    given = {"prefix": prefix, "suffix": suffix, "width": width, "kind": kind}
    own = {key: given[key] or bound.field.widget.attrs.get(f"data-{key}", "") for key in ATTRS}
    shape = _shape(bound)
    hint_text = bound.help_text if hint is None else hint
    described = _described_by(bound, hint_text)
    limit = _limit(bound, shape)
    context = {
        **own,
        "bound": bound,
        "id": bound.auto_id,
        "label": bound.label if label is None else label,
        "hint": hint_text,
        "errors": _sentences(bound),
        "described": described,
        "mark": _mark(bound) if optional and not bound.field.required and shape != "checkbox" else "",
        "big": big,
        "shape": shape,
        "control": _control(bound, shape, described, own, limit),
        "options": _options(bound, str(own["kind"]), hints or {}) if shape == "choices" else [],
        "limit": limit,
    }
    return render_to_string("ui/components/field.html", context)


SHAPES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.RadioSelect, "choices"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "upload"),
    (forms.Textarea, "textarea"),
)


def _mark(bound: BoundField) -> object:
    """What stands behind the label of a field that may be left out: 选填, or the widget's ``data-when`` it may not."""
    return bound.field.widget.attrs.get("data-when") or _("（选填）")


def _shape(bound: BoundField) -> str:
    """Which of the few shapes of a field this widget is."""
    return next((shape for widget, shape in SHAPES if isinstance(bound.field.widget, widget)), "input")


def _described_by(bound: BoundField, hint: object) -> str:
    """The ids of hint and error, for aria-describedby."""
    ids = [f"{bound.auto_id}_helptext"] * bool(hint) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    return " ".join(ids)


def _limit(bound: BoundField, shape: str) -> int | None:
    """How many characters a text may have. A browser would cut what is pasted beyond it and say nothing: it is told
    the limit as `data-limit`, tells who writes how much is too much, and the server refuses it with all of it kept."""
    return getattr(bound.field, "max_length", None) if shape in ("input", "textarea") else None


def _control(
    bound: BoundField, shape: str, described: str, own: Mapping[str, Any], limit: int | None
) -> SafeString | str:
    """The control itself; choices are drawn one by one instead."""
    if shape == "choices":
        return ""
    attrs: dict[str, Any] = {"aria-describedby": described} if described else {}
    if limit:
        attrs |= {"data-limit": limit, "maxlength": False}  # False: not drawn
    if own["width"]:
        attrs["data-width"] = own["width"]
    return bound.as_widget(attrs=attrs)


def _options(bound: BoundField, kind: str, hints: Mapping[str, object]) -> list[dict[str, object]]:
    """Each choice of a group of radios or checkboxes, with its hint and, in a rating, its face."""
    drawn: list[dict[str, object]] = []
    for at, each in enumerate(option for option in bound.subwidgets if option.data["value"] not in ("", None)):
        hint = hints.get(str(each.data["value"]), "")
        if hint:
            each.data["attrs"]["aria-describedby"] = f"{each.id_for_label}_hint"
        face = RATING_ICONS[at] if kind == "rating" and at < len(RATING_ICONS) else ""
        drawn.append(
            {"control": each.tag(), "id": each.id_for_label, "label": each.choice_label, "hint": hint, "face": face}
        )
    return drawn


def errors(form: BaseForm) -> list[dict[str, object]]:
    """(what is wrong, the id to jump to) for every error of a form, in the order of its fields."""
    if not form.is_bound:
        return []
    whole: list[dict[str, object]] = [{"text": text, "anchor": ""} for text in form.non_field_errors()]
    return whole + [
        {"text": _named(bound, text), "anchor": _anchor(bound)} for bound in form for text in _sentences(bound)
    ]


# Django's own words, and ours, which say what to do
PLAIN: tuple[tuple[object, object], ...] = (
    (forms.IntegerField.default_error_messages["invalid"], _("请写整数。")),
    (forms.FloatField.default_error_messages["invalid"], _("请只写数字。")),
    (forms.DateField.default_error_messages["invalid"], _("没有这一天，请再核对。")),
    (ProhibitNullCharactersValidator.message, _("这里有看不见的字符，请重新输入。")),
    (forms.UUIDField.default_error_messages["invalid"], _("页面已过期，请刷新后再提交。")),
    (forms.ChoiceField.default_error_messages["invalid_choice"], _("没有这一项，请从列表里选择。")),
    (forms.FileField.default_error_messages["empty"], _("这个文件是空的，请换一个。")),
)
REQUIRED = {
    "choices": _("请选择{label}。"),
    "checkbox": _("请先勾选这一项。"),
    "upload": _("请选择{label}。"),
}


def _sentences(bound: BoundField) -> list[str]:
    """The errors of a field: the form's own sentences as they are, Django's in plainer words."""
    return [_sentence(bound, error) for error in bound.form.errors.as_data().get(bound.name, [])]


def _sentence(bound: BoundField, error: ValidationError) -> str:
    said = str(error.message)
    if isinstance(bound.field.widget, forms.HiddenInput):
        return str(_("页面已过期，请刷新后再提交。"))
    if error.code == "required" and said == str(forms.Field.default_error_messages["required"]):
        kind = "choices" if isinstance(bound.field, forms.ChoiceField) else _shape(bound)
        return str(REQUIRED.get(kind, _("请填写{label}。"))).format(label=bound.label)
    if (
        error.code == "min_value"
        and said == str(MinValueValidator.message)
        and (error.params or {}).get("limit_value") == 0
    ):
        return str(_("不能是负数。"))
    if error.code == "max_length" and said == str(MaxLengthValidator.message):
        told = error.params or {}
        most, length = told.get("limit_value", 0), told.get("show_value", 0)
        return str(_("太长了，最多 {most} 字，已超出 {over} 字。")).format(most=most, over=length - most)
    plain = next((ours for theirs, ours in PLAIN if said == str(theirs)), None)
    return str(plain) if plain else error.messages[0]


def _named(bound: BoundField, text: str) -> str:
    """In the summary, an error that does not name its field gets the name in front; what nobody sees has none."""
    label = str(bound.label)
    return (
        text
        if bound.is_hidden or label in text or label.endswith(("？", "?"))
        else str(_("{label}：{text}")).format(label=label, text=text)
    )


def _anchor(bound: BoundField) -> str:
    """The id of the first thing that takes the focus in a field."""
    if _shape(bound) != "choices":
        return bound.id_for_label
    first = next((option for option in bound.subwidgets if option.data["value"] not in ("", None)), None)
    return str(first.id_for_label) if first else ""
