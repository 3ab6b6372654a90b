"""What the directory says to people."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import gettext_noop as mark

from huiqi.directory.models import Department, DutyItem, Expert, Matter, MatterItem, Product
from huiqi.directory.words import FeeKind
from huiqi.kernel.refusal import Refused
from huiqi.kernel.words import Word
from huiqi.standards import regions
from huiqi.standards.trees import UnknownCode
from huiqi.ui.wording import full_day

REFUSALS = {
    "load_range": gettext_lazy("请填 0 到 %(most)d 之间的整数。"),
    "uscc_invalid": gettext_lazy("统一社会信用代码不对。请对照营业执照核对 18 位代码。"),
    "uscc_taken": gettext_lazy("这个统一社会信用代码的机构已经在库里。"),
    "slug_taken": gettext_lazy("这个网址已经有机构在用。请换一个。"),
    "region_unknown": gettext_lazy("没有这个地区代码。请从列表中选择。"),
    "department_exists": gettext_lazy("这个地区已经有“%(name)s”。请直接补充它的职责。"),
    "department_closed": gettext_lazy(
        "%(name)s自%(day)s起不再存在，还没有登记由谁承接。请按职责另选部门，或先补登承接的部门。"
    ),
    "department_replaced": gettext_lazy("%(name)s自%(day)s起不再存在，职责由%(successor)s承接。请改选%(successor)s。"),
    "closed_early": gettext_lazy("这一天要在设立日期（%(opened)s）之后，请再核对。"),
    "successor_same": gettext_lazy("不能由它自己承接。请选另一个部门。"),
    "successor_closed": gettext_lazy("%(name)s自己也已在%(day)s不再存在。请选现在还在的部门。"),
    "no_field": gettext_lazy("请至少选一类擅长的服务。"),
    "expert_left": gettext_lazy("%(name)s已于%(day)s退出专家库，不能再选。"),
    "institution_left": gettext_lazy("%(name)s已于%(day)s退出平台网络。请另选机构。"),
    "handler_unknown": gettext_lazy("没有找到这个承办单位。请从列表里选择。"),
    "code_taken": gettext_lazy("代码 %(code)s 已经有事项在用。请换一个。"),
    "matter_ended": gettext_lazy("“%(name)s”自%(day)s起不再办理，清单不能再改。"),
    "stale_line": gettext_lazy("您打开之后，有人改过这一条。请回到清单重新打开，再改一次。"),
}


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    told = {key: full_day(value) if isinstance(value, date) else value for key, value in refused.parameters.items()}
    return str(REFUSALS[refused.code]) % told


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


SECTIONS = (
    (mark("服务与机构"), "directory:directory"),
    (mark("职能部门"), "directory:departments"),
    (mark("专家"), "directory:experts"),
    (mark("办事清单"), "directory:matters"),
)


def sections(current: str) -> list[dict[str, object]]:
    """The parts of the directory as tabs; `current` is the name of the route shown."""
    return [
        {"label": _(label), "url": reverse(route), "current": route == current, "count": None}
        for label, route in SECTIONS
    ]


def place(code: str) -> str:
    """A region by name, with its city: 郑州市金水区; the code itself where it is no longer listed."""
    try:
        path = regions.find(code).path
    except UnknownCode:
        return code
    return "".join(node.name for node in path[1:]) or path[0].name


def labels(words: Iterable[Word]) -> list[str]:
    """The labels of words, in the reader's language."""
    return [_(word.label) for word in words]


def department_row(department: Department) -> dict[str, object]:
    """A department as the list shows it."""
    return {"department": department, "level": _(department.level.label), "place": place(department.region)}


def duty_rows(duties: Iterable[DutyItem]) -> list[dict[str, object]]:
    """A duty list as its page shows it."""
    return [{"duty": duty, "categories": labels(duty.categories)} for duty in duties]


def expert_row(expert: Expert) -> dict[str, object]:
    """An expert as the pages show him."""
    return {"expert": expert, "fields": labels(expert.fields), "place": place(expert.region)}


def matter_row(matter: Matter) -> dict[str, object]:
    """A matter as the list shows it."""
    category = _(matter.category.label) if matter.category else ""
    return {"matter": matter, "kind": _(matter.kind.label), "category": category}


def line_rows(items: Iterable[MatterItem]) -> list[dict[str, object]]:
    """A list of what must be brought, numbered as it is read out."""
    return [
        {
            "number": number,
            "item": item,
            "shape": _(item.shape.label),
            "copies": ngettext("%(n)s 份", "%(n)s 份", item.copies) % {"n": item.copies},
        }
        for number, item in enumerate(items, start=1)
    ]
