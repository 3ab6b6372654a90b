"""Similar past demands as a card offers them."""

from collections.abc import Iterable
from typing import Any

from huiqi.demands.selectors import Similar
from huiqi.ui.wording import full_day


def similar_rows(found: Iterable[Similar], window: str) -> list[dict[str, Any]]:
    """Each with its answer, where and when it was given."""
    return [
        {
            "ref": one.ref,
            "key": str(one.key),
            "title": one.title,
            "answer": one.answer,
            "where": one.window if one.window != window else "",
            "when": full_day(one.closed_at),
        }
        for one in found
    ]
