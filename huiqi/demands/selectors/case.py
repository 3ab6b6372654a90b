"""Everything that belongs to one demand, and what may be done with it now."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from huiqi.accounts.selectors import names_of
from huiqi.demands.flow import verbs
from huiqi.demands.models import (
    AccountabilityRecord,
    Archive,
    Attachment,
    Consultation,
    Demand,
    Ending,
    Extension,
    GreenChannel,
    Handling,
    InformationRequest,
    Insider,
    Instruction,
    LostTime,
    Objection,
    PastRound,
    Promise,
    Rating,
    RatingAppeal,
    Rectification,
    Reminder,
    ReturnVisit,
    Suspension,
)
from huiqi.demands.permissions import can
from huiqi.demands.rules.notes import notes_of
from huiqi.demands.rules.standing import EARLIER_TIMES
from huiqi.demands.selectors.after_answer import (
    no_appealing,
    no_reviewing,
    not_mine_to_rectify,
    too_early,
    visit_first,
)
from huiqi.demands.selectors.beside import NO_PRESSING
from huiqi.demands.selectors.dispatching import chosen_matter
from huiqi.demands.selectors.hands import hand_of, is_summed_up
from huiqi.demands.selectors.in_case import rows_in
from huiqi.demands.selectors.merging import NO_LINKS, NO_MERGING, Links, links_of
from huiqi.demands.selectors.pausing import NO_PAUSING
from huiqi.demands.selectors.returning import given_back_before
from huiqi.demands.selectors.seeing import earlier_closed, intake_of, last_request, objection_to
from huiqi.demands.selectors.veil import veil_case
from huiqi.demands.words import (
    SCANS,
    Anonymity,
    Purpose,
    ReminderKind,
    Step,
    Verb,
)
from huiqi.directory.selectors import matter_by_code
from huiqi.journal.selectors import Happening, timelines
from huiqi.kernel.access import Actor
from huiqi.kernel.together import together
from huiqi.network.selectors import short_names_of

if TYPE_CHECKING:
    from huiqi.papers.models import Paper

Row = TypeVar("Row")

MANY = (
    *("handlings", "promises", "attachments", "papers", "visits", "archives", "past", "reminders", "instructions"),
    *("insiders", "suspensions", "consultations", "lost"),
)
ONE = ("ending", "green", "extension", "rectification", "appeal")
"""What of a case is asked together, by its name: of which there are many, and one at most."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that belongs to one round of a demand. `people` and `organisations` are names by ref and by key;
    `matter` is the name of the matter it was taken in for, if one was chosen. `handling`: who has all of it, or
    the only part. `notes` are entries of another chain, and for nobody until `selectors.with_notes` has said for whom.
    """

    demand: Demand
    round: int
    handling: Handling | None
    handlings: list[Handling]
    promises: list[Promise]
    records: list[AccountabilityRecord]
    attachments: list[Attachment]
    request: InformationRequest | None
    rating: Rating | None
    visits: list[ReturnVisit]
    archives: list[Archive]
    papers: "list[Paper]"
    happenings: list[Happening]
    notes: list[Happening]
    past: list[PastRound]
    ending: Ending | None
    reminders: list[Reminder]
    green: GreenChannel | None
    instructions: list[Instruction]
    insiders: list[Insider]
    extension: Extension | None
    suspensions: list[Suspension]
    consultations: list[Consultation]
    lost: list[LostTime]
    people: dict[str, str]
    organisations: dict[int, str]
    matter: str
    rectification: Rectification | None = None
    appeal: RatingAppeal | None = None
    links: Links = NO_LINKS

    @property
    def objection(self) -> Objection | None:
        """The objection to the decision that closed this round."""
        return objection_to(self.ending)

    @property
    def hands(self) -> list[Handling]:
        """The custodies that are open: one, or one for each part."""
        return [one for one in self.handlings if one.ended_at is None]

    @property
    def archive(self) -> Archive | None:
        """The file of this round that was asked for last."""
        return next((one for one in reversed(self.archives) if one.round == self.round), None)

    def owed(self) -> list[Promise]:
        """What is still owed, the earliest first; not what is held while the clock stands."""
        return [p for p in self.promises if p.kept_at is None and p.released_at is None and p.held_at is None]

    @property
    def standstill(self) -> Suspension | None:
        """By what the enterprise's clock stands now."""
        return next((one for one in self.suspensions if one.stands), None)

    def files(self, purpose: Purpose) -> list[Attachment]:
        """The files that came with one thing."""
        return [a for a in self.attachments if a.purpose is purpose]

    def scans(self) -> list[Attachment]:
        """The scanned papers that stand."""
        return [a for a in self.attachments if a.purpose in SCANS and a.replaced_by_id is None]

    def reminded(self, kind: ReminderKind) -> list[Reminder]:
        """The reminders of one kind, the last one last."""
        return [one for one in self.reminders if one.kind is kind]

    def open_instructions(self) -> list[Instruction]:
        """The instructions that were not reported back, the earliest due first."""
        return [one for one in self.instructions if one.reported_at is None]


