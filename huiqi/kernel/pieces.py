"""Finding words inside of texts by an index of pieces: single characters, and pairs of neighbours.

Chinese words are short, most of them of two characters: an index of trigrams finds none of those, and one of words
needs to know where a word begins. A text holds a word only if it holds all of its pieces; whether it holds the word
itself is then asked of the few texts that are left.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, TextField


class Pieces(Func):
    """The pieces of a text, for an index and for the question that uses it (`kernel/migrations/0001_pieces.py`)."""

    function = "pieces_of"
    arity = 1

    def __init__(self, *expressions: Any, **more: Any) -> None:
        super().__init__(*expressions, output_field=ArrayField(TextField()), **more)


def asked_for(words: str) -> list[str]:
    """The pieces that every text with these words has: the pairs, or the one character."""
    return [words[place : place + 2] for place in range(len(words) - 1)] or [words]
