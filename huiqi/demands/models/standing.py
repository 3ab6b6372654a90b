"""Tables of what happens beside the way to the answer: decisions and objections, rounds, reminders, green channels."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.models.demand import Demand
from huiqi.demands.words import DemandState, Ground, ReminderKind
from huiqi.kernel.fields import RefField, WordField, word_check


class Ending(models.Model):
    """A demand was closed without an answer: how, on what ground, why, and where the enterprise can go instead.

    `earlier` are the demands about the same matter, where it is closed as repeated. `undone_at`: an objection to it
    was upheld.
    """

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="endings")
    round = models.PositiveSmallIntegerField()
    state = WordField(DemandState)
    ground = WordField(Ground)
    reason = models.TextField(blank=True)
    elsewhere = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40)
    undone_at = models.DateTimeField(null=True)
    earlier: models.ManyToManyField[Demand, models.Model] = models.ManyToManyField(Demand, related_name="+")

    class Meta:
        constraints = [
            word_check("state", DemandState, "ending_state"),
            word_check("ground", Ground, "ending_ground"),
            models.UniqueConstraint(
                fields=["demand", "round"], condition=Q(undone_at=None), name="ended_once_in_a_round"
            ),
            models.CheckConstraint(
                condition=~Q(state=DemandState.REFUSED.value) | ~Q(elsewhere=""), name="refused_with_where_to_go"
            ),
        ]
        indexes = [models.Index(fields=["state", "ground", "-decided_at"], name="ending_counted")]


class Objection(models.Model):
    """The enterprise objects to a decision, once; `upheld` is what the hub decided."""

    ending = models.OneToOneField(Ending, on_delete=models.PROTECT, related_name="objection")
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="objections")
    text = models.TextField()
    objected_at = models.DateTimeField()
    objected_by = models.CharField(max_length=40)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    upheld = models.BooleanField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, upheld=None) | Q(decided_at__isnull=False, upheld__isnull=False),
                name="objection_decided_when_decided",
            )
        ]
        indexes = [models.Index(fields=["demand"], name="objection_open", condition=Q(decided_at=None))]


class PastRound(models.Model):
    """A round of a demand that was over when a new fact reopened it: how it ended, what was answered."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="past_rounds")
    round = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    closed_at = models.DateTimeField()
    state = WordField(DemandState)
    first_contact = models.CharField(max_length=40, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    fact = models.TextField()
    reopened_at = models.DateTimeField()
    reopened_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            word_check("state", DemandState, "pastround_state"),
            models.UniqueConstraint(fields=["demand", "round"], name="pastround_once"),
        ]


class Reminder(models.Model):
    """Somebody pressed: the enterprise its handlers (or the hub), the window the enterprise. Owed until `due_at`.

    One of an enterprise that nobody answers climbs: at `climb_at` to who leads the window, then to the hub (`climbed`).
    """

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="reminders")
    round = models.PositiveSmallIntegerField()
    kind = WordField(ReminderKind)
    text = models.TextField(blank=True)
    reminded_at = models.DateTimeField()
    reminded_by = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    climb_at = models.DateTimeField(null=True)
    climbed = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [word_check("kind", ReminderKind, "reminder_kind")]
        indexes = [
            models.Index(
                fields=["climb_at", "id"],
                name="reminder_to_climb",
                condition=models.Q(answered_at=None, climb_at__isnull=False),
            )
        ]


class GreenChannel(models.Model):
    """A green channel 绿色通道: who opened it, why, and which papers may come later (容缺受理), by when."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="green_channels")
    round = models.PositiveSmallIntegerField()
    why = models.TextField()
    owed = models.TextField(blank=True)
    owed_by = models.DateField(null=True)
    received_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["demand", "round"], name="green_once_in_a_round"),
            models.CheckConstraint(condition=Q(owed="") ^ Q(owed_by__isnull=False), name="owed_by_a_day"),
        ]


class Instruction(models.Model):
    """A leader's instruction 批示: whose, of which day, what it says, by when it is reported back."""

    ref = RefField()
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="instructions")
    leader = models.CharField(max_length=40)
    post = models.CharField(max_length=80)
    dated = models.DateField()
    text = models.TextField()
    due_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=40)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.CharField(max_length=40, blank=True)
    report = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], name="instruction_open", condition=Q(reported_at=None)),
            models.Index(fields=["demand"], name="instruction_open_of", condition=Q(reported_at=None)),
        ]
