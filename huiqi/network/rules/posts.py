"""Who stands at a post now (服务双岗制、去向留言制: H55) and where a visitor is led (H36; 豫工信办企业〔2014〕22号)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from huiqi.network.words import PostKind, StandsAs, Suits
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind

Service = ServiceKind | ServiceCategory


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands at a post (none: nobody), as what, and in place of whom."""

    person_id: int | None
    stands_as: StandsAs
    instead_of: int | None = None


def standing(a: int, b: int, *, seated: Collection[int], away: Mapping[int, int | None]) -> Standing:
    """A while he is there; else whom his note names; else B; else whom B's note names; else nobody.

    `seated` are those who have a seat at the window on the day: who has left it stands nowhere. `away` holds who is
    away now, with the stand-in his note names, if any. Who is himself away stands in for nobody.
    """

    def there(person: int | None) -> bool:
        return person in seated and person not in away

    named_by_a, named_by_b = away.get(a), away.get(b)
    order = [(a, StandsAs.A), (named_by_a, StandsAs.STAND_IN), (b, StandsAs.B), (named_by_b, StandsAs.STAND_IN)]
    for person, stands_as in order:
        if person is not None and there(person):
            own = StandsAs.B if person == b else stands_as
            return Standing(person, own, None if person == a else a)
    return Standing(None, StandsAs.NOBODY, a)


@dataclass(frozen=True, slots=True)
class Desk:
    """What of a post decides whom it serves; an empty set says nothing."""

    kind: PostKind
    kinds: frozenset[ServiceKind]
    categories: frozenset[ServiceCategory]


@dataclass(frozen=True, slots=True)
class Suitability:
    """How well a desk suits a visitor: lower `rank` is better; `reasons` say why."""

    rank: tuple[int, ...]
    reasons: tuple[Suits, ...]


def suitability(desk: Desk, kind: ServiceKind | None, category: ServiceCategory | None) -> Suitability:
    """First those for the category, then those for the kind, then the first-contact post; nobody is hidden.

    What a desk does not state stands between what fits and what does not.
    """
    by_category = _fits(category, desk.categories)
    by_kind = _fits(kind, desk.kinds)
    reasons = [Suits.CATEGORY] * (by_category == 0 and category is not None)
    reasons += [Suits.KIND] * (by_kind == 0 and kind is not None)
    if desk.kind is PostKind.FIRST_CONTACT:
        reasons.append(Suits.FIRST_CONTACT)
    elif not reasons:
        reasons.append(Suits.OTHER if 2 in (by_category, by_kind) else Suits.UNSTATED)
    return Suitability((by_category, by_kind, list(PostKind).index(desk.kind)), tuple(reasons))


def _fits(asked: Service | None, stated: Collection[Service]) -> int:
    """0: stated, or nothing is asked; 1: nothing is stated; 2: others are stated."""
    if asked is None or asked in stated:
        return 0
    return 2 if stated else 1


def in_order(desks: Sequence[Desk], kind: ServiceKind | None, category: ServiceCategory | None) -> list[int]:
    """The places of the desks in `desks`, the most suitable first; equals keep their order."""
    return sorted(range(len(desks)), key=lambda place: suitability(desks[place], kind, category).rank)
