"""The tallies PostgreSQL keeps (`models.tallies`): folded by the worker, counted anew by one command."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from huiqi.demands.models import ANSWER_FIGURES


@dataclass(frozen=True, slots=True)
class _Kept:
    """A tally: its table, what it counts out of, what its figures are known by and count, and what counts them anew."""

    table: str
    sources: tuple[str, ...]
    keys: tuple[str, ...]
    counts: tuple[str, ...]
    anew: str
    may_be_none: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        return ", ".join(self.keys)

    def alike(self, key: str) -> str:
        """How two of a key are compared: only a day may be none, and only what never is none is found by an index."""
        return "IS NOT DISTINCT FROM" if key in self.may_be_none else "="

    @property
    def summed(self) -> str:
        """The sums of its counts, by figure, without those that come to nothing; what they are of goes before."""
        sums = [f"sum({one}) AS {one}" for one in self.counts]
        some = " OR ".join(f"sum({one}) <> 0" for one in self.counts)
        return f"SELECT {self.by}, {', '.join(sums)} FROM {{}} GROUP BY {self.by} HAVING {some}"


OPEN = _Kept(
    "demands_opentally", ("demands_demand",), ("scope", "figure", "day"), ("n",), "demands_count_open", ("day",)
)
ANSWERS = _Kept(
    "demands_answertally",
    ("demands_ratingrequest", "demands_rating", "demands_visittask", "demands_ratingappeal"),
    ("by", "key", "person", "day"),
    ANSWER_FIGURES,
    "demands_count_answers",
)
KEPT = (OPEN, ANSWERS)


def fold_tallies() -> int:
    """Make one row of the rows of each figure that changed; answers how many rows went.

    Rows are only replaced by their sum, in one statement: whoever reads meanwhile reads the one or the other, and of
    two who fold at once each replaces what it took away itself.
    """
    with connection.cursor() as cursor:
        return sum(_fold(cursor, kept) for kept in KEPT)


def _fold(cursor: Any, kept: _Kept) -> int:
    same = " AND ".join(f"{kept.table}.{key} {kept.alike(key)} changed.{key}" for key in kept.keys)
    cursor.execute(
        f"WITH changed AS (SELECT DISTINCT {kept.by} FROM {kept.table} WHERE NOT is_folded),"
        f" gone AS (DELETE FROM {kept.table} USING changed WHERE {same} RETURNING {kept.table}.*),"
        f" folded AS (INSERT INTO {kept.table} ({kept.by}, {', '.join(kept.counts)}, is_folded)"
        f" SELECT *, true FROM ({kept.summed.format('gone')}) AS summed)"
        " SELECT count(*) FROM gone"
    )
    return int(cursor.fetchone()[0])


@transaction.atomic
def recount_tallies() -> dict[str, int]:
    """Count everything anew, while verbs wait; answers how many figures of each tally had been wrong."""
    with connection.cursor() as cursor:
        return {kept.table: _recount(cursor, kept) for kept in KEPT}


def _recount(cursor: Any, kept: _Kept) -> int:
    now = kept.summed.format(kept.table)
    cursor.execute(f"LOCK TABLE {', '.join(kept.sources)} IN SHARE MODE")
    cursor.execute(f"CREATE TEMPORARY TABLE counted_before ON COMMIT DROP AS {now}")
    cursor.execute(f"SELECT {kept.anew}()")
    wrong = f"(TABLE counted_before EXCEPT ({now})) UNION ALL (({now}) EXCEPT TABLE counted_before)"
    cursor.execute(f"SELECT count(*) FROM (SELECT DISTINCT {kept.by} FROM ({wrong}) AS rows) AS figures")
    [[found]] = cursor.fetchall()
    cursor.execute("DROP TABLE counted_before")
    return int(found)
