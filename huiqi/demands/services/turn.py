"""One verb on one demand: begin locks and checks, finish writes. Every verb goes through here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from huiqi.demands.events import DemandMoved
from huiqi.demands.flow import (
    AFTER_ANSWER,
    AT_DESK,
    CLOSED,
    GIVEN_BACK,
    OF_ONE_HAND,
    OPEN_HANDLINGS,
    WHOLE,
    after,
    counting,
)
from huiqi.demands.models import Archive, Attachment, Demand, DemandQuerySet, Dispute, Handling
from huiqi.demands.permissions import can
from huiqi.demands.selectors import hand_of, hands_of, locked_demand, states_of
from huiqi.demands.services.hearing import hear
from huiqi.demands.services.pausing import lift
from huiqi.demands.services.promises import settle
from huiqi.demands.services.remembering import as_it_stands
from huiqi.demands.services.telling import note_moved
from huiqi.demands.wording.told import BY_CODE, DIVIDED, PART_ANSWERED, PART_RETURNED
from huiqi.demands.words import Anonymity, ArchiveState, DemandState, HandlingState, Purpose, Step, Verb
from huiqi.journal.selectors import timeline
from huiqi.journal.services import record
from huiqi.kernel.access import SYSTEM, Actor, Role
from huiqi.kernel.events import publish
from huiqi.kernel.jobs import enqueue
from huiqi.kernel.refusal import Refused
from huiqi.kernel.rows import as_read, changed, insert, update

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile

MOST_TEXT = 5_000
"""Characters of any free text."""

MOST_FILES = 10
"""Files that may come with one verb."""

DEEDS_BY_CODE = 20
"""What may be done with one demand by number and code in a day."""


@dataclass(frozen=True, slots=True)
class News:
    """As what a move is told, and about which custody, by its key, where it is about one."""

    verb: str
    handling: int | None = None


@dataclass(slots=True)
class Turn:
    """A locked demand, who has it in his hands, and the states to which the verb will lead.

    `handling`: the custody that the verb is about, if about one; `hands`: those that count, by part; `parts`: which of
    them the verb is about or begins; `moved`: their states after it. `about`: the key of the custody whose promises it
    touches, where it touches no other. `before`: what the columns of all of these held when they were locked; what
    differs is written.
    """

    demand: Demand
    handling: Handling | None
    hands: dict[int, Handling]
    verb: Verb
    actor: Actor
    at: datetime
    parts: tuple[int, ...]
    to: DemandState
    moved: dict[int, HandlingState]
    about: int | None
    before: dict[Model, dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        self.before = {row: as_read(row) for row in (self.demand, *self.hands.values())}

    @property
    def is_partial(self) -> bool:
        """Whether it is the answer of a part, while others are still owed."""
        return self.verb in (Verb.ANSWER, Verb.ENTER_ANSWER) and self.to is not DemandState.ANSWERED

    def begins(self, *parts: int) -> None:
        """The verb hands on these parts."""
        self.parts = parts
        self.to, self.moved = after(self.demand.state, states_of(self.hands), self.verb, parts)

    def finish(
        self,
        data: Mapping[str, Any] | None = None,
        texts: Mapping[str, str] | None = None,
        *,
        release: tuple[Step, ...] = (),
        keep: tuple[int, ...] = (),
        resume: bool = False,
    ) -> Demand:
        """Move the states, settle what the verb keeps and releases, write the journal, tell the news.

        `keep`: promises that this verb keeps beside those of its steps, by their keys.

        `resume`: the enterprise's clock runs again with it, where it stands; with an answer or an end it always does.
        Whatever closes a demand asks for its file.
        """
        demand, came_from = self.demand, self.demand.state
        if demand.suspended_until and (resume or self.to in AFTER_ANSWER or self.to in CLOSED):
            data = {**(data or {}), **lift(demand, self.at, self.actor.person_ref)}
        partial = self.is_partial
        demand.next_due_at = settle(
            demand, self.verb, self.at, also_release=release, also_keep=keep, custody=self.about, partial=partial
        )
        heard = Verb.REPLY if partial else self.verb
        hear(demand, heard, by_hub=self.actor.is_a(Role.HUB_OPERATOR), ended=self.to in CLOSED, at=self.at)
        self._touch()
        self._move_hands()
        demand.state, demand.revision = self.to, demand.revision + 1
        if came_from not in CLOSED or self.to not in CLOSED:
            demand.closed_at = self.at if self.to in CLOSED else None
        self._store(demand)
        if demand.closed_at == self.at:
            self.ask_for_file()
        self._note(came_from, data, self._said(texts))
        return demand

    def _store(self, row: Model) -> None:
        """Write what the verb changed."""
        update(row, changed(row, self.before[row]))

    def _touch(self) -> None:
        """Who has it did something about it: his window, or who has it in his hands; or it came to its window."""
        demand, office = self.demand, self.actor.organisation_id
        if office == demand.window.organisation_id:
            demand.touched_at = demand.acted_at = self.at
        elif self.to in AT_DESK and demand.state not in AT_DESK:
            demand.touched_at = self.at
        if self.handling and self.handling.organisation_id == office:
            self.handling.acted_at = self.at
        if self.verb is Verb.RESUME:  # nobody could do anything while the clock stood
            demand.touched_at = self.at
            for row in self.hands.values():
                row.acted_at = self.at
            Handling.objects.filter(demand=demand, ended_at=None).update(acted_at=self.at)

    def _note(self, came_from: DemandState, data: Mapping[str, Any] | None, texts: Mapping[str, str]) -> None:
        """The entry, which names the parts it is about; and the news."""
        parts = {} if self.parts == (WHOLE,) else {"parts": list(self.parts)}
        hand = self.moved.get(self.parts[0])
        note(
            self.demand, self.verb, came_from, hand, self.actor, self.at, {**parts, **(data or {})}, texts, self._news()
        )

    def _news(self) -> News:
        """As what it is told: the answer of a part is not the answer; what was divided went to several."""
        about = self.handling.id if self.handling and self.verb in OF_ONE_HAND else None
        if self.is_partial:
            return News(PART_ANSWERED, about)
        if self.verb in (Verb.RETURN, Verb.ENTER_RETURN) and self.parts != (WHOLE,):
            return News(PART_RETURNED, about)
        return News(DIVIDED if self.verb is Verb.DISPATCH and self.parts != (WHOLE,) else str(self.verb), about)

    def _said(self, texts: Mapping[str, str] | None) -> Mapping[str, str]:
        """With the name that whoever acts through the link of a letter gave: no account tells it."""
        through_link = self.actor.is_anonymous and self.actor.is_a(Role.INSTITUTION_CLERK)
        return {**(texts or {}), **({"by_link": self.actor.name} if through_link else {})}

    def ask_for_file(self) -> None:
        """Every round leaves its file; the worker prints it."""
        waiting = ArchiveState.WAITING
        insert(Archive(demand=self.demand, round=self.demand.round, state=waiting, asked_at=self.at))
        enqueue("demands.make_archive", demand_id=self.demand.id)

    def _move_hands(self) -> None:
        """Write the states of those who had it; those who get it only now are written already."""
        lets_go = False
        for part, row in self.hands.items():
            to = self.moved.get(part, row.state)
            if to is row.state and row is not self.handling:
                continue
            row.state = to
            if to not in OPEN_HANDLINGS:
                row.ended_at = self.at
                lets_go |= to in GIVEN_BACK
                self._settle_dispute(row)
            self._store(row)
        self.demand.parts = sorted(part for part in counting(self.to, self.moved) if part != WHOLE)
        if lets_go:
            self.let_go()

    def _settle_dispute(self, row: Handling) -> None:
        """A custody that is over needs no ruling any more."""
        if row.contested_at:
            Dispute.objects.filter(handling=row, settled_at=None).update(settled_at=self.at)
            row.contested_at = None

    def let_go(self) -> None:
        """Whoever gave it back sees it no more, unless he answered it in an earlier round."""
        standing = self.demand.handlings.exclude(state__in=GIVEN_BACK)
        self.demand.handlers = sorted(set(standing.values_list("organisation_id", flat=True)))


def begin(
    ref: UUID,
    verb: Verb,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None,
    among: DemandQuerySet | None = None,
    part: int | None = None,
) -> Turn:
    """Lock the demand and check: may he see it, is his form fresh, may he do this, is it a move. Two queries.

    Raises `Demand.DoesNotExist`, `PermissionDenied`, `Refused("stale")`, `Refused("which_part")`, `NotNow`; by number
    and code, which cost a query more, `Refused("enough_by_code")`. `revision` is that of the form
    he acted on; None where no form was shown. `among`: the demands he may do this with unseen. `part`: which of several
    custodies it is about, where that is not his own.
    """
    unseen = among.select_for_update(of=("self",)) if among is not None else None
    demand = locked_demand(actor, ref) if unseen is None else unseen.get(ref=ref)
    if actor.only:
        keep_pace(ref, actor, at)
    hands = hands_of(demand)
    handling = hand_of(hands.values(), actor, verb, part)
    if revision is not None and revision != demand.revision:
        raise Refused("stale")
    if not can(actor, verb, demand, handling):
        raise PermissionDenied
    if verb is Verb.RECALL and handling is None and len(hands) > 1:
        raise Refused("which_part", "part")
    parts = (handling.part,) if handling and verb in OF_ONE_HAND else (WHOLE,)
    to, moved = after(demand.state, states_of(hands), verb, parts)
    about = handling.id if handling and verb in OF_ONE_HAND else None
    return Turn(demand, handling, hands, verb, actor, at, parts, to, moved, about)


def by_itself(demand: Demand, verb: Verb, at: datetime) -> Turn:
    """The turn of a verb that happens by itself; the demand locked by the caller. One query. Raises `NotNow`."""
    hands = hands_of(demand)
    to, moved = after(demand.state, states_of(hands), verb, (WHOLE,))
    return Turn(demand, None, hands, verb, SYSTEM, at, (WHOLE,), to, moved, None)


def keep_pace(ref: UUID, actor: Actor, at: datetime) -> None:
    """Raises `Refused("enough_by_code")` beyond twenty deeds by number and code a day."""
    lately = [one for one in timeline(ref) if one.actor_ref == actor.person_ref and one.at > at - timedelta(days=1)]
    if len(lately) >= DEEDS_BY_CODE:
        raise Refused("enough_by_code", limit=DEEDS_BY_CODE)


def note(
    demand: Demand,
    verb: Verb,
    came_from: DemandState | None,
    handling: HandlingState | None,
    actor: Actor,
    at: datetime,
    data: Mapping[str, Any] | None,
    texts: Mapping[str, str] | None,
    news: News | None = None,
) -> None:
    """Write the entry from which the state can be replayed, and tell the news.

    Raises `Refused("clock_backwards")` where the moment lies before the last entry: then nothing is done.
    """
    news = news or News(str(verb))
    states = {
        "from": came_from and str(came_from),
        "to": str(demand.state),
        "handling": handling and str(handling),
        "revision": demand.revision,
    }
    how = {"by": "code"} if actor.only else {}
    told = {**states, **how, **as_it_stands(demand), **(data or {})}
    begins = came_from is None
    record("demand", demand.ref, str(verb), actor=actor, at=at, data=told, texts=texts, strictly=True, begins=begins)
    publish(DemandMoved(demand.id, news.verb, str(demand.state), demand.revision, at, news.handling))
    if actor.only and "by" not in (data or {}):
        note_moved(demand.id, BY_CODE, demand.revision, at=at)


def searchable(demand: Demand) -> str:
    """What a search reads of a demand: nothing of a confidential one, and no name that is withheld."""
    if demand.is_confidential:
        return ""
    named = demand.anonymity is Anonymity.NAMED
    return (f"{demand.title}\n{demand.enterprise.name_key}" if named else demand.title).lower()


def written(text: str, field: str) -> str:
    """A text without the blanks around it; raises `Refused` where nothing or too much is left."""
    kept = text.strip()
    if not kept:
        raise Refused("required", field)
    return fits(kept, field)


def fits(text: str, field: str) -> str:
    """A text that may be empty; raises `Refused` where it is too long."""
    if len(text) > MOST_TEXT:
        raise Refused("too_long", field, limit=MOST_TEXT, length=len(text))
    return text.strip()


def attach(
    demand: Demand,
    files: Sequence[StoredFile],
    purpose: Purpose,
    *,
    actor: Actor,
    at: datetime,
    items: Mapping[int, str] | None = None,
) -> dict[str, list[str]]:
    """Bind files to the demand; answers what the journal keeps. `items`: for which line, by key of the file."""
    if len(files) > MOST_FILES:
        raise Refused("too_many_files", "attachments", limit=MOST_FILES)
    Attachment.objects.bulk_create(
        Attachment(
            demand=demand,
            file=file,
            purpose=purpose,
            item=(items or {}).get(file.id, ""),
            attached_at=at,
            attached_by=actor.person_ref,
        )
        for file in files
    )
    told = {"files": [str(file.ref) for file in files], "digests": [file.sha256 for file in files]}
    return told if files else {}
