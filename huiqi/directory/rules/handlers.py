"""Who may handle a need: every candidate, ranked by what is known of him, each with his reasons.

The order is told in words: whose duty or product names the matter comes first; then who covers its category; then who
is near; then who by the kind of demand is asked first; then who has room and is there; then who works in the system.
What is not known of a candidate stands between yes and no, and hides nobody. Last comes the department of another
place: it serves its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from huiqi.accounts.words import OrganisationKind
from huiqi.directory.words import Works
from huiqi.kernel.words import Word
from huiqi.standards import regions
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind
from huiqi.standards.trees import UnknownCode


class Why(Word):
    """A reason for or against a candidate."""

    DUTY = "duty", "职责或服务正对这件事"
    CATEGORY = "category", "做这一类服务"
    CATEGORY_UNKNOWN = "category_unknown", "没有填写做哪几类服务，无法判断"
    CATEGORY_OTHER = "category_other", "写明的是别的类别"
    HERE = "here", "就在企业所在的县（市、区）"
    SAME_CITY = "same_city", "在企业所在的市"
    ABOVE = "above", "管辖企业所在的地区"
    SAME_PROVINCE = "same_province", "在同一个省"
    REGION_UNKNOWN = "region_unknown", "没有填写地区，无法判断远近"
    ELSEWHERE = "elsewhere", "在别的地区"
    KIND_FIRST = "kind_first", "这类诉求通常先找这类单位"
    ROOM = "room", "还接得下"
    FULL = "full", "已经满了"
    ROOM_UNKNOWN = "room_unknown", "没有填写能同时办几件，无法判断"
    ATTENDED = "attended", "今天有人在岗"
    ABSENT = "absent", "今天没有人在岗"
    ABSENT_UNKNOWN = "absent_unknown", "没有登记岗位，无法判断今天有没有人"
    INSIDE = "inside", "系统内签收"
    OUTSIDE = "outside", "系统外，发转办函"


class Near(Word):
    """Where a candidate lies, seen from the need."""

    HERE = "here", "本地"
    ABOVE = "above", "上级"
    SAME_CITY = "same_city", "同市"
    SAME_PROVINCE = "same_province", "同省"
    UNKNOWN = "unknown", "不详"
    ELSEWHERE = "elsewhere", "外地"


@dataclass(frozen=True, slots=True)
class Capability:
    """A duty item or a product: its name, the words that find it in a text, its categories, what it rests on."""

    name: str
    keywords: tuple[str, ...] = ()
    categories: frozenset[ServiceCategory] = frozenset()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What is asked for; what is not known is left out and decides nothing."""

    kind: ServiceKind | None = None
    category: ServiceCategory | None = None
    region: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason, and the words of the need or the names it rests on."""

    why: Why
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """A duty item or product that fits the need, and the keywords that found it."""

    capability: Capability
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Burden:
    """How much a candidate has in hand, how much it says that it can carry, and whether somebody is there today.

    `carries`, `attended` none: nobody said. `is_manned`: it is one whose people stand at posts.
    """

    open_now: int
    carries: int | None = None
    is_manned: bool = False
    attended: bool | None = None


@dataclass(frozen=True, slots=True)
class Handler:
    """Whoever may handle a demand, in one shape for all kinds. `works` is how he is reached on the day asked.

    `burden` none: it was not asked.
    """

    organisation_id: int
    organisation_ref: UUID
    kind: OrganisationKind
    name: str
    works: Works
    region: str = ""
    capabilities: tuple[Capability, ...] = ()
    burden: Burden | None = None
    fitting: tuple[Matched, ...] = field(default=())
    reasons: tuple[Reason, ...] = field(default=())


INSTITUTION, EXPERT, WINDOW = OrganisationKind.INSTITUTION, OrganisationKind.EXPERT, OrganisationKind.WINDOW
HUB, DEPARTMENT = OrganisationKind.HUB, OrganisationKind.DEPARTMENT
ASKED_FIRST: dict[ServiceKind, tuple[OrganisationKind, ...]] = {
    ServiceKind.CONSULTATION: (DEPARTMENT, INSTITUTION, EXPERT, WINDOW, HUB),
    ServiceKind.COMPLAINT: (DEPARTMENT, HUB, WINDOW, INSTITUTION, EXPERT),
    ServiceKind.SERVICE: (INSTITUTION, DEPARTMENT, WINDOW, EXPERT, HUB),
    ServiceKind.PROFESSIONAL_SERVICE: (INSTITUTION, EXPERT, WINDOW, HUB, DEPARTMENT),
}
"""By the kind of demand: a complaint goes to whom the law gives the power, a professional service to professionals."""

Rank = tuple[int, ...]


def ranked(candidates: Iterable[Handler], need: Need) -> list[Handler]:
    """Every candidate with what of him fits and why, the best first; equals in order of name."""
    judged = [_judged(candidate, need) for candidate in candidates]
    return [handler for _rank, handler in sorted(judged, key=lambda pair: (pair[0], pair[1].name))]


def _judged(candidate: Handler, need: Need) -> tuple[Rank, Handler]:
    matches = _matches(candidate.capabilities, need)
    named = tuple(dict.fromkeys(word for match in matches for word in match.words))
    covers, category = _category(candidate.capabilities, need.category)
    near = _reach(candidate, need.region)
    astray = candidate.kind is DEPARTMENT and near is Near.ELSEWHERE
    first = ASKED_FIRST[need.kind].index(candidate.kind) if need.kind else 0
    reasons = [Reason(Why.DUTY, named)] * bool(named) + category + _near(near, candidate.region)
    reasons += [Reason(Why.KIND_FIRST)] * (need.kind is not None and first == 0)
    strain, burdens = _burden(candidate)
    reasons += burdens
    reasons.append(Reason(Why.INSIDE if candidate.works is Works.INSIDE else Why.OUTSIDE))
    place = list(Near).index(near) if near else 0
    closer = -_depth(candidate.region) if near is Near.ABOVE else 0
    rank = (int(astray), -len(named), covers, place, closer, first, strain, int(candidate.works is Works.OUTSIDE))
    return rank, replace(candidate, fitting=matches, reasons=tuple(reasons))


def _burden(candidate: Handler) -> tuple[int, list[Reason]]:
    """0 has room and is there, 1 nobody knows, 2 is full or nobody is there; a letter waits for nobody."""
    burden = candidate.burden
    if burden is None or candidate.works is Works.OUTSIDE:
        return 0, []
    told = _room(burden)
    reasons = [Reason(told, (str(burden.open_now), "" if burden.carries is None else str(burden.carries)))]
    if burden.is_manned:
        there = {True: Why.ATTENDED, False: Why.ABSENT, None: Why.ABSENT_UNKNOWN}[burden.attended]
        reasons.append(Reason(there))
    said = {one.why for one in reasons}
    return 2 if said & {Why.FULL, Why.ABSENT} else 1 if said & {Why.ROOM_UNKNOWN, Why.ABSENT_UNKNOWN} else 0, reasons


def _room(burden: Burden) -> Why:
    if burden.carries is None:
        return Why.ROOM_UNKNOWN
    return Why.ROOM if burden.open_now < burden.carries else Why.FULL


def _matches(capabilities: Sequence[Capability], need: Need) -> tuple[Matched, ...]:
    """What is named in the text, then what is of the category."""
    found = [
        Matched(each, tuple(word for word in each.keywords if word and word in need.text)) for each in capabilities
    ]
    fits = [each for each in found if each.words or (need.category and need.category in each.capability.categories)]
    return tuple(sorted(fits, key=lambda each: -len(each.words)))


def _category(capabilities: Sequence[Capability], category: ServiceCategory | None) -> tuple[int, list[Reason]]:
    """0 covers it, 1 says nothing, 2 says others; nothing is said where none is asked."""
    if category is None:
        return 0, []
    stated = {one for each in capabilities for one in each.categories}
    if category in stated:
        return 0, [Reason(Why.CATEGORY, (str(category),))]
    return (2, [Reason(Why.CATEGORY_OTHER)]) if stated else (1, [Reason(Why.CATEGORY_UNKNOWN)])


def nearness(region: str, asked: str) -> Near | None:
    """Where `region` lies, seen from `asked`; none where nothing is asked, unknown where either code is."""
    if not asked:
        return None
    try:
        there, here = regions.find(region), regions.find(asked)
    except UnknownCode:
        return Near.UNKNOWN
    if there is here:
        return Near.HERE
    if here.is_within(there):
        return Near.ABOVE
    return _beside([node.code for node in there.path], [node.code for node in here.path])


def _reach(candidate: Handler, asked: str) -> Near | None:
    """Where he lies; a department serves its own place and what is in it, and no neighbour however near."""
    near = nearness(candidate.region, asked)
    beside = near in (Near.SAME_CITY, Near.SAME_PROVINCE) and nearness(asked, candidate.region) is not Near.ABOVE
    return Near.ELSEWHERE if beside and candidate.kind is DEPARTMENT else near


def _depth(region: str) -> int:
    """How far below the country: of two authorities above a county, its city is closer than its province."""
    return len(regions.find(region).path)


def _beside(there: Sequence[str], here: Sequence[str]) -> Near:
    """Which of the two paths, from the province down, is shared."""
    if len(here) > 1 and there[:2] == here[:2]:
        return Near.SAME_CITY
    return Near.SAME_PROVINCE if there[0] == here[0] else Near.ELSEWHERE


_WHY_NEAR = {
    Near.HERE: Why.HERE,
    Near.ABOVE: Why.ABOVE,
    Near.SAME_CITY: Why.SAME_CITY,
    Near.SAME_PROVINCE: Why.SAME_PROVINCE,
    Near.UNKNOWN: Why.REGION_UNKNOWN,
    Near.ELSEWHERE: Why.ELSEWHERE,
}


def _near(near: Near | None, region: str) -> list[Reason]:
    return [Reason(_WHY_NEAR[near], (region,) if region else ())] if near else []
