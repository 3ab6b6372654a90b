"""The form of a leaflet: whose window stands on it, in the address."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from huiqi.network.models import Window


class WhoseForm(forms.Form):
    """Which window is to be asked."""

    window = forms.ChoiceField(
        label=_("印哪个窗口"), required=False, error_messages={"invalid_choice": _("没有这个窗口，请从列表里选择。")}
    )

    def __init__(self, asked: str, windows: "Sequence[Window]", nearest: "Window | None") -> None:
        default = nearest.slug if nearest else ""
        super().__init__({"window": asked or default})
        self._windows, self._nearest = {window.slug: window for window in windows}, nearest
        offered = [(slug, window.short_name) for slug, window in self._windows.items()]
        self.fields["window"].choices = offered  # type: ignore[attr-defined]

    def chosen(self) -> "Window | None":
        """The window asked for, else the nearest to where the policy applies."""
        slug = self.cleaned_data.get("window") if self.is_valid() else ""
        return self._windows.get(slug or "", self._nearest)
