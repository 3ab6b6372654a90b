"""How a bound form field becomes HTML: label, hint, control with its unit, error, tied together by ids."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

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
    context = {
        **own,
        "bound": bound,
        "id": bound.auto_id,
        "label": bound.label if label is None else label,
        "hint": hint_text,
        "errors": bound.errors,
        "described": described,
        "optional": optional and not bound.field.required and shape != "checkbox",
        "big": big,
        "shape": shape,
        "control": _control(bound, shape, described, own),
        "options": _options(bound, str(own["kind"]), hints or {}) if shape == "choices" else [],
        "limit": bound.field.widget.attrs.get("maxlength") if shape == "textarea" else None,
    }
    return render_to_string("ui/components/field.html", context)


SHAPES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.RadioSelect, "choices"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "upload"),
    (forms.Textarea, "textarea"),
)


def _shape(bound: BoundField) -> str:
    """Which of the few shapes of a field this widget is."""
    return next((shape for widget, shape in SHAPES if isinstance(bound.field.widget, widget)), "input")


def _described_by(bound: BoundField, hint: object) -> str:
    """The ids of hint and error, for aria-describedby."""
    ids = [f"{bound.auto_id}_helptext"] * bool(hint) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    return " ".join(ids)


def _control(bound: BoundField, shape: str, described: str, own: Mapping[str, Any]) -> SafeString | str:
    """The control itself; choices are drawn one by one instead."""
    if shape == "choices":
        return ""
    attrs: dict[str, Any] = {"aria-describedby": described} if described else {}
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
    fields = [bound for bound in form if bound.errors]
    return whole + [{"text": text, "anchor": _anchor(bound)} for bound in fields for text in bound.errors]


def _anchor(bound: BoundField) -> str:
    """The id of the first thing that takes the focus in a field."""
    if _shape(bound) != "choices":
        return bound.id_for_label
    first = next((option for option in bound.subwidgets if option.data["value"] not in ("", None)), None)
    return str(first.id_for_label) if first else ""
