"""The verbs of the network. Each: one transaction, the row locked, one journal entry."""

from huiqi.network.services.posts import (
    Leave,
    PostEntry,
    acknowledge,
    change_post,
    close_post,
    come_back,
    hand_over,
    leave_note,
    set_up_post,
)
from huiqi.network.services.windows import Opening, disclose, open_window, serve_region, set_time_limits, stop_serving

__all__ = [
    "Leave",
    "Opening",
    "PostEntry",
    "acknowledge",
    "change_post",
    "close_post",
    "come_back",
    "disclose",
    "hand_over",
    "leave_note",
    "open_window",
    "serve_region",
    "set_time_limits",
    "set_up_post",
    "stop_serving",
]
