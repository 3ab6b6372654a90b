"""How a demand came that staff took in for others."""

from __future__ import annotations

import re

from django.db import models
from django.db.models import Q

from huiqi.accounts.words import MOBILE
from huiqi.demands.models.demand import Demand
from huiqi.demands.words import Channel, Confirmation, Relation
from huiqi.kernel.fields import WordField, word_check


class Intake(models.Model):
    """A demand written down for a firm (代录): how it came, who spoke for the firm, which person of which office wrote.

    `phone` is the number at which who spoke can be reached, as he said it; it may be a landline. Until `screen_until`
    `matter`: the code of the list of materials it is about, if one was chosen. Until `screen_until`
    the page of `screen_key` shows him what was written down. `confirmed`: how he said that it is right; empty: not yet.
    """

    demand = models.OneToOneField(Demand, on_delete=models.PROTECT, related_name="intake")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    channel = WordField(Channel)
    spoken_by = models.CharField(max_length=60)
    relation = WordField(Relation)
    phone = models.CharField(max_length=20, blank=True)
    matter = models.CharField(max_length=50, blank=True, default="", db_default="")
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=40)
    screen_key = models.CharField(max_length=12, null=True, unique=True)  # noqa: DJ001 — many have none
    screen_until = models.DateTimeField(null=True)
    confirmed = WordField(Confirmation, blank=True, default="", db_default="")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("channel", Channel, "intake_channel"),
            word_check("relation", Relation, "intake_relation"),
            models.CheckConstraint(
                condition=Q(confirmed="", confirmed_at=None)
                | Q(confirmed__in=[one.value for one in Confirmation], confirmed_at__isnull=False),
                name="intake_confirmed",
            ),
        ]

    @property
    def mobile(self) -> str:
        """The number to which a message can be sent, if he left one."""
        return self.phone if re.fullmatch(MOBILE, self.phone) else ""
