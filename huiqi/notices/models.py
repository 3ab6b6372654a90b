"""Tables of notices, of the messages that leave the house, and of what a person chose."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.notices.rules import DIGEST_HOUR, LEASE, QUIET_FROM, QUIET_UNTIL
from huiqi.notices.words import Channel, DeliveryState, Urgency

CHINESE = "zh-hans"


class Preference(models.Model):
    """How a person wants to be told. `rhythms`: group → rhythm, where it is not “at once”.

    `mail` is confirmed; `pending_mail` waits for its link, sent at `asked_at`, to be followed.
    """

    person = models.OneToOneField("accounts.Person", on_delete=models.CASCADE, related_name="notice_preference")
    language = models.CharField(max_length=10, default=CHINESE)
    mail = models.EmailField(blank=True)
    pending_mail = models.EmailField(blank=True)
    asked_at = models.DateTimeField(null=True)
    wants_sms = models.BooleanField(default=True)
    rhythms = models.JSONField(default=dict)
    digest_hour = models.PositiveSmallIntegerField(default=DIGEST_HOUR)
    quiet_from = models.TimeField(default=QUIET_FROM)
    quiet_until = models.TimeField(default=QUIET_UNTIL)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(digest_hour__lte=23), name="preference_hour")]


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Adjectives of notices."""

    def unread(self) -> NoticeQuerySet:
        """Nobody has opened it."""
        return self.filter(read_at=None)

    def for_digest(self, at: datetime) -> NoticeQuerySet:
        """Its digest is due, it is in none yet, and nobody has read it meanwhile."""
        return self.filter(digest_at__lte=at, digest=None, read_at=None)


class Notice(models.Model):
    """One thing that one person was told. `key` names the happening; `link` is the path of the thing.

    Somebody without an account has a bare `address`, a mobile number or a mail address; to him it only goes out.
    """

    ref = RefField()
    key = models.CharField(max_length=120)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, null=True, related_name="notices")
    address = models.CharField(max_length=254, blank=True)
    kind = models.CharField(max_length=60)
    parameters = models.JSONField(default=dict)
    link = models.CharField(max_length=200)
    urgency = WordField(Urgency)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    digest_at = models.DateTimeField(null=True)
    digest = models.ForeignKey("notices.Delivery", on_delete=models.SET_NULL, null=True, related_name="digested")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            word_check("urgency", Urgency, "notice_urgency"),
            models.UniqueConstraint(
                fields=["key", "person", "address"], nulls_distinct=False, name="told_once_by_one_key"
            ),
            models.CheckConstraint(condition=Q(person=None) ^ Q(address=""), name="notice_person_or_address"),
            models.CheckConstraint(condition=Q(link__startswith="/"), name="notice_link_is_a_path"),
        ]
        indexes = [
            models.Index(fields=["person"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["person", "-at", "-id"], name="notice_inbox"),
            models.Index(fields=["digest_at"], name="notice_digest", condition=Q(digest=None, read_at=None)),
            models.Index(fields=["read_at"], name="notice_read", condition=Q(read_at__isnull=False)),
        ]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Adjectives of deliveries."""

    def due(self, at: datetime) -> DeliveryQuerySet:
        """Waiting and due, or taken out by somebody who has died since."""
        waiting = Q(state=DeliveryState.WAITING, next_at__lte=at)
        return self.filter(waiting | Q(state=DeliveryState.SENDING, claimed_at__lte=at - LEASE))


class Delivery(models.Model):
    """One message to the outside, in the words it keeps at every attempt.

    The words of a sign-in code are made when it is sent: `code` is its key, and no table holds the code itself.
    """

    ref = RefField()
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, null=True, related_name="deliveries")
    code = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=60)
    channel = WordField(Channel)
    to = models.CharField(max_length=254)
    language = models.CharField(max_length=10, default=CHINESE)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    unsubscribe = models.CharField(max_length=300, blank=True)
    state = WordField(DeliveryState)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            word_check("channel", Channel, "delivery_channel"),
            word_check("state", DeliveryState, "delivery_state"),
            models.UniqueConstraint(fields=["notice", "channel"], name="delivered_once_by_each_channel"),
            models.CheckConstraint(condition=Q(code=None) ^ Q(text=""), name="delivery_words_or_code"),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="delivery_waiting", condition=Q(state="waiting")),
            models.Index(fields=["claimed_at"], name="delivery_sending", condition=Q(state="sending")),
            models.Index(fields=["state", "-id"], name="delivery_page"),
        ]


class Recorded(models.Model):
    """What the demonstration would have sent."""

    key = models.CharField(max_length=40, unique=True)
    channel = WordField(Channel)
    kind = models.CharField(max_length=60)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [word_check("channel", Channel, "recorded_channel")]
        indexes = [models.Index(fields=["-at"], name="recorded_at")]
