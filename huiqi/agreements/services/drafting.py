"""Draft an agreement from the plan, correct it, sign it by sending it to the firm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from huiqi.agreements.models import Agreement, SignedPaper, Version
from huiqi.agreements.permissions import can_draft
from huiqi.agreements.rules.days import wrong_with_plan
from huiqi.agreements.rules.fees import MOST_QUANTITY, Reckoning, wrong_with_fee
from huiqi.agreements.selectors import latest_of, own_custody, products_for, reckoned, size_of
from huiqi.agreements.services.alike import notice_alike
from huiqi.agreements.services.telling import told
from huiqi.agreements.services.turn import begin, fits, written
from huiqi.agreements.words import AgreementState, AgreementVerb
from huiqi.demands.selectors import visible_to as visible_demands
from huiqi.journal.services import record
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.directory.models import Product
    from huiqi.files.models import StoredFile
    from huiqi.kernel.access import Actor
    from huiqi.standards.size_classes import SizeClass

MOST_MILESTONES = 12
MOST_PAPERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is to be agreed. `product` is the ref of a published one, `fee` yuan, `plan` the milestones with their days.

    `explanation`: why the fee is another than the published. `papers`: the scan of what a handler outside signed.
    """

    scope: str
    deliverables: str
    start_on: date
    plan: tuple[tuple[str, date], ...]
    fee: Decimal
    product: UUID | None = None
    quantity: Decimal = Decimal(1)
    explanation: str = ""
    terms: str = ""
    papers: tuple[StoredFile, ...] = ()


@transaction.atomic
def draft(demand_ref: UUID, terms: Terms, *, submission: UUID, actor: Actor, at: datetime) -> Agreement:
    """Draft the agreement of a demand that the actor's organisation has in its hands. The same submission is the same.

    Raises `Demand.DoesNotExist`, `PermissionDenied`, and `Refused`: drafted_already, and those of `_version`.
    """
    demand = visible_demands(actor).select_for_update(of=("self",)).get(ref=demand_ref)
    handling = own_custody(demand, actor)
    if handling is None or not can_draft(actor, demand, handling):
        raise PermissionDenied
    before = Agreement.objects.filter(submission=submission, handling=handling).first()
    if before is not None:
        return before
    agreement = Agreement(
        demand=demand,
        handling=handling,
        organisation_id=handling.organisation_id,
        state=AgreementState.DRAFT,
        submission=submission,
        drafted_at=at,
        drafted_by=actor.person_ref,
    )
    version = version_of(agreement, terms, since=localdate(handling.sent_at), actor=actor, at=at)
    try:
        with transaction.atomic():
            agreement.save(force_insert=True)
    except IntegrityError:
        raise Refused("drafted_already") from None
    version.agreement = agreement
    save_version(version, terms)
    data = {"demand": str(demand.ref), "to": str(agreement.state), "version": 1, **_told(version)}
    record("agreement", agreement.ref, str(AgreementVerb.DRAFT), actor=actor, at=at, data=data, texts=_texts(version))
    return agreement


@transaction.atomic
def revise(ref: UUID, terms: Terms, *, actor: Actor, at: datetime, revision: int | None = None) -> Agreement:
    """Write the agreement anew before it is in force; what was sent is taken back. Raises as `draft`."""
    turn = begin(ref, AgreementVerb.REVISE, actor=actor, at=at, revision=revision)
    agreement, former = turn.agreement, latest_of(turn.agreement)
    version = version_of(agreement, terms, since=localdate(agreement.handling.sent_at), actor=actor, at=at)
    if former.signed_at is None:
        former.papers.all().delete()
        former.delete()
    else:
        agreement.version += 1
    version.number, agreement.link = agreement.version, None
    save_version(version, terms)
    return turn.finish({"version": version.number, **_told(version)}, _texts(version))


