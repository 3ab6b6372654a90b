"""The table of questions and answers: what was asked of a policy's condition and holds for every enterprise."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.policies.rules.places import MOST_PLACE
from huiqi.policies.words import FaqState

MOST_QUESTION = 200
MOST_ANSWER = 2_000
_OPEN = [str(FaqState.DRAFT.value), str(FaqState.WAITING.value)]
_PUBLISHED = Q(state=str(FaqState.PUBLISHED.value))
_SHOWN = [str(one.value) for one in (FaqState.PUBLISHED, FaqState.REPLACED, FaqState.WITHDRAWN)]


class Faq(models.Model):
    """One version of a question with its answer. `thread` is what its versions have in common, `number` counts them.

    `place` names the condition (`rules.places`); empty: the policy as a whole. `asked_of` is the first day of the
    policy's version for which the answer was written. None of the `authors` publishes it.
    """

    ref = RefField()
    thread = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    policy = models.ForeignKey("Policy", on_delete=models.PROTECT, related_name="faqs")
    place = models.CharField(max_length=MOST_PLACE, blank=True)
    asked_of = models.DateField()
    question = models.CharField(max_length=MOST_QUESTION)
    answer = models.TextField()
    state = WordField(FaqState)
    authors = ArrayField(models.CharField(max_length=40))
    reviewer = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("state", FaqState, "faq_state"),
            models.UniqueConstraint(fields=["thread", "number"], name="faq_number"),
            models.UniqueConstraint(fields=["thread"], condition=_PUBLISHED, name="faq_one_published"),
            models.UniqueConstraint(fields=["thread"], condition=Q(state__in=_OPEN), name="faq_one_open"),
            models.CheckConstraint(condition=~Q(question="") & ~Q(answer=""), name="faq_says_something"),
            models.CheckConstraint(
                condition=(Q(published_at=None) & ~Q(state__in=_SHOWN))
                | (Q(published_at__isnull=False, state__in=_SHOWN) & ~Q(reviewer="")),
                name="faq_published_by_a_second",
            ),
        ]
        indexes = [
            models.Index(fields=["policy", "place"], name="faq_shown", condition=_PUBLISHED),
            models.Index(fields=["-changed_at", "-id"], name="faq_list"),
        ]
