"""The ladder begins by itself, and proposes its next step by itself; it takes none."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from huiqi.demands.selectors import records_on
from huiqi.journal.selectors import Happening, timelines
from huiqi.journal.services import Line, record_each
from huiqi.kernel.access import SYSTEM
from huiqi.notices.services import News, tell
from huiqi.reference.selectors import calendar
from huiqi.supervision.flow import NEXT
from huiqi.supervision.models import Explanation, Objection, SupervisionCase
from huiqi.supervision.permissions import is_for_authority
from huiqi.supervision.rules import FINISHES, explained_at, until
from huiqi.supervision.selectors import limits
from huiqi.supervision.services.explaining import tell_asked
from huiqi.supervision.services.turn import news_of, supervisors
from huiqi.supervision.wording.notices import PROPOSED, REFERRED
from huiqi.supervision.words import CaseState, LadderStep

if TYPE_CHECKING:
    from huiqi.demands.models import AccountabilityRecord

logger = logging.getLogger(__name__)

PAGE = 200


def open_cases(missed: Iterable[tuple[int, int]], *, at: datetime) -> None:
    """Open a case for every record (demand, promise), and ask for the explanation of what was not finished.

    In the transaction that wrote the records; a handful of statements for any number of them.
    """
    records = list(records_on(promise for _demand, promise in missed))
    if not records:
        return
    days = calendar()
    next_at = until(at, limits(LadderStep.ORDER).wait_days, days)
    SupervisionCase.objects.bulk_create(
        [
            SupervisionCase(
                record=one,
                demand_id=one.demand_id,
                window_id=one.window_id,
                organisation_id=one.organisation_id,
                person_ref=one.person_ref,
                state=CaseState.RECORDED,
                opened_at=at,
                next_at=next_at,
            )
            for one in records
        ],
        ignore_conflicts=True,
    )
    _ask_why(records, at=at)


def _ask_why(records: Sequence[AccountabilityRecord], *, at: datetime) -> None:
    """Ask whoever holds what was not finished to say why; the letter goes with or without his words."""
    days = calendar()
    late = [one for one in records if one.promise.step in FINISHES and one.demand.answered_at is None]
    Explanation.objects.bulk_create(
        [
            Explanation(
                promise=one.promise,
                demand_id=one.demand_id,
                organisation_id=one.organisation_id,
                person_ref=one.person_ref,
                due_at=one.due_at,
                asked_at=at,
                issue_at=explained_at(at, days),
            )
            for one in late
        ],
        ignore_conflicts=True,
    )
    tell_asked([one.promise_id for one in late], at=at)


def propose_steps(*, at: datetime, page: int = PAGE) -> int:
    """Propose the next step of every case whose limit passed; answers how many. Safe in several workers.

    What was done meanwhile settles; what the hub itself owes is noted as the authority's to decide; an objection or a
    reported remedy that waits for its decision holds the ladder.
    """
    rows = SupervisionCase.objects.filter(next_at__isnull=False, proposed_at=None, closed_at=None, next_at__lte=at)
    ordered, proposed = rows.order_by("next_at", "id").values_list("next_at", "id"), 0
    found = list(ordered[:page])
    while found:
        proposed += _each([key for _moment, key in found], at)
        last, last_id = found[-1]
        found = list(ordered.filter(Q(next_at__gt=last) | Q(next_at=last, id__gt=last_id))[:page])
    return proposed


def _each(ids: Sequence[int], at: datetime) -> int:
    try:
        return _propose(ids, at)
    except Exception:
        logger.exception("cases %s to %s could not be proposed together", ids[0], ids[-1])
    return sum(_each([one], at) for one in ids) if len(ids) > 1 else 0


@transaction.atomic
def _propose(ids: Sequence[int], at: datetime) -> int:
    free = SupervisionCase.objects.select_for_update(of=("self",), skip_locked=True)
    rows = free.select_related("record__promise", "demand__window", "window", "organisation")
    cases = list(rows.filter(id__in=ids, proposed_at=None, closed_at=None, next_at__lte=at).order_by("id"))
    objected = set(
        Objection.objects.filter(case__in=[one.id for one in cases], decided_at=None).values_list("case_id", flat=True)
    )
    done = [one for one in cases if one.state is CaseState.RECORDED and _is_done(one)]
    held = [one for one in cases if one not in done and (one.id in objected or one.reported_at)]
    above = [one for one in cases if one not in done + held and is_for_authority(one, NEXT[one.state])]
    due = [one for one in cases if one not in done + held + above]
    _settle(done, at)
    SupervisionCase.objects.filter(id__in=[one.id for one in held + above]).update(next_at=at + timedelta(days=1))
    SupervisionCase.objects.filter(id__in=[one.id for one in due]).update(proposed_at=at)
    _tell(due, "propose", PROPOSED, at)
    if above:
        told = timelines([one.ref for one in above])
        _tell([one for one in above if not any(_refers(one, entry) for entry in told[one.ref])], "refer", REFERRED, at)
    return len(due)


def _refers(case: SupervisionCase, entry: Happening) -> bool:
    """Whether an entry says already that the authority has to take the next step of this case."""
    return entry.verb == "refer" and entry.data["step"] == str(NEXT[case.state])


def _is_done(case: SupervisionCase) -> bool:
    """What was missed was done after all, or is owed no more."""
    promise = case.record.promise
    return promise.kept_at is not None or promise.released_at is not None


def _settle(cases: Sequence[SupervisionCase], at: datetime) -> None:
    """Close what was made up for before anything had to be ordered: the record stays, the ladder ends."""
    SupervisionCase.objects.filter(id__in=[one.id for one in cases]).update(
        state=CaseState.CLOSED, closed_at=at, closed_why="", next_at=None
    )
    states = {"from": str(CaseState.RECORDED), "to": str(CaseState.CLOSED)}
    lines = [Line(one.ref, {**states, "revision": one.revision}) for one in cases]
    record_each("supervision", "settle", lines, actor=SYSTEM, at=at)


def _tell(cases: Sequence[SupervisionCase], verb: str, kind: str, at: datetime) -> None:
    """Note which step comes next, and tell who takes it; of the hub's own office, that the authority does."""
    told: list[News] = []
    lines = []
    for one in cases:
        step = str(NEXT[one.state])
        lines.append(Line(one.ref, {"step": step}))
        told.append(news_of(one, kind, f"{verb}:{step}", supervisors(one), at=at, step=step))
    record_each("supervision", verb, lines, actor=SYSTEM, at=at)
    tell(told)
