"""How the yuan of a tier are reckoned, as a sentence; and what a worked example would bring."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from huiqi.eligibility import wording as engine
from huiqi.eligibility.amounts import number, percent, yuan
from huiqi.eligibility.estimates import Estimate
from huiqi.eligibility.examples import Example
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.versions import Benefit
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.vocabulary import FactType, vocabulary
from huiqi.eligibility.worth import Rate, Slice, Worth
from huiqi.policies.wording.conditions import sentences
from huiqi.policies.wording.estimates import amount, calculation
from huiqi.ui.fact_inputs import language, words_of


def tiers(
    stored: Sequence[Mapping[str, Any]], version: Version | None, asked: Sequence[Finding | None]
) -> list[dict[str, Any]]:
    """The tiers of a draft with their own conditions, and how each is reckoned as far as the draft can be read."""
    read = version.benefits if version else ()
    return [
        {
            "number": place + 1,
            "text": tier.get("text", ""),
            "reckoned": how(read[place].worth) if place < len(read) else "",
            "is_written": bool(tier.get("worth")),
            "condition": _("；").join(sentences(own)) if own else "",
        }
        for place, (tier, own) in enumerate(zip(stored, asked, strict=True))
    ]


def reckoned(version: Version) -> list[str]:
    """How each tier is reckoned, for comparing two versions."""
    return [f"{_tier(tier)}：{how(tier.worth)}" for tier in version.benefits if tier.worth]


def _tier(tier: Benefit) -> str:
    return words_of(tier, "text")


def how(worth: Worth | None) -> str:
    """`年度应纳税所得额 × 20%，每年，依据第三条`; empty where it is not told in yuan."""
    if worth is None:
        return ""
    base = " + ".join(words_of(vocabulary()[name], "label") for name in worth.of)
    parts = [" × ".join(part for part in (base, _rate(worth), *_times(worth)) if part)]
    if worth.base_most is not None:
        parts.append(_("基数最多 %(most)s") % {"most": yuan(worth.base_most, language())})
    if worth.most is not None:
        parts.append(_("最多 %(most)s") % {"most": yuan(worth.most, language())})
    if worth.upper:
        parts.append(_("是上限"))
    parts += [_(worth.per.label), worth.clause and _("依据%(clause)s") % {"clause": worth.clause}]
    return _("，").join(part for part in parts if part)


def _rate(worth: Worth) -> str:
    if worth.slices:
        return _("（%(slices)s）") % {"slices": _("；").join(_slice(one) for one in worth.slices)}
    told = [_one(rate, worth) for rate in worth.rates]
    return told[0] if len(told) == 1 else _("（%(rates)s）") % {"rates": _("；").join(told)}


def _one(rate: Rate, worth: Worth) -> str:
    if rate.condition is not None:
        words = {"rate": percent(rate.rate), "condition": engine.name(rate.condition, language())}
        return _("%(rate)s%%（%(condition)s）") % words
    return yuan(rate.rate, language()) if _is_each(worth) else f"{percent(rate.rate)}%"


def _is_each(worth: Worth) -> bool:
    """Yuan for each of a count, or a fixed amount; of money it is a share."""
    return not worth.of or (vocabulary()[worth.of[0]].type is FactType.COUNT)


def _slice(one: Slice) -> str:
    share = percent(one.rate)
    if one.up_to is None:
        return _("其余 %(share)s%%") % {"share": share}
    return _("%(most)s以内 %(share)s%%") % {"most": yuan(one.up_to, language()), "share": share}


def _times(worth: Worth) -> list[str]:
    years = worth.years and _("年数（最多 %(most)s 年）") % {"most": number(Decimal(worth.years.most))}
    days = worth.days_since and _("%(fact)s起的天数") % {"fact": words_of(vocabulary()[worth.days_since], "label")}
    return [part for part in (years, days) if part]


def brought(example: Example, found: Estimate | None) -> dict[str, Any]:
    """What a worked example would bring, with the lines of the calculation."""
    if found is None:
        return {"name": example.name, "amount": _("没有一档折算成钱"), "rows": []}
    if found.missing:
        names = _("、").join(engine.fact_label(name, language()) for name in found.missing)
        return {"name": example.name, "amount": _("算不出来：算例没有填%(names)s") % {"names": names}, "rows": []}
    return {"name": example.name, "amount": amount(found), "rows": calculation(found)}
