"""The verbs of policies: load the library, the life of a draft, what firms follow and are reminded of."""

from huiqi.policies.services.campaigns import act, count_audience, prepare, push_now
from huiqi.policies.services.choosing import choose, note_opened
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
from huiqi.policies.services.examples import recheck_examples
from huiqi.policies.services.following import date_certificates, follow, open_feed, revoke_feed, unfollow
from huiqi.policies.services.lists import send_general, send_lists
from huiqi.policies.services.loading import SHIPPED, Loaded, load_library
from huiqi.policies.services.openings import Announced, announce_opening, correct_opening, withdraw_opening
from huiqi.policies.services.publishing import publish
from huiqi.policies.services.pushing import push_on
from huiqi.policies.services.reminding import remind
from huiqi.policies.services.texts import drop_text, edit_text, propose_text, publish_text

__all__ = [
    "SHIPPED",
    "Announced",
    "Loaded",
    "Withdrawal",
    "act",
    "announce_opening",
    "approve",
    "begin_amendment",
    "begin_policy",
    "begin_withdrawal",
    "choose",
    "correct_opening",
    "count_audience",
    "date_certificates",
    "drop",
    "drop_text",
    "edit",
    "edit_text",
    "follow",
    "load_library",
    "note_opened",
    "open_feed",
    "prepare",
    "propose_text",
    "publish",
    "publish_text",
    "push_now",
    "push_on",
    "recheck_examples",
    "remind",
    "revoke_feed",
    "send_back",
    "send_general",
    "send_lists",
    "submit",
    "unfollow",
    "withdraw_opening",
]
