"""Joint procedures in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from huiqi.demands.models import JointPlan
from huiqi.demands.wording import label


def plan_row(one: JointPlan, names: Mapping[int, str]) -> dict[str, Any]:
    """A row of the list."""
    helpers = zip(one.helpers, one.tasks, strict=False)
    return {
        "plan": one,
        "kind": label(one.kind),
        "keywords": _("、").join(one.keywords) or _("这一类都提示"),
        "helpers": [_("%(who)s：%(text)s") % {"who": names.get(key, ""), "text": task} for key, task in helpers],
    }
