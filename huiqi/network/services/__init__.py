"""The verbs of the network. Each: one transaction, the row locked, one journal entry."""

from huiqi.network.services.duty import drop_shift, offer_shift, set_shift, take_shift, warn_of_gaps
from huiqi.network.services.hours import set_hours
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
from huiqi.network.services.windows import (
    Founder,
    Opening,
    disclose,
    found_network,
    issue_sheet,
    open_window,
    serve_region,
    set_time_limits,
    stop_serving,
)

__all__ = [
    "Founder",
    "Leave",
    "Opening",
    "PostEntry",
    "acknowledge",
    "change_post",
    "close_post",
    "come_back",
    "disclose",
    "drop_shift",
    "found_network",
    "hand_over",
    "issue_sheet",
    "leave_note",
    "offer_shift",
    "open_window",
    "serve_region",
    "set_hours",
    "set_shift",
    "set_time_limits",
    "set_up_post",
    "stop_serving",
    "take_shift",
    "warn_of_gaps",
]
