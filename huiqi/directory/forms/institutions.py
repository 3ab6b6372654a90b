"""Forms of the directory: how its lists are narrowed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.directory.words import FeeKind
from huiqi.kernel.fields import choices
from huiqi.standards.service_kinds import ServiceCategory


class FilterForm(forms.Form):
    """Find a service by words, category and price."""

    q = forms.CharField(
        label=_("找服务"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )
    category = forms.ChoiceField(
        label=_("服务类别"), required=False, choices=lambda: [("", _("全部类别")), *choices(ServiceCategory)]
    )
    fee = forms.ChoiceField(label=_("收费"), required=False, choices=lambda: [("", _("不限")), *choices(FeeKind)])

    def asked(self) -> dict[str, str]:
        """What is asked for, as `selectors.found_products` takes it; what makes no sense is left out."""
        self.is_valid()
        told = self.cleaned_data
        return {"text": told.get("q", ""), "category": told.get("category", ""), "fee_kind": told.get("fee", "")}
