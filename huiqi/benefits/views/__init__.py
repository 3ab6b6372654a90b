"""Pages of benefits without filing."""

from huiqi.benefits.views.desk import desk
from huiqi.benefits.views.entries import entry, entry_act, mine, object_to, objection
from huiqi.benefits.views.payments import bank_file, list_act, pay, payments
from huiqi.benefits.views.programmes import act, begin, edit, programme, programmes, progress, verify_all

__all__ = [
    "act",
    "bank_file",
    "begin",
    "desk",
    "edit",
    "entry",
    "entry_act",
    "list_act",
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
