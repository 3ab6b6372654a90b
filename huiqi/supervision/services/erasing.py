"""What was written about a demand under supervision goes with the demand's own words; what was decided when, stays."""

from datetime import datetime

from huiqi.demands.services import BLANK, forget
from huiqi.files.services import destroy_files
from huiqi.journal.services import erase_texts
from huiqi.kernel.access import SYSTEM
from huiqi.papers.services import erase_papers
from huiqi.supervision.models import AuthorityDecision, CaseFile, Explanation, Measure, Objection, SupervisionCase


def forget_words(demand_id: int, *, rule: str, at: datetime) -> None:
    """Every text and file of the cases and explanations of a demand, and what the journal has of them."""
    cases = SupervisionCase.objects.filter(demand_id=demand_id)
    explanations = Explanation.objects.filter(demand_id=demand_id)
    forget(cases, "report", "closed_why")
    forget(Measure.objects.filter(case__in=cases), "text", "remedy", "place", "minutes", "commitments")
    forget(Objection.objects.filter(case__in=cases), "text", "decision")
    forget(AuthorityDecision.objects.filter(case__in=cases), "text")
    forget(explanations, "why")
    erase_papers(cases.values_list("ref", flat=True), BLANK, at=at)
    destroy_files(list(CaseFile.objects.filter(case__in=cases).values_list("file", flat=True)), BLANK, at=at)
    for kind, rows in (("supervision", cases), ("explanation", explanations)):
        for ref in rows.order_by("id").values_list("ref", flat=True):
            erase_texts(kind, ref, rule=rule, actor=SYSTEM, at=at)
