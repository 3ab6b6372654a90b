"""The pages of agreements."""

from huiqi.agreements.views.by_code import act_by_code, by_code, send_code
from huiqi.agreements.views.case import act, agreement, delivered, milestone
from huiqi.agreements.views.lists import agreements, duplicates, judge
from huiqi.agreements.views.slots import back_to_agreement, on_case
from huiqi.agreements.views.terms import new, terms

__all__ = [
    "act",
    "act_by_code",
    "agreement",
    "agreements",
    "back_to_agreement",
    "by_code",
    "delivered",
    "duplicates",
    "judge",
    "milestone",
    "new",
    "on_case",
    "send_code",
    "terms",
]
