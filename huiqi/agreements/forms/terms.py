"""The form of an agreement: scope, price by the published standard, milestones with their days."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiqi.agreements.forms.parts import AgreementForm, FilesField, day_field, long_text, yuan_field
from huiqi.agreements.services import Terms
from huiqi.agreements.wording import REFUSALS
from huiqi.ui.fields import AmountField

if TYPE_CHECKING:
    from huiqi.agreements.models import Version
    from huiqi.directory.models import Product

MILESTONES = range(1, 7)


class TermsForm(AgreementForm):
    """What is to be agreed; a milestone is a name and a day, empty rows are left out."""

    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    product = forms.ChoiceField(
        label=_("公示的服务"),
        required=False,
        help_text=_("收费按公示价。没有公示的服务，只能免费。"),
        widget=forms.Select,
    )
    quantity = AmountField(
        label=_("数量"),
        help_text=_("按公示的单位，例如 30 米、1 件。"),
        max_digits=10,
        decimal_places=2,
        initial=1,
        widget=forms.NumberInput({"data-width": "s", "step": "0.01", "inputmode": "decimal"}),
    )
    fee = yuan_field(_("费用"), hint=_("免费填 0。小微企业按公示的优惠价。"))
    explanation = long_text(
        _("与公示价不同的理由"), hint=_("按公示价收费的不用填。企业看得到。"), required=False, rows=2
    )
    scope = long_text(_("服务内容"), hint=_("做什么、做到什么程度。已经填好方案里的内容，请核对。"), rows=6)
    deliverables = long_text(_("交付成果"), hint=_("交给企业什么：报告、证书、培训记录等。"), rows=3)
    start_on = day_field(_("开始的日子"))
    terms = long_text(_("其他约定"), hint=_("保密、成果归属、双方配合的事。"), required=False, rows=3)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for number in MILESTONES:
            name = gettext("节点 %(number)d") % {"number": number}
            self.fields[f"name_{number}"] = forms.CharField(
                label=name, max_length=120, required=False, widget=forms.TextInput({"data-width": "l"})
            )
            self.fields[f"due_{number}"] = day_field(gettext("%(name)s 的完成日期") % {"name": name}, required=False)

    def ask_for_paper(self) -> None:
        """For a handler outside the system: the scan of what he signed."""
        self.fields["attachments"] = FilesField(
            label=gettext("承办单位签好的协议扫描件"),
            required=False,
            help_text=gettext("PDF 或照片，每个不超过 20 MB。没有扫描件不能代录。"),
        )

    def offer(self, products: Iterable[Product] | None) -> None:
        """The products that are published, each with its price."""
        listed = [("", gettext("不收费，不选公示的服务"))]
        listed += [(str(one.ref), f"{one.name}（{one.fee or gettext(one.fee_kind.label)}）") for one in products or ()]
        cast(forms.ChoiceField, self.fields["product"]).choices = listed

    def plan_rows(self) -> list[dict[str, forms.BoundField]]:
        """The rows of milestones, for the page."""
        return [{"name": self[f"name_{number}"], "due": self[f"due_{number}"]} for number in MILESTONES]

    def clean(self) -> dict[str, Any]:
        """A milestone has both a name and a day."""
        said = super().clean()
        for number in MILESTONES:
            name, due = said.get(f"name_{number}"), said.get(f"due_{number}")
            if bool(name) != bool(due) and not self.errors.get(f"due_{number}"):
                self.add_error(f"due_{number}" if name else f"name_{number}", str(REFUSALS["milestone_half"]))
        return said

    def said(self) -> dict[str, Any]:
        """The terms."""
        told = self.cleaned_data
        plan = [(told[f"name_{n}"], told[f"due_{n}"]) for n in MILESTONES if told.get(f"name_{n}")]
        same = ("scope", "deliverables", "start_on", "fee", "quantity", "explanation", "terms")
        product = UUID(told["product"]) if told["product"] else None
        papers = tuple(self.stored)
        return {"terms": Terms(plan=tuple(plan), product=product, papers=papers, **{name: told[name] for name in same})}


def first_terms(version: Version, *, open_plan: list[tuple[str, Any]] | None = None) -> dict[str, Any]:
    """What a version says, to be written anew; `open_plan`: the milestones still to be reached."""
    same = ("scope", "deliverables", "start_on", "fee", "quantity", "explanation", "terms")
    initial: dict[str, Any] = {name: getattr(version, name) for name in same}
    initial["quantity"] = Decimal(version.quantity).normalize() + 0
    initial["product"] = str(version.product.ref) if version.product else ""
    plan = version.plan if open_plan is None else open_plan
    for number, (name, due) in zip(MILESTONES, plan, strict=False):
        initial |= {f"name_{number}": name, f"due_{number}": due}
    return initial
