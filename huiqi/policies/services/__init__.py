"""The verbs of policies: load the library, the life of a draft, what firms follow and are reminded of."""

from huiqi.policies.services.drafting import (
    Withdrawal,
    approve,
    begin_amendment,
    begin_policy,
    begin_withdrawal,
    drop,
    edit,
    send_back,
    submit,
)
from huiqi.policies.services.following import date_certificates, follow, open_feed, revoke_feed, unfollow
from huiqi.policies.services.loading import SHIPPED, Loaded, load_library
from huiqi.policies.services.publishing import publish
from huiqi.policies.services.reminding import remind

__all__ = [
    "SHIPPED",
    "Loaded",
    "Withdrawal",
    "approve",
    "begin_amendment",
    "begin_policy",
    "begin_withdrawal",
    "date_certificates",
    "drop",
    "edit",
    "follow",
    "load_library",
    "open_feed",
    "publish",
    "remind",
    "revoke_feed",
    "send_back",
    "submit",
    "unfollow",
]
