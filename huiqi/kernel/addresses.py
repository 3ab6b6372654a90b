"""Addresses of pages: a route is looked up once a process, not for every link and every row of a list."""

from collections.abc import Callable
from functools import cache
from uuid import UUID

from django.urls import reverse

ANY = UUID(int=0)


@cache
def address(route: str) -> str:
    """Where the one page of a route is. Raises `NoReverseMatch` for a route that takes more."""
    return reverse(route)


@cache
def addresses(route: str) -> Callable[[UUID], str]:
    """Where the page of each thing is, by its reference. Raises `NoReverseMatch` for a route that takes none."""
    before, after = reverse(route, args=[ANY]).split(str(ANY))
    return lambda ref: f"{before}{ref}{after}"
