"""What the directory says to people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from huiqi.directory.models import Product
from huiqi.directory.words import FeeKind

REFUSALS = {
    "uscc_invalid": gettext_lazy("统一社会信用代码不对。请对照营业执照核对 18 位代码。"),
    "uscc_taken": gettext_lazy("这个统一社会信用代码的机构已经在库里。"),
    "slug_taken": gettext_lazy("这个网址已经有机构在用。请换一个。"),
    "region_unknown": gettext_lazy("没有这个地区代码。请从列表中选择。"),
}

FEE_TONES = {FeeKind.FREE: "good", FeeKind.DISCOUNT: "info", FeeKind.MARKET: "quiet"}


def time(product: Product) -> str:
    """How long a service takes; an absent promise says so."""
    days = product.working_days
    return ngettext("%(n)s 个工作日", "%(n)s 个工作日", days) % {"n": days} if days else _("按约定")


def product_row(product: Product) -> dict[str, object]:
    """A product as the pages show it."""
    return {
        "product": product,
        "category": _(product.category.label),
        "fee_kind": _(product.fee_kind.label),
        "tone": FEE_TONES[product.fee_kind],
        "fee": product.fee or (_("不收费") if product.fee_kind is FeeKind.FREE else _("面议，以机构公示为准")),
        "time": time(product),
    }
