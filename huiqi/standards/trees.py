"""A published code table as a tree: one implementation for regions and industries.

Every node knows its half-open interval of positions in pre-order, so that "lies within" is two comparisons,
here as in an index or a bit column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from huiqi.kernel.words import Word


class UnknownCode(LookupError):
    """The table `table` has no code `code`."""

    def __init__(self, table: str, code: str) -> None:
        """Remember which table was asked for which code."""
        super().__init__(f"{table} has no code {code!r}")
        self.table = table
        self.code = code


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One code of a table with its place in the tree; there is exactly one object per code and process."""

    code: str
    name: str
    level: Word
    parent: Node | None
    interval: tuple[int, int]
    """Positions (start, end) in pre-order: its own is `start`, those of everything below it lie before `end`."""
    _order: Sequence[Node] = field(repr=False)

    @property
    def path(self) -> tuple[Node, ...]:
        """From the top down to this node, itself included; the country is left out above a province."""
        steps = [self]
        while (above := steps[-1].parent) is not None and above.level != "country":
            steps.append(above)
        return tuple(reversed(steps))

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes directly below, in published order."""
        found, position = [], self.interval[0] + 1
        while position < self.interval[1]:
            found.append(self._order[position])
            position = found[-1].interval[1]
        return tuple(found)

    @property
    def descendants(self) -> Sequence[Node]:
        """This node and everything below it, in pre-order."""
        return self._order[slice(*self.interval)]

    def is_within(self, ancestor: Node) -> bool:
        """Whether this node is `ancestor` or lies below it."""
        return ancestor.interval[0] <= self.interval[0] < ancestor.interval[1]


class Tree:
    """A whole table, in pre-order."""

    def __init__(self, table: str, rows: Sequence[tuple[str, str, str, str | None]], levels: type[Word]) -> None:
        """Build from `rows` of (code, name, level, parent) in pre-order."""
        self.table = table
        self._order: list[Node] = []
        self._nodes: dict[str, Node] = {}
        words = {level.value: level for level in levels}
        self._levels = list(levels)
        ends = _ends(rows)
        for start, (code, name, level, parent) in enumerate(rows):
            above = self._nodes[parent] if parent else None
            node = Node(code, name, words[level], above, (start, ends[start]), self._order)
            self._order.append(node)
            self._nodes[code] = node

    def __iter__(self) -> Iterator[Node]:
        """Every node in pre-order."""
        return iter(self._order)

    def __len__(self) -> int:
        """How many nodes there are."""
        return len(self._order)

    def find(self, code: str) -> Node:
        """The node of `code`, exactly as published; raises `UnknownCode`."""
        try:
            return self._nodes[code]
        except KeyError:
            raise UnknownCode(self.table, code) from None

    def search(self, text: str, limit: int = 20) -> list[Node]:
        """Nodes whose name contains `text`: the name itself first, then names beginning with it, high levels first."""
        found = [node for node in self._order if text in node.name] if text else []
        found.sort(key=lambda node: (node.name != text, not node.name.startswith(text), self._levels.index(node.level)))
        return found[:limit]


def _ends(rows: Sequence[tuple[str, str, str, str | None]]) -> list[int]:
    """For every row the position after its last descendant."""
    last = {code: position + 1 for position, (code, *_) in enumerate(rows)}
    for code, _name, _level, parent in reversed(rows):
        if parent:
            last[parent] = max(last[parent], last[code])
    return [last[code] for code, *_ in rows]
