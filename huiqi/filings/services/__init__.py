"""The verbs of filings: a firm takes its data along; an office brings the outcomes back."""

from huiqi.filings.services.bringing import bring_outcomes
from huiqi.filings.services.handing import Carried, hand_off

__all__ = ["Carried", "bring_outcomes", "hand_off"]
