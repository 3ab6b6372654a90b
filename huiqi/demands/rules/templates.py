"""Templates of answers: a text with fields in braces, filled from the case. Pure.

The names of the fields are Chinese, like the texts around them: whoever writes a template sees what it says.
"""

import re
from collections.abc import Mapping

FIELDS = ("企业名称", "编号", "事项", "受理窗口", "承办单位", "经办人", "时限", "今天")
"""What a template may speak of."""

_FIELD = re.compile(r"[{｛]([^{}｛｝\n]*)[}｝]")
"""Braces as either keyboard writes them."""


def unknown_fields(text: str) -> list[str]:
    """The fields of a text that no case has, each once, in their order."""
    return list(dict.fromkeys(name for name in map(str.strip, _FIELD.findall(text)) if name not in FIELDS))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled in; one of which nothing is known leaves a gap that is seen."""
    return _FIELD.sub(lambda found: values.get(found[1].strip()) or "____", text)
