"""`manage.py propose_document IN.jsonl OUT.jsonl`: propose the structure that policy texts state."""

from huiqi.eligibility.proposals.batches import document_of
from huiqi.policies.management.lines import OfLines


class Command(OfLines):
    """Of each text the structure."""

    propose = staticmethod(document_of)
