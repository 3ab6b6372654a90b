"""Which paper is which material: by its name, as clerks write it."""

import re

from huiqi.policies.rules.identity import plain

_ASIDE = re.compile(r"〔[^〕]*〕")
_PARTS = re.compile(r"[、，,；;及和]")
SHORTEST = 3
"""Characters that a name needs to be told from others."""


def is_paper(material: str, name: str) -> bool:
    """Whether a paper of this name is the material: one of its things is named in it (营业执照 in 营业执照副本.pdf).

    What stands in brackets only explains. A material of several things is held when a paper is any of them.
    """
    wanted = _ASIDE.sub("", plain(material))
    there = plain(name)
    return any(len(part) >= SHORTEST and part in there for part in _PARTS.split(wanted))
