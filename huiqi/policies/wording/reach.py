"""Whom a rule reaches, in words and figures; small figures are masked for whoever may not see who is behind them.

A rule that anybody who drafts may type is a question about enterprises: a count of one would answer what a firm earns.
Nor may it be had by subtraction, of one cell from a total or of one rule's figures from another's: what is shown is cut
to whole fives, and a row of fewer than five firms is masked whole, its noughts too.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from huiqi.eligibility.amounts import pick
from huiqi.eligibility.engine.standings import ORDER
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.policies.selectors.affected import GROUPS, MOVES, Reach
from huiqi.policies.wording.drafts import label
from huiqi.policies.wording.examples import TONES
from huiqi.policies.words import Move
from huiqi.standards import industries, regions
from huiqi.ui.fact_inputs import language
from huiqi.ui.wording import full_day, moment

SMALL = 5
"""Below this a figure is masked: the threshold of official statistics on enterprises."""
MOVE_TONES = {Move.GAINS: "good", Move.LOSES: "late", Move.DOUBTED: "ask", Move.OPENED: "info", Move.RULED_OUT: "quiet"}
BY = {"city": lazy("按市"), "industry": lazy("按行业门类"), "size": lazy("按规模")}
Url = Callable[..., str]
"""Makes the address of the enterprises behind a figure: `what` and a group with its code."""


def figure(count: int, *, masked: bool) -> str:
    """A count, as it is or masked: in whole fives, and those below five only as such."""
    if masked and 0 < count < SMALL:
        return _few()
    return f"{count - count % SMALL if masked else count:,}"


def _few() -> str:
    return _("少于 %(small)d") % {"small": SMALL}


def told(found: Reach, url: Url, *, masked: bool) -> dict[str, Any]:
    """Everything a page shows of whom a rule reaches."""
    counts = found.counts
    return {
        "size": figure(found.size, masked=masked),
        "counted": counted(found)
        + (_("不到 %(small)d 家的不显示，其余按 %(small)d 取整。") % {"small": SMALL} if masked else ""),
        "tiles": [
            {"label": label(word), "value": figure(counts[word], masked=masked), "tone": TONES[word], "url": url(word)}
            for word in ORDER
        ],
        "moves": [
            {"label": label(word), "value": figure(count, masked=masked), "tone": MOVE_TONES[word], "url": url(word)}
            for word, count in found.moves.items()
        ],
        "tables": [_table(group, ORDER, found.tally(group), url, _hidden(found, group, masked)) for group in GROUPS],
        "move_tables": [
            _table(group, MOVES, found.tally_moves(group), url, _hidden(found, group, masked)) for group in GROUPS
        ],
    }


def _hidden(found: Reach, group: str, masked: bool) -> frozenset[str] | None:
    """The rows of fewer firms than may be told apart; None where nothing is masked."""
    if not masked:
        return None
    return frozenset(code for code, counts in found.tally(group).items() if sum(counts.values()) < SMALL)


def _table(
    group: str,
    words: tuple[Any, ...],
    tally: Mapping[str, Mapping[Any, int]],
    url: Url,
    hidden: frozenset[str] | None,
) -> dict[str, Any]:
    """A table: a row for each city, section or size, largest first; what is not known last."""
    order = sorted(tally, key=lambda code: (not code, -sum(tally[code].values()), code))
    shown = [word for word in words if any(tally[code][word] for code in order)] if words is MOVES else list(words)
    rows = [
        {
            "name": named(group, code),
            "cells": [
                {"value": _cell(count, code, hidden), "url": url(word, group, code) if count else ""}
                for word in shown
                for count in (tally[code][word],)
            ],
        }
        for code in order
    ]
    return {"title": str(BY[group]), "heads": [label(word) for word in shown], "rows": rows}


def _cell(count: int, code: str, hidden: frozenset[str] | None) -> str:
    return _few() if hidden and code in hidden else figure(count, masked=hidden is not None)


def named(group: str, code: str) -> str:
    """A city, a section of industry, a size class; what is not known says so."""
    if not code:
        return _("未知")
    if group == "city":
        return regions.find(code).name
    return (
        industries.find(code).name
        if group == "industry"
        else pick(vocabulary()["size_class"].choices[code], language())
    )


def counted(found: Reach) -> str:
    """When this was counted, and what has changed since."""
    if found.lag is None:
        return _("刚刚按 %(on)s 的情况数的。") % {"on": full_day(found.on)}
    words = {"as_of": moment(found.lag.as_of), "on": full_day(found.on), "count": found.lag.changed}
    if not found.lag.changed:
        return _("数据截至 %(as_of)s，按 %(on)s 核对；此后没有企业改动。") % words
    late = ngettext(
        "数据截至 %(as_of)s，按 %(on)s 核对；此后 %(count)d 家有改动，通常一分钟内补上。",
        "数据截至 %(as_of)s，按 %(on)s 核对；此后 %(count)d 家有改动，通常一分钟内补上。",
        found.lag.changed,
    )
    return late % words


def heading(what: Standing | Move | None, within: Mapping[str, str]) -> str:
    """What a list of enterprises is of."""
    parts = [label(what)] if what else [_("全部企业")]
    return _(" · ").join([*parts, *(named(group, code) for group, code in within.items())])


def went(before: Standing, after: Standing) -> dict[str, Any]:
    """How an enterprise stood and would stand, as two badges; one where both are the same."""
    return {
        "before": {"tone": TONES[before], "words": label(before)} if before is not after else None,
        "after": {"tone": TONES[after], "words": label(after)},
    }


def place(region: str) -> str:
    """Where an enterprise sits: city and county."""
    return " · ".join(step.name for step in regions.find(region).path[-2:])
