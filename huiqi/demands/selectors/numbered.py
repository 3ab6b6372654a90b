"""A demand whose number is before one: wherever it is."""

from collections.abc import Sequence

from huiqi.demands.models import Demand
from huiqi.demands.rules.numbers import is_whole, only_a_number
from huiqi.demands.selectors.desk import NUMBER, DeskTab, desk_tabs, is_in
from huiqi.demands.selectors.filters import DeskFilter
from huiqi.demands.selectors.seeing import of_own_window, visible_to
from huiqi.kernel.access import Actor

MOST_ELSEWHERE = 5
"""So many of other tabs are named below a tab."""


def by_whole_number(actor: Actor, words: str) -> Demand | None:
    """The one demand with this number, on whatever tab it lies, if the actor may see it.

    One query; none where the words are no whole number.
    """
    return visible_to(actor).filter(number=words.upper()).first() if is_whole(words) else None


def elsewhere(actor: Actor, wanted: DeskFilter) -> Sequence[tuple[DeskTab, Demand]]:
    """Of the actor's desk what has a number like the one he typed and lies on another tab, each with that tab.

    One query; none where the words are no number.
    """
    by_tail = only_a_number(wanted.words)
    if not by_tail and not NUMBER.match(wanted.words):
        return []
    everything = of_own_window(actor)
    rows = everything.numbered(wanted.words) if by_tail else everything.filter(number__startswith=wanted.words)
    tabs = desk_tabs(actor)
    here = next((tab for tab in tabs if tab.code == wanted.tab), tabs[0])
    found = rows.exclude(is_in(here)).order_by("-number")[:MOST_ELSEWHERE]
    return [(tab, one) for one in found for tab in tabs[1:] if one.state in tab.states and tab.code != "sent_here"]
