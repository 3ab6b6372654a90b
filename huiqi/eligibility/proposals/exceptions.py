"""Whom a condition leaves out: 不含某市, 房地产业除外, 除…外."""

import re
from collections.abc import Iterator

from huiqi.eligibility.proposals import places
from huiqi.eligibility.proposals.clauses import Clause
from huiqi.eligibility.proposals.proposal import Certainty, Quality

_OUT_OF = re.compile(r"不含(?P<place>[一-龥]{2,6}?)(?:市|省|县|区)?(?=）|$)")
_EXCEPT = (
    re.compile(r"（(?P<what>不(?:含|包括|包含)[^（）]{2,60})）"),
    re.compile(r"(?P<what>[^，。；：（）\n]{2,40}除外)"),
    re.compile(r"(?P<what>除[^，。；（）]{2,6}(?:（[^（）]{1,8}）)?[^，。；（）]{0,24}[外])(?=，)"),
)
_NOT_EXCEPT = re.compile(r"含税|本数|本级|运费|增值税|不含\d|补贴|本人|本条|上述|规定")


def find(even: str, clause: Clause) -> Iterator[Quality]:
    """Every exception that a clause names: a place, or what stands there in words."""
    for pattern in _EXCEPT:
        for found in pattern.finditer(even, clause.start, min(len(even), clause.end + 1)):
            if not _NOT_EXCEPT.search(found["what"]):
                yield from _out(found["what"], *found.span("what"))


def _out(what: str, start: int, end: int) -> Iterator[Quality]:
    place = _OUT_OF.match(what)
    code = places.code(place["place"]) if place else None
    if code:
        yield Quality("region", "not_in", [code], start, end, Certainty.SURE)
    else:
        yield Quality(
            "other:" + re.sub("^(?:不含|不包括|不包含|除)|除外$|外$", "", what),
            "is_false",
            False,
            start,
            end,
            is_exception=True,
        )
