"""The door of the API at which a program shows its key."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Case, F, Q, Value, When
from django.utils.timezone import localdate, now
from ninja.security import HttpBearer

from huiqi.accounts.services import WITHIN, count_wrong, is_crowded
from huiqi.accounts.words import OrganisationKind
from huiqi.kernel.access import Actor, ActorRequest, Role, SeatView, address_of
from huiqi.kernel.api import Barred
from huiqi.kernel.refusal import Refused
from huiqi.programs import wording
from huiqi.programs.models import AccessKey
from huiqi.programs.rules import MOST_A_MINUTE, MOST_WRONG, digest, minute, seconds_left
from huiqi.programs.words import KeyState, Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

DOOR = "api_key"
ACTS_AS = {OrganisationKind.WINDOW: Role.RECEPTIONIST, OrganisationKind.HUB: Role.HUB_OPERATOR}
"""As whom a program of an office acts, behind the calls that its scopes open and nowhere else."""
WAIT = int(WITHIN.total_seconds())
"""Seconds after which the wrong keys of an address no longer count."""
STATUS = {"lacks_scope": 403, "too_fast": 429, "too_many_wrong": 429}


def admit(secret: str, scope: Scope, *, address: str | None, at: datetime) -> Actor:
    """The program that holds this key, as its office; the call is counted.

    Raises `Refused`: `no_key`, `unknown_key`, `too_many_wrong`, `ended_key`, `expired_key`, `lacks_scope`, `too_fast`.
    """
    if not secret:
        raise Refused("no_key")
    key = AccessKey.objects.select_related("organisation").filter(digest=digest(secret)).first()
    if key is None:
        crowded = is_crowded(DOOR, address, at, most=MOST_WRONG)
        count_wrong(DOOR, address, at)
        raise Refused("too_many_wrong" if crowded else "unknown_key", wait=WAIT if crowded else None)
    _living(key, at)
    if scope not in key.scopes:
        raise Refused("lacks_scope", scope=scope)
    if not _counted(key, address, at):
        raise Refused("too_fast", most=MOST_A_MINUTE, wait=seconds_left(at))
    return _as_office(key)


def _living(key: AccessKey, at: datetime) -> None:
    if key.state is not KeyState.ACTIVE:
        raise Refused("ended_key", at=key.ended_at)
    assert key.until is not None, "a key in use has a last day"
    if key.until < localdate(at):
        raise Refused("expired_key", until=key.until)


def _counted(key: AccessKey, address: str | None, at: datetime) -> bool:
    """Count one call more of this minute, unless it would be one too many. One statement, whoever else calls."""
    this = minute(at)
    free = AccessKey.objects.filter(Q(minute=None) | Q(minute__lt=this) | Q(in_minute__lt=MOST_A_MINUTE), id=key.id)
    counted = Case(When(minute=this, then=F("in_minute") + 1), default=Value(1))
    told = {"used_at": at, "used_from": address, "uses": F("uses") + 1}
    return bool(free.update(in_minute=counted, minute=this, **told))


def _as_office(key: AccessKey) -> Actor:
    kind = OrganisationKind(key.organisation.kind)
    seat = SeatView(0, str(key.ref), ACTS_AS[kind], key.organisation_id, str(kind), key.organisation.name)
    return Actor(person_ref=str(key.ref), name=key.name, seat=seat)


class ByKey(HttpBearer):
    """The key of a program in `Authorization: Bearer …`, with one scope; what is read of it is `request.actor`."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Any:
        """The actor. Raises `Barred` with what to do about it."""
        told = request.headers.get(self.header, "").strip()
        kind, _space, secret = told.partition(" ")
        return self.authenticate(request, secret.strip() if kind.lower() == self.openapi_scheme else "")

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """The same, of the key itself."""
        try:
            actor = admit(token, self.scope, address=address_of(request), at=now())
        except Refused as refused:
            status = STATUS.get(refused.code, 401)
            wait = cast("int | None", refused.parameters.get("wait"))
            raise Barred(status, refused.code, wording.refusal(refused), wait=wait) from None
        cast(ActorRequest, request).actor = actor
        return actor
