"""Tables of papers. PostgreSQL itself refuses to delete a paper, and to change one except as `Paper` says."""

from django.db import models
from django.db.models import F, Q

from huiqi.kernel.fields import RefField
from huiqi.papers.rules import Content, Style, spoken_code
from huiqi.papers.words import Standing


class Letterhead(models.Model):
    """What the hub set for an organisation's papers; `kind` empty: for all of them, else for one kind.

    An empty text says nothing of its own. `word` is the organisation's 机关代字, or a kind's whole number word.
    """

    ref = RefField()
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="letterheads")
    kind = models.CharField(max_length=40, blank=True)
    mark = models.CharField(max_length=120, blank=True)
    word = models.CharField(max_length=24, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    footer = models.CharField(max_length=200, blank=True)
    red = models.BooleanField(null=True, blank=True)
    revision = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="letterhead_once")]

    @property
    def style(self) -> Style:
        """What it says."""
        return Style(self.mark, self.word, self.contact, self.footer, self.red)


class NumberWord(models.Model):
    """A number word once printed belongs for ever to one kind of paper of one organisation."""

    word = models.CharField(max_length=30, unique=True)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="number_words")
    kind = models.CharField(max_length=40)


class Counter(models.Model):
    """The last serial given to an organisation's papers of a kind in a year."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="paper_counters")
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "year"], name="papercounter_once")]


class Paper(models.Model):
    """One paper as it was issued. Only what is said of its end is ever written to it again.

    What a rule of retention erases goes from `content`, at `erased_at`; number, code, dates and hash stay.
    """

    ref = RefField()
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_ref = models.UUIDField()
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="papers")
    organisation_name = models.CharField(max_length=200)
    title = models.CharField(max_length=120)
    word = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=60, unique=True)
    copies = models.PositiveSmallIntegerField()
    style = models.JSONField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    verify_code = models.CharField(max_length=12, unique=True)
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    issued_by = models.CharField(max_length=40)
    submission = models.UUIDField(unique=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=40, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "year", "serial"], name="paper_serial"),
            models.CheckConstraint(condition=Q(serial__gte=1) & Q(copies__gte=1), name="paper_counts"),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="paper_hash"),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="", replaced_by=None)
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="paper_end",
            ),
            models.CheckConstraint(condition=~Q(replaced_by=F("id")), name="paper_not_itself"),
        ]
        indexes = [models.Index(fields=["subject_ref", "kind", "-id"], name="paper_subject")]

    @property
    def standing(self) -> Standing:
        """Whether it still counts."""
        if self.ended_at is None:
            return Standing.IN_FORCE
        return Standing.REPLACED if self.replaced_by_id else Standing.VOID

    @property
    def said(self) -> Content:
        """Its content."""
        return Content.of(self.content)

    @property
    def spoken_code(self) -> str:
        """The code to verify, as it is printed."""
        return spoken_code(self.verify_code)
