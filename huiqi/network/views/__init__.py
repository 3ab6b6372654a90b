"""The pages of the network."""

from huiqi.network.views.duty import (
    accept_swap,
    drop_shift,
    duty,
    end_offer,
    offer_shift,
    swap_shift,
    take_shift,
    write_shift,
)
from huiqi.network.views.hours import write_hours
from huiqi.network.views.posts import (
    back,
    end_post,
    leave,
    my_posts,
    pass_on,
    posts,
    take_over,
    write_post,
)
from huiqi.network.views.schemes import scheme, schemes
from huiqi.network.views.windows import issue_sheet, network, window, write_item

__all__ = [
    "accept_swap",
    "back",
    "drop_shift",
    "duty",
    "end_offer",
    "end_post",
    "issue_sheet",
    "leave",
    "my_posts",
    "network",
    "offer_shift",
    "pass_on",
    "posts",
    "scheme",
    "schemes",
    "swap_shift",
    "take_over",
    "take_shift",
    "window",
    "write_hours",
    "write_item",
    "write_post",
    "write_shift",
]
