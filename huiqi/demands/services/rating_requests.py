"""Asking for a rating: whose work it is about, the link that rates it and opens nothing else, and once more later.

The code of a link lies in no table: it is derived from a random seed and the installation's key when a message leaves.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.demands.models import RatingRequest
from huiqi.demands.rules.rating import AGAIN_AFTER, LINK_LIFE
from huiqi.demands.selectors import rating_list
from huiqi.demands.services.filing import ALPHABET
from huiqi.demands.services.telling import note_moved
from huiqi.demands.wording.told import ASK_AGAIN
from huiqi.demands.words import DemandState, Verb
from huiqi.journal.services import Line, record_each
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.rows import insert

if TYPE_CHECKING:
    from huiqi.demands.services.turn import Turn

PAGE = 500
CODE_LENGTH = 16


def ask_for_rating(turn: Turn) -> RatingRequest:
    """Ask the enterprise of an answer that is being given to rate it. Of an answer on paper nobody is known by name."""
    demand = turn.demand
    person = "" if turn.verb is Verb.ENTER_ANSWER else turn.actor.person_ref
    asked = RatingRequest(
        demand=demand,
        round=demand.round,
        window_id=demand.window_id,
        organisation_id=_answering(turn),
        person=person,
        concerned=concerned(turn, person),
        kind=demand.kind,
        place=rating_list(demand).place,
        seed=secrets.token_hex(16),
        asked_at=turn.at,
        until=turn.at + LINK_LIFE,
    )
    asked.digest = digest(code_for(asked))
    return insert(asked)


def _answering(turn: Turn) -> int:
    """Whose answer it is: the handler's, the window's where it had it or several had, or of who put it right."""
    if turn.verb is Verb.RECTIFY and turn.actor.organisation_id is not None:
        return turn.actor.organisation_id
    hands = list(turn.hands.values())
    return hands[0].organisation_id if len(hands) == 1 else turn.demand.window.organisation_id


def concerned(turn: Turn, person: str) -> list[str]:
    """Everybody who had to do with the work by name: who answered, who took it, its first contact."""
    took = {one.taken_by for one in turn.hands.values()}
    known = {person, *took, turn.actor.person_ref, turn.demand.first_contact, turn.demand.handed_on_by}
    return sorted(known - {""})


def code_for(asked: RatingRequest) -> str:
    """The code of a link: sixteen letters, some 78 bits, the same whenever it is asked for."""
    told = f"rating:{asked.demand_id}:{asked.round}:{asked.seed}"
    number = int(hmac.new(settings.SECRET_KEY.encode(), told.encode(), hashlib.sha256).hexdigest(), 16)
    letters = []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def digest(code: str) -> str:
    """What is kept of a code, however it was typed."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(f"huiqi rating {plain}".encode()).hexdigest()


def source_of(address: str | None, agent: str) -> str:
    """What tells two ratings of one device: a keyed hash, from which neither address nor device can be read."""
    told = f"device:{address or ''}:{agent}"
    return hmac.new(settings.SECRET_KEY.encode(), told.encode(), hashlib.sha256).hexdigest()[:32]


def derive_code(told: Mapping[str, Any], _at: datetime) -> str:
    """The code that goes into a message about (demand, round); nothing where nobody was asked."""
    asked = RatingRequest.objects.filter(demand__ref=told["about"], round=told["round"]).first()
    return code_for(asked).lower() if asked else ""


def ask_again(*, at: datetime) -> int:
    """Ask once more who has not rated three days after the answer (主动邀评); never a third time. Answers how many."""
    asked = 0
    while page := _ask_page(at):
        asked += page
    return asked


@transaction.atomic
def _ask_page(at: datetime) -> int:
    """The next few hundred; two workers never ask the same."""
    open_ = RatingRequest.objects.select_for_update(skip_locked=True, of=("self", "demand"))
    open_ = open_.filter(asked_at__lte=at - AGAIN_AFTER, asked_again_at=None, rated_at=None, declined_at=None)
    page = list(open_.select_related("demand").order_by("asked_at", "id")[:PAGE])
    RatingRequest.objects.filter(id__in=[one.id for one in page]).update(asked_again_at=at)
    due = [one.demand for one in page if one.demand.state is DemandState.ANSWERED and one.round == one.demand.round]
    for demand in due:
        note_moved(demand.id, ASK_AGAIN, demand.revision, at=at)
    day = localdate(at).isoformat()
    lines = [Line(demand.ref, {"day": day}) for demand in due]
    record_each("demand", ASK_AGAIN, lines, actor=SYSTEM, at=at)
    return len(page)
