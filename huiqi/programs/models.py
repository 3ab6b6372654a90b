"""The table of keys."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from huiqi.kernel.fields import RefField, WordField, word_check, words_check
from huiqi.programs.words import KeyState, Scope, Term

_SECRET = Q(digest__regex=r"^[0-9a-f]{64}$", until__isnull=False, fetched_at__isnull=False)


class AccessKey(models.Model):
    """A key of one program of an office: who asked, who allowed, until when, when it was last used and from where.

    `digest` is all that is kept of the key, `ending` its last four characters. `until` is the last day on which it
    opens anything. `minute` and `in_minute` hold the calls of the minute of the last one.
    """

    ref = RefField()
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    purpose = models.CharField(max_length=300)
    run_by = models.CharField(max_length=100)
    scopes = ArrayField(models.CharField(max_length=20))
    term = WordField(Term)
    state = WordField(KeyState, default=KeyState.ASKED)
    submission = models.UUIDField(unique=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    fetched_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    ending = models.CharField(max_length=4, blank=True)
    until = models.DateField(null=True)
    used_at = models.DateTimeField(null=True)
    used_from = models.GenericIPAddressField(null=True)
    uses = models.PositiveBigIntegerField(default=0)
    minute = models.DateTimeField(null=True)
    in_minute = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            word_check("state", KeyState, "accesskey_state"),
            word_check("term", Term, "accesskey_term"),
            words_check("scopes", Scope, "accesskey_scopes"),
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="accesskey_digest"),
            models.CheckConstraint(condition=Q(scopes__len__gt=0), name="accesskey_opens_something"),
            models.CheckConstraint(condition=~Q(decided_by=F("asked_by")), name="accesskey_four_eyes"),
            models.CheckConstraint(condition=~Q(state="active") | _SECRET, name="accesskey_active_has_secret"),
        ]
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="accesskey_of_office")]
