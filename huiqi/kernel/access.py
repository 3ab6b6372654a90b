"""Who acts, and what a view may do.

`Actor` is built once per request by `accounts`. Every view carries marks: its first decorator says its effect
(`@reads` or `@writes`); `@public` says that no sign-in is needed; without it a stranger is sent to sign in.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial, wraps
from ipaddress import ip_address
from typing import Any, TypeVar, cast
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from huiqi.kernel.kept import is_anybody, kept_page
from huiqi.kernel.words import Word

View = TypeVar("View", bound=Callable[..., HttpResponse])


class Role(Word):
    """The roles of a seat (design §7), as far as they are used."""

    ENTERPRISE_OWNER = "enterprise_owner", "企业负责人"
    ENTERPRISE_CLERK = "enterprise_clerk", "企业经办人"
    BOOKKEEPER = "bookkeeper", "代办人"
    INSTITUTION_CLERK = "institution_clerk", "机构经办人"
    RECEPTIONIST = "receptionist", "窗口首问"
    WINDOW_MANAGER = "window_manager", "窗口负责人"
    HUB_OPERATOR = "hub_operator", "枢纽运营"
    AUTHORITY_REVIEWER = "authority_reviewer", "主管部门审核人"
    FINANCE_REVIEWER = "finance_reviewer", "财政部门审核人"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
    AUDITOR = "auditor", "安全审计员"


class SeatLevel(Word):
    """How sure the network is that a person may act for the organisation; only `VERIFIED` sees what others filed."""

    CLAIMED = "claimed", "认领待核验"
    DECLARED = "declared", "自行申报"
    VERIFIED = "verified", "已核验"


@dataclass(frozen=True, slots=True)
class SeatView:
    """One seat: a role in an organisation. `organisation_kind` is the code of `accounts.OrganisationKind`."""

    id: int
    ref: str
    role: Role
    organisation_id: int
    organisation_kind: str
    organisation_name: str
    level: SeatLevel = SeatLevel.VERIFIED

    @property
    def is_verified(self) -> bool:
        """Whether papers were checked, or somebody whose were vouches for this person."""
        return self.level is SeatLevel.VERIFIED


@dataclass(frozen=True, slots=True)
class Actor:
    """A person on one of his seats, or nobody. Frozen for the length of a request.

    `only` binds an actor to one subject: nobody is signed in, and all that is known is that who acts holds its secret.
    """

    person_id: int | None = None
    person_ref: str = ""
    name: str = ""
    seat: SeatView | None = None
    seats: tuple[SeatView, ...] = field(default=())
    only: UUID | None = None

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody is signed in."""
        return self.person_id is None

    @property
    def role(self) -> Role | None:
        """The role of the current seat."""
        return self.seat.role if self.seat else None

    @property
    def organisation_id(self) -> int | None:
        """The organisation of the current seat."""
        return self.seat.organisation_id if self.seat else None

    def is_a(self, *roles: Role) -> bool:
        """Whether the current seat has one of these roles."""
        return self.role in roles


NOBODY = Actor()
SYSTEM = Actor(person_ref="system", name="系统")


class ActorRequest(HttpRequest):
    """A request that has passed the accounts middleware."""

    actor: Actor


def address_of(request: HttpRequest) -> str | None:
    """From where a request comes: the peer, or, behind an HTTPS installation's proxy, whom that proxy names last."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE else ""
    last = forwarded.rpartition(",")[2].strip()
    try:
        return str(ip_address(last)) if last else request.META.get("REMOTE_ADDR")
    except ValueError:
        return request.META.get("REMOTE_ADDR")


_notes: ContextVar[list[Callable[[], None]] | None] = ContextVar("notes", default=None)


def note(append: Callable[[], None]) -> None:
    """Leave a trace of a read (an access log row): run after the page is made, in a transaction of its own.

    A trace that cannot be written refuses the page.
    """
    waiting = _notes.get()
    if waiting is None:
        append()
    else:
        waiting.append(append)


def _signed_in(view: Callable[..., HttpResponse], request: HttpRequest) -> HttpResponse | None:
    if getattr(view, "is_public", False) or not cast(ActorRequest, request).actor.is_anonymous:
        return None
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")


def public(view: View) -> View:
    """No sign-in is needed. Stands below `@reads` or `@writes`."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


READING = (
    "SELECT set_config('transaction_read_only', 'on', true), set_config('plan_cache_mode', 'force_custom_plan', true)"
)
"""Nothing is written, and every statement is planned for its own values: a list of what few have and one of what
thousands have are not found by the same way. Verbs, which ask for single rows, keep the plans they have."""


def reads(view: View) -> View:
    """A view that changes nothing: PostgreSQL refuses any write in it. GET and HEAD only."""
    also = getattr(view, "kept_by", None)

    @wraps(view)
    @require_safe
    def run(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        refused = _signed_in(view, request)
        if refused:
            return refused
        if also is None or cast(ActorRequest, request).actor != NOBODY or not is_anybody(request):
            return _looked(partial(view, request, *arguments, **named))[0]
        return kept_page(request, also, lambda asked: _looked(partial(view, _by_nobody(asked), *arguments, **named)))

    run.effect = "reads"  # type: ignore[attr-defined]
    return cast(View, run)


def _by_nobody(request: HttpRequest) -> HttpRequest:
    request.actor = NOBODY  # type: ignore[attr-defined]
    return request


def _looked(look: Callable[[], HttpResponse]) -> tuple[HttpResponse, bool]:
    """What a view answers that can write nothing, and whether it left a trace, which is written after it."""
    waiting: list[Callable[[], None]] = []
    token = _notes.set(waiting)
    try:
        with transaction.atomic():
            if not connection.savepoint_ids:  # the outermost block; a test's own block stays writable
                with connection.cursor() as cursor:
                    cursor.execute(READING)
            response = look()
    finally:
        _notes.reset(token)
    if waiting:
        with transaction.atomic():
            for append in waiting:
                append()
    return response, bool(waiting)


def writes(view: View) -> View:
    """A view that shows a form on GET and acts on POST, in one transaction."""

    @wraps(view)
    def run(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        refused = _signed_in(view, request)
        if refused:
            return refused
        with transaction.atomic():
            return view(request, *arguments, **named)

    run.effect = "writes"  # type: ignore[attr-defined]
    return cast(View, run)


def deeds(view: View) -> View:
    """Like `@writes`, for a view whose POST is one verb of a service: the verb's transaction is the only one.

    What the view reads before it stands outside; the verb locks and asks again what it rests on. It is undone whole
    where it is refused, and needs no savepoint for that.
    """

    @wraps(view)
    def run(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        return _signed_in(view, request) or view(request, *arguments, **named)

    run.effect = "writes"  # type: ignore[attr-defined]
    return cast(View, run)


def acts(view: View) -> View:
    """A view that only acts: POST, in one transaction."""
    run = require_POST(writes(view))
    run.effect = "acts"  # type: ignore[attr-defined]
    return run
