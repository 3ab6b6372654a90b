"""The enterprise that stands for nobody: what is brought anonymously is brought by it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from huiqi.accounts.services import open_organisation
from huiqi.accounts.words import OrganisationKind
from huiqi.enterprises.models import Enterprise
from huiqi.enterprises.words import NOBODY_KIND
from huiqi.kernel.access import SYSTEM

NAME = "匿名投诉人"


def nobody(*, at: datetime) -> Enterprise:
    """The one enterprise without contact, region or seats; made when it is needed first. One query afterwards."""
    found = Enterprise.objects.filter(kind=NOBODY_KIND).first()
    return found or _made(at)


def _made(at: datetime) -> Enterprise:
    try:
        with transaction.atomic():
            organisation = open_organisation(OrganisationKind.ENTERPRISE, NAME, actor=SYSTEM, at=at)
            return Enterprise.objects.create(
                organisation=organisation,
                kind=NOBODY_KIND,
                name=NAME,
                registered_at=at,
                entered_by=SYSTEM.person_ref,
            )
    except IntegrityError:  # somebody else needed it at the same moment
        return Enterprise.objects.get(kind=NOBODY_KIND)
