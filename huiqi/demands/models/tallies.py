"""Tables of counts that PostgreSQL keeps itself, by triggers (decision 19): of what is open, of how it is rated.

A row adds to a figure. Whatever changes what is counted adds its rows in its own transaction, and none of them waits
for another; the worker folds
the rows of a figure into one (`is_folded`). A figure is the sum of its rows, at any moment.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

NETWORK = 0
"""The scope of the whole network; every other is a window, by its key."""

DUE = "due"
"""The figure of what is due on a day; all others are states and marks, and of no day."""


def _count() -> models.IntegerField[int, int]:
    return models.IntegerField(default=0, db_default=0)


class OpenTally(models.Model):
    """How many open demands of a scope there are of a state, with a mark, due on a day; none that is confidential."""

    scope = models.BigIntegerField()
    figure = models.CharField(max_length=20)
    day = models.DateField(null=True)
    n = models.IntegerField()
    is_folded = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [
            models.Index(fields=["scope", "figure", "day"], include=["n"], name="opentally_read"),
            models.Index(fields=["id"], name="opentally_changed", condition=Q(is_folded=False)),
        ]


class AnswerTally(models.Model):
    """How the answers of a day were rated and visited, `by` window (`key`) or by person of an organisation.

    The day is that of `asked_at`, and the figures are those of `rules.satisfaction.Tally`. How many came from one
    device is no sum of days and not in it.
    """

    by = models.CharField(max_length=8)
    key = models.BigIntegerField()
    person = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    is_folded = models.BooleanField(default=False, db_default=False)
    asked = _count()
    rated = _count()
    excluded = _count()
    very_satisfied = _count()
    satisfied = _count()
    fairly_satisfied = _count()
    dissatisfied = _count()
    very_dissatisfied = _count()
    hasty = _count()
    appeals = _count()
    upheld = _count()
    visits = _count()
    reached = _count()
    refused = _count()
    unreachable = _count()
    waiting = _count()
    by_phone = _count()
    by_phone_good = _count()

    class Meta:
        indexes = [
            models.Index(fields=["by", "day", "key", "person"], name="answertally_read"),
            models.Index(fields=["id"], name="answertally_changed", condition=Q(is_folded=False)),
        ]


ANSWER_FIGURES = tuple(one.name for one in AnswerTally._meta.fields if type(one) is models.IntegerField)
"""What of answers is counted."""
