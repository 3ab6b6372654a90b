"""What somebody narrows his desk by: as the address says it, as he saved it, as he used it last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from django.utils.timezone import localdate

from huiqi.demands.models import SavedFilter
from huiqi.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """What a clerk narrows his desk by; `due` is overdue, today, visit or nothing; `order` is due or filed.

    `at`: with whom, `kind of handler:ref`, as `baskets` says it.

    `mark` is a code of `wording.MARKS`, or nothing.
    """

    tab: str = "open"
    kind: str = ""
    due: str = ""
    mark: str = ""
    mine: bool = False
    at: str = ""
    words: str = ""
    order: str = "due"

    def said(self) -> dict[str, str]:
        """The filter as the address says it, without what goes without saying."""
        names = {"words": "q"}
        own = {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name) != one.default}
        return {names.get(name, name): "1" if value is True else str(value) for name, value in own.items()}

    def kept(self) -> dict[str, str]:
        """What of it stays when one comes back to the desk: not the words of a search."""
        return {name: value for name, value in self.said().items() if name != "q"}


def saved_filters(actor: Actor) -> list[SavedFilter]:
    """The actor's filters on this seat, by name; the one without a name he used last. One query."""
    mine = SavedFilter.objects.filter(person_ref=actor.person_ref, organisation_id=actor.organisation_id or 0)
    return list(mine.order_by("name"))


def last_used(saved: Iterable[SavedFilter], at: datetime) -> Mapping[str, str]:
    """How the desk was narrowed last on this day: a new morning begins with everything."""
    last = next((one for one in saved if not one.name), None)
    return last.query if last and localdate(last.changed_at) == localdate(at) else {}
