"""Tables of the hub, the windows, whom they serve, what they disclose and what they promise."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from huiqi.kernel.fields import WordField, word_check
from huiqi.network.words import DisclosureItem, LimitStep, LimitUnit, WindowKind
from huiqi.standards.service_kinds import ServiceKind


class Window(models.Model):
    """A platform of the network: the hub or a window. `code` begins the numbers of its demands."""

    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="window")
    slug = models.SlugField(unique=True)
    code = models.CharField(max_length=12, unique=True)
    kind = WordField(WindowKind)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    region = models.CharField(max_length=6)
    industry_cluster = models.CharField(max_length=60, blank=True)
    operator_name = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    introduction = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            word_check("kind", WindowKind, "window_kind"),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="hub"), name="window_one_hub"),
        ]
        indexes = [models.Index(fields=["region"], name="window_region")]


class Jurisdiction(models.Model):
    """From a day until a day, a window serves a region. One window per region at a time."""

    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="jurisdictions")
    region = models.CharField(max_length=6)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="jurisdiction_once",
                expressions=[
                    ("region", RangeOperators.EQUAL),
                    (Func(F("since"), F("until"), function="daterange", output_field=DateRangeField()), "&&"),
                ],
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="jurisdiction_period"),
        ]


class Disclosure(models.Model):
    """One disclosed item of a window, as it read from a day until a day; `revision` counts its texts from 1."""

    window = models.ForeignKey(Window, on_delete=models.CASCADE, related_name="disclosures")
    item = WordField(DisclosureItem)
    revision = models.PositiveIntegerField()
    text = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            word_check("item", DisclosureItem, "disclosure_item"),
            models.UniqueConstraint(fields=["window", "item", "revision"], name="disclosure_revision"),
            models.UniqueConstraint(fields=["window", "item"], condition=Q(until=None), name="disclosure_current"),
        ]


class TimeLimit(models.Model):
    """A promise: for demands of `kind` at `window` (none: the whole network), `step` within `amount` `unit`s."""

    window = models.ForeignKey(Window, on_delete=models.CASCADE, null=True, blank=True, related_name="time_limits")
    kind = WordField(ServiceKind)
    step = WordField(LimitStep)
    amount = models.PositiveSmallIntegerField()
    unit = WordField(LimitUnit)
    preset = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            word_check("kind", ServiceKind, "timelimit_kind"),
            word_check("step", LimitStep, "timelimit_step"),
            word_check("unit", LimitUnit, "timelimit_unit"),
            models.UniqueConstraint(
                fields=["window", "kind", "step"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="timelimit_current",
            ),
        ]
