"""Table of the calls to whoever is on duty for what is urgent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.models.demand import Demand


class DutyCall(models.Model):
    """One call: who is to answer by when. `person_ref` empty: who leads the window, or where `is_hub` the hub.

    `answered_at`: somebody attended to the demand; `passed_at`: nobody did, and the next was called, if there is one.
    """

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="duty_calls")
    person_ref = models.CharField(max_length=40, blank=True)
    is_hub = models.BooleanField(default=False)
    called_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(answered_at=None) | Q(passed_at=None), name="duty_answered_or_passed")
        ]
        indexes = [
            models.Index(
                fields=["answer_by", "id"], name="duty_to_answer", condition=Q(answered_at=None, passed_at=None)
            )
        ]
