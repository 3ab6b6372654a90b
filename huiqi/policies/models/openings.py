"""The table of openings: when an item is open in a year, as its notice says."""

from django.db import models
from django.db.models import F, Q

from huiqi.kernel.fields import RefField


class Opening(models.Model):
    """The yearly notice 申报通知 of an item: from `opens_on` through `closes_on` (none: not said) it is applied for.

    Whether it is open on a day is asked (`rules.openings`), never stored. `region` is where the notice holds; a year
    may have several rounds. `edited_by` is empty where the shipped library brought it.
    """

    ref = RefField()
    policy = models.ForeignKey("Policy", on_delete=models.PROTECT, related_name="openings")
    year = models.PositiveSmallIntegerField()
    region = models.CharField(max_length=6)
    opens_on = models.DateField()
    closes_on = models.DateField(null=True)
    document = models.ForeignKey("Document", on_delete=models.PROTECT, null=True, related_name="openings")
    notice_title = models.CharField(max_length=300)
    notice_number = models.CharField(max_length=300, blank=True)
    notice_url = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    edited_by = models.CharField(max_length=40, blank=True)
    announced_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")), name="opening_period"
            ),
            models.UniqueConstraint(
                fields=["policy", "region", "opens_on"], condition=Q(withdrawn_at=None), name="opening_once"
            ),
        ]
        indexes = [models.Index(fields=["closes_on", "opens_on"], name="opening_days")]
