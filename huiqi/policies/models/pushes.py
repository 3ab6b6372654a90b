"""Tables of pushes: campaigns, what each told each firm, and how a firm wants to be told."""

from django.db import models
from django.db.models import F, Q

from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.policies.rules.pushing import LIMIT
from huiqi.policies.words import CampaignState, Cause, PushReason, PushRhythm, PushState


class Campaign(models.Model):
    """Telling firms of one version, in the order of their keys: its condition and that of `base` say whom it concerns.

    `reached` is the key up to which everybody was told, `last` the greatest when it began. `expected` counts the
    audience by reason, before anybody is told; `changed` names the parts in which the version differs from its base.
    """

    ref = RefField()
    version = models.ForeignKey("PolicyVersion", on_delete=models.PROTECT, related_name="campaigns")
    base = models.ForeignKey("PolicyVersion", on_delete=models.PROTECT, null=True, related_name="+")
    cause = WordField(Cause)
    state = WordField(CampaignState, default=CampaignState.PREPARED)
    changed = models.JSONField(default=list)
    expected = models.JSONField(null=True)
    tells_kept = models.BooleanField(default=True)
    tells_maybe = models.BooleanField(default=False)
    reached = models.BigIntegerField(default=0)
    last = models.BigIntegerField(default=0)
    examined = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            word_check("cause", Cause, "campaign_cause"),
            word_check("state", CampaignState, "campaign_state"),
            models.UniqueConstraint(
                fields=["version", "cause"], condition=~Q(state="cancelled"), name="campaign_once_a_version"
            ),
        ]
        indexes = [models.Index(fields=["id"], name="campaign_sending", condition=Q(state="sending"))]


class Push(models.Model):
    """What one firm is told of one version, exactly once: at once, or with its next list at `due_at`; or why it is not.

    `opened_at` is when somebody of the firm first looked at the policy after that.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="pushes")
    version = models.ForeignKey("PolicyVersion", on_delete=models.PROTECT, related_name="pushes")
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.CASCADE, related_name="+")
    cause = WordField(Cause)
    reason = WordField(PushReason)
    state = WordField(PushState)
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("cause", Cause, "push_cause"),
            word_check("reason", PushReason, "push_reason"),
            word_check("state", PushState, "push_state"),
            models.UniqueConstraint(fields=["enterprise", "version", "cause"], name="push_once_a_firm_and_version"),
            models.CheckConstraint(condition=Q(state="waiting") ^ Q(due_at=None), name="push_waits_until"),
            models.CheckConstraint(condition=Q(opened_at=None) | Q(told_at__lte=F("opened_at")), name="push_opened"),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="push_due", condition=Q(state="waiting")),
            models.Index(fields=["campaign", "state"], name="push_of_campaign"),
            models.Index(fields=["version", "reason"], name="push_of_version"),
            models.Index(
                fields=["version", "-at", "-id"],
                include=["enterprise", "reason", "state", "opened_at"],
                name="push_latest",
            ),
        ]


class PushChoice(models.Model):
    """How a firm wants to be told of policies; `profiled`: by what is known of it (个人信息保护法 第二十四条)."""

    ref = RefField()
    enterprise = models.OneToOneField("enterprises.Enterprise", on_delete=models.CASCADE, related_name="+")
    rhythm = WordField(PushRhythm, default=PushRhythm.AT_ONCE)
    weekly = models.PositiveSmallIntegerField(default=LIMIT)
    profiled = models.BooleanField(default=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            word_check("rhythm", PushRhythm, "push_choice_rhythm"),
            models.CheckConstraint(condition=Q(weekly__gte=1, weekly__lte=20), name="push_choice_weekly"),
        ]
        indexes = [models.Index(fields=["enterprise"], name="push_choice_general", condition=Q(profiled=False))]
