"""Who may handle a demand, in words: what he is, and why he stands where he stands."""

from django.utils.translation import gettext as _

from huiqi.demands.models import Demand
from huiqi.demands.rules import against
from huiqi.demands.selectors import is_kept_from
from huiqi.demands.wording import label
from huiqi.directory.selectors import Handler, Reason, Why
from huiqi.kernel.pinyin import is_spelt
from huiqi.standards import regions
from huiqi.standards.trees import UnknownCode


def why(handler: Handler, ruled: str = "") -> str:
    """The kind of a candidate, the duty or product that fits, and every reason, in one line; first the precedent."""
    named = [match.capability for match in handler.fitting if match.words][:1]
    fits = [_("“%(name)s”（%(basis)s）") % {"name": one.name, "basis": one.basis} for one in named if one.basis]
    fits = fits or [_("“%(name)s”") % {"name": one.name} for one in named if one.name != handler.name]
    return _("；").join(
        [*([ruled] if ruled else []), label(handler.kind), *fits, *(_reason(one) for one in handler.reasons)]
    )


def warned(handler: Handler, demand: Demand) -> str:
    """That a candidate is the party complained of; empty where he is not, or nobody is named."""
    if is_kept_from(demand, handler.name):
        return _("投诉的就是它，不能转给它、请它会办")
    return _("投诉的就是它，转给它之前请想清楚") if against.names(demand.against, handler.name) else ""


def _reason(reason: Reason) -> str:
    if reason.why is Why.OUTSIDE:
        return _("系统外，发转办函")
    if reason.why in (Why.ROOM, Why.FULL, Why.ROOM_UNKNOWN):
        return _room(reason)
    if reason.why is not Why.DUTY:
        return label(reason.why)
    return _("%(reason)s：%(words)s") % {"reason": label(reason.why), "words": _("、").join(reason.about)}


def _room(reason: Reason) -> str:
    """How much he has in hand, and how much he says that he can carry."""
    now, carries = reason.about
    told = {"reason": label(reason.why), "now": now, "carries": carries}
    if carries:
        return _("%(reason)s：手上 %(now)s 件，能办 %(carries)s 件") % told
    return _("%(reason)s：手上 %(now)s 件") % told


def says(handler: Handler, words: str) -> bool:
    """Whether a candidate's name or its pinyin, kind, place, duties or products hold each of these words."""
    told = [handler.name, label(handler.kind), *_places(handler.region)]
    told += [text for one in handler.capabilities for text in (one.name, one.basis, *one.keywords)]
    lower = [text.lower() for text in told]
    return all(any(word in text for text in lower) or is_spelt(handler.name, word) for word in words.lower().split())


def _places(region: str) -> list[str]:
    """Where it lies: the county, its city, its province."""
    try:
        return [one.name for one in regions.find(region).path]
    except UnknownCode:
        return []
