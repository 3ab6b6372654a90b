"""The verbs of the journal: record a happening or a look, seal, verify, erase, say how long is kept."""

from huiqi.journal.services.erasing import erase_texts
from huiqi.journal.services.keeping import keep_for
from huiqi.journal.services.recording import Line, record, record_each, record_look
from huiqi.journal.services.sealing import seal_journal
from huiqi.journal.services.verifying import verify_journal, verify_subject

__all__ = [
    "Line",
    "erase_texts",
    "keep_for",
    "record",
    "record_each",
    "record_look",
    "seal_journal",
    "verify_journal",
    "verify_subject",
]
