"""Pages of benefits without filing."""

from huiqi.benefits.views.entries import entry, entry_act, mine, object_to, objection
from huiqi.benefits.views.payments import bank_file, pay, payments
from huiqi.benefits.views.programmes import act, begin, edit, programme, programmes, progress, verify_all

__all__ = [
    "act",
    "bank_file",
    "begin",
    "edit",
    "entry",
    "entry_act",
    "mine",
    "object_to",
    "objection",
    "pay",
    "payments",
    "programme",
    "programmes",
    "progress",
    "verify_all",
]
