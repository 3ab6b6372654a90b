"""State machines as tables.

A flow is a list of moves; a move says which verb leads from which states to which state. Buttons, the drawn
diagram and the test of every (state, verb) pair are derived from the one table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from huiqi.kernel.words import Word

S = TypeVar("S", bound=Word)
V = TypeVar("V", bound=Word)


class NotNow(Exception):
    """The verb exists, but not in this state."""

    code = "not_now"

    def __init__(self, state: Word, verb: Word) -> None:
        super().__init__(f"{verb} is no move from {state}")
        self.state = state
        self.verb = verb


@dataclass(frozen=True, slots=True)
class Move(Generic[S, V]):
    """`verb` leads from any of `sources` to `target`; no target: the state stays."""

    verb: V
    sources: frozenset[S]
    target: S | None

    @property
    def stays(self) -> bool:
        """Whether the move leaves the state as it is."""
        return self.target is None


def move(verb: V, sources: Iterable[S], target: S | None = None) -> Move[S, V]:
    """Write one line of the table."""
    return Move(verb, frozenset(sources), target)


class Flow(Generic[S, V]):
    """The table of moves of one subject."""

    def __init__(self, *moves: Move[S, V]) -> None:
        self.moves = moves
        self._targets: dict[tuple[S, V], S] = {}
        for line in moves:
            for source in line.sources:
                if (source, line.verb) in self._targets:
                    raise ValueError(f"two moves for {line.verb} from {source}")
                self._targets[source, line.verb] = source if line.target is None else line.target

    def allows(self, state: S, verb: V) -> bool:
        """Whether `verb` is a move from `state`."""
        return (state, verb) in self._targets

    def after(self, state: S, verb: V) -> S:
        """The state after `verb`; raises `NotNow` where the table has no such move."""
        try:
            return self._targets[state, verb]
        except KeyError:
            raise NotNow(state, verb) from None

    def verbs(self, state: S) -> list[V]:
        """The verbs possible in `state`, in the order of the table."""
        return [line.verb for line in self.moves if state in line.sources]

    def diagram(self) -> str:
        """The flow as Mermaid text, one arrow per source and move."""
        lines = ["stateDiagram-v2"]
        for line in self.moves:
            for source in sorted(line.sources):
                target = source if line.target is None else line.target
                lines.append(f"    {source} --> {target}: {line.verb}（{line.verb.label}）")
        states = {s for line in self.moves for s in line.sources} | {m.target for m in self.moves if m.target}
        lines += [f"    {state}: {state.label}" for state in sorted(states)]
        return "\n".join(lines) + "\n"
