"""The verbs of programs: ask for a key, allow it, fetch it, end it; and the door at which a program shows it."""

from huiqi.programs.services.entering import ByKey, admit
from huiqi.programs.services.keys import Asking, allow_key, ask_for_key, decline_key, end_key, fetch_key
from huiqi.programs.services.warning import warn

__all__ = ["Asking", "ByKey", "admit", "allow_key", "ask_for_key", "decline_key", "end_key", "fetch_key", "warn"]
