"""Services of the demonstration: agreed on, on their way, confirmed by the firm; made by the verbs of both sides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, actor_of, people_wanted, person_by_ref
from huiqi.agreements.services import (
    Outcome,
    Terms,
    agree,
    bearer,
    confirm_done,
    declare_payment,
    draft,
    finish_milestone,
    report_done,
    sign,
)
from huiqi.demands.permissions import HANDLERS
from huiqi.demands.selectors import visible_to
from huiqi.demands.services import answer_demand, dispatch_demand, give_plan, take_demand
from huiqi.directory.selectors import institution_by_slug, products_of
from huiqi.files.services import store_file
from huiqi.kernel.access import Actor

if TYPE_CHECKING:
    from huiqi.agreements.models import Agreement

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def serve(ref: UUID, told: Mapping[str, Any], *, actor: Actor, at: datetime) -> None:
    """Dispatch to an institution, which plans, agrees with the firm and reaches the milestones that were reached."""
    institution = institution_by_slug(told["institution"])
    assert institution is not None
    organisation = institution.organisation
    dispatch_demand(ref, organisation.ref, told["note"], actor=actor, at=at)
    wanted = Wanted(organisation.id, HANDLERS)
    clerk = actor_of(people_wanted([wanted], localdate(at))(wanted)[0])
    firm = _firm(ref, actor)
    take_demand(ref, actor=clerk, at=at + HOUR)
    give_plan(ref, told["plan"], actor=clerk, at=at + 2 * HOUR)
    product = products_of(institution, localdate(at)).get(name=told["product"])
    terms = _terms(told, product.ref, localdate(at))
    submission = uuid5(NAMESPACE_URL, f"huiqi:demonstration:agreement:{ref}")
    made = draft(ref, terms, submission=submission, actor=clerk, at=at + 3 * HOUR)
    sign(made.ref, actor=clerk, at=at + 4 * HOUR)
    agree(made.ref, actor=firm, at=at + 5 * HOUR)
    if terms.fee:
        declare_payment(made.ref, terms.fee / 2, localdate(at + DAY), actor=firm, at=at + DAY)
    for milestone, row in zip(made.milestones.order_by("due_on", "id"), told["milestones"], strict=True):
        if "outcome" in row:
            _reach(made.ref, milestone.ref, row, clerk, at + row["day"] * DAY)
    if "report" in told:
        _finish(ref, made, told, clerk, firm, at + told["milestones"][-1]["day"] * DAY)


def _firm(ref: UUID, actor: Actor) -> Actor:
    """Who filed the demand."""
    person = person_by_ref(visible_to(actor).get(ref=ref).filed_by)
    assert person is not None
    return actor_of(person)


def _terms(told: Mapping[str, Any], product: UUID, start: date) -> Terms:
    plan = tuple((row["name"], start + row["day"] * DAY) for row in told["milestones"])
    same = {name: told[name] for name in ("scope", "deliverables")}
    fee, quantity = Decimal(told["fee"]), Decimal(told["quantity"])
    return Terms(start_on=start, plan=plan, fee=fee, product=product, quantity=quantity, **same)


def _reach(ref: UUID, milestone: UUID, row: Mapping[str, Any], clerk: Actor, at: datetime) -> None:
    """A milestone with what came of it, and what proves that."""
    content = f"{row['name']}：{row['outcome']}（演示）".encode()
    files = [store_file(f"{row['name']}（演示）.txt", BytesIO(content), len(content), actor=clerk, at=at)]
    figures = [(code, Decimal(amount)) for code, amount in row.get("figures", {}).items()]
    finish_milestone(
        ref, milestone, Outcome(localdate(at), row["outcome"], figures), actor=clerk, at=at + 6 * HOUR, files=files
    )


def _finish(demand: UUID, made: Agreement, told: Mapping[str, Any], clerk: Actor, firm: Actor, at: datetime) -> None:
    """Done, confirmed by the firm (by its account, or by the code that was sent to it), and answered."""
    report_done(made.ref, told["report"], actor=clerk, at=at + 7 * HOUR)
    confirm_done(made.ref, actor=bearer(made) if told.get("by_code") else firm, at=at + 8 * HOUR)
    answer_demand(demand, told["answer"], actor=clerk, at=at + 9 * HOUR)
