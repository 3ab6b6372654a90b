"""The firm's word without an account: a link, and a code that is sent to the firm's own telephone.

The link alone shows nothing. The code is derived and lies in no table, is good for ten minutes and once, and void
after five wrong tries (decision 7). Whoever works for the handler or the window gets none.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from huiqi.accounts.selectors import organisations_of
from huiqi.accounts.services import check_code, send_code
from huiqi.accounts.words import CodePurpose
from huiqi.demands.selectors import bearer_of
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.agreements.models import Agreement
    from huiqi.kernel.access import Actor


def bearer(agreement: Agreement) -> Actor:
    """Who typed the code that was sent to the firm: he speaks for it in this one matter, and no person is known."""
    return bearer_of(agreement.demand)


def _mobile(agreement: Agreement, at: datetime) -> str:
    """The number of the firm's contact. Raises `Refused`: no_mobile, mobile_of_staff."""
    mobile = agreement.demand.enterprise.contact_mobile
    if not mobile:
        raise Refused("no_mobile")
    others = {agreement.organisation_id, agreement.demand.window.organisation_id}
    if others & set(organisations_of(mobile, localdate(at)).values_list("organisation_id", flat=True)):
        raise Refused("mobile_of_staff")
    return mobile


def send_key(agreement: Agreement, *, address: str | None, at: datetime) -> str:
    """Send the code to the firm's contact, and answer it (a demonstration shows it).

    Raises `Refused`: no_mobile, mobile_of_staff, no_gateway, too_many_codes.
    """
    return send_code(_mobile(agreement, at), address=address, at=at, purpose=CodePurpose.AGREE)


def check_key(agreement: Agreement, code: str, *, at: datetime) -> None:
    """Use the code up. Raises `Refused`: wrong_code, code_void. The caller's transaction must commit: it counts."""
    check_code(_mobile(agreement, at), "".join(code.split()), at=at, purpose=CodePurpose.AGREE)
