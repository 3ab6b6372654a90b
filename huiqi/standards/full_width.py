"""Full-width characters, as Chinese input methods produce them, made narrow."""

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5}


def narrow(text: str) -> str:
    """`text` with full-width letters, digits, punctuation and blanks (Ａ１，￥) made narrow and its ends stripped."""
    return text.translate(_NARROW).strip()
