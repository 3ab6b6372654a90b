"""Finding words inside of texts by an index of pieces: single characters, and pairs of neighbours.

Chinese words are short, most of them of two characters: an index of trigrams finds none of those, and one of words
needs to know where a word begins. A text holds a word only if it holds all of its pieces; whether it holds the word
itself is then asked of the few texts that are left.
"""

from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Func, TextField


class Pieces(Func):
    """The pieces of a text, for an index and for the question that uses it (`kernel/migrations/0001_pieces.py`)."""

    function = "pieces_of"
    arity = 1

    def __init__(self, *expressions: Any, **more: Any) -> None:
        super().__init__(*expressions, output_field=ArrayField(TextField()), **more)


COMMON = 0.2
"""The share of all texts from which on a piece is common: looking it up costs more than it sorts out."""


@cache
def _common() -> frozenset[str]:
    """The common pieces, as PostgreSQL counted them when it last analysed an index of them. Asked once a process."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT piece FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs)"
            " AS told (piece, share) WHERE attname = 'pieces_of' AND share >= %s AND piece IS NOT NULL",
            [COMMON],
        )
        return frozenset(piece for (piece,) in cursor.fetchall())


def _pieces(words: str) -> list[str]:
    """The pieces that every text with these words has: the pairs, or the one character."""
    return [words[place : place + 2] for place in range(len(words) - 1)] or [words]


def are_common(words: str) -> bool:
    """Whether all pieces of these words are common."""
    return _common().issuperset(_pieces(words.lower()))


def asked_for(words: str) -> list[str]:
    """The pieces by which texts with these words are looked up: all but the common ones, of which alone all are."""
    told = _pieces(words)
    return [piece for piece in told if piece not in _common()] or told
