"""One verb on one case: begin locks and checks, finish writes and tells. Every verb goes through here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted
from huiqi.demands.permissions import HANDLERS
from huiqi.journal.services import record
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hub
from huiqi.notices.services import News, tell
from huiqi.supervision.flow import CASE, OPEN
from huiqi.supervision.models import CaseFile, Objection, SupervisionCase
from huiqi.supervision.permissions import can, goes_above
from huiqi.supervision.selectors import visible_to
from huiqi.supervision.words import CaseState, CaseVerb, Why

if TYPE_CHECKING:
    from huiqi.accounts.models import Person
    from huiqi.files.models import StoredFile

MOST_TEXT = 5_000
MOST_DAYS = 60


@dataclass(slots=True)
class Turn:
    """A locked case and the state to which the verb will lead."""

    case: SupervisionCase
    verb: CaseVerb
    actor: Actor
    at: datetime
    to: CaseState

    def finish(
        self,
        audience: Iterable[Wanted],
        *,
        data: Mapping[str, Any] | None = None,
        texts: Mapping[str, str],
        step: str = "",
    ) -> SupervisionCase:
        """Move the state, write the journal, tell the audience; `step`: what was decided, where it is told."""
        case, came_from = self.case, self.case.state
        case.state, case.revision = self.to, case.revision + 1
        ended = self.to not in OPEN
        case.closed_at = (case.closed_at or self.at) if ended else None
        case.next_at = None if ended else case.next_at
        case.proposed_at = None if ended else case.proposed_at
        case.save(force_update=True)
        states = {"from": str(came_from), "to": str(self.to), "revision": case.revision}
        record(
            "supervision",
            case.ref,
            str(self.verb),
            actor=self.actor,
            at=self.at,
            data={**states, **(data or {})},
            texts=texts,
        )
        tell_case(case, f"supervision.{self.verb}", f"{case.revision}", audience, at=self.at, step=step)
        return case


def begin(ref: UUID, verb: CaseVerb, *, actor: Actor, at: datetime, revision: int | None) -> Turn:
    """Lock the case and check: may he see it, is his form fresh, may he do this, is it a move.

    Raises `SupervisionCase.DoesNotExist`, `PermissionDenied`, `Refused`: stale, for_authority, not_now.
    """
    case = visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    if revision is not None and revision != case.revision:
        raise Refused("stale")
    if not can(actor, verb, case):
        if goes_above(actor, verb, case):
            raise Refused("for_authority")
        raise PermissionDenied
    try:
        return Turn(case, verb, actor, at, CASE.after(case.state, verb))
    except NotNow:
        raise Refused("not_now", state=case.state, verb=verb) from None


def pending(case: SupervisionCase) -> Objection | None:
    """The objection that waits for its decision."""
    return Objection.objects.filter(case=case, decided_at=None).first()


def written(text: str, field: str) -> str:
    """A text without the blanks around it; raises `Refused` where nothing or too much is left."""
    kept = text.strip()
    if not kept:
        raise Refused("required", field)
    if len(kept) > MOST_TEXT:
        raise Refused("too_long", field, limit=MOST_TEXT, length=len(kept))
    return kept


def counted(days: int, field: str) -> int:
    """A number of working days that can be meant; raises `Refused`."""
    if not 1 <= days <= MOST_DAYS:
        raise Refused("days", field, most=MOST_DAYS)
    return days


def attach(turn: Turn, files: Sequence[StoredFile], why: Why) -> dict[str, list[str]]:
    """Bind files to the case; answers what the journal keeps."""
    by, at = turn.actor.person_ref, turn.at
    CaseFile.objects.bulk_create(
        CaseFile(case=turn.case, file=file, why=why, attached_at=at, attached_by=by) for file in files
    )
    return {"files": [str(file.ref) for file in files]} if files else {}


def responsible(case: SupervisionCase) -> list[Wanted]:
    """The person held responsible and who leads there; where nobody is named, everybody who works there."""
    if not case.person_ref:
        return [Wanted(case.organisation_id, HANDLERS)]
    leaders = (Role.WINDOW_MANAGER, Role.HUB_OPERATOR)
    return [Wanted(case.organisation_id, HANDLERS, only=case.person_ref), Wanted(case.organisation_id, leaders)]


def supervisors(case: SupervisionCase) -> list[Wanted]:
    """The hub, and who leads the demand's window unless it is the window that is held responsible."""
    above = [Wanted(hub().organisation_id, (Role.HUB_OPERATOR,))]
    if case.window.organisation_id != case.organisation_id:
        above.append(Wanted(case.window.organisation_id, (Role.WINDOW_MANAGER,)))
    return above


def _insiders(case: SupervisionCase) -> set[int]:
    return set(case.demand.insiders.filter(removed_at=None).values_list("person_id", flat=True))


def _leaders(case: SupervisionCase, at: datetime) -> set[int]:
    """Who is told of what is confidential and known to nobody: the hub, and who leads the window."""
    lead = Wanted(case.window.organisation_id, (Role.WINDOW_MANAGER,))
    wanted = [*supervisors(case), lead]
    found = people_wanted(wanted, localdate(at))
    return {person.id for one in wanted for person in found(one)}


def tell_case(
    case: SupervisionCase, kind: str, key: str, audience: Iterable[Wanted], *, at: datetime, step: str = ""
) -> None:
    """Tell one thing about one case, each person once."""
    tell([news_of(case, kind, key, list(audience), at=at, step=step)])


def news_of(
    case: SupervisionCase,
    kind: str,
    key: str,
    wanted: Sequence[Wanted],
    *,
    at: datetime,
    step: str = "",
    due: datetime | None = None,
) -> News:
    """What is told about a case; of a confidential demand to its insiders, of one without any to who leads."""
    found = people_wanted(wanted, localdate(at))
    people: dict[int, Person] = {person.id: person for one in wanted for person in found(one)}
    if case.demand.is_confidential:
        may_know = _insiders(case) or _leaders(case, at)
        people = {key: person for key, person in people.items() if key in may_know}
    until = due or case.answer_due_at
    told = {
        "number": case.demand.number,
        "who": case.organisation.name,
        "due": until.isoformat() if until else "",
        "step": step,
    }
    return News(
        kind=kind,
        key=f"supervision:{case.id}:{key}",
        parameters=told,
        link=reverse("supervision:case", args=[case.ref]),
        people=list(people.values()),
        at=at,
    )
