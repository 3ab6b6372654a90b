"""The verbs of enterprises: register or enter one, claim it, say who acts for it, record facts."""

from huiqi.enterprises.services.claiming import (
    Papers,
    ask_representative,
    bring_papers,
    claim_firm,
    confirm_claim,
    refuse_claim,
    verify_claim,
    withdraw_claim,
)
from huiqi.enterprises.services.facts import record_facts
from huiqi.enterprises.services.nobody import nobody
from huiqi.enterprises.services.people import Invitation, invite, let_go
from huiqi.enterprises.services.registering import (
    Registration,
    add_code,
    enter_firm,
    name_key,
    register_enterprise,
)

__all__ = [
    "Invitation",
    "Papers",
    "Registration",
    "add_code",
    "ask_representative",
    "bring_papers",
    "claim_firm",
    "confirm_claim",
    "enter_firm",
    "invite",
    "let_go",
    "name_key",
    "nobody",
    "record_facts",
    "refuse_claim",
    "register_enterprise",
    "verify_claim",
    "withdraw_claim",
]
