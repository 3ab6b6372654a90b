"""The forms of policies."""

from huiqi.policies.forms.library import ALL, DayForm, FilterForm

__all__ = ["ALL", "DayForm", "FilterForm"]
