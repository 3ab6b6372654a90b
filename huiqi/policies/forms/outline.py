"""The form of a rule: every line of the outline has inputs named by its path; a button says what to do.

The whole tree travels in the form, so that nothing is stored before it is saved and nothing typed is lost.
"""

import re
from typing import Any

from django.http import QueryDict

from huiqi.eligibility.outline import DEEPEST, GROUPS, KINDS, MOST, Line, Path

NAME = re.compile(r"n((?:\.[0-9]{1,3})*)-([a-z_]{1,20})", re.ASCII)
TEXTS = frozenset(
    {
        "word",
        "count",
        "fact",
        "op",
        "against",
        "times",
        "label",
        "label_en",
        "clause",
        "text",
        "text_en",
        "code",
        "policy",
    }
    | {"bound", "every", "points", "cap", "within_years", "rank_at_most"}
)
LONG = 500
NEW: dict[str, Line] = {
    "fact": {"kind": "fact"},
    "group": {"kind": "group", "word": "any", "of": [{"kind": "fact"}, {"kind": "fact"}]},
    "manual": {"kind": "manual"},
    "meets": {"kind": "meets"},
    "score": {"kind": "score", "of": [{"kind": "bands", "of": [{"kind": "band", "of": [{"kind": "fact"}]}]}]},
    "bands": {"kind": "bands", "of": [{"kind": "band", "of": [{"kind": "fact"}]}]},
    "band": {"kind": "band", "of": [{"kind": "fact"}]},
    "per": {"kind": "per"},
    "best_of": {"kind": "best_of", "of": []},
    "sum_of": {"kind": "sum_of", "of": []},
}


def key(path: Path) -> str:
    """The path as it stands in names: `n.0.1`."""
    return "".join(["n", *(f".{step}" for step in path)])


def typed_in(data: QueryDict) -> Line:
    """The outline as it was typed; a form that was tampered with gives the lines that hang together."""
    lines: dict[Path, Line] = {}
    for name in list(data)[: MOST * 20]:
        found = NAME.fullmatch(name)
        if not found:
            continue
        path = tuple(int(step) for step in found[1].split(".")[1:])
        if len(path) <= DEEPEST:
            _take(lines.setdefault(path, {}), found[2], data, name)
    return _joined(lines)


def _joined(lines: dict[Path, Line]) -> Line:
    """The lines under each other, by their paths; one without its line above is left out."""
    root = lines.get((), {})
    if root.get("kind") != "group":
        root = lines[()] = {"kind": "group", "word": "all"}
    for line in lines.values():
        if line.get("kind") in GROUPS:
            line["of"] = []
    for path in sorted((path for path in lines if path), key=lambda path: (len(path), path))[:MOST]:
        above = lines.get(path[:-1], {})
        if "of" in above and "kind" in lines[path]:
            above["of"].append(lines[path])
    return root


def _take(line: Line, name: str, data: QueryDict, full: str) -> None:
    if name == "kind" and str(data[full]) in KINDS:
        line["kind"] = data[full]
    elif name in TEXTS:
        line[name] = str(data[full]).replace("\0", "")[:LONG]
    elif name in ("sure", "above"):
        line[name] = data[full] == "1"
    elif name == "value":
        line["value"] = str(data[full]).replace("\0", "")[:LONG]
    elif name == "values":
        line["value"] = [value for value in data.getlist(full) if value][:100]


def done(outline: Line, do: str) -> Path | None:
    """Do to the outline what a button says: `add:fact:0.1`, `del:0`, `up:0.2`, `down:0`. The line to look at next."""
    verb, _mark, rest = do.partition(":")
    kind, _mark, where = rest.rpartition(":")
    try:
        path = tuple(int(step) for step in where.split(".") if step)
        line = _at(outline, path)
        if verb == "add":
            line["of"].append(_copy(NEW[kind]))
            return (*path, len(line["of"]) - 1)
        above, place = _at(outline, path[:-1])["of"], path[-1]
    except (ValueError, KeyError, IndexError):
        return None
    if verb == "del":
        del above[place]
        return path[:-1]
    other = place + {"up": -1, "down": 1}.get(verb, 0)
    if 0 <= other < len(above):
        above[place], above[other] = above[other], above[place]
        return (*path[:-1], other)
    return path


def _at(outline: Line, path: Path) -> Line:
    line = outline
    for step in path:
        line = line["of"][step]
    return line


def _copy(line: Line) -> Line:
    found: dict[str, Any] = dict(line)
    if "of" in found:
        found["of"] = [_copy(child) for child in found["of"]]
    return found
