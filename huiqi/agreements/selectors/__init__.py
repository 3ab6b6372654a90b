"""Questions about agreements. `visible_to` is the only way to one."""

from huiqi.agreements.selectors.alike import Twin, close_to, duplicates_for, pair_of, twins_of
from huiqi.agreements.selectors.drafting import own_custody, products_for, reckoned, size_of, standard_of
from huiqi.agreements.selectors.seeing import (
    PER_PAGE,
    Shown,
    agreed_of,
    by_link,
    countable,
    file_of,
    latest_of,
    listed,
    on_demand,
    reaches_agreement,
    reads_agreement,
    shown,
    tab_counts,
    used_files,
    visible_to,
)

__all__ = [
    "PER_PAGE",
    "Shown",
    "Twin",
    "agreed_of",
    "by_link",
    "close_to",
    "countable",
    "duplicates_for",
    "file_of",
    "latest_of",
    "listed",
    "on_demand",
    "own_custody",
    "pair_of",
    "products_for",
    "reaches_agreement",
    "reads_agreement",
    "reckoned",
    "shown",
    "size_of",
    "standard_of",
    "tab_counts",
    "twins_of",
    "used_files",
    "visible_to",
]
