"""What was not kept, in plain words: what counts, and what an objection that was upheld took out of the count."""

from django.utils.translation import gettext as _

from huiqi.demands.models import AccountabilityRecord
from huiqi.demands.selectors import Case
from huiqi.demands.wording import label
from huiqi.ui.wording import full_moment


def records_of(case: Case) -> list[str]:
    """The accountability records of a case, those that do not count as such."""
    named, people = case.organisations, case.people
    return [_told(r, named.get(r.organisation_id, ""), people.get(r.person_ref, "")) for r in case.records]


def any_counts(case: Case) -> bool:
    """Whether any of them counts."""
    return any(one.struck_at is None for one in case.records)


def _told(record: AccountabilityRecord, organisation: str, person: str) -> str:
    told = {
        "step": label(record.promise.step),
        "due": full_moment(record.due_at),
        "organisation": organisation,
        "person": person,
    }
    if record.struck_at:
        return _("“%(step)s”应在 %(due)s 前做到，到时没有做到。问责异议成立，不计%(organisation)s的问责。") % told
    if person:
        return _("“%(step)s”应在 %(due)s 前做到，到时没有做到。责任单位：%(organisation)s，责任人：%(person)s。") % told
    return _("“%(step)s”应在 %(due)s 前做到，到时没有做到。责任单位：%(organisation)s。") % told
