"""Tables of a demand itself: its number, its row, what came with it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Right

from huiqi.demands.flow import AT_DESK, CLOSED, WITH_INSTITUTION
from huiqi.demands.rules.moment import Owed
from huiqi.demands.rules.numbers import SERIAL, typed
from huiqi.demands.words import Anonymity, DemandState, Mode, Purpose, Urgency
from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.kernel.pieces import Pieces, asked_for
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    from huiqi.demands.models.closing import Rating
    from huiqi.demands.models.custody import Handling


class NumberCounter(models.Model):
    """The last serial number a window gave out in a year; its row is locked in the transaction of a filing."""

    window = models.ForeignKey("network.Window", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["window", "year"], name="numbercounter_once")]


_LAST_ASKED = Q(information_requests__round=F("round"), information_requests__is_last=True)


def _numbered(words: str) -> Q:
    """What is typed of a number; nothing where it is none. Asks the index of serials."""
    year, serials = typed(words)
    return Q(serial__in=serials, number__contains=f"-{year}-" if year else "-")


class DemandQuerySet(models.QuerySet["Demand"]):
    """Adjectives of demands."""

    def open(self) -> DemandQuerySet:
        """Not at any of its ends."""
        return self.exclude(state__in=CLOSED)

    def closed(self) -> DemandQuerySet:
        """Archived, withdrawn, refused, ended or closed as repeated."""
        return self.filter(state__in=CLOSED)

    def overdue(self, at: datetime) -> DemandQuerySet:
        """Something promised is past its due moment and still not done."""
        return self.filter(next_due_at__lte=at)

    def due_between(self, since: datetime, until: datetime) -> DemandQuerySet:
        """The next promise is due after `since` and not after `until`."""
        return self.filter(next_due_at__gt=since, next_due_at__lte=until)

    def numbered(self, words: str) -> DemandQuerySet:
        """With a number that ends as typed, of whichever window."""
        return self.alias(serial=Right("number", SERIAL)).filter(_numbered(words))

    def saying(self, words: str) -> DemandQuerySet:
        """With these words in the title, or in the name of the enterprise or its pinyin initials, or so numbered."""
        said = Q(found_by__contains=words.lower())
        return self.alias(serial=Right("number", SERIAL)).filter(said | _numbered(words))

    def saying_by_index(self, words: str) -> DemandQuerySet:
        """The same of what is closed, by the index of pieces: for words that few of them have."""
        rows = self.alias(pieces=Pieces("found_by"), serial=Right("number", SERIAL))
        said = Q(found_by__contains=words.lower(), pieces__contains=asked_for(words.lower()))
        return rows.filter(said | _numbered(words))

    def whole(self) -> DemandQuerySet:
        """Each with what there is one of: who has it whole in his hands (`held`), how it was taken in, this round's
        question and rating."""
        in_hand = FilteredRelation("handlings", condition=Q(handlings__ended_at=None, handlings__part=0))
        asked = FilteredRelation("information_requests", condition=_LAST_ASKED)
        rated = FilteredRelation("ratings", condition=Q(ratings__round=F("round")))
        rows = self.annotate(held=in_hand, asked=asked, rated=rated)  # type: ignore[no-redef]  # it is this annotation that fills it
        rows = rows.select_related("held__organisation")  # type: ignore[misc]  # an annotation can be related, too
        rows = rows.select_related("intake__organisation", "condition")
        return rows.select_related("asked", "rated")  # type: ignore[misc]


BLANK = "（已按规定删除）"
"""Stands where a rule erased what somebody wrote: a row that must say something says this."""

_CLOSED = [state.value for state in CLOSED]
_COUNTED = ["state", "answered_at", "urgency", "urged_until", "escalated_until", "is_confidential", "kind"]
"""What the figures above a desk are counted from, and what it is narrowed by, without a look at the rows."""
_LISTED = ["kind", "state", "is_confidential"]
"""What a list of what has ended is narrowed by, without a look at the rows."""
_UNANSWERED = [state.value for state in CLOSED if state is not DemandState.ARCHIVED]
_AT_DESK = [state.value for state in AT_DESK]
_HANDLED = sorted(state.value for state in WITH_INSTITUTION)


class Demand(models.Model):
    """One need of an enterprise. `number` is public, `query_code` a secret; `next_due_at` its earliest owed promise.

    A new fact opens a new `round` at `reopened_at`. `rank` (`rules.standing.rank`) is the order of the desks. What the
    enterprise's reminders are owed by: `urged_until` by whoever has the demand, `escalated_until` by the hub; `urged`
    counts its reminders of this round. `suspended_until`: its clock stands, and runs again then at the latest.
    `touched_at`: since when its window has done nothing about it, from its coming on; `acted_at`: when it last did.
    `handed_on_by`: who passed it to its first contact, until he acknowledges it.

    `parts`: the numbers of the parts into which it is divided now (`mode` 分别); empty where it is whole.
    `handlers`: the institutions that have it in their hands or answered it, in any round, but not who gave it back.
    `found_by`: what a search reads, in small letters: the title, and the `name_key` that the enterprise had then;
    nothing while it `is_confidential` (保密件): then only its enterprise and its insiders see it; no name where that is
    withheld (`anonymity`). `against`: the party complained of, where that was asked.
    """

    ref = RefField()
    number = models.CharField(max_length=24, unique=True)
    query_code = models.CharField(max_length=12)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", on_delete=models.PROTECT, related_name="demands", db_index=False
    )
    window = models.ForeignKey("network.Window", on_delete=models.PROTECT, related_name="demands", db_index=False)
    handlers = ArrayField(models.BigIntegerField(), default=list)
    mode = WordField(Mode, default=Mode.SOLE.value, db_default=Mode.SOLE.value)
    parts = ArrayField(models.PositiveSmallIntegerField(), default=list, db_default=[])
    kind = WordField(ServiceKind)
    title = models.CharField(max_length=120)
    found_by = models.TextField(blank=True)
    anonymity = WordField(Anonymity, default=Anonymity.NAMED.value, db_default=Anonymity.NAMED.value)
    is_confidential = models.BooleanField(default=False, db_default=False)
    text = models.TextField()
    policy_code = models.CharField(max_length=20, blank=True)
    against = models.CharField(max_length=120, blank=True, default="", db_default="")
    state = WordField(DemandState)
    revision = models.PositiveIntegerField(default=1)
    submission = models.UUIDField()
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=40)
    first_contact = models.CharField(max_length=40, blank=True)
    handed_on_by = models.CharField(max_length=40, blank=True, default="", db_default="")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=1, db_default=1)
    reopened_at = models.DateTimeField(null=True)
    urgency = WordField(Urgency, default=Urgency.NORMAL.value, db_default=Urgency.NORMAL.value)
    rank = models.PositiveSmallIntegerField(default=2, db_default=2)
    urged = models.PositiveSmallIntegerField(default=0, db_default=0)
    urged_until = models.DateTimeField(null=True)
    escalated_until = models.DateTimeField(null=True)
    suspended_until = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(null=True)
    acted_at = models.DateTimeField(null=True)
    held: Handling | None = None
    """Who has all of it in his hands, where the demand came `whole`; of a divided one, whose part is looked at."""
    asked: InformationRequest | None = None
    rated: Rating | None = None
    """What this round was asked for, and how it was rated, where the demand came `whole`."""
    has_files = has_hands = has_papers = has_general = True
    """Whether there is anything of the kind to ask for; the page of a case is told so with the row."""
    repeats: list[int] | None = None
    """What it would repeat, the latest first, where who reads it may close it for that."""
    owing: tuple[Owed, ...] = ()
    """What is owed after the verb that is being done, for its entry in the journal."""
    hidden: tuple[str, ...] = ()
    """What is kept from who reads this demand (`selectors.veil`)."""
    as_told: DemandState | None = None
    """The state for who is told another than that in which it is (`selectors.unheard`)."""

    objects = DemandQuerySet.as_manager()

    class Meta:
        constraints = [
            word_check("kind", ServiceKind, "demand_kind"),
            word_check("state", DemandState, "demand_state"),
            word_check("urgency", Urgency, "demand_urgency"),
            word_check("anonymity", Anonymity, "demand_anonymity"),
            models.CheckConstraint(
                condition=Q(rank=0) | Q(rank=1, urgency=Urgency.URGENT.value) | Q(rank=2, urgency=Urgency.NORMAL.value),
                name="demand_rank",
            ),
            models.UniqueConstraint(fields=["enterprise", "submission"], name="demand_submitted_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None) ^ Q(state__in=_CLOSED), name="demand_closed_when_closed"
            ),
            models.CheckConstraint(
                condition=Q(parts=[], mode__in=[str(one.value) for one in Mode]) | Q(mode=Mode.PARTS.value),
                name="demand_mode",
            ),
            models.CheckConstraint(
                condition=~Q(handlers=[]) | ~Q(state__in=_HANDLED), name="demand_handlers_when_handled"
            ),
            models.CheckConstraint(
                condition=Q(touched_at__isnull=False) | ~Q(state__in=_AT_DESK), name="demand_waits_since_when"
            ),
        ]
        indexes = [
            models.Index(
                fields=["rank", "next_due_at", "id"],
                include=_COUNTED,
                name="demand_open",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["rank", "next_due_at", "id"],
                include=["window", "kind", "state", "is_confidential", "first_contact", "found_by"],
                name="demand_open_said",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["window", "rank", "next_due_at", "id"],
                include=_COUNTED,
                name="demand_window_open",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["window", "first_contact"],
                include=["state", "suspended_until", "touched_at", "acted_at", "filed_at"],
                name="demand_baskets",
                condition=Q(closed_at=None),
            ),
            GinIndex(fields=["handlers"], name="demand_handlers_open", condition=Q(closed_at=None), fastupdate=False),
            models.Index(fields=["window", "-filed_at"], name="demand_window_filed"),
            models.Index(fields=["enterprise", "-filed_at"], name="demand_enterprise"),
            models.Index(Right("number", SERIAL), name="demand_serial"),
            models.Index(fields=["-filed_at"], name="demand_filed"),
            models.Index(
                fields=["-closed_at", "-id"],
                include=_LISTED,
                name="demand_closed",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                fields=["window", "-closed_at", "-id"],
                include=_LISTED,
                name="demand_window_closed",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                F("handlers__0"),
                F("closed_at").desc(),
                F("id").desc(),
                include=[*_LISTED, "handlers"],
                name="demand_handler_closed",
                condition=Q(closed_at__isnull=False),
            ),
            GinIndex(
                fields=["handlers"],
                name="demand_handlers_several",
                condition=Q(closed_at__isnull=False, handlers__len__gt=1),
                fastupdate=False,
            ),
            GinIndex(
                F("window"),
                F("handlers"),
                Pieces("found_by"),
                name="demand_said",
                condition=Q(closed_at__isnull=False),
                fastupdate=False,
            ),
            models.Index(
                fields=["first_contact", "-closed_at", "-id"],
                name="demand_contact_closed",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                fields=["state", "-closed_at", "-id"], name="demand_unanswered", condition=Q(state__in=_UNANSWERED)
            ),
            models.Index(
                fields=["rank", "next_due_at", "id"],
                name="demand_urged",
                condition=Q(closed_at=None) & (Q(urged_until__isnull=False) | Q(escalated_until__isnull=False)),
            ),
            models.Index(
                fields=["rank", "next_due_at", "id"],
                name="demand_suspended",
                condition=Q(suspended_until__isnull=False),
            ),
            models.Index(
                fields=["window", "next_due_at", "id"], name="demand_confidential", condition=Q(is_confidential=True)
            ),
        ]

    @property
    def told_state(self) -> DemandState:
        """The state as whoever reads this demand is told it."""
        return self.as_told or self.state

    @property
    def began_at(self) -> datetime:
        """When this round began: with the filing, or with the new fact."""
        return self.reopened_at or self.filed_at

    @property
    def is_green(self) -> bool:
        """Whether its green channel is open."""
        return self.rank == 0

    @property
    def keeps_name(self) -> bool:
        """Whether it is not said to everybody who handles it whose it is."""
        return self.is_confidential or self.anonymity is Anonymity.WITHHELD

    @property
    def is_erased(self) -> bool:
        """Whether what was written in it is gone by rule."""
        return self.title == BLANK

    @property
    def is_closed(self) -> bool:
        """Whether the demand is at one of its ends."""
        return self.state in CLOSED


class InformationRequest(models.Model):
    """What is missing, told at once (一次性告知); a second telling in a round has its `reason`, and counts.

    `items` are the lines of the list of a matter as they read on the day: ref, name, copies, shape, why, whether there
    is a sample, and whether the enterprise says that it brought it. `missing` is all of it in words. `is_last`: the
    one of its round that stands.
    """

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="information_requests")
    round = models.PositiveSmallIntegerField(default=1, db_default=1)
    number = models.PositiveSmallIntegerField(default=1, db_default=1)
    is_last = models.BooleanField(default=True, db_default=True)
    missing = models.TextField()
    items = models.JSONField(default=list, db_default=[])
    reason = models.TextField(blank=True, default="", db_default="")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    supplied_at = models.DateTimeField(null=True)
    supplied = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["demand", "round", "number"], name="asked_by_number"),
            models.UniqueConstraint(
                fields=["demand", "round"], condition=Q(is_last=True), name="asked_last_in_a_round"
            ),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="asked_again_for_a_reason"),
        ]
        indexes = [models.Index(fields=["demand"], name="asked_again", condition=Q(number__gt=1))]


class Attachment(models.Model):
    """A file that belongs to a demand. A scan of the wrong page is `replaced_by` another, and stays.

    `item`: the line of the list of what was missing that it was brought for.
    """

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="attachments")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    purpose = WordField(Purpose)
    item = models.CharField(max_length=40, blank=True, default="", db_default="")
    attached_at = models.DateTimeField()
    attached_by = models.CharField(max_length=40)
    replaced_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaces")

    class Meta:
        constraints = [word_check("purpose", Purpose, "attachment_purpose")]
