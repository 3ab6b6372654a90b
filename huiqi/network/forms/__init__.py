"""Forms of the network."""

from huiqi.network.forms.duty import OfferForm, ShiftForm, SwapForm
from huiqi.network.forms.hours import HoursForm
from huiqi.network.forms.posts import GuideForm, HandOverForm, LeaveForm, PostForm
from huiqi.network.forms.windows import DisclosureForm, PlaceForm, PublishForm, SheetForm

__all__ = [
    "DisclosureForm",
    "GuideForm",
    "HandOverForm",
    "HoursForm",
    "LeaveForm",
    "OfferForm",
    "PlaceForm",
    "PostForm",
    "PublishForm",
    "SheetForm",
    "ShiftForm",
    "SwapForm",
]
