"""Bulk verbs on their pages: what is about to be done, how far it is, what became of each."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from huiqi.demands.models import Batch, BatchLine, Demand
from huiqi.demands.selectors import listed, told_states
from huiqi.demands.wording import STATE_TONES, label
from huiqi.demands.words import BatchOutcome, BulkVerb
from huiqi.kernel.access import Actor

HEADINGS = {
    BulkVerb.REGISTER: lazy("批量签收受理"),
    BulkVerb.DISPATCH: lazy("批量转办"),
    BulkVerb.HAND_ON: lazy("批量交接首问"),
}
LEADS = {
    BulkVerb.REGISTER: lazy("签收以后您就是这些诉求的首问负责人。请在时限内逐件联系企业。"),
    BulkVerb.DISPATCH: lazy("每一件各转各的：转得出去的转出去，转不出去的原样留着，并写明为什么。"),
    BulkVerb.HAND_ON: lazy("有同事离岗、请假，把他跟进的诉求一次交给接手的人。接手的人要逐件确认。"),
}
OUTCOME_TONES = {BatchOutcome.WAITING: "quiet", BatchOutcome.DONE: "good", BatchOutcome.REFUSED: "late"}


def bulk_head(verb: BulkVerb) -> dict[str, Any]:
    """How the page of a bulk verb begins."""
    return {"heading": HEADINGS[verb], "told": LEADS[verb], "verb_label": label(verb), "slug": slug(verb)}


def slug(verb: BulkVerb) -> str:
    """The verb as an address says it."""
    return str(verb).replace("_", "-")


def chosen_rows(demands: Sequence[Demand]) -> list[dict[str, Any]]:
    """What was chosen."""
    return [
        {"demand": one, "state": label(one.told_state), "tone": STATE_TONES[one.told_state], "ref": str(one.ref)}
        for one in demands
    ]


def batch_shown(batch: Batch, lines: Sequence[BatchLine], actor: Actor) -> dict[str, Any]:
    """How far a batch is, and what became of each of its demands."""
    count = {outcome: sum(one.outcome is outcome for one in lines) for outcome in BatchOutcome}
    waiting = count[BatchOutcome.WAITING]
    told_states(actor, [one.demand for one in lines])
    return bulk_head(batch.verb) | {
        "batch": batch,
        "rows": [_line(one, actor) for one in lines],
        "total": len(lines),
        "done": len(lines) - waiting,
        "waiting": waiting,
        "told": _told(count) + _unseen(batch),
    }


def _told(count: dict[BatchOutcome, int]) -> str:
    done, refused, waiting = (count[one] for one in (BatchOutcome.DONE, BatchOutcome.REFUSED, BatchOutcome.WAITING))
    said = ngettext("办成 %(n)d 件", "办成 %(n)d 件", done) % {"n": done}
    if refused:
        said += ngettext("，%(n)d 件没有办成，没有改动", "，%(n)d 件没有办成，没有改动", refused) % {"n": refused}
    if waiting:
        said += ngettext("，%(n)d 件还没有办", "，%(n)d 件还没有办", waiting) % {"n": waiting}
    return said + _("。")


def _unseen(batch: Batch) -> str:
    if not batch.unseen:
        return ""
    n = batch.unseen
    return ngettext("选中的有 %(n)d 件您看不到，没有办。", "选中的有 %(n)d 件您看不到，没有办。", n) % {"n": n}


def _line(line: BatchLine, actor: Actor) -> dict[str, Any]:
    demand = listed(actor, line.demand)
    return {
        "demand": demand,
        "tone": OUTCOME_TONES[line.outcome],
        "outcome": label(line.outcome),
        "said": line.said,
        "state": label(demand.told_state),
    }
