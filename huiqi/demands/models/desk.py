"""Tables of the desk as a tool: what somebody narrows his desk by."""

from __future__ import annotations

from django.db import models

from huiqi.kernel.fields import RefField


class SavedFilter(models.Model):
    """A filter of somebody's desk on one of his seats: `query` is what the address of the desk says.

    Without a `name` it is the one he used last, on the day of `changed_at`.
    """

    ref = RefField()
    person_ref = models.CharField(max_length=40)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=20, blank=True)
    query = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_ref", "organisation", "name"], name="filter_named_once"),
        ]


class Presence(models.Model):
    """Who has a case before him now, and what he is `doing` with it (a verb, or nothing: he looks). Short-lived.

    `revision`: of the demand that his page shows; once it is overtaken he does nothing with it any more.
    `name` and `office` are those of the page, so that the others are told without another look at who is who. The
    table is unlogged: what it holds is stale within a minute, and a crash may lose it.
    """

    demand = models.ForeignKey("demands.Demand", on_delete=models.PROTECT, related_name="+")
    person_ref = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    organisation_id = models.BigIntegerField()
    office = models.CharField(max_length=200)
    doing = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField(default=0, db_default=0)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["demand", "person_ref"], name="present_once")]
