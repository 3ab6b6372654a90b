"""What was written in the agreements about a demand goes with the demand's own words; sums and days stay."""

from datetime import datetime

from huiqi.agreements.models import Agreement, Deliverable, Duplicate, Milestone, SignedPaper, Version
from huiqi.demands.services import BLANK, forget
from huiqi.files.services import destroy_files
from huiqi.journal.services import erase_texts
from huiqi.kernel.access import SYSTEM
from huiqi.papers.services import erase_papers


def forget_words(demand_id: int, *, rule: str, at: datetime) -> None:
    """Every text and file of the agreements about a demand, and what the journal has of them."""
    agreements = Agreement.objects.filter(demand_id=demand_id)
    milestones = Milestone.objects.filter(agreement__in=agreements)
    forget(agreements, "report", "dispute", "end_reason")
    forget(Version.objects.filter(agreement__in=agreements), *TERMS)
    forget(milestones, "name", "outcome")
    forget(Duplicate.objects.filter(later__in=agreements), "reason")
    signed = SignedPaper.objects.filter(version__agreement__in=agreements).values_list("file", flat=True)
    brought = Deliverable.objects.filter(milestone__in=milestones).values_list("file", flat=True)
    erase_papers(agreements.values_list("ref", flat=True), BLANK, at=at)
    destroy_files([*signed, *brought], BLANK, at=at)
    for ref in agreements.order_by("id").values_list("ref", flat=True):
        erase_texts("agreement", ref, rule=rule, actor=SYSTEM, at=at)


TERMS = ("scope", "deliverables", "terms", "explanation", "decline_reason")
