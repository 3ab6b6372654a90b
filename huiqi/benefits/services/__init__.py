"""Verbs of benefits without filing."""

from huiqi.benefits.rules.amounts import Pay
from huiqi.benefits.services.checking import (
    answer_objection,
    ask,
    object_to,
    publish_list,
    remove,
    restore,
    verify,
    verify_all,
)
from huiqi.benefits.services.drawing import compare, draw
from huiqi.benefits.services.listing import confirm_list, make_payment_list, return_list, withdraw_list
from huiqi.benefits.services.paying import (
    Account,
    bounce,
    confirm,
    decline,
    finish,
    record_paid,
    recover,
    unlist,
)
from huiqi.benefits.services.preparing import (
    Plan,
    approve_guide,
    cancel,
    prepare,
    recall_guide,
    return_guide,
    revise,
    submit_guide,
)
from huiqi.benefits.services.telling import tell_pages
from huiqi.benefits.services.watching import watch

__all__ = [
    "Account",
    "Pay",
    "Plan",
    "answer_objection",
    "approve_guide",
    "ask",
    "bounce",
    "cancel",
    "compare",
    "confirm",
    "confirm_list",
    "decline",
    "draw",
    "finish",
    "make_payment_list",
    "object_to",
    "prepare",
    "publish_list",
    "recall_guide",
    "record_paid",
    "recover",
    "remove",
    "restore",
    "return_guide",
    "return_list",
    "revise",
    "submit_guide",
    "tell_pages",
    "unlist",
    "verify",
    "verify_all",
    "watch",
    "withdraw_list",
]
