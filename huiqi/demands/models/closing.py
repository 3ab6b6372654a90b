"""Tables of what comes after the answer: rating, return visit, archive."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.models.demand import Demand
from huiqi.demands.models.rating import COUNTED_BY, OfAnswer, RatingRequest
from huiqi.demands.rules.rating import RatingWay
from huiqi.demands.words import ArchiveState, RatingLevel, VisitOutcome
from huiqi.kernel.fields import WordField, word_check


class Rating(OfAnswer):
    """What the enterprise thinks of a round, once.

    `dimensions` are levels by code of `words.Dimension`, as far as it rated them, of the list `list_code`. `source` is
    a keyed hash of the device it came from: nobody can read it, but two of one device are seen to be. `rated_by` is
    kept from those who are rated. `is_excluded`: an appeal against it was upheld; it stays to be read, counts no more.
    """

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="ratings")
    round = models.PositiveSmallIntegerField(default=1, db_default=1)
    level = WordField(RatingLevel)
    comment = models.TextField(blank=True)
    rated_at = models.DateTimeField()
    rated_by = models.CharField(max_length=40)
    request = models.OneToOneField(RatingRequest, on_delete=models.PROTECT, null=True, related_name="rating")
    list_code = models.CharField(max_length=20, blank=True, default="", db_default="")
    dimensions = models.JSONField(default=dict, db_default={})
    way = WordField(RatingWay, default=RatingWay.ACCOUNT.value, db_default=RatingWay.ACCOUNT.value)
    source = models.CharField(max_length=32, blank=True, default="", db_default="")
    is_excluded = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            word_check("level", RatingLevel, "rating_level"),
            word_check("way", RatingWay, "rating_way"),
            models.UniqueConstraint(fields=["demand", "round"], name="rated_once_in_a_round"),
            models.CheckConstraint(condition=Q(request=None) | Q(asked_at__isnull=False), name="rating_of_answer"),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                include=[*COUNTED_BY, "level", "is_excluded", "rated_at", "source", "id"],
                name="rating_counted",
                condition=Q(asked_at__isnull=False),
            ),
        ]


class ReturnVisit(models.Model):
    """One return visit or an attempt at one (K23: whether the need was met, what should follow, opinions).

    `level` is how satisfied the enterprise said to be on the telephone: kept apart from its own rating.
    """

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="visits")
    round = models.PositiveSmallIntegerField(default=1, db_default=1)
    reached = models.BooleanField()
    need_met = models.BooleanField(null=True)
    follow_up = models.BooleanField(null=True)
    opinion = models.TextField(blank=True)
    visited_at = models.DateTimeField()
    visited_by = models.CharField(max_length=40)
    outcome = WordField(VisitOutcome, blank=True, default="", db_default="")
    level = WordField(RatingLevel, blank=True, default="", db_default="")
    call_after = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reached=True, need_met__isnull=False, follow_up__isnull=False)
                | Q(reached=False, need_met=None, follow_up=None),
                name="visit_answers",
            )
        ]


class Archive(models.Model):
    """The closed file of one round as one PDF, made by the worker. `contents` lists its chapters and attachments.

    A round whose ending was undone has a file of each closing.
    """

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="archives")
    round = models.PositiveSmallIntegerField(default=1, db_default=1)
    state = WordField(ArchiveState)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    contents = models.JSONField(default=list)

    class Meta:
        constraints = [
            word_check("state", ArchiveState, "archive_state"),
            models.UniqueConstraint(fields=["demand", "asked_at"], name="archive_once_a_closing"),
            models.CheckConstraint(
                condition=Q(file=None) ^ Q(state=ArchiveState.MADE.value), name="archive_made_with_file"
            ),
        ]
        indexes = [models.Index(fields=["id"], name="archive_waiting", condition=Q(state=ArchiveState.WAITING.value))]
