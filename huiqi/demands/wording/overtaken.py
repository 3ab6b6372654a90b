"""Who was first, where two people set to the same demand."""

from django.utils.translation import gettext as _

from huiqi.demands.selectors import Case
from huiqi.demands.wording import label
from huiqi.demands.words import Verb
from huiqi.ui.wording import full_moment

TAKES = (Verb.REGISTER, Verb.TAKE, Verb.DISPATCH, Verb.ACKNOWLEDGE, Verb.ARBITRATE)
"""What one does for all: who comes second need not do it any more."""


def overtaken(case: Case, wanted: Verb, *, own: bool) -> str:
    """Who did the last thing, when and what; to the enterprise itself (`own`) only which office."""
    verbs = set(Verb)
    last = next((one for one in reversed(case.happenings) if one.verb in verbs), case.happenings[-1])
    office = case.organisations.get(last.organisation_id or 0, "")
    person = "" if own else case.people.get(last.actor_ref) or last.texts.get("by_link", "")
    told = {
        "who": _("%(office)s%(person)s") % {"office": office, "person": person} if person else office,
        "when": full_moment(last.at),
        "verb": label(Verb(last.verb)) if last.verb in verbs else "",
        "wanted": label(wanted),
    }
    if last.verb == wanted and wanted in TAKES:
        return _("%(who)s已在 %(when)s “%(verb)s”，您不用再办。") % told
    return _("最近一步：%(who)s在 %(when)s “%(verb)s”。") % told