def case_of(demand: Demand, number: int | None = None) -> Case:
    """Collect the case of a demand that came whole, in its present round or in round `number`.

    Three queries, however much has happened; one more for the chosen matter, one for what was merged or split, one for
    what was asked in another round than the present one.
    """
    now = number or demand.round
    told = timelines((demand.ref, notes_of(demand.ref)))
    happenings, notes = told[demand.ref], told[notes_of(demand.ref)]
    rows = together(**rows_in(demand, now, {one.verb for one in happenings}))
    found = defaultdict(list, rows)
    records = [promise.record for promise in found["promises"] if promise.missed_at]
    people = {ref for h in happenings for ref in (h.actor_ref, h.data.get("successor", ""), h.data.get("insider", ""))}
    people |= {demand.first_contact} | {r.person_ref for r in records} | {one.first_contact for one in found["past"]}
    people |= {ref for one in notes for ref in (one.actor_ref, *one.data.get("mentioned", ()))}
    people |= {one.issued_by for one in found["papers"]}
    here = now == demand.round
    involved = [*found["handlings"], *found["consultations"]]
    persons, organisations = _names(demand, people, involved, [*happenings, *notes])
    asked: dict[str, Any] = {name: found[name] for name in MANY} | {name: _one(found[name]) for name in ONE}
    case = Case(
        demand=demand,
        round=now,
        handling=only(h for h in found["handlings"] if h.ended_at is None),
        records=records,
        request=demand.asked if here else last_request(demand, now),
        rating=demand.rated if here else _one(found["rating"]),
        happenings=happenings,
        notes=notes,
        people=persons,
        organisations=organisations,
        matter=_matter(demand),
        links=links_of(demand, happenings),
        **asked,
    )
    return veil_case(case) if demand.hidden else case


def _one(rows: Sequence[Row]) -> Row | None:
    return rows[0] if rows else None


def only(hands: Iterable[Handling]) -> Handling | None:
    """The one there is; none where there are several."""
    found = list(hands)
    return found[0] if len(found) == 1 else None


def _matter(demand: Demand) -> str:
    """The name of the matter that was chosen when staff took the demand in."""
    code = chosen_matter(demand)
    chosen = matter_by_code(code) if code else None
    return chosen.name if chosen else ""


def whole(demand: Demand) -> Demand:
    """The same demand, whole. One query."""
    return Demand.objects.select_related("window", "enterprise").whole().get(id=demand.id)


def _names(
    demand: Demand, people: Iterable[str], involved: Iterable[Handling | Consultation], happenings: Iterable[Happening]
) -> tuple[dict[str, str], dict[int, str]]:
    """The names of these people, and of all who have had to do with a demand: its enterprise, its window, institutions,
    other windows. One query.
    """
    firm, window = demand.enterprise, demand.window
    named = {one.organisation_id: one.organisation.name for one in involved}
    if demand.anonymity is Anonymity.ANONYMOUS:
        named[0] = firm.name  # whose acts bear no organisation
    named |= {firm.organisation_id: firm.name, window.organisation_id: window.short_name}
    others = {one.organisation_id for one in happenings if one.organisation_id}
    others |= {one.data["organisation"] for one in happenings if one.data.get("organisation")}
    if intake := intake_of(demand):
        others.add(intake.organisation_id)
    found = together(people=names_of(people), windows=short_names_of(others - set(named)))
    return {str(ref): name for ref, name in found["people"]}, named | dict(found["windows"])


def possible(actor: Actor, case: Case, at: datetime) -> list[Verb]:
    """What this actor can do with the demand now: the flow, the permissions, and what the case itself forbids."""
    demand, handling = case.demand, hand_in(case, actor)
    allowed = [v for v in verbs(demand.state, handling.state if handling else None) if can(actor, v, demand, handling)]
    return [v for v in allowed if v not in FORBIDDEN or not FORBIDDEN[v](case, actor, at)]


def hand_in(case: Case, actor: Actor) -> Handling | None:
    """Which custody the actor's verbs are about."""
    return hand_of(case.hands, actor) or case.demand.held


def _no_returning(case: Case, actor: Actor, _at: datetime) -> bool:
    mine = hand_in(case, actor)
    return mine is None or mine.is_ruled or given_back_before(mine, case.handlings, case.demand.began_at)


def _no_contesting(case: Case, actor: Actor, _at: datetime) -> bool:
    mine = hand_in(case, actor)
    if mine is None or mine.is_ruled or mine.contested_at:
        return True
    return not given_back_before(mine, case.handlings, case.demand.began_at)


