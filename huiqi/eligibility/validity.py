"""Until when what a firm holds is good: terms of years from the day of the certificate, and updates of every year.

Years are counted as the Civil Code counts them (民法典 第二百零一条、第二百零二条): the first day is not counted, the
last is the day of the same date, and where the month has none (29 February) its last day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from huiqi.eligibility.vocabulary import Held
from huiqi.kernel.words import Word


class Deadline(Word):
    """What happens to a certificate on its day."""

    EXPIRES = "expires", "有效期届满"
    UPDATE = "update", "年度更新截止"


@dataclass(frozen=True, slots=True)
class Term:
    """`years` of validity, and the (month, day) before whose end it is updated; `yearly` again and again, else once.

    `article` is the place in the regulation; an update's day may have been another one before `since`.
    """

    article: str
    years: int | None = None
    update: tuple[int, int] | None = None
    yearly: bool = False
    before: tuple[date, tuple[int, int]] | None = None

    def update_in(self, year: int) -> date | None:
        """The last day of the update of a year."""
        if self.update is None:
            return None
        day = date(year, *self.update)
        return date(year, *self.before[1]) if self.before and day < self.before[0] else day


TERMS: Mapping[str, Term] = {
    "high_tech": Term("国科发火〔2016〕32号 第九条", years=3),
    "innovative_sme": Term("工信部企业〔2022〕63号", years=3),
    "specialised_sme": Term(
        "工信部企业〔2026〕2号", years=3, update=(5, 31), yearly=True, before=(date(2026, 5, 31), (4, 30))
    ),
    "little_giant": Term("工信部企业〔2026〕2号", years=3),
    "tech_sme": Term("国科发政〔2017〕115号", update=(3, 31)),
}
"""In the order of facts.md §2.1, §3. The specialised SME's update was due on 30 April until the measure of 2026."""


@dataclass(frozen=True, slots=True)
class End:
    """A day on which a certificate ends or must have been updated, and the place that says so."""

    code: str
    what: Deadline
    day: date
    article: str


def years_after(start: date, years: int) -> date:
    """The last day of a period of years (民法典 第二百零二条)."""
    year = start.year + years
    return date(year, start.month, min(start.day, monthrange(year, start.month)[1]))


def ends_of(held: Held, on: date) -> Iterator[End]:
    """The ends that lie on the day or after it, the nearest first where there are two; none where no day is known."""
    term = TERMS.get(held.code)
    last = last_day(held)
    update = _update(held, term, on) if term else None
    if update and update >= on and (last is None or update < last):
        yield End(held.code, Deadline.UPDATE, update, term.article if term else "")
    if last and last >= on:
        yield End(held.code, Deadline.EXPIRES, last, term.article if term and held.until is None else "")


def last_day(held: Held) -> date | None:
    """The last day of validity: what the certificate says, else by its term; None: not known."""
    term = TERMS.get(held.code)
    if held.until or term is None or term.years is None or held.since is None:
        return held.until
    return years_after(held.since, term.years)


def _update(held: Held, term: Term, on: date) -> date | None:
    """The update that is next: from the year after the certificate's on; of one without a day, the next of all."""
    first = held.since.year + 1 if held.since else on.year
    day = term.update_in(first)
    if held.since and not term.yearly:
        return day
    while day and day < on:
        first += 1
        day = term.update_in(first)
    return day


def needs_a_day(held: Held) -> bool:
    """Whether nothing can be said of its end until somebody says when the certificate was issued."""
    term = TERMS.get(held.code)
    return term is not None and term.years is not None and last_day(held) is None
