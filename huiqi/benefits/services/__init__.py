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
from huiqi.benefits.services.paying import (
    Account,
    bounce,
    confirm,
    decline,
    finish,
    make_payment_list,
    record_paid,
    recover,
    unlist,
)
from huiqi.benefits.services.preparing import Plan, cancel, prepare, publish_guide, revise
from huiqi.benefits.services.telling import tell_pages
from huiqi.benefits.services.watching import watch

__all__ = [
    "Account",
    "Pay",
    "Plan",
    "answer_objection",
    "ask",
    "bounce",
    "cancel",
    "compare",
    "confirm",
    "decline",
    "draw",
    "finish",
    "make_payment_list",
    "object_to",
    "prepare",
    "publish_guide",
    "publish_list",
    "record_paid",
    "recover",
    "remove",
    "restore",
    "revise",
    "tell_pages",
    "unlist",
    "verify",
    "verify_all",
    "watch",
]
