"""Reading a list of outcomes from the file in which it comes."""

from collections.abc import Mapping, Sequence

from huiqi.filings.rules import numbers
from huiqi.filings.rules.lists import HEADS, Line, columns, lacking, line
from huiqi.kernel.refusal import Refused
from huiqi.policies.selectors.tables import table

MOST = 2_000
"""Lines of one file: each is recorded and told to its firm while somebody waits."""


def read_list(name: str, data: bytes) -> list[Line]:
    """Every line of a workbook or CSV. Raises `Refused` at the field `file` where there is none to be read."""
    found = table(name, data)
    names = columns(found.heads)
    lines = [(number, cells) for number, cells in found.lines if not _is_sample(names, cells)]
    if missing := lacking(names.values()):
        raise Refused("no_head", "file", heading=missing, firm=HEADS["uscc"][0])
    if not lines:
        raise Refused("only_sample", "file", name=name[:80])
    if len(lines) > MOST:
        raise Refused("too_many_lines", "file", most=MOST)
    merged: dict[int, list[tuple[str, str, str]]] = {}
    for number, cell in found.across:
        merged.setdefault(number, []).append((cell, "merged", ""))
    read = []
    for number, cells in lines:
        told = {field: cells[index] for index, field in names.items() if index < len(cells)}
        one = line(told, f"第{number}行")
        read.append(Line(one.place, faults=(*merged[number], *one.faults)) if number in merged else one)
    return read


def _is_sample(names: Mapping[int, str], cells: Sequence[object]) -> bool:
    """Whether this is the line by which the template shows how a list is filled in."""
    said = (cells[index] for index, name in names.items() if name == "number" and index < len(cells))
    return any(str(one or "").strip() == numbers.SAMPLE for one in said)
