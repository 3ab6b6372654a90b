"""The form of an import."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.kernel.fields import choices
from huiqi.policies.words import OnFault
from huiqi.ui.fields import ListField


class ImportForm(forms.Form):
    """A file, and what becomes of the rest where something in it is wrong."""

    file = ListField(
        label=_("文件"),
        help_text=_(
            "表格（xlsx、csv、json）一行一份文件，第一行写列名；网页、PDF、Word、TXT 一份一个文件。不超过 20 MB。"
        ),
    )
    on_fault = forms.ChoiceField(
        label=_("有一行不对时"), choices=lambda: choices(OnFault), widget=forms.RadioSelect, initial=OnFault.REST
    )
