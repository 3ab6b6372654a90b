"""When two texts are the same: number, title and issuer, however brackets, widths and blanks were typed."""

import hashlib
import re
import unicodedata

_BRACKETS = str.maketrans("[]【】()﹝﹞《》<>", "〔〕〔〕〔〕〔〕〔〕〔〕")


def plain(text: str) -> str:
    """The text without what only typing adds: full-width letters and digits, blanks, the shape of brackets."""
    narrow = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return re.sub(r"\s+", "", narrow).casefold()


def key_of(number: str, title: str, issuer: str) -> str:
    """The SHA-256 by which a text is known: a number names it alone with its issuer's title."""
    said = "\n".join(plain(part) for part in (number, title, issuer))
    return hashlib.sha256(said.encode()).hexdigest()
