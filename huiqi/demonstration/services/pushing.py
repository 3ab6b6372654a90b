"""What firms of the demonstration follow, and since when they hold what they hold."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from huiqi.demonstration.services.firms import owned
from huiqi.policies.selectors import follows_of, library
from huiqi.policies.services import date_certificates, follow

FOLLOWED = ("P31", "P17", "L01", "P08")
"""What the first firm follows: an item with a season, one that ends with the year, its next steps up the ladder."""


def follow_policies(*, at: datetime) -> None:
    """The first firm follows a few items and says since when it is an innovative SME; what is there stays."""
    firm, owner = owned(51)
    if follows_of(firm).exists():
        return
    for code in (code for code in FOLLOWED if library().versions_of(code)):
        follow(firm, code, actor=owner, at=at - timedelta(days=12))
    since = localdate(at).replace(day=1) - timedelta(days=3 * 365 - 80)
    date_certificates(firm, {"innovative_sme": since}, actor=owner, at=at - timedelta(days=12))
