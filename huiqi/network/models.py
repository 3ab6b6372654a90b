"""Tables of the hub and the windows: whom they serve, what they disclose and promise, who stands at their posts."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from huiqi.kernel.fields import RefField, WordField, word_check, words_check
from huiqi.network.words import AbsenceReason, DisclosureItem, LimitStep, LimitUnit, PostKind, Urgency, WindowKind
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind


class Window(models.Model):
    """A platform of the network: the hub or a window. `code` begins the numbers of its demands.

    `timetable`: its hours of business, each week with the day since which it holds (`standards.opening_hours`);
    `hours` is what it says of them, until it states any.
    """

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
    timetable = models.JSONField(default=list, db_default=[])
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
    """A promise: for demands of `kind` at `window` (none: the whole network), `step` within `amount` `unit`s.

    `urgency`: what is not said for what is urgent holds for it as for the rest.
    """

    window = models.ForeignKey(Window, on_delete=models.CASCADE, null=True, blank=True, related_name="time_limits")
    kind = WordField(ServiceKind)
    urgency = WordField(Urgency, default=Urgency.NORMAL.value, db_default=Urgency.NORMAL.value)
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
            word_check("urgency", Urgency, "timelimit_urgency"),
            word_check("unit", LimitUnit, "timelimit_unit"),
            models.UniqueConstraint(
                fields=["window", "kind", "urgency", "step"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="timelimit_current",
            ),
        ]


class Post(models.Model):
    """A post at a window, in an area of its hall, with two people behind it (服务双岗制). No kinds: all of them."""

    ref = RefField()
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(max_length=60)
    kind = WordField(PostKind)
    area = models.CharField(max_length=60)
    place = models.CharField(max_length=60, blank=True)
    kinds = ArrayField(WordField(ServiceKind), default=list, blank=True)
    categories = ArrayField(WordField(ServiceCategory), default=list, blank=True)
    person_a = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    person_b = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    discloses_names = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            word_check("kind", PostKind, "post_kind"),
            words_check("kinds", ServiceKind, "post_kinds"),
            words_check("categories", ServiceCategory, "post_categories"),
            models.CheckConstraint(condition=~Q(person_a=F("person_b")), name="post_two_people"),
            models.UniqueConstraint(fields=["window", "name"], condition=Q(until=None), name="post_name_once"),
        ]


class Absence(models.Model):
    """A note left when going 去向留言: from when until when, why, and who stands in. `ended_at`: back earlier."""

    ref = RefField()
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="absences")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = WordField(AbsenceReason)
    stand_in = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    left_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            word_check("reason", AbsenceReason, "absence_reason"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="absence_period"),
            models.CheckConstraint(condition=~Q(person=F("stand_in")), name="absence_other_stands_in"),
            ExclusionConstraint(
                name="absence_once",
                condition=Q(ended_at=None),
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("window", RangeOperators.EQUAL),
                    (Func(F("since"), F("until"), function="tstzrange", output_field=DateTimeRangeField()), "&&"),
                ],
            ),
        ]


class HandOver(models.Model):
    """A note of hand-over 交接: what a colleague must know of the open matters that pass to him."""

    ref = RefField()
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="hand_overs")
    giver = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(giver=F("taker")), name="hand_over_to_another")]
        indexes = [models.Index(fields=["window", "-written_at"], name="hand_over_window")]


class DutyShift(models.Model):
    """A shift of the duty roster 值班: who is there for what is urgent, from when until when (half-open).

    `offered_to`: to whom it is to pass, with a note, once he acknowledges it. `swap_for`: his own shift, which then
    passes the other way. `dropped_at`: it is no more.
    """

    ref = RefField()
    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="shifts")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    offered_to = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    swap_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="shift_period"),
            models.CheckConstraint(condition=~Q(person=F("offered_to")), name="shift_offered_to_another"),
            models.CheckConstraint(
                condition=Q(swap_for=None) | Q(offered_to__isnull=False) & ~Q(swap_for=F("id")),
                name="shift_swapped_with",
            ),
        ]
        indexes = [
            models.Index(fields=["window", "until"], name="shift_window", condition=Q(dropped_at=None)),
        ]
