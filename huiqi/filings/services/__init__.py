"""The verbs of filings: a firm takes its data along; an office, or a program of one, brings the outcomes back."""

from huiqi.filings.services.bringing import Sent, bring_one, bring_outcomes, bring_sent
from huiqi.filings.services.handing import Carried, hand_off

__all__ = ["Carried", "Sent", "bring_one", "bring_outcomes", "bring_sent", "hand_off"]
