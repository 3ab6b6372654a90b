"""The decisions of the journal: how entries are chained and sealed, what does not fit, when something is erased."""

from huiqi.journal.rules.chain import digest, keyed_hash

__all__ = ["digest", "keyed_hash"]
