"""The rules of the directory: who may handle a need, ranked with reasons; who took over from whom."""

from huiqi.directory.rules.handlers import (
    Burden,
    Capability,
    Handler,
    Matched,
    Near,
    Need,
    Reason,
    Why,
    ranked,
)
from huiqi.directory.rules.succession import living_successor

__all__ = ["Burden", "Capability", "Handler", "Matched", "Near", "Need", "Reason", "Why", "living_successor", "ranked"]
