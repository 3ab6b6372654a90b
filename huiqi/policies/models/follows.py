"""Tables of what a firm follows and of its calendar's secret links."""

from django.db import models
from django.db.models import Q

from huiqi.kernel.fields import RefField


class Follow(models.Model):
    """A firm wants to hear of an item: when it opens, before it closes, when it ends; until `ended_at`.

    `followed_by` and `ended_by` are people's refs.
    """

    ref = RefField()
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.CASCADE, related_name="+")
    policy = models.ForeignKey("Policy", on_delete=models.PROTECT, related_name="follows")
    followed_at = models.DateTimeField()
    followed_by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "policy"], condition=Q(ended_at=None), name="follow_once")
        ]


class CalendarFeed(models.Model):
    """A person's way to the calendar of a firm from another program; the secret of its link is derived, never stored.

    It opens nothing once it is revoked, or its person no longer acts for the firm.
    """

    ref = RefField()
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "person"], condition=Q(revoked_at=None), name="feed_once")
        ]
