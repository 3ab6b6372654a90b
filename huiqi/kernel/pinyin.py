"""Chinese as it is spelt. The dictionary takes longer to load than a page to draw: it loads at the first word."""

from functools import lru_cache


def syllables(text: str) -> list[str]:
    """郑州 → ["zheng", "zhou"]; what is not Chinese stays as it is, in one piece."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text)


@lru_cache(maxsize=8192)
def initials(text: str) -> str:
    """演示钢结构 → ysgjg; what is not Chinese is left out."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER, errors="ignore")).lower()


def is_spelt(text: str, typed: str) -> bool:
    """Whether letters find a text: its initials (ysg), or its spelling from any character on (yanshi, gangjie, gangj).

    `typed` is lower case, without spaces.
    """
    if typed in initials(text):
        return True
    letters, begins = _spelling(text)
    at = letters.find(typed)
    while at >= 0:
        if at in begins:
            return True
        at = letters.find(typed, at + 1)
    return False


@lru_cache(maxsize=8192)
def _spelling(text: str) -> tuple[str, frozenset[int]]:
    """The letters of a text, and where its characters begin in them; what is not Chinese is left out."""
    from pypinyin import lazy_pinyin

    letters, begins = "", set()
    for syllable in lazy_pinyin(text, errors="ignore"):
        begins.add(len(letters))
        letters += syllable.lower()
    return letters, frozenset(begins)
