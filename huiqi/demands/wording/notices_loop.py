"""The kinds of notice of what an answer became for everybody."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as mark

from huiqi.demands.wording.natures import NEWS, PROGRESS, Row
from huiqi.eligibility.amounts import pick
from huiqi.enterprises.selectors import reader_language

ROWS: tuple[Row, ...] = (
    (
        "demands.answered_for_all",
        PROGRESS,
        NEWS,
        mark("您问过的条件有了公开的问答"),
        mark("您在诉求 %(number)s 里问的《%(policy)s》的条件，已经写成问答，公开在政策页面。"),
        mark("看问答"),
    ),
    (
        "demands.policy_corrected",
        PROGRESS,
        NEWS,
        mark("您问过的政策改正了"),
        mark("您在诉求 %(number)s 里问过《%(policy)s》，这项政策的录入已经改正。请看改后的条件。"),
        mark("看改后的条件"),
    ),
)


def policy_in(told: Mapping[str, Any]) -> str:
    """What the policy is called in the reader's language; older notices know its code only."""
    title = told.get("title", "")
    return pick((title, told.get("title_en") or title), reader_language()) or str(told.get("code", ""))
