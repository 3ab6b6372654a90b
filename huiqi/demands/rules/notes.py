"""Where the internal notes of a demand are written down: in a chain of their own, apart from what happened to it."""

from uuid import UUID, uuid5


def notes_of(ref: UUID) -> UUID:
    """The subject of the journal that holds the notes of the demand with this ref.

    Whatever reads the demand's own chain (its file, its ZIP, the page by its code) can come upon none of them.
    """
    return uuid5(ref, "notes")
