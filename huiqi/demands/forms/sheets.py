"""The button that issues a paper."""

from django import forms


class SheetForm(forms.Form):
    """Issue a paper of a demand; sent twice it is issued once."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
