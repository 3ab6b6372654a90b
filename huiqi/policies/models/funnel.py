"""What became of a policy at a firm after it was told; and how many firms of a region were told of it."""

from django.db import models
from django.db.models import Q

from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.policies.words import Stage, Teller

_KEPT = [str(stage.value) for stage in (Stage.ASKED, Stage.APPLIED, Stage.GRANTED, Stage.PAID, Stage.REFUSED)]


class Milestone(models.Model):
    """A firm asked about a policy, applied for it, was granted or refused it, was paid: once a year each, and once by
    each hand-off. `amount` in yuan.

    `told_by` says who knows it: the firm itself, a demand, a benefit without filing, the office that decides.
    `reference` is the number of the hand-off by which it came back, if there was one. What was wrong is withdrawn.
    """

    ref = RefField()
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.CASCADE, related_name="+")
    policy = models.ForeignKey("Policy", on_delete=models.PROTECT, related_name="milestones")
    stage = WordField(Stage)
    year = models.PositiveSmallIntegerField()
    on = models.DateField()
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    reason = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=20, blank=True)
    told_by = WordField(Teller)
    proof = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=_KEPT), name="milestone_stage"),
            word_check("told_by", Teller, "milestone_teller"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="milestone_amount"),
            models.UniqueConstraint(
                fields=["enterprise", "policy", "year", "stage", "reference"],
                condition=Q(withdrawn_at=None),
                name="milestone_once_a_year",
            ),
        ]
        indexes = [
            models.Index(fields=["policy", "stage"], name="milestone_of_policy", condition=Q(withdrawn_at=None)),
            models.Index(fields=["reference"], name="milestone_of_handoff", condition=~Q(reference="")),
        ]


class PushTally(models.Model):
    """How many firms of a region a policy was matched with, delivered to and opened by, as of `counted_at`.

    Derived from the pushes and disposable: `services.count_pushes` writes it anew; small networks count on the spot.
    """

    policy = models.ForeignKey("Policy", on_delete=models.CASCADE, related_name="+")
    region = models.CharField(max_length=6)
    matched = models.PositiveIntegerField()
    delivered = models.PositiveIntegerField()
    opened = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "region"], name="push_tally_of_region")]
