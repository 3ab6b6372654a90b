"""Who knows of a confidential demand; how often somebody brought something anonymously."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.models.demand import Demand


class Insider(models.Model):
    """A person who may see a confidential demand (知悉人), named at an office; who named and who removed him, when."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="insiders", db_index=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    named_by = models.CharField(max_length=40)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "demand"], condition=Q(removed_at=None), name="insider_once")
        ]
        indexes = [models.Index(fields=["demand"], name="insider_demand")]


class AddressCount(models.Model):
    """How many anonymous complaints came from one address on a day.

    `key` is a keyed hash of day and address: it leads to no address, from one day to no other, and to no complaint.
    """

    key = models.CharField(max_length=64, unique=True)
    on = models.DateField(db_index=True)
    times = models.PositiveSmallIntegerField(default=0)
