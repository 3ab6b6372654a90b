"""The verbs of demands. Each: one transaction, the demand's row locked, one journal entry, one piece of news."""

from huiqi.demands.services.archiving import NoPrinter, make_archive, make_waiting_archives
from huiqi.demands.services.by_enterprise import Filing, file_demand, rate_demand, supply_information, withdraw_demand
from huiqi.demands.services.by_handler import answer_demand, give_plan, return_demand, start_work, take_demand
from huiqi.demands.services.by_window import (
    Visit,
    archive_demand,
    ask_information,
    dispatch_demand,
    recall_demand,
    register_demand,
    reply_to_demand,
    visit_enterprise,
)
from huiqi.demands.services.following import follow
from huiqi.demands.services.promises import miss_due_promises

__all__ = [
    "Filing",
    "NoPrinter",
    "Visit",
    "answer_demand",
    "archive_demand",
    "ask_information",
    "dispatch_demand",
    "file_demand",
    "follow",
    "give_plan",
    "make_archive",
    "make_waiting_archives",
    "miss_due_promises",
    "rate_demand",
    "recall_demand",
    "register_demand",
    "reply_to_demand",
    "return_demand",
    "start_work",
    "supply_information",
    "take_demand",
    "visit_enterprise",
    "withdraw_demand",
]
