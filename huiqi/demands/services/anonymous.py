"""A complaint by nobody: no account, no name, followed by number and code alone."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from huiqi.demands.models import AddressCount, Demand
from huiqi.demands.services.filing import Filing, filed, sent_once
from huiqi.demands.words import Anonymity
from huiqi.enterprises.services import nobody
from huiqi.kernel.access import NOBODY
from huiqi.kernel.refusal import Refused
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile

MOST_A_DAY = 10
"""Anonymous complaints from one address on a day: an office shares one, and nobody has more to say."""


def _key(address: str, at: datetime) -> str:
    told = f"{localdate(at)}|{address}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()


def may_complain(address: str | None, at: datetime) -> bool:
    """Whether one more anonymous complaint is taken from an address today. One query."""
    if address is None:
        return True
    return not AddressCount.objects.filter(key=_key(address, at), times__gte=MOST_A_DAY).exists()


@sent_once
@transaction.atomic
def complain_anonymously(
    title: str,
    text: str,
    against: str,
    *,
    region: str,
    submission: UUID,
    address: str | None,
    at: datetime,
    files: Sequence[StoredFile] = (),
) -> Demand:
    """File a complaint of nobody with the window of a region. Neither the person nor the address is kept.

    Raises `Refused`: enough_complaints (ten a day from one address), required, too_long.
    """
    if not may_complain(address, at):
        raise Refused("enough_complaints", limit=MOST_A_DAY)
    told = Filing(ServiceKind.COMPLAINT, title, text, anonymity=Anonymity.ANONYMOUS, against=against)
    firm, before = nobody(at=at), Demand.objects.filter(submission=submission).exists()
    made = filed(told, firm, region, submission, actor=NOBODY, at=at, files=files)
    if address is not None and not before:
        _count(address, at)
    return made


def _count(address: str, at: datetime) -> None:
    """One more today; what was counted before today is forgotten."""
    forget_addresses(at=at)
    row, _made = AddressCount.objects.get_or_create(key=_key(address, at), defaults={"on": localdate(at)})
    AddressCount.objects.filter(id=row.id).update(times=F("times") + 1)


def forget_addresses(*, at: datetime) -> int:
    """What was counted before today is forgotten; answers how many addresses that were."""
    return AddressCount.objects.filter(on__lt=localdate(at)).delete()[0]
