"""The verbs of the directory. Each: one transaction, the row locked, one journal entry."""

from huiqi.directory.services.institutions import Entry, Offer, enter_institution, offer, settle

__all__ = [
    "Entry",
    "Offer",
    "enter_institution",
    "offer",
    "settle",
]
