"""Tables of institutions and what they offer, departments and their duties, experts, and lists of what to bring."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from huiqi.directory.words import DepartmentLevel, FeeKind, ItemFormat
from huiqi.kernel.fields import RefField, WordField, word_check, words_check
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind


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
    """A service product: what an institution does, for whom, at what price and in what time.

    `fee` is the published price in words; `price` the same in yuan per `price_unit`, where it can be reckoned with, and
    `small_micro_percent` how much of it small and micro firms pay.
    """

    ref = RefField()
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="products")
    category = WordField(ServiceCategory)
    name = models.CharField(max_length=120)
    description = models.TextField()
    fee_kind = WordField(FeeKind)
    fee = models.CharField(max_length=120, blank=True)
    price = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    price_unit = models.CharField(max_length=20, blank=True, default="", db_default="")
    small_micro_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    offered_since = models.DateField()
    offered_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            word_check("category", ServiceCategory, "product_category"),
            word_check("fee_kind", FeeKind, "product_fee_kind"),
            models.CheckConstraint(condition=Q(price=None) | Q(price__gt=0), name="product_price"),
            models.CheckConstraint(
                condition=Q(small_micro_percent=None) | Q(small_micro_percent__range=(0, 100), price__isnull=False),
                name="product_small_micro",
            ),
        ]


class Department(models.Model):
    """A department 职能部门: what it must do is its duty list. A closed one names its successor where it is known."""

    ref = RefField()
    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="department")
    name = models.CharField(max_length=120)
    region = models.CharField(max_length=6)
    level = WordField(DepartmentLevel)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors")

    class Meta:
        constraints = [
            word_check("level", DepartmentLevel, "department_level"),
            models.CheckConstraint(condition=Q(successor=None) | ~Q(successor=F("id")), name="department_successor"),
            models.UniqueConstraint(fields=["name", "region"], condition=Q(closed_on=None), name="department_once"),
        ]
        indexes = [models.Index(fields=["region"], name="department_region")]


class DutyItem(models.Model):
    """One item of a department's duty list 职责清单, in force from a day until a day. `keywords` find it in a text."""

    ref = RefField()
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="duties")
    matter = models.CharField(max_length=120)
    keywords = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    categories = ArrayField(WordField(ServiceCategory), default=list, blank=True)
    legal_basis = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [words_check("categories", ServiceCategory, "duty_categories")]


class StatedLoad(models.Model):
    """How many demands a handler says that it can carry at a time 同时能办几件; it may be changed at any time."""

    ref = RefField()
    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    carries = models.PositiveSmallIntegerField()
    stated_at = models.DateTimeField()
    stated_by = models.CharField(max_length=40)


class Expert(models.Model):
    """An expert 专家. What is public is what he agreed to; `contact` is for those who send him a letter."""

    ref = RefField()
    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="expert")
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=60, blank=True)
    employer = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=6)
    fields = ArrayField(WordField(ServiceCategory), default=list, blank=True)
    profile = models.CharField(max_length=500, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    agreed_to_publish = models.BooleanField(default=False)
    entered_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [words_check("fields", ServiceCategory, "expert_fields")]


class Matter(models.Model):
    """A kind of matter 事项 for which a list says what must be brought; of one window, or (none) of the network."""

    ref = RefField()
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = WordField(ServiceKind)
    category = WordField(ServiceCategory, blank=True)
    window = models.ForeignKey("network.Window", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    policy_code = models.CharField(max_length=20, blank=True)
    introduction = models.CharField(max_length=500, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            word_check("kind", ServiceKind, "matter_kind"),
            models.CheckConstraint(
                condition=Q(category="") | Q(category__in=[word.value for word in ServiceCategory]),
                name="matter_category",
            ),
        ]


class MatterItem(models.Model):
    """One line of a list, as it reads from a day until a day; a changed line is a new row of the same `position`."""

    ref = RefField()
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    copies = models.PositiveSmallIntegerField(default=1)
    shape = WordField(ItemFormat)
    required = models.BooleanField(default=True)
    reason = models.CharField(max_length=300)
    sample = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            word_check("shape", ItemFormat, "matteritem_shape"),
            models.UniqueConstraint(fields=["matter", "position"], condition=Q(until=None), name="matteritem_current"),
        ]
