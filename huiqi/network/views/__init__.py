"""The pages of the network."""

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
from huiqi.network.views.windows import issue_sheet, network, window, write_item

__all__ = [
    "back",
    "end_post",
    "issue_sheet",
    "leave",
    "my_posts",
    "network",
    "pass_on",
    "posts",
    "take_over",
    "window",
    "write_hours",
    "write_item",
    "write_post",
]
