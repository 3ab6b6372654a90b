"""What a window must see before somebody may act for a firm, and until when he may."""

from dataclasses import dataclass
from datetime import date, timedelta

from huiqi.kernel.words import Word


class Lack(Word):
    """What is wrong with the papers of a claim; the sentences are in `wording`."""

    LICENCE = "licence_missing", "没有营业执照"
    LETTER = "letter_missing", "没有授权委托书"
    PERIOD = "letter_period", "授权期限不清楚"
    EARLY = "letter_early", "授权还没有开始"
    EXPIRED = "letter_expired", "授权已经到期"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The papers of a claim. `since` and `until` are the first and the last day that the letter names."""

    licence: bool
    letter: bool = False
    since: date | None = None
    until: date | None = None


def lacking(evidence: Evidence, *, is_representative: bool, on: date) -> Lack | None:
    """What is missing or wrong on a day, the first of it; nothing: it may be verified.

    The legal representative acts by the licence that names him. Everybody else needs a letter of authorisation,
    which must name what he may do and until when (民法典 article 165).
    """
    if not evidence.licence:
        return Lack.LICENCE
    if is_representative:
        return None
    if not evidence.letter:
        return Lack.LETTER
    return period_lacking(evidence.since, evidence.until, on)


def period_lacking(since: date | None, until: date | None, on: date) -> Lack | None:
    """What is wrong with the period of a letter, both days included."""
    if since is None or until is None or until < since:
        return Lack.PERIOD
    if until < on:
        return Lack.EXPIRED
    return Lack.EARLY if since > on else None


def first_day_without(until: date | None) -> date | None:
    """The day on which a right ends whose last day is `until`."""
    return until + timedelta(days=1) if until else None


def fragments(words: str) -> list[str]:
    """What was typed, as it is looked for: in lower case, cut at spaces; a single character finds nothing."""
    return [part for part in words.lower().split() if len(part) > 1][:MOST_FRAGMENTS]


def grams(fragment: str) -> list[str]:
    """The triples of characters of a fragment, or its one pair: a key that lacks any of them holds it not."""
    size = min(len(fragment), 3)
    return sorted({fragment[start : start + size] for start in range(len(fragment) - size + 1)})


def could_be_number(fragment: str) -> bool:
    """Whether it may be a fragment of a mobile number, and not the whole of it."""
    return fragment.isdecimal() and len(fragment) < MOBILE_LENGTH


def is_everywhere(fragment: str) -> bool:
    """Whether every sixth firm holds it: two digits. Firms are sooner read through than the index of them."""
    return fragment.isdecimal() and len(fragment) == 2


MOST_FRAGMENTS, MOBILE_LENGTH = 5, 11
