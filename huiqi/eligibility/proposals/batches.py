"""Proposals for many texts: lines of JSON in, lines of JSON out, in the labels' shape."""

import json
from collections.abc import Callable, Iterable, Iterator

from huiqi.eligibility.proposals import conditions, documents

Reader = Callable[[str], dict[str, object]]


class BadLine(ValueError):
    """A line that is no `{"id", "text"}`; `number` counts from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(f'line {number} is not a JSON object with "id" and a "text" of characters')
        self.number = number


def conditions_of(text: str) -> dict[str, object]:
    """`conditions` and `logic` of a text."""
    found = conditions.propose(text)
    return {"conditions": [one.label() for one in found.conditions], "logic": found.logic}


def document_of(text: str) -> dict[str, object]:
    """The structure of a text."""
    return documents.propose(text).label()


def answers(lines: Iterable[str], reader: Reader) -> Iterator[str]:
    """One line of JSON for each line that is not blank, with its `id`.

    Raises:
        BadLine: at the first line that is not of the form; what came before has been answered.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            name, text = _parsed(line, number)
            yield json.dumps({"id": name, **reader(text)}, ensure_ascii=False) + "\n"


def _parsed(line: str, number: int) -> tuple[object, str]:
    try:
        row = json.loads(line)
        name, text = row["id"], row["text"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadLine(number) from None
    if not isinstance(text, str):
        raise BadLine(number)
    return name, text.encode("utf-8", "replace").decode("utf-8")
