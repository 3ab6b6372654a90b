"""Who visits: signed-in people of the generated network, by sessions as signing in makes them."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from benchmarks.client import SECRET, Cookies
from huiqi.accounts.middleware import SessionStore
from huiqi.accounts.models import Person, Seat
from huiqi.accounts.services import enter_demonstration_person, give_seat
from huiqi.directory.selectors import institutions_at
from huiqi.enterprises.models import Enterprise
from huiqi.kernel.access import SYSTEM, Role, SeatLevel
from huiqi.network.models import Window


@dataclass(frozen=True)
class Visitor:
    """A signed-in person."""

    person: Person
    cookies: Cookies


def signed_in(person: Person) -> Visitor:
    """A session for the person, as his sign-in would have left it."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    assert session.session_key is not None
    values = {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: SECRET}
    return Visitor(person, Cookies(values))


def seated(organisation_id: int, role: Role) -> Visitor:
    """The first person with that role in an organisation."""
    seat = (
        Seat.objects.select_related("person").filter(organisation_id=organisation_id, role=role).order_by("id").first()
    )
    assert seat is not None
    return signed_in(seat.person)


def busiest_windows(count: int) -> list[Window]:
    """The windows with most demands, but for the hub."""
    windows = Window.objects.exclude(kind="hub").annotate(filed=Count("demands"))
    return list(windows.order_by("-filed", "id")[:count])


def receptionist(window: Window) -> Visitor:
    """Whoever receives at a window."""
    return seated(window.organisation_id, Role.RECEPTIONIST)


def operator() -> Visitor:
    """The hub's operator, who sees every demand."""
    return seated(Window.objects.get(kind="hub").organisation_id, Role.HUB_OPERATOR)


def clerk_at(window: Window) -> Visitor:
    """The clerk of an institution settled at a window."""
    chosen = institutions_at(window.id, timezone.localdate()).first()
    assert chosen is not None
    return seated(chosen.organisation_id, Role.INSTITUTION_CLERK)


@transaction.atomic
def owner_of(enterprise: Enterprise) -> Visitor:
    """The owner of a generated enterprise, entered when first needed."""
    person = enter_demonstration_person(
        enterprise.contact_mobile, enterprise.contact_name, password_hash="", at=timezone.now()
    )
    since = date(2024, 1, 1)
    give_seat(
        person,
        enterprise.organisation,
        Role.ENTERPRISE_OWNER,
        since=since,
        level=SeatLevel.VERIFIED,
        actor=SYSTEM,
        at=timezone.now(),
    )
    return signed_in(person)


def busiest_enterprise() -> Enterprise:
    """The enterprise with most demands."""
    return Enterprise.objects.select_related("organisation").annotate(n=Count("demands")).order_by("-n", "id")[0]
