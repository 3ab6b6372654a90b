"""Tables of enterprises and of what is known about them."""

from django.db import models
from django.db.models import Q

from huiqi.enterprises.words import FactSource
from huiqi.kernel.fields import WordField, word_check


class Enterprise(models.Model):
    """A served subject. `kind` is the code of the fact `organisation_kind`; its ref is the organisation's."""

    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="enterprise")
    uscc = models.CharField(max_length=18, null=True, unique=True)  # noqa: DJ001 — absent is no code, and unique
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=400, db_index=True)
    region = models.CharField(max_length=6)
    industry = models.CharField(max_length=4, blank=True)
    contact_name = models.CharField(max_length=60)
    contact_mobile = models.CharField(max_length=11)
    submission = models.UUIDField(null=True, unique=True)
    registered_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(uscc__isnull=False) | Q(kind__in=["startup_team", "sole_trader", "individual"]),
                name="enterprise_code_or_person",
            )
        ]
        indexes = [models.Index(fields=["region"], name="enterprise_region")]


class StatedFact(models.Model):
    """What is known of an enterprise: one current row per fact; former rows stay with their end."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="facts")
    name = models.CharField(max_length=60)
    value = models.JSONField()
    as_of = models.DateField()
    source = WordField(FactSource)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("source", FactSource, "fact_source"),
            models.UniqueConstraint(fields=["enterprise", "name"], condition=Q(ended_at=None), name="fact_current"),
        ]
