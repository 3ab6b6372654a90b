"""Tables of the loop between policies and demands: the condition a demand asks about, and what its answer became."""

from django.db import models
from django.db.models import Q

from huiqi.demands.models.demand import Demand
from huiqi.kernel.fields import RefField


class AskedCondition(models.Model):
    """The condition of a policy that a demand asks about, as it read when it was asked; `place` names it in the policy.

    `since` is the first day of the version, `fact` what somebody was asked and did not know, if anything. `taken_from`:
    the demand that asked first, where this one has the question of it, merged into it or split from it; it is counted
    there. `brings_policy`: before that this one was about no policy.
    """

    demand = models.OneToOneField(Demand, on_delete=models.PROTECT, related_name="condition")
    policy = models.ForeignKey("policies.Policy", on_delete=models.PROTECT, related_name="+", db_index=False)
    since = models.DateField()
    place = models.CharField(max_length=120)
    words = models.TextField()
    required = models.TextField(blank=True)
    clause = models.TextField(blank=True)
    fact = models.CharField(max_length=60, blank=True)
    taken_from = models.ForeignKey(Demand, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    brings_policy = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(brings_policy=False) | Q(taken_from__isnull=False), name="askedcondition_brought"
            ),
            models.CheckConstraint(condition=~Q(place="") & ~Q(words=""), name="askedcondition_says_which"),
        ]
        indexes = [models.Index(fields=["policy", "place", "-demand"], name="askedcondition_place")]


class GeneralAnswer(models.Model):
    """What holds for everybody came of a demand: a question with its answer (`faq`, the thread of its versions), or a
    `draft` that corrects the policy. `told_at`: since when whoever asked has been told that it is there.
    """

    ref = RefField()
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="general", db_index=False)
    faq = models.UUIDField(null=True)
    draft = models.ForeignKey("policies.Draft", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(faq=None) ^ Q(draft=None), name="generalanswer_is_one"),
            models.UniqueConstraint(fields=["demand", "faq"], name="generalanswer_faq_once"),
            models.UniqueConstraint(fields=["demand", "draft"], name="generalanswer_draft_once"),
        ]
        indexes = [
            models.Index(fields=["faq"], name="generalanswer_faq", condition=Q(faq__isnull=False)),
            models.Index(fields=["draft"], name="generalanswer_draft", condition=Q(draft__isnull=False)),
        ]
