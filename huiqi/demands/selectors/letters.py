"""Transfer letters: the one of a custody, the one of a link, the scans that may be replaced."""

from datetime import datetime

from django.db.models import QuerySet

from huiqi.demands.flow import OPEN_HANDLINGS
from huiqi.demands.models import Attachment, Demand, Handling, Letter, Promise
from huiqi.demands.selectors.veil import veil, without
from huiqi.demands.words import SCANS, HandlingState, Step


def letter_of(handling: Handling) -> Letter:
    """The letter of a custody by letter. One query."""
    return Letter.objects.select_related("handling__organisation").get(handling=handling)


def letter_with(digest: str, at: datetime) -> Letter | None:
    """The letter with this link, while its custody is open, or where the link itself ended it: that is shown to it.

    Of a confidential demand it does not say whose it is.
    """
    rows = Letter.objects.select_related(
        "handling__organisation", "handling__demand__window", "handling__demand__enterprise"
    )
    found = rows.filter(link_digest=digest, link_until__gt=at).first()
    if found is None or not (is_open(found) or was_answered(found)):
        return None
    demand = found.handling.demand
    if demand.keeps_name:
        hidden = veil(demand).hidden
        found.handling.note, found.handling.task = (
            without(one, hidden) for one in (found.handling.note, found.handling.task)
        )
    return found


def is_open(letter: Letter) -> bool:
    """Whether the handler still has the demand."""
    return letter.handling.state in OPEN_HANDLINGS


def was_answered(letter: Letter) -> bool:
    """Whether the handler answered it or sent it back."""
    return letter.handling.state in (HandlingState.ANSWERED, HandlingState.RETURNED)


def promise_from_outside(letter: Letter) -> Promise | None:
    """By when the handler owes its answer."""
    return Promise.objects.filter(handling=letter.handling, step=Step.OUTSIDE_ANSWER).first()


def scans_of(demand: Demand) -> QuerySet[Attachment]:
    """The scanned papers that stand, the oldest first."""
    rows = Attachment.objects.filter(demand=demand, purpose__in=SCANS, replaced_by=None)
    return rows.select_related("file").order_by("id")
