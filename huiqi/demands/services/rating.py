"""Asking for a rating: whose work it is about, the link that rates it and opens nothing else, and once more later.

The code of a link lies in no table: it is derived from a random seed and the installation's key when a message leaves.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.accounts.services import count_wrong, is_crowded
from huiqi.demands.flow import DEMAND
from huiqi.demands.models import Demand, RatingRequest
from huiqi.demands.rules.rating import AGAIN_AFTER, LINK_LIFE
from huiqi.demands.selectors import bearer_of, rating_list
from huiqi.demands.services.by_enterprise import Said, rate_demand, rates_own_work
from huiqi.demands.services.filing import ALPHABET
from huiqi.demands.services.telling import note_moved
from huiqi.demands.wording.told import ASK_AGAIN
from huiqi.demands.words import DemandState, Door, RatingWay, Verb
from huiqi.journal.services import Line, record, record_each
from huiqi.kernel.access import SYSTEM, Actor
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.demands.services.turn import Turn

PAGE = 500
CODE_LENGTH = 16


def ask_for_rating(turn: Turn) -> RatingRequest:
    """Ask the enterprise of an answer that is being given to rate it. Of an answer on paper nobody is known by name."""
    demand, handling = turn.demand, turn.handling
    person = "" if turn.verb is Verb.ENTER_ANSWER else turn.actor.person_ref
    asked = RatingRequest(
        demand=demand,
        round=demand.round,
        window_id=demand.window_id,
        organisation_id=handling.organisation_id if handling else demand.window.organisation_id,
        person=person,
        concerned=concerned(turn, person),
        kind=demand.kind,
        place=rating_list(demand).place,
        seed=secrets.token_hex(16),
        asked_at=turn.at,
        until=turn.at + LINK_LIFE,
    )
    asked.digest = digest(code_for(asked))
    asked.save(force_insert=True)
    return asked


def concerned(turn: Turn, person: str) -> list[str]:
    """Everybody who had to do with the work by name: who answered, who took it, its first contact."""
    took = turn.handling.taken_by if turn.handling else ""
    known = {person, took, turn.actor.person_ref, turn.demand.first_contact, turn.demand.handed_on_by}
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


def request_by_code(code: str, *, address: str | None, at: datetime) -> RatingRequest:
    """What the link with this code rates, while it may be rated.

    Unknown, used, declined, run out, overtaken by a new round: one answer, `Refused("no_such_rating")`, or where too
    many codes from this address were wrong `Refused("too_many_tries")`. The caller's transaction must commit.
    """
    rows = RatingRequest.objects.select_related("demand__window", "demand__enterprise", "demand__intake")
    found = rows.filter(digest=digest(code), rated_at=None, declined_at=None, until__gt=at).first()
    if found is not None and found.round == found.demand.round and DEMAND.allows(found.demand.state, Verb.RATE):
        return found
    if is_crowded(Door.RATING, address, at):
        raise Refused("too_many_tries")
    if found is None:
        count_wrong(Door.RATING, address, at)
    raise Refused("no_such_rating")


@transaction.atomic
def rate_by_link(asked: RatingRequest, said: Said, *, signed_in: Actor, at: datetime) -> Demand:
    """Rate through the link, without an account. `signed_in`: who this browser knows, so that nobody rates himself.

    Raises `Refused`: own_rating, rated_already; `NotNow`.
    """
    if rates_own_work(asked.demand, asked, signed_in):
        raise Refused("own_rating")
    by_link = replace(said, way=RatingWay.LINK)
    return rate_demand(asked.demand.ref, by_link, actor=bearer_of(asked.demand), at=at)


@transaction.atomic
def decline_rating(asked: RatingRequest, *, at: datetime) -> None:
    """The enterprise does not want to rate: it is not asked again, and nobody is told."""
    Demand.objects.select_for_update().get(id=asked.demand_id)
    RatingRequest.objects.filter(id=asked.id, declined_at=None).update(declined_at=at)
    record("demand", asked.demand.ref, "decline_rating", actor=bearer_of(asked.demand), at=at, data={"by": "link"})


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
