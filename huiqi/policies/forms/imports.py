"""The form of an import."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from huiqi.kernel.fields import choices
from huiqi.policies.words import OnFault


class ImportForm(forms.Form):
    """A file, and what becomes of the rest where something in it is wrong."""

    file = forms.FileField(
        label=_("文件"),
        help_text=_(
            "表格（xlsx、csv、json）一行一份文件，第一行写列名；网页、PDF、Word、TXT 一份一个文件。不超过 20 MB。"
        ),
        widget=forms.FileInput({"data-max-mb": "20"}),
    )
    on_fault = forms.ChoiceField(
        label=_("有一行不对时"), choices=lambda: choices(OnFault), widget=forms.RadioSelect, initial=OnFault.REST
    )

    def clean_file(self) -> Any:
        """Not larger than what is kept."""
        chosen = self.cleaned_data["file"]
        if chosen.size > settings.FILE_LIMIT_BYTES:
            raise forms.ValidationError(_("文件超过 20 MB，没有读。请分成几个文件。"))
        return chosen
