"""Pages of lists that may be long: over so many rows that nobody turns to the last, and over what words find."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Generic, ParamSpec

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from huiqi.demands.models import DemandQuerySet
from huiqi.kernel.prepared import prepared

P = ParamSpec("P")

PER_PAGE = 50
"""Rows of a page of any list of demands."""

MOST_LISTED = 1_000
"""Rows of a list for staff: nobody turns to its hundredth page, and counting a million rows takes a second."""

NEWEST = 5_000
"""Closed demands that are read one by one for certain words, which takes as long as a page may."""


class Pages(Paginator):  # type: ignore[type-arg]
    """Pages over the first `MOST_LISTED` rows; `is_cut` says that there are, or may be, more.

    The keys of all these are asked for at once, of an index alone where one has what the list is narrowed by, and then
    only the rows of a page: what is rare in a long list is found without a look at the others.
    """

    @cached_property
    def keys(self) -> list[int]:
        """The keys of the rows that are listed, in order. One query."""
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        return list(rows.values_list("id", flat=True)[:MOST_LISTED])

    @cached_property
    def count(self) -> int:
        """How many rows are listed."""
        return len(self.keys)

    @property
    def is_cut(self) -> bool:
        """Whether the list may have been cut short."""
        return self.count == MOST_LISTED

    def page(self, number: int | str) -> Page:  # type: ignore[type-arg]
        """The rows of a page, in order. One query."""
        number = self.validate_number(number)
        return self.of_keys(self.keys, number)

    def of_keys(self, keys: Sequence[int], number: int) -> Page:  # type: ignore[type-arg]
        """The page of this number of the rows of these keys."""
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        return Page(rows.filter(id__in=keys[(number - 1) * self.per_page : number * self.per_page]), number, self)


class Listing(Generic[P]):
    """A list whose SQL is built once for each shape (`kernel.prepared`): decorates what builds its rows, in order.

    Called with the same arguments, by position, it answers the pages; `rows` is what it decorates.
    """

    def __init__(self, build: Callable[P, QuerySet[Any]]) -> None:
        self.__doc__ = build.__doc__
        self.rows = build
        self.keys = prepared(lambda *told: build(*told).values_list("id", flat=True)[:MOST_LISTED])  # type: ignore[call-arg]
        self.of_keys = prepared(lambda keys, *told: build(*told).filter(id__in=keys))  # type: ignore[call-arg]

    def __call__(self, *told: P.args, **_none: P.kwargs) -> "Listed":
        """The pages of the rows that are told so."""
        return Listed(self, told)


listing = Listing
"""Decorate a function that builds the rows of a list."""


class Listed(Pages):
    """Pages of a listing."""

    def __init__(self, asked: Listing[Any], told: tuple[Any, ...]) -> None:
        self.asked, self.told = asked, told
        super().__init__((), PER_PAGE)

    @property
    def rows(self) -> QuerySet[Any]:
        """All of them, for who takes them away."""
        return self.asked.rows(*self.told)

    @property
    def object_list(self) -> QuerySet[Any]:
        """The same, by the name that all pages have for it."""
        return self.rows

    @object_list.setter
    def object_list(self, rows: object) -> None:
        """They are built when they are asked for."""

    @cached_property
    def keys(self) -> list[int]:
        """The keys of the rows that are listed, in order. One query."""
        return self.asked.keys(*self.told)

    def of_keys(self, keys: Sequence[int], number: int) -> Page:  # type: ignore[type-arg]
        """The page of this number of the rows of these keys."""
        wanted = tuple(keys[(number - 1) * self.per_page : number * self.per_page])
        return Page(self.asked.of_keys(wanted, *self.told) if wanted else [], number, self)


class Handled(Pages):
    """Pages over the closed demands of one handler, the last closed first.

    An index of handlers knows no order. In that of the first handlers of demands they lie in order; few have others.
    """

    def __init__(self, rows: DemandQuerySet, handler: int) -> None:
        super().__init__(rows, PER_PAGE)
        self.rows, self.handler = rows, handler

    @cached_property
    def keys(self) -> list[int]:
        """The keys of the rows that are listed, in order. One query."""
        first = self.rows.order_by().filter(handlers__0=self.handler).values("id", "closed_at")
        later = self.rows.order_by().filter(handlers__len__gt=1).exclude(handlers__0=self.handler)
        both = first.union(later.values("id", "closed_at"), all=True).order_by("-closed_at", "-id")
        return [row["id"] for row in both[:MOST_LISTED]]


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

    least = 0
    """Where a page comes out of the newest and more follow: more than so many are listed, not counted to the end."""

    def get_page(self, number: Any) -> Page:  # type: ignore[type-arg]
        """A page, whatever is asked for. To count how many an index finds takes longer than to read one page of them:
        as long as another page is sure to follow out of the newest, there is one page more, and no more is said.
        """
        asked = int(number) if str(number).isdecimal() and len(str(number)) < 9 else 1
        if self.since is not None and asked * self.per_page < len(self.near) < MOST_LISTED:
            self.least = (len(self.near) - 1) // self.per_page * self.per_page
            self.__dict__["count"] = self.least + 1
        return super().get_page(number)

    @cached_property
    def count(self) -> int:
        """How many are listed. A query more where the newest are not enough.

        Where they do not even fill a page the keys of all are asked for: every page needs them.
        """
        if self.since is None or len(self.near) == MOST_LISTED:
            return len(self.near)
        if len(self.near) < self.per_page:
            return len(self.keys)
        found: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        return found.select_related(None).order_by().values("id")[:MOST_LISTED].count()

    def page(self, number: int | str) -> Page:  # type: ignore[type-arg]
        """A page out of the newest, or out of all."""
        number = self.validate_number(number)
        enough = number * self.per_page <= len(self.near) or len(self.near) == self.count
        return self.of_keys(self.near if enough else self.keys, number)

    def of_keys(self, keys: Sequence[int], number: int) -> Page:  # type: ignore[type-arg]
        """The page of this number of the rows of these keys, which have the words."""
        return Page(self.rows.filter(id__in=keys[(number - 1) * self.per_page : number * self.per_page]), number, self)
