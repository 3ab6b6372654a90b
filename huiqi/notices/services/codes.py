"""How a one-time code gets to a telephone.

It goes the way of every message, so that it is retried when the gateway stumbles and the page does not wait for it. Its
row holds the key of the code and no words: the code is derived from a random seed and the installation's secret key
when it is handed over (`accounts.services.code_of`), the same at every attempt, and lies in no table.
"""

from datetime import datetime

from django.utils.translation import get_language

from huiqi.accounts.words import CodePurpose
from huiqi.kernel.jobs import enqueue
from huiqi.notices.models import CHINESE, Delivery
from huiqi.notices.services.carriers import carrier_for
from huiqi.notices.words import Channel, DeliveryState


class CodeCarrier:
    """Fills `accounts.ports.CodeCarrier`."""

    def is_ready(self) -> bool:
        """Whether there is a gateway, or this is a demonstration."""
        return carrier_for(Channel.SMS) is not None

    def carry(self, code_id: int, mobile: str, *, purpose: CodePurpose, until: datetime, at: datetime) -> None:
        """Write the message and its job; quiet hours do not hold, for somebody is waiting."""
        delivery = Delivery.objects.create(
            code=code_id,
            kind=f"accounts.{purpose}_code",
            channel=Channel.SMS,
            to=mobile,
            language=get_language() or CHINESE,
            state=DeliveryState.WAITING,
            created_at=at,
            next_at=at,
            expires_at=until,
        )
        enqueue("notices.send", refs=[str(delivery.ref)])
