"""The verbs of policies: load the library, the life of a draft, what firms follow and are reminded of."""

from huiqi.policies.services.alerts import alert_in, ask_alert, confirm_alert, leave_alert, send_alerts
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
from huiqi.policies.services.faqs import (
    Answered,
    Place,
    begin_faq,
    drop_faq,
    edit_faq,
    publish_faq,
    renew_faq,
    return_faq,
    submit_faq,
    withdraw_faq,
)
from huiqi.policies.services.following import date_certificates, follow, open_feed, revoke_feed, unfollow
from huiqi.policies.services.lists import send_general, send_lists
from huiqi.policies.services.loading import SHIPPED, Loaded, load_library
from huiqi.policies.services.openings import Announced, announce_opening, correct_opening, withdraw_opening
from huiqi.policies.services.outcomes import (
    Outcome,
    bring_outcome,
    hold_policies,
    note_milestone,
    note_milestones,
    record_outcome,
    unnote_milestone,
    withdraw_outcome,
)
from huiqi.policies.services.pasted import begin_from_text
from huiqi.policies.services.publishing import publish
from huiqi.policies.services.pushing import push_on
from huiqi.policies.services.reminding import remind
from huiqi.policies.services.shipping import load_openings, load_texts
from huiqi.policies.services.texts import drop_text, edit_text, propose_text, publish_text

__all__ = [
    "SHIPPED",
    "Announced",
    "Answered",
    "Loaded",
    "Outcome",
    "Place",
    "Withdrawal",
    "act",
    "alert_in",
    "announce_opening",
    "approve",
    "ask_alert",
    "begin_amendment",
    "begin_faq",
    "begin_from_text",
    "begin_policy",
    "begin_withdrawal",
    "bring_outcome",
    "choose",
    "confirm_alert",
    "correct_opening",
    "count_audience",
    "date_certificates",
    "drop",
    "drop_faq",
    "drop_text",
    "edit",
    "edit_faq",
    "edit_text",
    "follow",
    "hold_policies",
    "leave_alert",
    "load_library",
    "load_openings",
    "load_texts",
    "note_milestone",
    "note_milestones",
    "note_opened",
    "open_feed",
    "prepare",
    "propose_text",
    "publish",
    "publish_faq",
    "publish_text",
    "push_now",
    "push_on",
    "recheck_examples",
    "record_outcome",
    "remind",
    "renew_faq",
    "return_faq",
    "revoke_feed",
    "send_alerts",
    "send_back",
    "send_general",
    "send_lists",
    "submit",
    "submit_faq",
    "unfollow",
    "unnote_milestone",
    "withdraw_faq",
    "withdraw_opening",
    "withdraw_outcome",
]
