"""Tell those who write policies what a draft waits for: the next pair of eyes, or its authors again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import people_by_refs, people_in_roles
from huiqi.kernel.access import Role
from huiqi.notices.services import News, tell
from huiqi.policies.words import DraftVerb, FaqVerb

if TYPE_CHECKING:
    from huiqi.accounts.models import Person
    from huiqi.policies.models import Draft, Faq


def told(draft: Draft, verb: DraftVerb, *, at: datetime) -> None:
    """Tell of a draft that was sent, returned, approved or published, to whom it concerns next."""
    link = reverse("policies:draft", args=[draft.ref])
    key = f"draft:{draft.ref}:{verb}:{draft.revision}"
    parameters = {"code": draft.code, "purpose": str(draft.purpose)}
    people = _people(draft, verb, at)
    tell([News(kind=f"policies.{verb}", key=key, parameters=parameters, link=link, at=at, people=people)])


def _people(draft: Draft, verb: DraftVerb, at: datetime) -> list[Person]:
    if verb is DraftVerb.SUBMIT:
        return _others(draft.authors, at)
    if verb is DraftVerb.APPROVE:
        return list(people_in_roles([Role.HUB_OPERATOR], localdate(at)))
    return list(people_by_refs(draft.authors))


def _others(authors: list[str], at: datetime) -> list[Person]:
    """Who reviews it: others at the hub; where there is nobody else, those who lead a window."""
    for role in (Role.HUB_OPERATOR, Role.WINDOW_MANAGER):
        found = [one for one in people_in_roles([role], localdate(at)) if str(one.ref) not in authors]
        if found:
            return found
    return []


OF_FAQ = {FaqVerb.BEGIN: "submit", FaqVerb.SUBMIT: "submit", FaqVerb.RETURN: "return", FaqVerb.PUBLISH: "publish"}
"""What somebody else has to hear of a question and its answer, and as what."""


def told_of_faq(faq: Faq, verb: FaqVerb, *, at: datetime) -> None:
    """Tell of a question that waits for a second person, was given back or is published, to whom it concerns next."""
    if verb not in OF_FAQ:
        return
    people = _others(faq.authors, at) if OF_FAQ[verb] == "submit" else list(people_by_refs(faq.authors))
    told = {"code": faq.policy.code}
    kind, key = f"policies.faq_{OF_FAQ[verb]}", f"faq:{faq.ref}:{verb}:{faq.revision}"
    link = reverse("policies:faq", args=[faq.ref])
    tell([News(kind=kind, key=key, parameters=told, link=link, at=at, people=people)])
