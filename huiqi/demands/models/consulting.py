"""Tables of co-handling: the part that others have in a demand without having it in their hands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.models.demand import Demand
from huiqi.demands.words import ConsultationState
from huiqi.kernel.fields import RefField


class Consultation(models.Model):
    """Another handler is asked for its part 会办: what, by when (its promise), and what it said.

    It has nothing in its hands: it sees what is asked, and the matter; whoever has the demand stays the only holder.
    It takes it up, and gives its part or says why it takes none (`declined`); who asked may take it back
    (`called_off`).
    """

    ref = RefField()
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="consultations")
    round = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    question = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=40, blank=True, default="", db_default="")
    declined = models.TextField(blank=True, default="", db_default="")
    declined_at = models.DateTimeField(null=True)
    called_off = models.TextField(blank=True, default="", db_default="")
    called_off_at = models.DateTimeField(null=True)
    opinion = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)
    given_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["demand", "round", "organisation"],
                condition=Q(given_at=None, declined_at=None, called_off_at=None),
                name="consulted_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(given_at=None, opinion="") | (Q(given_at__isnull=False) & ~Q(opinion="")),
                name="opinion_when_given",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined="")
                | (Q(declined_at__isnull=False, given_at=None) & ~Q(declined="")),
                name="declined_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None, called_off="")
                | (Q(called_off_at__isnull=False, given_at=None, declined_at=None) & ~Q(called_off="")),
                name="called_off_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "given_at", "-id"], name="consultation_of")]

    @property
    def state(self) -> ConsultationState:
        """Where it is."""
        if self.called_off_at:
            return ConsultationState.CALLED_OFF
        if self.declined_at:
            return ConsultationState.DECLINED
        if self.given_at:
            return ConsultationState.GIVEN
        return ConsultationState.TAKEN if self.taken_at else ConsultationState.ASKED

    @property
    def is_open(self) -> bool:
        """Whether it is still waited for."""
        return self.given_at is None and self.declined_at is None and self.called_off_at is None
