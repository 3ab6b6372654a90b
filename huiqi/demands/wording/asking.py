"""What is missing, line by line, in words."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.demands.wording import label
from huiqi.directory.words import ItemFormat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from huiqi.demands.models import Attachment, InformationRequest
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


def asked_shown(request: "InformationRequest | None", files: "Sequence[Attachment]" = ()) -> dict[str, Any]:
    """What was told, the how manieth time, why again, and its lines with their samples and with what came for each."""
    if request is None:
        return {}
    again = _("第 %(n)d 次告知：还需要补充") % {"n": request.number}
    return {
        "title": again if request.number > 1 else _("一次性告知：还需要补充"),
        "missing": request.missing,
        "again": request.reason,
        "open": request.supplied_at is None,
        "lines": [_shown(line, request, files) for line in request.items],
    }


def line_told(line: "Mapping[str, Any]") -> str:
    """In what shape a line is brought, how many, and what for."""
    return _("%(how)s。%(why)s") % {"how": _how(line), "why": line["why"]}


def _how(line: "Mapping[str, Any]") -> str:
    shape = label(ItemFormat(line["shape"]))
    return _("%(shape)s，%(copies)s") % {"shape": shape, "copies": _copies(line["copies"])}


def _came(line: dict[str, Any], files: int, supplied: bool) -> tuple[str, str]:
    """(tone, words) of what came for a line."""
    if files:
        return "good", ngettext("交了 %(n)s 个文件", "交了 %(n)s 个文件", files) % {"n": files}
    if line["brought"]:
        return "good", _("企业说交纸质的")
    return ("ask", _("没有交")) if supplied else ("quiet", "")


def _shown(line: dict[str, Any], request: "InformationRequest", files: "Sequence[Attachment]") -> dict[str, Any]:
    mine = [one.file for one in files if one.item == line["ref"] and one.attached_at >= request.asked_at]
    tone, came = _came(line, len(mine), request.supplied_at is not None)
    return {
        "name": line["name"],
        "told": _how(line),
        "files": mine,
        "tone": tone,
        "came": came,
        "why": line["why"],
        "sample": reverse("directory:sample", args=[line["ref"]]) if line["sample"] else "",
    }
