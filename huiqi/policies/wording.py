"""What policies says to people, in the reader's language: titles, validity, verdicts, what is short and what is missing."""

from collections.abc import Iterator

from django.utils.translation import ngettext
from django.utils.translation import gettext as _

from huiqi.eligibility import wording as engine
from huiqi.eligibility.conditions import AtLeast, Banded, BestOf, Item, Meets, Score, Stepped, SumOf
from huiqi.eligibility.examination import Examination
from huiqi.eligibility.findings import Finding, ItemFinding
from huiqi.eligibility.statuses import Status, Verdict
from huiqi.eligibility.versions import Benefit, Grade, PolicyKind
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.standards import regions
from huiqi.ui.fact_inputs import language, words_of
from huiqi.ui.wording import full_day

PRESSING = 30
"""Days before its last day in which a policy is pressing."""
TONES = {Verdict.ELIGIBLE: "good", Verdict.UNKNOWN: "ask", Verdict.INELIGIBLE: "quiet"}
COUNTED = {Verdict.ELIGIBLE: "可以享受", Verdict.UNKNOWN: "还缺情况", Verdict.INELIGIBLE: "目前不符合"}


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


def perimeter(version: Version) -> str:
    """Where it applies."""
    node = regions.find(version.region)
    return _("全国") if node.code == regions.NATION else " · ".join(step.name for step in node.path)


def searched(version: Version) -> str:
    """Everything by which it is found, in both languages."""
    tiers = (words for tier in version.benefits for words in (tier.text, tier.text_en))
    names = (version.code, version.title, version.title_en, version.document_number, version.issuer)
    return "\n".join((*names, version.kind.label, *tiers, *version.materials, *version.texts.values()))


def ending(version: Version, days: int) -> dict[str, object]:
    """A policy that ends soon, for a list."""
    left = ngettext("还有 %(days)d 天", "还有 %(days)d 天", days) % {"days": days} if days else _("今天截止")
    return {"title": title(version), "left": left, "tone": "ask" if days <= PRESSING else "quiet"}


def tiles(counts: dict[Verdict, int], url: str) -> list[dict[str, object]]:
    """How many of each verdict, each opening its list."""
    return [
        {"label": _(COUNTED[verdict]), "value": count, "tone": TONES[verdict], "url": f"{url}?verdict={verdict}"}
        for verdict, count in counts.items()
    ]


def described(finding: Finding) -> engine.Described:
    """A finding in the reader's language."""
    return engine.describe(finding, language())


def summary(examination: Examination) -> str:
    """The verdict's reasons in one line."""
    return engine.summary(examination, language())


def rows(finding: Finding, depth: int = 0) -> Iterator[tuple[int, Finding]]:
    """The findings a reader sees as lines of a table, each with how far it is indented.

    Members of an `all` stand as lines of their own; an `any` says first that one of the following is enough.
    """
    node = finding.node
    if not isinstance(node, AtLeast):
        yield depth, finding
        return
    plain = node.word == "all" and not depth
    if not plain:
        yield depth, finding
    for child in finding.children:
        inner = child.node
        inline = node.word == "all" and isinstance(inner, AtLeast) and inner.word == "all"
        for found_depth, found in rows(child, depth + (not plain)):
            if not (inline and found is child):
                yield found_depth - inline * (found_depth > depth + (not plain)), found
