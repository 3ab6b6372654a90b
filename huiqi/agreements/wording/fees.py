"""How a fee was reckoned, step by step: the published price, the quantity, what small and micro firms pay of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from huiqi.agreements.rules.fees import step_of
from huiqi.standards.money import in_yuan

if TYPE_CHECKING:
    from huiqi.agreements.models import Version


def reckoned_rows(version: Version) -> list[dict[str, str]]:
    """The steps from the published price to the fee, as rows; none where no price is published."""
    if version.published is None:
        return []
    told = {"quantity": f"{version.quantity.normalize():f}", "amount": in_yuan(version.published)}
    rows = [{"label": _("按公示价计算"), "value": _("数量 %(quantity)s，共 %(amount)s") % told}]
    if (reduced := step_of(version.published, version.percent, version.basis, version.fee)) is not None:
        shown = told | {"percent": version.percent, "reduced": in_yuan(reduced)}
        rows.append({"label": _("小微企业优惠"), "value": _("%(amount)s × %(percent)d%% = %(reduced)s") % shown})
    return rows


def reckoned(version: Version) -> list[str]:
    """The same as parts of a sentence."""
    return [_("%(label)s：%(value)s") % row for row in reckoned_rows(version)]
