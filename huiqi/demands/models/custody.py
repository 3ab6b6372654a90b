"""Tables of the work on a demand: who had it in his hands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.flow import OPEN_HANDLINGS
from huiqi.demands.models.demand import Demand
from huiqi.demands.words import Delivery, HandlingState, ReturnCode
from huiqi.kernel.fields import RefField, WordField, word_check

_OPEN = [state.value for state in OPEN_HANDLINGS]


class Handling(models.Model):
    """One custody: the work of one handler on a demand, with a clock of its own from `sent_at`.

    `part`: the number of its part, and `task` what that is; 0: it has the whole. Who answers a part, says so in
    `answer`. Why it was given back: `return_code`, and in `return_duty` the entry of the duty list that this rests on.
    `contested_at`: its handler asked the hub who is to handle it, which waits; `is_ruled`: the hub said that he does.

    `acted_at`: when its handler last did something about it; never: nothing.

    `by_letter`: it works outside the system and has the demand by a transfer letter (`Letter`).
    """

    ref = RefField()
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="handlings")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    state = WordField(HandlingState)
    by_letter = models.BooleanField(default=False, db_default=False)
    part = models.PositiveSmallIntegerField(default=0, db_default=0)
    task = models.TextField(blank=True, default="", db_default="")
    answer = models.TextField(blank=True, default="", db_default="")
    note = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    return_reason = models.TextField(blank=True)
    return_code = WordField(ReturnCode, blank=True, default="", db_default="")
    return_duty = models.TextField(blank=True, default="", db_default="")
    contested_at = models.DateTimeField(null=True)
    is_ruled = models.BooleanField(default=False, db_default=False)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=40)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=40, blank=True)
    acted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation"],
                include=["acted_at", "sent_at", "demand"],
                name="handling_in_hand",
                condition=Q(ended_at=None),
            ),
            models.Index(fields=["taken_by"], include=["demand"], name="handling_taken", condition=Q(ended_at=None)),
            models.Index(
                fields=["ended_at"],
                include=["organisation", "state", "demand"],
                name="handling_ended",
                condition=Q(ended_at__isnull=False),
            ),
        ]
        constraints = [
            word_check("state", HandlingState, "handling_state"),
            models.UniqueConstraint(fields=["demand", "part"], condition=Q(ended_at=None), name="one_hand_for_a_part"),
            models.UniqueConstraint(
                fields=["demand", "organisation"], condition=Q(ended_at=None), name="one_custody_each"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, state__in=_OPEN) | (Q(ended_at__isnull=False) & ~Q(state__in=_OPEN)),
                name="handling_ended_when_ended",
            ),
        ]


class Letter(models.Model):
    """The transfer letter 转办函 of a custody outside the system: how and when it went, and the link that answers it.

    The code of the link is kept as its SHA-256 (`link_digest`); `link_ref` is who acts through it in the journal.
    `contact` is whom the handler named, with a telephone. A link that is closed has no digest any more.
    """

    handling = models.OneToOneField(Handling, on_delete=models.PROTECT, related_name="letter")
    how = WordField(Delivery, blank=True, default="")
    sent_on = models.DateField(null=True)
    reference = models.CharField(max_length=60, blank=True, default="")
    answer_dated = models.DateField(null=True)
    answer_number = models.CharField(max_length=60, blank=True, default="")
    link_ref = models.UUIDField(null=True)
    link_digest = models.CharField(max_length=64, blank=True, default="")
    link_until = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    looks = models.PositiveIntegerField(default=0)
    contact = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(how="", sent_on=None)
                | Q(how__in=[str(one.value) for one in Delivery], sent_on__isnull=False),
                name="letter_sent_somehow",
            ),
            models.UniqueConstraint(fields=["link_digest"], condition=~Q(link_digest=""), name="letter_link_once"),
            models.CheckConstraint(
                condition=Q(link_digest="") | Q(link_ref__isnull=False, link_until__isnull=False),
                name="letter_link_whole",
            ),
        ]
