"""What accounts asks of the apps above: somebody who carries a sign-in code to a mobile number."""

from datetime import datetime
from typing import Protocol

from huiqi.accounts.words import CodePurpose


class CodeCarrier(Protocol):
    """Carries codes of any purpose.

    It is told the key of a code, never the code: `services.code_of` says it at the last moment.
    """

    def is_ready(self) -> bool:
        """Whether a message can leave at all: a gateway is configured, or this is a demonstration."""
        ...

    def carry(self, code_id: int, mobile: str, *, purpose: CodePurpose, until: datetime, at: datetime) -> None:
        """Have the code sent soon, in the caller's transaction; after `until` it is worth nothing."""
        ...


_carriers: list[CodeCarrier] = []


def register_code_carrier(carrier: CodeCarrier) -> None:
    """Let codes be sent; called once, from an upper app's `apps.py: ready()`."""
    _carriers[:] = [carrier]


def code_carrier() -> CodeCarrier | None:
    """Who carries codes, if anybody does."""
    return next(iter(_carriers), None)
