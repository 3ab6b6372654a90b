"""Questions about people and their seats."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When
from django.utils import timezone

from huiqi.accounts.models import Organisation, Person, Seat
from huiqi.accounts.permissions import SEATS
from huiqi.accounts.wording import lapsed
from huiqi.accounts.words import OrganisationKind
from huiqi.kernel.access import Actor, Role, SeatLevel, SeatView
from huiqi.kernel.pinyin import is_spelt
from huiqi.kernel.prepared import prepared


def held(on: date) -> Q:
    """Seats that are somebody's on a day."""
    return Q(since__lte=on) & (Q(until=None) | Q(until__gt=on))


def seats_held(on: date) -> QuerySet[Seat]:
    """All seats that are held on a day, in the order they were given, each with the person."""
    return Seat.objects.filter(held(on)).select_related("person", "organisation").order_by("since", "id")


def seats_on(person_id: int, on: date) -> QuerySet[Seat]:
    """The seats a person holds on a day, in the order they were given, each with the person."""
    return seats_held(on).filter(person_id=person_id)


@prepared
def _seats(person_id: int, on: date) -> QuerySet[Seat]:
    return seats_on(person_id, on)


def signed_in(person_id: int, on: date, seats: tuple[Seat, ...] = ()) -> Person | None:
    """The person of a session with his seats of a day. No query where they came along, two for who has no seat."""
    seats = seats or tuple(_seats(person_id, on))
    person = seats[0].person if seats else Person.objects.filter(id=person_id).first()
    if person:
        person.held = seats
    return person


def seats_at(organisation_id: int, on: date) -> QuerySet[Seat]:
    """The seats of an organisation that are held on a day or will be, in the order they were given."""
    seats = Seat.objects.filter(Q(until=None) | Q(until__gt=on), organisation_id=organisation_id)
    return seats.select_related("person", "organisation").order_by("since", "id")


def verified_seats(organisation_id: int, on: date) -> QuerySet[Seat]:
    """The seats of an organisation whose people's papers were checked, held on a day."""
    return seats_at(organisation_id, on).filter(since__lte=on, level=SeatLevel.VERIFIED)


def organisations_of(mobile: str, on: date) -> QuerySet[Seat, Any]:
    """The keys of the organisations for which the person with this number acts on a day, for use in a query."""
    return Seat.objects.filter(held(on), person__mobile=mobile).values("organisation_id")


def ended_seats(person: Person, on: date) -> QuerySet[Seat]:
    """Where a person may act no longer and has no other seat, the latest first."""
    gone = Seat.objects.filter(person=person, until__lte=on)
    gone = gone.exclude(organisation__in=seats_on(person.id, on).order_by().values("organisation"))
    return gone.select_related("organisation").order_by("-until", "-id")


def lapsed_rights(person: Person, on: date, most: int = 20) -> list[str]:
    """A sentence for every organisation for which a person may act no longer, the latest first."""
    return [lapsed(seat) for seat in ended_seats(person, on)[:most]]


def actor_of(person: Person, seat_id: int | None = None, on: date | None = None) -> Actor:
    """The actor a person is today, on the seat asked for or on the first one. No query where his seats came along."""
    seats = seats_on(person.id, on or timezone.localdate()) if person.held is None else person.held
    views = tuple(
        SeatView(s.id, str(s.ref), s.role, s.organisation_id, s.organisation.kind, s.organisation.name, s.level)
        for s in seats
    )
    current = next((v for v in views if v.id == seat_id), views[0] if views else None)
    return Actor(person.id, str(person.ref), person.name or mask_mobile(person.mobile), current, views)


def person_of(actor: Actor) -> Person:
    """The person behind an actor who is signed in."""
    assert actor.person_id is not None
    return Person.objects.get(id=actor.person_id)


def person_by_ref(ref: str) -> Person | None:
    """The person with this reference, if there is one."""
    return Person.objects.filter(ref=ref).first()


def mask_mobile(mobile: str) -> str:
    """138****5678: enough to recognise one's own number, not enough to call it."""
    return f"{mobile[:3]}****{mobile[-4:]}" if len(mobile) == 11 else mobile


def people_named(refs: Iterable[str]) -> dict[str, str]:
    """Names by reference, for timelines. One query."""
    return {str(ref): name for ref, name in names_of(refs)}


def names_of(refs: Iterable[str]) -> QuerySet[Person, tuple[UUID, str]]:
    """The same as rows, to be asked with other things."""
    return Person.objects.filter(ref__in={r for r in refs if r and r != "system"}).values_list("ref", "name")


def consent_of(ref: str) -> dict[str, object] | None:
    """To which privacy notice a person agreed, and when; nothing where nobody is known by this reference."""
    found = Person.objects.filter(ref=ref).values("consented_at", "consented_to") if len(ref) == 36 else None
    return found.first() if found is not None else None  # type: ignore[return-value]


def organisation_by_ref(ref: UUID | str) -> Organisation | None:
    """The organisation of this reference; none for what is no reference."""
    try:
        return next(iter(_organisation(UUID(str(ref)))), None)
    except ValueError:
        return None


@prepared
def _organisation(ref: UUID) -> QuerySet[Organisation]:
    return Organisation.objects.filter(ref=ref)


def organisation_refs(ids: Iterable[int]) -> dict[int, UUID]:
    """The references of organisations by key. One query."""
    return dict(Organisation.objects.filter(id__in=set(ids)).values_list("id", "ref"))


def organisations_named(ids: Iterable[int | None]) -> dict[int, str]:
    """Names of organisations by key, as they are now. One query."""
    return dict(organisation_names(ids))


