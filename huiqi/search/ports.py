"""What search asks of the apps above: the documents of one kind that anybody may find."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found. `url` is its page; `detail` is what stands beneath the title in a result.

    `keys` are short names and codes that mean it and nothing else; `text` is what is its own, not what all of its kind
    say alike.
    """

    kind: str
    key: str
    title: str
    text: str
    detail: str
    url: str
    keys: str = ""


class Searchable(Protocol):
    """A kind of thing: its code, its Chinese name, and all its public documents."""

    kind: str
    label: str

    def documents(self) -> Iterator[Document]:
        """Everything public of this kind, each once."""
        ...


_kinds: dict[str, Searchable] = {}


def register_searchable(searchable: Searchable) -> None:
    """Let a kind of thing be found; called from an upper app's `apps.py: ready()`."""
    _kinds[searchable.kind] = searchable


def searchables() -> list[Searchable]:
    """Every kind that can be found, in the order of registration."""
    return list(_kinds.values())
