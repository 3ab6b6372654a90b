"""Tell those who write policies what a draft waits for: the next pair of eyes, or its authors again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import people_by_refs, people_in_roles
from huiqi.kernel.access import Role
from huiqi.notices.services import News, tell
from huiqi.policies.words import DraftVerb

if TYPE_CHECKING:
    from huiqi.accounts.models import Person
    from huiqi.policies.models import Draft


def told(draft: Draft, verb: DraftVerb, *, at: datetime) -> None:
    """Tell of a draft that was sent, returned, approved or published, to whom it concerns next."""
    link = reverse("policies:draft", args=[draft.ref])
    key = f"draft:{draft.ref}:{verb}:{draft.revision}"
    parameters = {"code": draft.code, "purpose": str(draft.purpose)}
    people = _people(draft, verb, at)
    tell([News(kind=f"policies.{verb}", key=key, parameters=parameters, link=link, at=at, people=people)])


def _people(draft: Draft, verb: DraftVerb, at: datetime) -> list[Person]:
    if verb is DraftVerb.SUBMIT:
        return _others(draft, at)
    if verb is DraftVerb.APPROVE:
        return list(people_in_roles([Role.HUB_OPERATOR], localdate(at)))
    return list(people_by_refs(draft.authors))


def _others(draft: Draft, at: datetime) -> list[Person]:
    """Who reviews it: others at the hub; where there is nobody else, those who lead a window."""
    for role in (Role.HUB_OPERATOR, Role.WINDOW_MANAGER):
        found = [one for one in people_in_roles([role], localdate(at)) if str(one.ref) not in draft.authors]
        if found:
            return found
    return []
