"""Pages of lists that may be long: over so many rows that nobody turns to the last, and over what words find."""

from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from huiqi.demands.models import DemandQuerySet

PER_PAGE = 50
"""Rows of a page of any list of demands."""

MOST_LISTED = 1_000
"""Rows of a list for staff: nobody turns to its hundredth page, and counting a million rows takes a second."""

NEWEST = 10_000
"""Closed demands that are read one by one for certain words, which takes as long as a page may."""


class Pages(Paginator):  # type: ignore[type-arg]
    """Pages over the first `MOST_LISTED` rows; `is_cut` says that there are, or may be, more."""

    @cached_property
    def count(self) -> int:
        """How many rows are listed. One query, which stops counting there."""
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        return rows.select_related(None).order_by().values("id")[:MOST_LISTED].count()

    @property
    def is_cut(self) -> bool:
        """Whether the list may have been cut short."""
        return self.count == MOST_LISTED


class Found(Pages):
    """Pages over those of closed demands, the last closed first, that have certain words.

    An index of words knows no order: what a common word finds it would fetch and sort by the hundred thousand. Such
    a word is common among the newest, too, and these are read one by one. What a rarer one finds is little.
    """

    def __init__(self, rows: DemandQuerySet, words: str, shown: DemandQuerySet) -> None:
        """`shown`: all the closed ones of which `rows` are some, for whose newest there is an index."""
        super().__init__(rows.saying_by_index(words), PER_PAGE)
        self.rows, self.words, self.shown = rows, words, shown

    @cached_property
    def since(self) -> datetime | None:
        """When the last of the newest was closed; none where the newest are all. One query."""
        closings = self.shown.order_by("-closed_at").values_list("closed_at", flat=True)
        return closings[NEWEST : NEWEST + 1].first()

    @cached_property
    def near(self) -> list[int]:
        """The keys of those among the newest, in order. One query."""
        found = self.rows.saying(self.words)
        newest = found.filter(closed_at__gte=self.since) if self.since else found
        return list(newest.values_list("id", flat=True)[:MOST_LISTED])

    @cached_property
    def count(self) -> int:
        """How many are listed. A query more where the newest are not enough."""
        enough = self.since is None or len(self.near) == MOST_LISTED
        return len(self.near) if enough else super().count

    def page(self, number: int | str) -> Page:  # type: ignore[type-arg]
        """A page out of the newest, or out of all."""
        number = self.validate_number(number)
        last = number * self.per_page
        if last > len(self.near) < self.count:
            return super().page(number)
        keys = self.near[last - self.per_page : last]
        return Page(self.rows.filter(id__in=keys), number, self)