@transaction.atomic
def sign(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Agreement:
    """Sign for the handler by sending it to the firm, which is told, with a link that a code sent to it opens."""
    turn = begin(ref, AgreementVerb.SIGN, actor=actor, at=at, revision=revision)
    agreement, version = turn.agreement, latest_of(turn.agreement)
    signed(version, actor, at)
    agreement.link = uuid7()
    turn.finish({"version": version.number})
    told(agreement, "sent", at=at)
    notice_alike(agreement, version, actor=actor, at=at)
    return agreement


def save_version(version: Version, terms: Terms) -> None:
    """Keep a version, with what its handler signed on paper."""
    version.save(force_insert=True)
    SignedPaper.objects.bulk_create(SignedPaper(version=version, file=file) for file in terms.papers)


def signed(version: Version, actor: Actor, at: datetime) -> None:
    """The handler signs a version."""
    version.signed_at, version.signed_by = at, actor.person_ref
    version.save(update_fields=["signed_at", "signed_by"])


def version_of(agreement: Agreement, terms: Terms, *, since: date, actor: Actor, at: datetime) -> Version:
    """What the terms come to, judged, not saved yet. It may not begin before `since`.

    Raises `Refused`: required, too_long, product_unknown, quantity_wrong, no_milestone, too_many_milestones,
    milestone_before_start, milestone_too_far, started_before_handling, fee_negative, fee_absurd, fee_of_free,
    fee_not_published, deviation_unexplained; papers_missing, too_many_files.
    """
    if agreement.handling.by_letter and not terms.papers:
        raise Refused("papers_missing", "attachments")
    if len(terms.papers) > MOST_PAPERS:
        raise Refused("too_many_files", "attachments", limit=MOST_PAPERS)
    on = localdate(at)
    product = _product(agreement.organisation_id, terms.product, on)
    if not 0 < terms.quantity <= MOST_QUANTITY:
        raise Refused("quantity_wrong", "quantity")
    size = size_of(agreement.demand.enterprise, on)
    found = reckoned(product, terms.quantity, size)
    plan = _plan(terms, since)
    if wrong := wrong_with_fee(terms.fee, found, terms.explanation):
        field = "explanation" if wrong == "deviation_unexplained" else "fee"
        raise Refused(wrong, field, amounts=found.amounts)
    return Version(
        agreement=agreement,
        number=agreement.version,
        scope=written(terms.scope, "scope"),
        deliverables=written(terms.deliverables, "deliverables"),
        terms=fits(terms.terms, "terms"),
        start_on=terms.start_on,
        plan=[[name, due.isoformat()] for name, due in plan],
        quantity=terms.quantity,
        fee=terms.fee,
        explanation=fits(terms.explanation, "explanation"),
        written_at=at,
        written_by=actor.person_ref,
        **_published(product, found, size),
    )


def _published(product: Product | None, found: Reckoning, size: SizeClass | None) -> dict[str, object]:
    """What was published, and how large the firm was, on the day of writing."""
    return {
        "product": product,
        "product_name": product.name if product else "",
        "category": str(product.category) if product else "",
        "published_text": product.fee if product else "",
        "basis": found.basis,
        "published": found.full,
        "percent": product.small_micro_percent if product and found.full is not None else None,
        "size_class": str(size or ""),
    }


def _product(organisation_id: int, ref: UUID | None, on: date) -> Product | None:
    """The chosen product, if it is one that this organisation offers on the day."""
    if ref is None:
        return None
    offered = products_for(organisation_id, on)
    product = offered.filter(ref=ref).first() if offered is not None else None
    if product is None:
        raise Refused("product_unknown", "product")
    return product


def _plan(terms: Terms, since: date) -> list[tuple[str, date]]:
    if terms.start_on < since:
        raise Refused("started_before_handling", "start_on", day=since)
    plan = [(written(name, "name_1")[:120], due) for name, due in terms.plan]
    if len(plan) > MOST_MILESTONES:
        raise Refused("too_many_milestones", "name_1", limit=MOST_MILESTONES)
    if wrong := wrong_with_plan(terms.start_on, plan):
        raise Refused(wrong, "name_1" if wrong == "no_milestone" else "due_1")
    return sorted(plan, key=lambda row: row[1])


def _told(version: Version) -> dict[str, str]:
    return {"fee": str(version.fee), "basis": str(version.basis)}


def _texts(version: Version) -> dict[str, str]:
    """What was written, for the journal keeps its hash."""
    return {"scope": version.scope, "explanation": version.explanation}