def _no_entering(case: Case, actor: Actor, _at: datetime) -> bool:
    mine = hand_in(case, actor)
    return mine is None or mine.is_ruled or mine.contested_at is not None


def _no_recalling(case: Case, actor: Actor, _at: datetime) -> bool:
    """Of several it is said on the card at whose part; what is ruled stays."""
    mine = hand_in(case, actor)
    return mine is None or mine.is_ruled


def _no_summing_up(case: Case, _actor: Actor, _at: datetime) -> bool:
    divided = any(one.part and one.answer and one.sent_at >= case.demand.began_at for one in case.handlings)
    return not divided or is_summed_up(case.happenings)


def handed_over(happenings: Sequence[Happening]) -> bool:
    """Whether it is written down that the enterprise has the result of this round."""
    told = (one.verb for one in reversed(happenings) if one.verb in (Verb.HAND_OVER_RESULT, Verb.REOPEN))
    return next(told, None) == Verb.HAND_OVER_RESULT


def _too_few(case: Case, *_: object) -> bool:
    earlier = EARLIER_TIMES - (case.demand.round - 1)
    if earlier <= 0:
        return False
    known = case.demand.repeats if case.demand.anonymity is Anonymity.NAMED else []
    return (earlier_closed(case.demand)[:earlier].count() if known is None else len(known)) < earlier


def _no_extending(case: Case, _actor: Actor, at: datetime) -> bool:
    owed = any(p.step is Step.FINISH and p.due_at > at and not p.missed_at for p in case.owed())
    return case.extension is not None or not owed


def _no_ruling(case: Case, actor: Actor, _at: datetime) -> bool:
    asked = case.extension
    return bool(case.standstill) or asked is None or asked.granted is not None or asked.asked_by == actor.person_ref


def _objection_waits(case: Case) -> bool:
    return case.objection is not None and case.objection.decided_at is None


FORBIDDEN: dict[Verb, Callable[[Case, Actor, datetime], bool]] = {
    **NO_PRESSING,
    **NO_MERGING,
    Verb.CONSULT: lambda case, _actor, _at: case.demand.is_confidential,
    Verb.ACKNOWLEDGE: lambda case, _actor, _at: not case.demand.handed_on_by,
    Verb.HAND_OVER_RESULT: lambda case, *_: handed_over(case.happenings),
    Verb.RECALL: _no_recalling,
    Verb.RETURN: _no_returning,
    Verb.CONTEST: _no_contesting,
    Verb.ENTER_RETURN: _no_entering,
    Verb.ARBITRATE: lambda case, *_: not any(one.contested_at for one in case.hands),
    Verb.TAKE_OPINION: lambda *_: True,  # on a page of its own, by whoever was asked
    Verb.GIVE_OPINION: lambda *_: True,
    Verb.DECLINE_OPINION: lambda *_: True,
    Verb.CALL_OFF: lambda case, *_: not any(one.is_open for one in case.consultations),
    Verb.ASK_EXTENSION: _no_extending,
    **NO_PAUSING,
    Verb.GRANT_EXTENSION: _no_ruling,
    Verb.DECLINE_EXTENSION: _no_ruling,
    Verb.SUM_UP: _no_summing_up,
    Verb.RATE: lambda case, _actor, _at: case.rating is not None,
    Verb.ATTEMPT_VISIT: lambda _case, _actor, _at: True,  # the form of VISIT writes it down
    Verb.VISIT: too_early,
    Verb.ARCHIVE: visit_first,
    Verb.OPEN_RECTIFICATION: lambda case, _actor, _at: case.rectification is not None,
    Verb.PLAN_RECTIFICATION: not_mine_to_rectify,
    Verb.RECTIFY: not_mine_to_rectify,
    Verb.APPEAL: no_appealing,
    Verb.UPHOLD_APPEAL: no_reviewing,
    Verb.DECLINE_APPEAL: no_reviewing,
    Verb.REOPEN: lambda case, *_: case.demand.is_erased or _objection_waits(case),
    Verb.CLOSE_REPEATED: _too_few,
    Verb.OPEN_GREEN: lambda case, _actor, _at: any(
        p.step is Step.GREEN_FINISH and p.round == case.round for p in case.promises
    ),
    Verb.CLOSE_GREEN: lambda case, _actor, _at: not case.demand.is_green,
    Verb.REPLACE_SCAN: lambda case, *_: not case.scans(),
    Verb.REPORT_BACK: lambda case, _actor, _at: not case.open_instructions(),
    Verb.REMOVE_INSIDER: lambda case, _actor, _at: len(case.insiders) < 2,
}
"""What the case itself forbids of what flow and permissions allow; the services refuse the same."""
