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
