"""The verbs of policies: load the library, and the life of a draft."""

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
from huiqi.policies.services.loading import SHIPPED, Loaded, load_library
from huiqi.policies.services.publishing import publish

__all__ = [
    "SHIPPED",
    "Loaded",
    "Withdrawal",
    "approve",
    "begin_amendment",
    "begin_policy",
    "begin_withdrawal",
    "drop",
    "edit",
    "load_library",
    "publish",
    "send_back",
    "submit",
]
