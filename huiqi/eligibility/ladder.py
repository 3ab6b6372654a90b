"""The ladder of cultivation (梯度培育): which policy gives which title, and on what step each stands.

facts.md §2 and §3: first the technology or the innovative SME, then the specialised SME, then the little giant; the
high-tech enterprise stands beside them. 工信部企业〔2026〕2号, 国科发政〔2017〕115号, 国科发火〔2016〕32号.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huiqi.eligibility.facts import Facts
from huiqi.eligibility.validity import last_day
from huiqi.kernel.words import Word

TITLES: Mapping[str, str] = {
    "L01": "innovative_sme",
    "L02": "tech_sme",
    "L03": "specialised_sme",
    "L04": "little_giant",
    "L05": "high_tech",
}
"""The title each policy of the ladder gives, by its code."""

STEPS: tuple[tuple[str, ...], ...] = (("L02", "L01"), ("L03",), ("L04",))
"""The ladder from below; either of the first step leads to the second (2号文第三十条)."""
BESIDE = ("L05",)
"""What stands beside the ladder, and helps on it: a direct way into the first step."""
_NEW_RULES = date(2026, 4, 1)
_BY_THEN: Mapping[str, tuple[int, int]] = {"tech_sme": (3, 31), "specialised_sme": (5, 31)}
YEARS: Mapping[str, int] = {
    "innovative_sme": 3,
    "tech_sme": 1,
    "specialised_sme": 3,
    "little_giant": 3,
    "high_tech": 3,
}
"""For how many years a title is given."""
SOON = 90
"""Days before its end in which a title is said to end soon."""


class Term(Word):
    """How it stands with a title that was once held."""

    LACKING = "lacking", "还没有"
    HELD = "held", "有效"
    ENDING = "ending", "快到期"
    ENDED = "ended", "已过期"


@dataclass(frozen=True, slots=True)
class Holding:
    """A title on a day: whether it is held, until when, by when it is to be brought up to date.

    `until` is what was stated, else the end of the term; None: not known.
    """

    term: Term
    until: date | None = None
    update_by: date | None = None


def renewal(title: str, on: date) -> date | None:
    """The day of the year by which a held title is brought up to date, this day included; None where there is none.

    科技型: by 31 March (115号). 专精特新: by 31 May (工信部企业〔2026〕2号), before 1 April 2026 by 30 April (63号).
    """
    if title not in _BY_THEN:
        return None
    month, day = _BY_THEN[title]
    if title == "specialised_sme" and on < _NEW_RULES:
        month, day = 4, 30
    this = date(on.year, month, day)
    return this if on <= this else renewal(title, date(on.year + 1, 1, 1))


def holding(title: str, facts: Facts, on: date) -> Holding | None:
    """How it stands with a title; None where nothing was said of titles at all."""
    held = facts.get("qualifications")
    if not isinstance(held, frozenset):
        return None
    entries = [entry for entry in held if entry.code == title]
    if not entries:
        return Holding(Term.LACKING)
    ends = [last_day(entry) for entry in entries if entry.since is None or entry.since <= on]
    valid = [end for end in ends if end is None or on <= end]
    if not valid:
        return Holding(Term.ENDED, max((end for end in map(last_day, entries) if end), default=None))
    until = None if None in valid else max(end for end in valid if end)
    ending = until is not None and (until - on).days <= SOON
    return Holding(Term.ENDING if ending else Term.HELD, until, renewal(title, on))
