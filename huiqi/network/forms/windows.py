"""Forms of the network: where are you, and what a window discloses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.network.models import Disclosure
from huiqi.ui.fact_fields import places
from huiqi.ui.fields import WholeField


class PlaceForm(forms.Form):
    """Which window serves me?"""

    region = forms.CharField(label=_("您在哪里"), required=False)

    def __init__(self, province: str, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["region"].widget = forms.Select(choices=places(province))


class DisclosureForm(forms.Form):
    """The text of one disclosed item, with the revision its writer saw."""

    text = forms.CharField(
        label=_("公开的内容"),
        max_length=5000,
        help_text=_("每行一段。以“1. ”开头的显示为步骤，以“名称：”开头的名称会加粗。"),
        error_messages={"required": _("请写下要公开的内容。"), "max_length": _("最多 5000 字，请删减后再保存。")},
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    revision = WholeField(min_value=0, widget=forms.HiddenInput)

    @classmethod
    def showing(cls, current: Disclosure | None) -> "DisclosureForm":
        """The form as it is opened: what is public now."""
        return cls(initial={"text": current.text if current else "", "revision": current.revision if current else 0})

    def catch_up(self, current: Disclosure | None) -> None:
        """Keep what was typed, but write upon what is public now, which the page shows beside it."""
        self.data = {"text": self.data.get("text", ""), "revision": current.revision if current else 0}


class PublishForm(forms.Form):
    """From which day a scheme is to hold."""

    since = forms.DateField(
        label=_("从哪一天起施行"),
        help_text=_("在这一天之前提交的诉求，按原来的时限。"),
        error_messages={"required": _("请填写从哪一天起施行。"), "invalid": _("没有这一天，请再核对。")},
        widget=forms.DateInput(attrs={"type": "date", "data-width": "s"}, format="%Y-%m-%d"),
    )


class SheetForm(forms.Form):
    """Issue the sheet of what is disclosed; sent twice it is issued once."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
