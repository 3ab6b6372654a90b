"""A demand as it is shown to whoever follows it by number and code: no name of the enterprise, none of its people."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from huiqi.demands.selectors import Case, files_by_code
from huiqi.demands.wording import screen
from huiqi.demands.wording.counted import counted_of
from huiqi.demands.words import Anonymity, Verb
from huiqi.journal.selectors import Happening
from huiqi.standards.calendars import Calendar

UNSAID = ("csrfmiddlewaretoken", "revision", "kept", "submission")


def case_by_code(case: Case, verbs: Sequence[Verb], at: datetime, calendar: Calendar) -> dict[str, Any]:
    """What the page shows. What an enterprise wrote itself and its own papers are for its own people only; who
    complained anonymously has no people: he alone has the code."""
    seen = _without_names(case)
    shown = screen.case_shown(seen, verbs, own=True, at=at, calendar=calendar)
    files = [screen.files_of(one, case) for one in files_by_code(case.demand) if case.files(one)]
    return shown | {"by_code": True, "files": files, "shows_text": case.demand.anonymity is Anonymity.ANONYMOUS}


def counted_by_code(case: Case, at: datetime, calendar: Calendar) -> list[dict[str, Any]]:
    """How its due moments were counted, as its enterprise reads it, without its people."""
    return counted_of(_without_names(case), at, calendar, own=True)


def _without_names(case: Case) -> Case:
    """The case with nobody of the enterprise by name; those who handle it answer for it by theirs."""
    firm = case.demand.enterprise.organisation_id
    told = [_unsaid(one, firm) for one in case.happenings if one.verb != "pass_on"]
    handlers = {one.actor_ref for one in told if one.organisation_id != firm} | {case.demand.first_contact}
    people = {ref: name for ref, name in case.people.items() if ref in handlers}
    return replace(case, happenings=told, people=people)


def _unsaid(one: Happening, firm: int) -> Happening:
    """A happening without what the enterprise's own people wrote."""
    return replace(one, texts={}) if one.organisation_id == firm and one.data.get("by") != "code" else one


def gone_on(number: str, into: str) -> str:
    """That the demand that was asked for goes on in another, which is shown."""
    told = {"number": number, "into": into}
    return _("%(number)s 已并入 %(into)s 一起办理，下面是 %(into)s 的进展。") % told


def typed(said: Mapping[str, str]) -> list[str]:
    """What somebody wrote into a form whose time had run out."""
    return [text for name, text in said.items() if name not in UNSAID and text.strip()]
