"""A letter to a bare mail address that is behind no notice: nobody has to have an account for it."""

from dataclasses import dataclass
from datetime import datetime

from huiqi.kernel.jobs import enqueue
from huiqi.notices.models import Delivery
from huiqi.notices.words import Channel, DeliveryState


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """In the words it keeps. `unsubscribe` is an absolute address that ends such letters by one press (RFC 8058);
    beyond `expires_at` it is worth nothing and is not sent.
    """

    kind: str
    to: str
    language: str
    subject: str
    text: str
    unsubscribe: str = ""
    expires_at: datetime | None = None


def write_letter(letter: Letter, *, at: datetime) -> Delivery:
    """Send a letter, inside the transaction of what it is about. It is forgotten as every message is."""
    made = Delivery.objects.create(
        kind=letter.kind,
        channel=Channel.MAIL,
        to=letter.to,
        language=letter.language,
        subject=letter.subject,
        text=letter.text,
        unsubscribe=letter.unsubscribe,
        state=DeliveryState.WAITING,
        created_at=at,
        next_at=at,
        expires_at=letter.expires_at,
    )
    enqueue("notices.send", refs=[str(made.ref)])
    return made
