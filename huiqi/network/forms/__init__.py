"""Forms of the network."""

from huiqi.network.forms.hours import HoursForm
from huiqi.network.forms.posts import GuideForm, HandOverForm, LeaveForm, PostForm
from huiqi.network.forms.windows import DisclosureForm, PlaceForm, SheetForm

__all__ = [
    "DisclosureForm",
    "GuideForm",
    "HandOverForm",
    "HoursForm",
    "LeaveForm",
    "PlaceForm",
    "PostForm",
    "SheetForm",
]
