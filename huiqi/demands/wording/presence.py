"""Who else has a case before him, in a sentence each."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from huiqi.demands.models import Presence
from huiqi.demands.wording import label
from huiqi.demands.words import Verb
from huiqi.kernel.access import Actor


def present(others: Iterable[Presence], actor: Actor) -> list[str]:
    """“李某正在答复这件。” Who is of another office is told with it."""
    return [_sentence(one, actor) for one in others]


def _sentence(one: Presence, actor: Actor) -> str:
    away = one.organisation_id != actor.organisation_id
    who = _("%(office)s的%(name)s") % {"office": one.office, "name": one.name} if away else one.name
    verb = next((label(verb) for verb in Verb if verb == one.doing), "")
    if verb:
        return _("%(who)s正在填写“%(verb)s”。") % {"who": who, "verb": verb}
    return _("%(who)s也在看这件。") % {"who": who}
