"""Tables of who is asked for a rating, and what hangs on such a request."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from huiqi.demands.models.demand import Demand
from huiqi.demands.rules.rating import RatingPlace
from huiqi.demands.words import Lot
from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.standards.service_kinds import ServiceKind

_COUNTED = ["organisation", "person", "id"]
"""What satisfaction is counted by, without a look at the rows."""


class RatingRequest(models.Model):
    """An answered round whose enterprise is asked to rate it: whose work it was, and the link that rates it.

    `window`, `organisation` and `person` are the window, and who answered: an institution or the window itself, and
    the person there. `concerned`: everybody who had to do with it by name; none of them visits, none of them rates.
    The code of the link is derived from `seed` and the installation's key; `digest` finds it again. `declined_at`: the
    enterprise said that it does not want to rate. Asked again once, at `asked_again_at`. `lot`: whether it is visited,
    and by which `draw` that was found.
    """

    ref = RefField()
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="rating_requests", db_index=False)
    round = models.PositiveSmallIntegerField()
    window = models.ForeignKey("network.Window", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=40, blank=True)
    concerned = ArrayField(models.CharField(max_length=40), default=list)
    kind = WordField(ServiceKind)
    place = WordField(RatingPlace)
    seed = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    asked_again_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    rated_at = models.DateTimeField(null=True)
    lot = WordField(Lot, default=Lot.WAITING.value, db_default=Lot.WAITING.value)
    draw = models.ForeignKey("demands.VisitDraw", on_delete=models.PROTECT, null=True, related_name="lots")
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("kind", ServiceKind, "ratingrequest_kind"),
            word_check("lot", Lot, "ratingrequest_lot"),
            word_check("place", RatingPlace, "ratingrequest_place"),
            models.UniqueConstraint(fields=["demand", "round"], name="asked_to_rate_once_in_a_round"),
            models.UniqueConstraint(fields=["digest"], name="ratingrequest_digest"),  # no second index, for LIKE
        ]
        indexes = [
            models.Index(fields=["asked_at"], name="ratingrequest_waiting", condition=Q(lot=Lot.WAITING.value)),
            models.Index(fields=["window", "asked_at"], include=_COUNTED, name="ratingrequest_window"),
            models.Index(fields=["asked_at"], include=["window", *_COUNTED], name="ratingrequest_asked"),
            models.Index(
                fields=["asked_at", "id"],
                name="ratingrequest_open",
                condition=Q(rated_at=None, declined_at=None, asked_again_at=None),
            ),
        ]


class OfAnswer(models.Model):
    """Whose answer it is about, and when that was asked about: what its request says and never changes, for whoever
    counts from one index.
    """

    asked_at = models.DateTimeField(null=True)
    window = models.ForeignKey("network.Window", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    person = models.CharField(max_length=40, blank=True, default="", db_default="")

    class Meta:
        abstract = True


def of_answer(asked: RatingRequest | None) -> dict[str, Any]:
    """The columns of an `OfAnswer` of a request."""
    names = ("asked_at", "window_id", "organisation_id", "person")
    return {name: getattr(asked, name) for name in names} if asked else {}


COUNTED_BY = ["window", "organisation", "person"]
"""What satisfaction is counted by."""
