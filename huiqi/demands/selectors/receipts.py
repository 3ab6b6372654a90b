"""The receipt of a demand that staff took in: who may read it."""

from uuid import UUID

from django.utils.translation import gettext_noop as mark

from huiqi.demands.permissions import FIRM
from huiqi.demands.selectors.intake import taken_in_by
from huiqi.demands.selectors.secrecy import note_look
from huiqi.demands.selectors.seeing import visible_to
from huiqi.kernel.access import Actor
from huiqi.papers.ports import Block, PaperKind


def _reads(actor: Actor, _subject_type: str, subject_ref: UUID) -> bool:
    """The firm, and whoever took it in: the query code on it is nobody else's."""
    firm = actor.is_a(*FIRM)
    demand = visible_to(actor).filter(ref=subject_ref).first() if firm else taken_in_by(actor, subject_ref)
    if demand is None:
        return False
    note_look(actor, demand)
    return True


RECEIPT = PaperKind(
    code="intake_receipt",
    label=mark("诉求登记回执"),
    title="诉求登记回执",
    word="回",
    blocks=frozenset({Block.FIELDS, Block.BODY, Block.SEAL}),
    reader=_reads,
    compact=True,
    logged=True,
)
"""What who came to the counter takes home: number, query code, what was written down, until when he is answered."""
