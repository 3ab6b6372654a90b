"""Words: closed lists of codes, each with its Chinese label.

A label is a plain Chinese string; the interface translates it when it is shown (`translate(word.label)`),
so that rules and tables never depend on Django.
"""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A code with a Chinese label: ``CONSULTATION = "consultation", "咨询类"``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make the member; `value` is stored and spoken by the API, `label` is read by people."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def pairs(cls) -> list[tuple[str, str]]:
        """(code, Chinese label) of every member, in the order of declaration."""
        return [(str(member.value), member.label) for member in cls]
