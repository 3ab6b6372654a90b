"""Services for one firm that may be one service told twice. Neither side learns what the other agreed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from huiqi.agreements.flow import OPEN
from huiqi.agreements.models import Agreement, Duplicate, Version
from huiqi.agreements.rules.alike import Served, alike
from huiqi.agreements.rules.days import ALIKE_WITHIN
from huiqi.agreements.selectors.seeing import visible_to
from huiqi.agreements.words import AgreementState, Alike, Verdict
from huiqi.kernel.access import Actor, Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

_S = AgreementState
_REAL = [str(state.value) for state in (*OPEN, _S.DONE, _S.UNCONFIRMED) if state not in (_S.DRAFT, _S.DECLINED)]


def close_to(agreement: Agreement, version: Version) -> list[tuple[Agreement, tuple[Alike, ...]]]:
    """The services for the same firm that look like this one, with what is alike. Nothing of confidential demands."""
    assert version.signed_at is not None
    if agreement.demand.keeps_name:
        return []
    mine = _served(version, agreement)
    others = Version.objects.filter(
        agreement__demand__enterprise_id=agreement.demand.enterprise_id,
        agreement__demand__is_confidential=False,
        agreement__state__in=_REAL,
        signed_at__gte=version.signed_at - ALIKE_WITHIN,
    ).exclude(agreement=agreement)
    found = {}
    for one in others.select_related("agreement__demand").order_by("signed_at", "id"):
        if common := alike(mine, _served(one, one.agreement)):
            found[one.agreement_id] = (one.agreement, common)
    return list(found.values())


def _served(version: Version, agreement: Agreement) -> Served:
    assert version.signed_at is not None
    return Served(
        agreement.demand.window_id,
        agreement.organisation_id,
        version.product_name,
        version.category,
        str(agreement.demand.kind),
        version.signed_at,
    )


@dataclass(frozen=True, slots=True)
class Twin:
    """One side of a pair, as the other side is told of it: where, by whom, when, in what alike."""

    window: str
    organisation: str
    signed_on: date | None
    alike: list[Alike]
    verdict: Verdict | str
    reason: str
    is_later: bool


def _pairs() -> QuerySet[Duplicate]:
    sides = [f"{side}__{what}" for side in ("earlier", "later") for what in ("organisation", "demand__window")]
    firms = [f"{side}__demand__enterprise" for side in ("earlier", "later")]
    return Duplicate.objects.select_related(*sides, *firms)


def twins_of(agreement: Agreement) -> list[Twin]:
    """What looks like this one, at other windows and institutions. Two queries."""
    pairs = list(_pairs().filter(Q(earlier=agreement) | Q(later=agreement)).order_by("-id"))
    others = [(pair, pair.later if pair.earlier_id == agreement.id else pair.earlier) for pair in pairs]
    signed = _signed({other.id for _pair, other in others})
    return [
        Twin(
            other.demand.window.short_name,
            other.organisation.name,
            signed.get(other.id),
            list(pair.alike),
            pair.verdict,
            pair.reason,
            other.id == pair.later_id,
        )
        for pair, other in others
    ]


def _signed(ids: set[int]) -> dict[int, date]:
    rows = Version.objects.filter(agreement_id__in=ids, signed_at__isnull=False).order_by("number") if ids else ()
    return {row.agreement_id: localdate(row.signed_at) for row in rows}


def pair_of(actor: Actor, earlier: UUID, later: UUID) -> Duplicate | None:
    """The pair of two agreements, if one sees a side of it."""
    rows = _pairs().filter(earlier__ref=earlier, later__ref=later)
    if not actor.is_a(Role.HUB_OPERATOR):
        seen = visible_to(actor).order_by().values("id")
        rows = rows.filter(Q(earlier_id__in=seen) | Q(later_id__in=seen))
    return rows.first()


def duplicates_for(actor: Actor, *, judged: bool = False) -> QuerySet[Duplicate]:
    """The pairs that wait for a verdict, or have one, of which one sees a side; the hub sees all. The newest first."""
    rows = (_pairs().exclude(verdict="") if judged else _pairs().filter(verdict="")).order_by("-id")
    if actor.is_a(Role.HUB_OPERATOR):
        return rows
    seen = visible_to(actor).order_by().values("id")
    return rows.filter(Q(earlier_id__in=seen) | Q(later_id__in=seen))
