"""The verbs of filings: a firm takes its data along; an office, or its program, brings outcomes; a rule erases."""

from huiqi.filings.services.bringing import Sent, bring_one, bring_outcomes, bring_sent
from huiqi.filings.services.handing import Carried, hand_off
from huiqi.filings.services.keeping import change_rule, erase_due

__all__ = ["Carried", "Sent", "bring_one", "bring_outcomes", "bring_sent", "change_rule", "erase_due", "hand_off"]
