"""The form of a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.parts import long_text
from huiqi.demands.services import TemplateEntry
from huiqi.demands.words import TEMPLATED, Verb
from huiqi.kernel.fields import choices
from huiqi.standards.service_kinds import ServiceKind
from huiqi.ui.fields import WholeField

if TYPE_CHECKING:
    from huiqi.demands.models import AnswerTemplate


class TemplateForm(forms.Form):
    """For which verb and kind, under what name, with what words."""

    verb = forms.ChoiceField(
        label=_("用在哪一步"),
        choices=lambda: [(str(verb), wording.label(verb)) for verb in TEMPLATED],
        widget=forms.Select({"data-width": "m"}),
    )
    kind = forms.ChoiceField(
        label=_("用于哪类诉求"),
        choices=lambda: [("", _("各类诉求")), *choices(ServiceKind)],
        required=False,
        widget=forms.Select({"data-width": "m"}),
    )
    name = forms.CharField(
        label=_("名称"),
        max_length=30,
        help_text=_("选的时候看到的字，例如“已转检测机构”。"),
        widget=forms.TextInput({"data-width": "m"}),
        error_messages={"required": wording.REQUIRED["template_name"]},
    )
    text = long_text(_("内容"), "template", hint=_("字段写在花括号里，选用时自动填好，能用的列在旁边。"), rows=9)
    revision = WholeField(widget=forms.HiddenInput, initial=0)

    @classmethod
    def of(cls, data: Any, kept: AnswerTemplate | None) -> TemplateForm:
        """The form as it was sent, or as it is opened: empty, or as the template reads."""
        names = ("verb", "kind", "name", "text", "revision")
        return cls(data, initial={name: getattr(kept, name) for name in names} if kept else None)

    def entry(self) -> TemplateEntry:
        """What the service takes."""
        told = self.cleaned_data
        kind = ServiceKind(told["kind"]) if told["kind"] else None
        return TemplateEntry(Verb(told["verb"]), kind, told["name"], told["text"])
