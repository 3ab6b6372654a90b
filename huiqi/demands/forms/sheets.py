"""The button that issues a paper."""

from django import forms

from huiqi.ui.fields import WholeField


class SheetForm(forms.Form):
    """Issue a paper of a demand; sent twice it is issued once. `part`: to whom of several."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    part = WholeField(required=False, widget=forms.HiddenInput)
