"""What is missing, line by line, in words."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.demands.wording import label
from huiqi.directory.words import ItemFormat

if TYPE_CHECKING:
    from huiqi.demands.models import InformationRequest
    from huiqi.directory.models import MatterItem


def _copies(n: int) -> str:
    return ngettext("%(n)s 份", "%(n)s 份", n) % {"n": n}


def line_name(item: "MatterItem") -> str:
    """A line of a list, to be ticked."""
    told = {"name": item.name, "shape": label(item.shape), "copies": _copies(item.copies)}
    return _("%(name)s（%(shape)s，%(copies)s）") % told


def line_hint(item: "MatterItem") -> str:
    """What a line is for, and whether it may be left out."""
    return item.reason if item.required else _("%(why)s（有则提供）") % {"why": item.reason}


def asked_shown(request: "InformationRequest | None") -> dict[str, Any]:
    """What was told, the how manieth time, why again, and its lines with their samples."""
    if request is None:
        return {}
    again = _("第 %(n)d 次告知：还需要补充") % {"n": request.number}
    return {
        "title": again if request.number > 1 else _("一次性告知：还需要补充"),
        "missing": request.missing,
        "again": request.reason,
        "open": request.supplied_at is None,
        "lines": [_shown(line) for line in request.items],
    }


def _shown(line: dict[str, Any]) -> dict[str, Any]:
    shape = label(ItemFormat(line["shape"]))
    return {
        "name": line["name"],
        "told": _("%(shape)s，%(copies)s") % {"shape": shape, "copies": _copies(line["copies"])},
        "why": line["why"],
        "sample": reverse("directory:sample", args=[line["ref"]]) if line["sample"] else "",
        "brought": line["brought"],
    }
