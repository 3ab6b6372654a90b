"""What is stored beside a demand, told with its row: what is not there is not asked for."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from huiqi.demands.models import Attachment, Demand, DemandQuerySet, GeneralAnswer, Handling
from huiqi.demands.rules.standing import EARLIER_TIMES
from huiqi.demands.words import Anonymity, DemandState
from huiqi.papers.selectors import papers_of


def with_what_is_there(demands: DemandQuerySet, *, repeated: bool) -> DemandQuerySet:
    """Each with whether there are files, custodies and papers of it, and anything that came of it for everybody; where
    it can be closed as `repeated`, also with what it would repeat. No query more.
    """
    files, hands = Attachment.objects.filter(demand=OuterRef("id")), Handling.objects.filter(demand=OuterRef("id"))
    papers = papers_of(OuterRef("ref"))
    told: dict[str, Any] = {"has_files": Exists(files), "has_hands": Exists(hands), "has_papers": Exists(papers)}
    told["has_general"] = Exists(GeneralAnswer.objects.filter(demand=OuterRef("id")))
    if repeated:
        own = closed_before(OuterRef("enterprise_id"), OuterRef("filed_at"), OuterRef("id"))
        told["repeats"] = ArraySubquery(own.values("id")[:EARLIER_TIMES])
    return demands.annotate(**told)


def closed_before(enterprise: Any, filed_at: Any, but: Any) -> DemandQuerySet:
    """What an enterprise filed until a moment and is closed, the latest first, one left out; nothing that is
    confidential or keeps a name, nor what was merged into another, which counts.
    """
    before = Demand.objects.filter(enterprise_id=enterprise, filed_at__lte=filed_at)
    before = before.filter(is_confidential=False, anonymity=Anonymity.NAMED)
    return before.exclude(id=but).exclude(state=DemandState.MERGED).closed().order_by("-filed_at", "-id")
