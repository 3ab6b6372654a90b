"""The pages of the network."""

from huiqi.network.views.windows import network, window, write_item

__all__ = [
    "network",
    "window",
    "write_item",
]
