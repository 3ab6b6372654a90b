"""The verbs of agreements, in the order of their life."""

from huiqi.agreements.services.agreeing import agree, change, decline
from huiqi.agreements.services.alike import judge_alike
from huiqi.agreements.services.by_code import bearer, check_key, send_key
from huiqi.agreements.services.drafting import Terms, draft, revise, sign
from huiqi.agreements.services.erasing import forget_words
from huiqi.agreements.services.finishing import confirm_done, dispute, end_agreement, report_done
from huiqi.agreements.services.paying import declare_payment, record_invoice
from huiqi.agreements.services.tracking import Outcome, finish_milestone
from huiqi.agreements.services.watching import ask_again, lapse, tell_overdue

__all__ = [
    "Outcome",
    "Terms",
    "agree",
    "ask_again",
    "bearer",
    "change",
    "check_key",
    "confirm_done",
    "declare_payment",
    "decline",
    "dispute",
    "draft",
    "end_agreement",
    "finish_milestone",
    "forget_words",
    "judge_alike",
    "lapse",
    "record_invoice",
    "report_done",
    "revise",
    "send_key",
    "sign",
    "tell_overdue",
]
