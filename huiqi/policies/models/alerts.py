"""The table of searches that somebody without an account has saved."""

from django.db import models
from django.db.models import Q

from huiqi.eligibility.versions import PolicyKind
from huiqi.kernel.fields import RefField, WordField


class SearchAlert(models.Model):
    """Who wants a letter when a new policy fits a search: a mail address and the search, and nothing else of anybody.

    Nothing is sent before its letter was confirmed. `seen` is the last version that was looked at. It is deleted when
    its owner leaves, when it expires, and when nobody confirms it.
    """

    ref = RefField()
    mail = models.EmailField()
    q = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=6, blank=True)
    kind = WordField(PolicyKind, blank=True)
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    seen = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["", *(str(word.value) for word in PolicyKind)]), name="alert_kind"
            ),
            models.UniqueConstraint(fields=["mail", "q", "region", "kind"], name="alert_once"),
        ]
        indexes = [models.Index(fields=["expires_at"], name="alert_expires")]
