"""`manage.py propose_conditions IN.jsonl OUT.jsonl`: propose the conditions that policy texts state."""

from huiqi.eligibility.proposals.batches import conditions_of
from huiqi.policies.management.lines import OfLines


class Command(OfLines):
    """Of each text the conditions."""

    propose = staticmethod(conditions_of)