def organisation_names(ids: Iterable[int | None]) -> QuerySet[Organisation, tuple[int, str]]:
    """The same as rows, to be asked with other things."""
    return Organisation.objects.filter(id__in={i for i in ids if i}).values_list("id", "name")


def organisations_of_kinds(kinds: Sequence[OrganisationKind], text: str = "") -> QuerySet[Organisation]:
    """Organisations of these kinds with `text` in their name, kind by kind in the order given, then by name."""
    order = Case(*(When(kind=kind, then=place) for place, kind in enumerate(kinds)), output_field=IntegerField())
    found = Organisation.objects.filter(kind__in=kinds, name__icontains=text)
    return found.order_by(order, "name", "id")


def seated_organisations(kind: OrganisationKind, role: Role, on: date) -> list[Organisation]:
    """The organisations of a kind where somebody holds a role on a day, by name. One query."""
    seats = Seat.objects.filter(held(on), organisation__kind=kind, role=role)
    return list(Organisation.objects.filter(id__in=seats.values("organisation_id")).order_by("name", "id"))


def seats_by_person(organisation: Organisation, on: date) -> list[list[Seat]]:
    """Who holds seats that the administrator gives at an organisation, each with all of them. One query."""
    rows: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats_at(organisation.id, on).filter(role__in=SEATS[organisation.kind]):
        rows[seat.person_id].append(seat)
    return list(rows.values())


def staff_counts(organisation_ids: Sequence[int], on: date) -> dict[int, int]:
    """How many people hold a seat in each of these organisations on a day. One query."""
    rows = Seat.objects.filter(held(on), organisation_id__in=organisation_ids).order_by().values("organisation_id")
    return dict(rows.annotate(people=Count("person_id", distinct=True)).values_list("organisation_id", "people"))


def colleagues(organisation_id: int, role: Role, on: date) -> QuerySet[Person]:
    """The people who hold `role` in an organisation on a day."""
    seats = Seat.objects.filter(held(on), organisation_id=organisation_id, role=role)
    return Person.objects.filter(seats__in=seats).distinct().order_by("id")


def people_in_roles(roles: Sequence[Role], on: date) -> QuerySet[Person]:
    """Everybody who holds one of these roles anywhere on a day."""
    return Person.objects.filter(seats__in=Seat.objects.filter(held(on), role__in=roles)).distinct().order_by("id")


def people_by_refs(refs: Iterable[str]) -> QuerySet[Person]:
    """The people with these refs."""
    return Person.objects.filter(ref__in=list(refs)).order_by("id")


def seats_like(actor: Actor, words: str) -> list[SeatView]:
    """The actor's seats whose organisation's name, or the pinyin of it, holds these words; all by none."""
    wanted = "".join(words.split()).lower()
    named = sorted(actor.seats, key=lambda seat: (seat.organisation_name, seat.id))
    return [
        seat for seat in named if wanted in seat.organisation_name.lower() or is_spelt(seat.organisation_name, wanted)
    ]


def people_of(organisation_id: int, on: date) -> QuerySet[Person]:
    """Everybody who holds a seat in an organisation on a day, in order of name."""
    seats = Seat.objects.filter(held(on), organisation_id=organisation_id)
    return Person.objects.filter(id__in=seats.values("person_id")).order_by("name", "id")


def staffed(on: date) -> QuerySet[Seat, int]:
    """The keys of all organisations that have somebody with a seat on a day, to be asked within a query."""
    return Seat.objects.filter(held(on)).values_list("organisation_id", flat=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to find: holders of `roles` in an organisation whose right was checked; `also`, `only`: a ref.

    Who is not verified learns nothing of what others filed, except `also`, of his own.
    """

    organisation_id: int
    roles: tuple[Role, ...]
    also: str = ""
    only: str = ""


def people_wanted(wanted: Iterable[Wanted], on: date) -> Callable[[Wanted], list[Person]]:
    """Everybody who is wanted on a day, by whom it was that wanted him. One query, however many are wanted."""
    organisations = {one.organisation_id for one in wanted}
    seats = Seat.objects.filter(held(on), organisation_id__in=organisations).select_related("person").order_by("id")
    there: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats:
        there[seat.organisation_id].append(seat)

    def found(one: Wanted) -> list[Person]:
        return list({seat.person_id: seat.person for seat in there[one.organisation_id] if _fits(seat, one)}.values())

    return found


def _fits(seat: Seat, wanted: Wanted) -> bool:
    ref = str(seat.person.ref)
    is_known = seat.level == SeatLevel.VERIFIED or ref == wanted.also
    return seat.role in wanted.roles and is_known and wanted.only in ("", ref)


def demonstration_accounts() -> QuerySet[Seat]:
    """Seats of demonstration people, for the launcher's greeting."""
    staff = Seat.objects.filter(held(timezone.localdate()), person__is_demonstration=True).exclude(person__password="")
    return staff.select_related("person", "organisation").order_by("organisation__kind", "id")


__all__ = [
    "Wanted",
    "actor_of",
    "colleagues",
    "demonstration_accounts",
    "ended_seats",
    "held",
    "lapsed_rights",
    "mask_mobile",
    "organisation_by_ref",
    "organisation_refs",
    "organisations_named",
    "organisations_of",
    "organisations_of_kinds",
    "people_by_refs",
    "people_in_roles",
    "people_named",
    "people_of",
    "people_wanted",
    "person_by_ref",
    "person_of",
    "seated_organisations",
    "seats_at",
    "seats_by_person",
    "seats_held",
    "seats_like",
    "seats_on",
    "signed_in",
    "staff_counts",
    "staffed",
    "verified_seats",
]
