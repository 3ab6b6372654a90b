"""The library as it is listed and searched."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as mark

from huiqi.eligibility.versions import PolicyKind
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.policies import wording
from huiqi.policies.models import Opening
from huiqi.policies.rules.openings import most_pressing, state_of
from huiqi.policies.selectors.faqs import faq_texts
from huiqi.policies.selectors.openings import openings_by_code
from huiqi.policies.selectors.seasons import season_of
from huiqi.policies.words import OpeningState, State
from huiqi.search.ports import Document
from huiqi.standards import regions

if TYPE_CHECKING:
    pass
from huiqi.policies.rules.chain import chain
from huiqi.policies.selectors.shelf import Mentioned, key_of, library, mentioned, shelf, state_on

SOON = 92
"""Days before its last day in which a policy is said to end soon."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader of the list asks for; None or empty: everything. A region means whatever applies there."""

    on: date
    q: str = ""
    region: str = ""
    kind: PolicyKind | None = None
    state: State | None = State.CURRENT
    opening: OpeningState | None = None


def listed(wanted: Wanted) -> list[Version]:
    """The versions asked for, in the order of codes. Raises `UnknownCode` for a region that does not exist."""
    stored, words, perimeters = shelf(), wanted.q.lower().split(), _perimeters(wanted.region)
    codes = {version.code for version in stored.library.versions} if wanted.opening else set()
    said = openings_by_code(codes, wanted.region) if codes else {}
    return [
        version
        for version in stored.library.versions
        if (wanted.state is None or state_on(version, wanted.on) is wanted.state)
        and (wanted.kind is None or version.kind is wanted.kind)
        and (perimeters is None or version.region in perimeters)
        and (wanted.opening is None or opening_state(version, said.get(version.code, ()), wanted.on) is wanted.opening)
        and all(word in stored.texts[key_of(version)] for word in words)
    ]


def opening_state(version: Version, said: Iterable[Opening], on: date) -> OpeningState:
    """Whether one can apply on a day: as notices say, else by the window of every year, else while it is in force."""
    notice = most_pressing(said, on)
    season = notice or season_of(version, on)
    first = season.opens_on if season else version.effective_from
    return state_of(first, season.closes_on if season else version.effective_through, on)


def _perimeters(region: str) -> frozenset[str] | None:
    """The regions whose policies apply in `region`: itself, what it lies in, the nation."""
    if not region:
        return None
    return frozenset({regions.NATION, *(node.code for node in regions.find(region).path)})


def items_of_document(version: Version, on: date) -> list[Mentioned]:
    """The other items in force that the same document holds."""
    number = version.document_number
    others = [v for v in library().in_force(on) if v.document_number == number and v.code != version.code]
    return [Mentioned(v.code, wording.title(v), _url(v.code), None) for v in others]


def local_and_generic(version: Version, on: date) -> list[Mentioned]:
    """The policy that it stands for in its region, or else those that stand for it in theirs, the place named."""
    kin = [v for v in library().in_force(on) if v.variant_of == version.code or v.code == version.variant_of]
    return [Mentioned(v.code, f"{wording.title(v)} · {wording.perimeter(v)}", _url(v.code), None) for v in kin]


def _url(code: str) -> str:
    return reverse("policies:page", args=[code])


def following(version: Version, on: date) -> list[Mentioned]:
    """The policies that took its place, one after another."""
    codes = chain(shelf().successors, version.code)
    return [found for code in codes if (found := mentioned(code, on))]


def policy_count(on: date) -> int:
    """How many policies are in force on a day."""
    return len(library().in_force(on))


def ending_soon(on: date, limit: int) -> list[dict[str, object]]:
    """The policies that end next, soonest first, as rows of a list."""
    last = [(version.effective_through, version) for version in library().in_force(on) if version.effective_through]
    soon = sorted(((through - on).days, version.code, version) for through, version in last)
    return [
        {
            **wording.ending(version, days),
            "url": reverse("policies:page", args=[code]),
            "document_number": version.document_number,
            "issuer": version.issuer,
        }
        for days, code, version in soon[:limit]
        if days <= SOON
    ]


class PolicyDocuments:
    """Policies for the search: what is in force now, and what has ended and is still looked for."""

    kind = "policy"
    label = mark("政策")

    def documents(self) -> Iterator[Document]:
        """The newest version of every policy."""
        newest = {version.code: version for version in library().versions}
        asked = faq_texts()
        for code, version in newest.items():
            text = "\n".join((wording.searched(version), *asked.get(code, ())))
            ended = (State.ENDED.label,) if state_on(version, localdate()) is State.ENDED else ()
            detail = " · ".join((*ended, version.document_number, version.issuer))
            url = reverse("policies:page", args=[code])
            yield Document(self.kind, code, version.title, text, detail, url, f"{code} {version.document_number}")
