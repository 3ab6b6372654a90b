"""How a demand came that staff took in for others."""

from __future__ import annotations

from django.db import models

from huiqi.demands.models.demand import Demand
from huiqi.demands.words import Channel, Relation
from huiqi.kernel.fields import WordField, word_check


class Intake(models.Model):
    """A demand written down for a firm (代录): how it came, who spoke for the firm, which person of which office wrote.

    `phone` is the number at which who spoke can be reached, as he said it; it may be a landline.
    """

    demand = models.OneToOneField(Demand, on_delete=models.PROTECT, related_name="intake")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    channel = WordField(Channel)
    spoken_by = models.CharField(max_length=60)
    relation = WordField(Relation)
    phone = models.CharField(max_length=20, blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            word_check("channel", Channel, "intake_channel"),
            word_check("relation", Relation, "intake_relation"),
        ]
