"""Which policy, and which of its conditions, somebody at the counter or on the telephone asks about."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.policies.selectors import Wanted, conditions_at, faqs_at, listed, mentioned, version_shown
from huiqi.ui.wording import full_day

MOST = 8
"""Policies that are offered to choose from."""
SAID = {"about": 80, "policy_code": 20, "place": 120}


def which_shown(told: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The policies that hold the words `about`, the conditions of the chosen one, and what is answered of the chosen.

    `told` is what stands in the form. One query where a condition is chosen, else none.
    """
    words, code, place = (str(told.get(name) or "").strip()[:most] for name, most in SAID.items())
    chosen = version_shown(code, on) if code else None
    named = version_shown(words.upper(), on) if words else None
    found = [*filter(None, (chosen, named)), *(listed(Wanted(on, words)) if words else ())]
    codes = list(dict.fromkeys(version.code for version in found))
    conditions = conditions_at(chosen, on) if chosen else {}
    return {
        "words": words,
        "chosen": chosen,
        "policies": [{"code": one, "title": _title(one, on), "chosen": one == code} for one in codes[:MOST]],
        "more": max(0, len(codes) - MOST),
        "conditions": [
            {"place": one.place, "label": _line(one.words, one.required), "chosen": one.place == place}
            for one in conditions.values()
        ],
        "answered": [
            {"question": faq.question, "answer": faq.answer, "on": full_day(localdate(faq.published_at))}
            for faq in (faqs_at([(code, place)]) if place in conditions else ())
        ],
    }


def _line(words: str, required: str) -> str:
    return _("%(words)s：%(required)s") % {"words": words, "required": required} if required else words


def _title(code: str, on: date) -> str:
    policy = mentioned(code, on)
    return policy.title if policy else code
