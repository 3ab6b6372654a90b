"""What must not stand in a text for everybody: who somebody is and how to reach him (PIPL articles 6 and 25)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from huiqi.policies.words import Personal

SHORTEST_NAME = 2
"""Characters from which a name is looked for: a single one stands in any sentence."""

_GAP = r"[\s\-·]?"
_IDENTITY = rf"(?<![\dA-Z])[1-9]\d{{5}}{_GAP}(?:19|20)\d{{2}}{_GAP}\d{{4}}{_GAP}\d{{3}}[\dX](?![\dA-Z])"
_MOBILE = rf"(?<!\d)(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)"
_ANY = "[0-9A-HJ-NP-RTUW-Y]"
_FOUR = rf"{_GAP}{_ANY}{{4}}"
_CREDIT = rf"(?<![\dA-Z])[1-9ANY][1-9]\d{{2}}{_GAP}\d{{4}}{_FOUR}{_FOUR}{_GAP}{_ANY}{{2}}(?![\dA-Z])"
_SHAPES = (
    (Personal.IDENTITY, re.compile(_IDENTITY)),
    (Personal.MOBILE, re.compile(_MOBILE)),
    (Personal.CREDIT_CODE, re.compile(_CREDIT)),
    (Personal.MAIL, re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")),
)


def personal_in(text: str, names: Iterable[str] = ()) -> tuple[Personal, ...]:
    """What kinds of it stand in a text, full-width or spaced out as well; `names` are those of who asked."""
    return tuple(dict.fromkeys(_found(normalize("NFKC", text).upper(), names)))


def _found(text: str, names: Iterable[str]) -> Iterator[Personal]:
    for kind, shape in _SHAPES:
        if shape.search(text):
            yield kind
            text = shape.sub(" ", text)
    if any(len(name) >= SHORTEST_NAME and normalize("NFKC", name).upper() in text for name in names):
        yield Personal.NAME
