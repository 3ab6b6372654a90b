"""A policy on one sheet (宣传单): for whom, what it brings, until when, where to ask; and the same as messages."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from huiqi.eligibility.versions import Grade
from huiqi.policies.wording.conditions import who
from huiqi.policies.wording.documents import days
from huiqi.policies.wording.versions import benefits, ends, materials, perimeter, text, title, window_days
from huiqi.ui.wording import qr

if TYPE_CHECKING:
    from huiqi.eligibility.findings import Finding
    from huiqi.eligibility.versions import PolicyVersion as Version
    from huiqi.network.models import Window
    from huiqi.policies.models import Opening

CONDITIONS, TIERS, PAPERS = 4, 4, 6
"""Conditions, tiers and papers that find room on a sheet; the policy's page has all."""

ALONE, JOINED = 70, 67
"""Letters of a message that is sent alone, and of each part of a longer one (3GPP TS 23.038, 23.040, in UCS-2)."""

ROOM = 260
"""Half widths of a letter that each part may take."""

MUCH, MOST = 310, 700
"""Half widths above which a sheet is printed smaller, and smaller still."""

UNVERIFIED = lazy("条件和数字还没有对照文件原文，以主管部门发布的为准。")
Told = dict[str, Any]


def leaflet(version: Version, asked: Finding, opening: Opening | None, window: Window | None) -> Told:
    """The sheet. `asked` is its condition, `opening` the notice that is open or opens next, `window` where to ask."""
    tiers, papers = benefits(version), materials(version)
    told = {
        "who": who(asked, CONDITIONS),
        "where": perimeter(version),
        "when": _when(version, opening),
        "how": text(version, "how_to_apply"),
        "place": (opening.place if opening else "") or text(version, "apply_at"),
        "papers": _("、").join(papers[:PAPERS]),
        "contact": (opening.contact if opening else "") or text(version, "contact"),
    }
    shown, cut = [_cut(tier) for tier in tiers[:TIERS]], {name: _cut(words) for name, words in told.items()}
    address = settings.ADDRESS + reverse("policies:page", args=[version.code])
    return {
        "title": title(version),
        "number": version.document_number,
        "issuer": version.issuer,
        **cut,
        "tiers": shown,
        "more": _left(len(tiers) - TIERS),
        "papers_more": _left(len(papers) - PAPERS),
        "size": _size([title(version), *cut.values(), *shown, *shown]),
        "window": window,
        "unverified": str(UNVERIFIED) if version.grade is Grade.C else "",
        "address": address,
        "qr": qr(address),
    }


def _cut(words: str) -> str:
    """The words as far as there is room; the page has the rest."""
    room = ROOM
    for place, letter in enumerate(words):
        room -= _wide(letter)
        if room < 0:
            return f"{words[:place].rstrip()}……"
    return words


def _wide(letters: str) -> int:
    """Half widths of a letter that these letters take."""
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in letters)


def _size(words: list[str]) -> str:
    """How small it is printed, so that all of it finds room on one sheet."""
    told = sum(map(_wide, words))
    return "" if told <= MUCH else "much" if told <= MOST else "most"


def _left(rest: int) -> str:
    return ngettext("另有 %(rest)d 项，见页面", "另有 %(rest)d 项，见页面", rest) % {"rest": rest} if rest > 0 else ""


def _when(version: Version, opening: Opening | None) -> str:
    """Until when: as the notice says, else the days of every year, else the policy's own last day."""
    return days(opening) if opening else window_days(version) or ends(version)


def messages(said: Told) -> list[Told]:
    """The sheet as text to paste: an article's, and a short message; each with its length."""
    article, short = _article(said), _short(said)
    return [
        {"label": _("公众号文案"), "text": article, "length": _("%(count)d 字") % {"count": len(article)}},
        {"label": _("短信文案"), "text": short, "length": sent_as(len(short))},
    ]


def _article(said: Told) -> str:
    rows = [
        said["title"],
        _("谁可以：%(said)s") % {"said": said["who"]},
        _("能得到：%(said)s") % {"said": _("；").join([*said["tiers"], *filter(None, [said["more"]])])},
        _("什么时候：%(said)s") % {"said": said["when"]},
        _("怎么享受：%(said)s") % {"said": said["how"]} if said["how"] else "",
        _("问谁：%(said)s") % {"said": _asked(said)} if _asked(said) else "",
        _("看全部条件、核对自己是否符合：%(said)s") % {"said": said["address"]},
        _("依据：%(said)s") % {"said": f"{said['number']} {said['issuer']}".strip()},
        said["unverified"],
    ]
    return "\n".join(row for row in rows if row)


def _short(said: Told) -> str:
    first = said["tiers"][0] if said["tiers"] else ""
    parts = [said["title"], first, said["when"], _asked(said), said["address"]]
    line, *rest = (str(part).rstrip("。. ") for part in parts if part)
    for more in rest:
        line = _("%(said)s。%(more)s") % {"said": line, "more": more}
    return line


def _asked(said: Told) -> str:
    window: Window | None = said["window"]
    return f"{window.short_name} {window.phone}".strip() if window else str(said["contact"])


def sent_as(count: int) -> str:
    """How long a message is, and as how many a telephone gets it."""
    parts = 1 if count <= ALONE else ceil(count / JOINED)
    told = ngettext("%(count)d 字，按短信发是 %(parts)d 条", "%(count)d 字，按短信发是 %(parts)d 条", parts)
    return told % {"count": count, "parts": parts}
