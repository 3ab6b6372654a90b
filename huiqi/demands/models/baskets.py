"""Tables of the baskets per handler: from when on, how it stood each night, who was reminded."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.rules.baskets import MOST_DAYS, MOST_WAITING
from huiqi.demands.words import Basket, HandlerKind
from huiqi.kernel.fields import RefField, WordField, word_check


class BasketRule(models.Model):
    """From when on handlers of a kind are in a basket, in the whole network, as its hub set it last."""

    kind = WordField(HandlerKind)
    most = models.PositiveSmallIntegerField()
    forgotten_days = models.PositiveSmallIntegerField()
    quiet_days = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=1)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            word_check("kind", HandlerKind, "basketrule_kind"),
            models.UniqueConstraint(fields=["kind"], name="basketrule_once"),
            models.CheckConstraint(
                condition=Q(most__range=(1, MOST_WAITING))
                & Q(forgotten_days__range=(1, MOST_DAYS))
                & Q(quiet_days__range=(1, MOST_DAYS)),
                name="basketrule_sane",
            ),
        ]


class BasketNight(models.Model):
    """Who was in which basket on a night: what came into it and left it since is told from that."""

    night = models.DateField()
    kind = WordField(HandlerKind)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person_ref = models.CharField(max_length=40, blank=True)
    basket = WordField(Basket)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["night", "kind", "organisation", "person_ref", "basket"], name="basketnight_once"
            ),
        ]


class BasketReminder(models.Model):
    """A handler was reminded of what he has waiting: by whom, of which baskets, of how many. Once a day."""

    ref = RefField()
    on = models.DateField()
    kind = WordField(HandlerKind)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person_ref = models.CharField(max_length=40, blank=True)
    baskets = models.JSONField(default=list)
    waiting = models.PositiveIntegerField()
    forgotten = models.PositiveIntegerField()
    reminded_at = models.DateTimeField()
    reminded_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person_ref", "kind", "on"], name="basketreminder_daily"),
        ]
