"""Forms of the network."""

from huiqi.network.forms.windows import DisclosureForm, PlaceForm, places

__all__ = [
    "DisclosureForm",
    "PlaceForm",
    "places",
]
