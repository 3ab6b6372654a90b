"""An agreement led through its life by the cast."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.utils.timezone import localdate

from huiqi.accounts.models import Person
from huiqi.agreements import services
from huiqi.agreements.models import Agreement
from huiqi.agreements.services import Outcome, Terms
from huiqi.agreements.words import AgreementVerb as V
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.directory.models import Product
from huiqi.directory.words import FeeKind
from huiqi.enterprises.models import StatedFact
from huiqi.files.models import StoredFile
from huiqi.files.services import store_file
from huiqi.standards.service_kinds import ServiceCategory
from tests.cast import NOON, OPENED, Cast

BEGIN = date(2026, 11, 23)


def product_of(cast: Cast, **more: Any) -> Product:
    """What the institution publishes: welds tested at 45 yuan a metre, for small and micro firms at 80 percent."""
    told = {
        "fee_kind": FeeKind.DISCOUNT,
        "price": Decimal(45),
        "price_unit": "米",
        "small_micro_percent": 80,
        "fee": "每米 45 元，小微企业八折",
    }
    return Product.objects.create(
        institution=cast.institution,
        category=ServiceCategory.TECHNOLOGY,
        name="焊缝检测",
        description="超声检测",
        offered_since=OPENED,
        **(told | more),
    )


def make_small(cast: Cast) -> None:
    """Enough is known of enterprise X to call it small."""
    for name, value in {"employees": 60, "revenue": "20000000.00", "total_assets": "9000000.00"}.items():
        StatedFact.objects.create(
            enterprise=cast.enterprise_x, name=name, value=value, as_of=BEGIN, source="stated", recorded_at=NOON
        )


@dataclass
class Deal:
    """A demand with its plan, and the agreement about it."""

    cast: Cast
    play: Play = field(init=False)
    agreement: Agreement = field(init=False)
    product: Product | None = None

    def __post_init__(self) -> None:
        self.play = Play(self.cast).through(Verb.REGISTER, Verb.DISPATCH, Verb.TAKE, Verb.GIVE_PLAN)

    @property
    def now(self) -> datetime:
        """A minute later every time."""
        self.play.now += timedelta(minutes=1)
        return self.play.now

    @property
    def terms(self) -> Terms:
        """Thirty metres at the published price."""
        plan = (("进厂检测", date(2026, 12, 1)), ("出具报告", date(2026, 12, 8)))
        fee = Decimal("1350.00") if self.product else Decimal(0)
        ref = self.product.ref if self.product else None
        quantity = Decimal(30)
        return Terms(
            scope="检测钢柱焊缝",
            deliverables="检测报告",
            start_on=BEGIN,
            plan=plan,
            fee=fee,
            product=ref,
            quantity=quantity,
        )

    def draft(self, by: Person | None = None, submission: UUID | None = None, **more: Any) -> Agreement:
        """Draft it."""
        actor = self.cast.actor(by or self.cast.institution_clerk)
        self.agreement = services.draft(
            self.play.demand.ref,
            replace(self.terms, **more),
            submission=submission or uuid4(),
            actor=actor,
            at=self.now,
        )
        return self.agreement

    def do(self, verb: V, by: Person | None = None, **said: Any) -> Agreement:
        """Do a verb by the person whose it is, with plausible words."""
        if verb is V.FINISH_MILESTONE:
            return self.reach(by, **said)
        call, who, words = SAID[verb]
        words = {"terms": self.terms} if verb in (V.REVISE, V.CHANGE) else words
        actor = self.cast.actor(by or getattr(self.cast, who))
        self.agreement = getattr(services, call)(self.agreement.ref, **(words | said), actor=actor, at=self.now)
        return self.agreement

    def reach(self, by: Person | None = None, **said: Any) -> Agreement:
        """Reach the first milestone that is not reached yet; any, where all are."""
        open_first = self.agreement.milestones.order_by("done_on", "due_on", "id")
        found = open_first.filter(done_on=None).first() or open_first.first()
        actor = self.cast.actor(by or self.cast.institution_clerk)
        outcome = Outcome(localdate(self.play.now), "按期完成")
        self.agreement = services.finish_milestone(
            self.agreement.ref,
            found.ref if found else uuid4(),
            **({"outcome": outcome} | said),
            actor=actor,
            at=self.now,
        )
        return self.agreement

    def through(self, *verbs: V) -> "Deal":
        """Draft and do these, in order; the days of work lie before milestones are reached."""
        self.draft()
        for verb in verbs:
            if verb is V.FINISH_MILESTONE and self.play.now.date() < BEGIN:
                self.play.later(days=4)
            self.do(verb)
        return self

    def paper(self) -> StoredFile:
        """A file that proves something."""
        content = b"%PDF-1.7 proof"
        actor = self.cast.actor(self.cast.institution_clerk)
        return store_file("报告.pdf", BytesIO(content), len(content), actor=actor, at=self.now)


HANDLER, FIRM = "institution_clerk", "owner_x"
SAID: dict[V, tuple[str, str, dict[str, Any]]] = {
    V.REVISE: ("revise", HANDLER, {}),
    V.SIGN: ("sign", HANDLER, {}),
    V.AGREE: ("agree", FIRM, {}),
    V.DECLINE: ("decline", FIRM, {"reason": "太贵"}),
    V.CHANGE: ("change", HANDLER, {}),
    V.REPORT: ("report_done", HANDLER, {"report": "报告已经交付"}),
    V.CONFIRM: ("confirm_done", FIRM, {}),
    V.DISPUTE: ("dispute", FIRM, {"reason": "还缺一份报告"}),
    V.DECLARE_PAYMENT: ("declare_payment", FIRM, {"amount": Decimal(1000), "paid_on": date(2026, 11, 20)}),
    V.RECORD_INVOICE: ("record_invoice", HANDLER, {"number": "26412000000012345678", "amount": Decimal(1000)}),
    V.END: ("end_agreement", HANDLER, {"reason": "企业停产"}),
}
AGREED = (V.SIGN, V.AGREE)
REACHED = (*AGREED, V.FINISH_MILESTONE, V.FINISH_MILESTONE)
REPORTED = (*REACHED, V.REPORT)
