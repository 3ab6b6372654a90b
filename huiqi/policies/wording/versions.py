"""What a version says of itself: title, validity, benefit, papers."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.eligibility import wording as engine
from huiqi.eligibility.versions import Benefit, Grade, PublicationStatus
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.policies.words import State
from huiqi.standards import regions
from huiqi.ui.fact_inputs import language, words_of
from huiqi.ui.wording import full_day

PRESSING = 30
"""Days before its last day in which a policy is pressing."""


def title(version: Version) -> str:
    """The policy's name."""
    return words_of(version, "title")


def text(version: Version, name: str) -> str:
    """`how_to_apply`, `apply_at`, `window_note` or `note`; the original where there is no translation."""
    english = version.texts[f"{name}_en"] if language() == "en" else ""
    return english or version.texts[name]


def materials(version: Version) -> tuple[str, ...]:
    """What must be handed in."""
    english = version.materials_en if language() == "en" else ()
    return english or version.materials


def benefits(version: Version) -> list[str]:
    """The tiers of the benefit, in their order."""
    return [benefit(tier) for tier in version.benefits]


def benefit_line(version: Version) -> str:
    """All tiers as one line."""
    return _("；").join(benefits(version))


def benefit(tier: Benefit) -> str:
    """One tier."""
    return words_of(tier, "text")


def validity(version: Version) -> str:
    """From when until when, as a phrase."""
    since = full_day(version.effective_from)
    if version.effective_through is None:
        return _("%(since)s起施行") % {"since": since}
    return _("%(since)s至%(through)s") % {"since": since, "through": full_day(version.effective_through)}


def ends(version: Version) -> str:
    """Until when it can be had, in few words."""
    if version.effective_through is None:
        return _("长期有效")
    return _("至%(through)s") % {"through": full_day(version.effective_through)}


def window_days(version: Version) -> str:
    """Between which days of every year it is applied for; empty where it may be at any time."""
    if version.window is None:
        return ""
    (month, day), (last_month, last_day) = version.window.opens, version.window.closes
    return _("每年 %(month)d 月 %(day)d 日至 %(last_month)d 月 %(last_day)d 日") % {
        "month": month,
        "day": day,
        "last_month": last_month,
        "last_day": last_day,
    }


def perimeter(version: Version) -> str:
    """Where it applies, and where within that it does not."""
    node = regions.find(version.region)
    where = _("全国") if node.code == regions.NATION else " · ".join(step.name for step in node.path)
    if not version.exceptions:
        return where
    left_out = _("、").join(regions.find(code).name for code in version.exceptions)
    return _("%(where)s（%(left_out)s除外）") % {"where": where, "left_out": left_out}


def searched(version: Version) -> str:
    """Everything by which it is found, in both languages."""
    tiers = (words for tier in version.benefits for words in (tier.text, tier.text_en))
    names = (version.code, version.title, version.title_en, version.document_number, version.issuer)
    return "\n".join((*names, *tiers, *version.materials, *version.texts.values()))


def ending(version: Version, days: int) -> dict[str, object]:
    """A policy that ends soon, for a list."""
    left = ngettext("还有 %(days)d 天", "还有 %(days)d 天", days) % {"days": days} if days else _("今天截止")
    return {"title": title(version), "left": left, "tone": "ask" if days <= PRESSING else "quiet"}


def state_badge(version: Version, state: State) -> dict[str, str]:
    """Whether it is in force, in a word."""
    if state is State.CURRENT and version.status is PublicationStatus.PARTLY_REPEALED:
        return {"tone": "ask", "words": _(version.status.label)}
    return {
        "tone": {State.CURRENT: "good", State.UPCOMING: "info", State.ENDED: "quiet"}[state],
        "words": _(state.label),
    }


def policy(version: Version, on: date, successor: str = "") -> dict[str, object]:
    """A policy's own words, ready for its page on a day; `successor`: the title of the policy that takes its place."""
    names = ("how_to_apply", "apply_at", "window_note", "contact", "note")
    return {
        "title": title(version),
        "validity": validity(version),
        "tiers": [_tier(tier) for tier in version.benefits],
        "materials": materials(version),
        **{name: text(version, name) for name in names},
        "window": window_days(version),
        "unverified": version.grade is Grade.C,
        "facts": _papers(version, on, successor),
    }


def _papers(version: Version, on: date, successor: str) -> list[dict[str, str]]:
    rows = [
        {"label": _("文号"), "value": version.document_number},
        {"label": _("发文机关"), "value": version.issuer},
        {"label": _("类别"), "value": _(version.kind.label)},
        {"label": _("适用地区"), "value": perimeter(version)},
        {"label": _("有效期"), "value": validity(version)},
        {"label": _("文件状态"), "value": _(_status(version, on).label)},
        _replaced(version, on, successor),
        {"label": _("来源核对"), "value": f"{version.grade} · {_(version.grade.label)}"},
        {"label": _("核对日期"), "value": full_day(version.last_verified)},
    ]
    return [row for row in rows if row["value"]]


def _status(version: Version, on: date) -> PublicationStatus:
    """What a day finds of the document: until its last day it is in force, whatever becomes of it afterwards."""
    over = version.status in (PublicationStatus.SUPERSEDED, PublicationStatus.REPEALED, PublicationStatus.EXPIRED)
    return PublicationStatus.IN_FORCE if over and version.is_in_force(on) else version.status


def _replaced(version: Version, on: date, successor: str) -> dict[str, str]:
    """What takes the place of a version, or took it, with the way there; nothing where nothing is known to."""
    row = {"label": _("由谁代替"), "value": ""}
    code, _dash, since = (version.superseded_by or "").partition("-")
    if not code:
        return row
    if code == version.code and since:
        name = _("%(day)s起施行的版本") % {"day": full_day(date.fromisoformat(since))}
    else:
        name = _("《%(title)s》") % {"title": successor} if successor else str(version.superseded_by)
    over = version.effective_through is not None and version.effective_through < on
    row["value"] = (_("已由%(name)s代替") if over else _("将由%(name)s代替")) % {"name": name}
    if successor:
        row["url"] = reverse("policies:page", args=[code]) + (f"?on={since}" if since else "")
    return row


def _tier(tier: Benefit) -> dict[str, str]:
    condition = engine.name(tier.condition, language()) if tier.condition else ""
    return {"text": benefit(tier), "condition": condition}


def versions(all_of: Sequence[Version], shown: Version) -> list[dict[str, object]]:
    """The versions of a policy, newest first, each with its address."""
    return [
        {"validity": validity(version), "document_number": version.document_number, "current": version is shown}
        | {"query": f"?on={version.effective_from.isoformat()}"}
        for version in reversed(all_of)
    ]
