"""What happens at a counter, for the tests: somebody claims enterprise X, brings papers, and so on."""

import io
from datetime import date, datetime, timedelta
from typing import Any

from huiqi.accounts.models import Person, Seat
from huiqi.accounts.selectors import actor_of
from huiqi.enterprises import services
from huiqi.enterprises.models import Claim
from huiqi.enterprises.services import Invitation, Papers
from huiqi.files.models import StoredFile
from huiqi.files.services import store_file
from huiqi.kernel.access import Actor, Role, SeatLevel
from tests.cast import NOON, Cast

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
CODE = "91410100MA0000001X"
TODAY = NOON.date()
LETTER = {"since": date(2026, 1, 1), "until": date(2027, 6, 30)}


def scan(actor: Actor, name: str = "执照.png") -> StoredFile:
    """A picture."""
    return store_file(name, io.BytesIO(PNG), len(PNG), actor=actor, at=NOON)


def claim(cast: Cast, person: Person | None = None, at: datetime = NOON) -> Claim:
    """A stranger claims enterprise X."""
    who = person or cast.stranger
    return services.claim_firm(CODE, person=who, name="路人", actor=cast.actor(who), at=at)


def bring(cast: Cast, asked: Claim, role: Role = Role.ENTERPRISE_CLERK, at: datetime = NOON, **told: object) -> Claim:
    """The claimant brings licence and letter."""
    actor = cast.actor(asked.person)
    papers: dict[str, Any] = {"licence": scan(actor), "letter": scan(actor, "委托书.png"), **LETTER, **told}
    return services.bring_papers(asked.ref, Papers(role, **papers), actor=actor, at=at)


def verify(cast: Cast, asked: Claim, by: Person | None = None, at: datetime = NOON) -> Claim:
    """The window looks and agrees."""
    return services.verify_claim(asked.ref, actor=cast.actor(by or cast.receptionist_a), at=at)


def verified(cast: Cast, role: Role = Role.ENTERPRISE_CLERK, person: Person | None = None) -> Claim:
    """A stranger whose papers were checked."""
    return verify(cast, bring(cast, claim(cast, person), role))


def declared(cast: Cast) -> Person:
    """The owner of enterprise X, before anybody looked at his papers."""
    Seat.objects.filter(person=cast.owner_x).update(level=SeatLevel.DECLARED)
    told = {"role": Role.ENTERPRISE_OWNER, "state": "declared", "asked_at": NOON, "asked_by": str(cast.owner_x.ref)}
    Claim.objects.create(enterprise=cast.enterprise_x, person=cast.owner_x, **told)
    return cast.owner_x


def seats(person: Person, on: date | None = None) -> list[tuple[str, str]]:
    """(role, level) of every seat a person has on a day."""
    return [(str(seat.role), str(seat.level)) for seat in actor_of(person, on=on).seats]


def later(**by: int) -> datetime:
    """Some time after noon."""
    return NOON + timedelta(**by)


def invite(cast, mobile="13900000001", name="小周", role=Role.ENTERPRISE_CLERK, since=TODAY, until=None, by=None):
    """The owner of enterprise X lets somebody act for it."""
    told = Invitation(mobile, name, role, since, until)
    services.invite(cast.enterprise_x, told, actor=cast.actor(by or cast.owner_x), at=NOON)
    return Person.objects.get(mobile=mobile)


def let_go(cast, leaver, successor=None, by=None):
    """He lets somebody go, a day later."""
    words = (leaver.ref, successor and successor.ref, "离职")
    services.let_go(cast.enterprise_x, *words, actor=cast.actor(by or cast.owner_x), at=later(days=1))


def ask_representative(cast, mobile="13900000009"):
    """He asks that somebody follow him."""
    actor = cast.actor(cast.owner_x)
    return services.ask_representative(
        cast.enterprise_x, mobile=mobile, name="新代表", licence=scan(actor), actor=actor, at=NOON
    )
