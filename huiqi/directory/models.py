"""Tables of institutions, where they are settled, and what they offer."""

from django.db import models
from django.db.models import Q

from huiqi.directory.words import FeeKind
from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.standards.service_kinds import ServiceCategory


class Institution(models.Model):
    """A service institution behind the windows."""

    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="institution")
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, unique=True)
    region = models.CharField(max_length=6)
    introduction = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    entered_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["region"], name="institution_region")]


class Settlement(models.Model):
    """From a day until a day, an institution is settled at a window, which may send it demands."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="settlements")
    window = models.ForeignKey("network.Window", on_delete=models.PROTECT, related_name="settlements")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "window"], condition=Q(until=None), name="settlement_current"
            )
        ]


class Product(models.Model):
    """A service product: what an institution does, for whom, at what price and in what time."""

    ref = RefField()
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="products")
    category = WordField(ServiceCategory)
    name = models.CharField(max_length=120)
    description = models.TextField()
    fee_kind = WordField(FeeKind)
    fee = models.CharField(max_length=120, blank=True)
    working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    offered_since = models.DateField()
    offered_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            word_check("category", ServiceCategory, "product_category"),
            word_check("fee_kind", FeeKind, "product_fee_kind"),
        ]
