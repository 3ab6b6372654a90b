"""Internal notes as a page lists them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from huiqi.demands.models import Demand
from huiqi.demands.selectors import Note
from huiqi.demands.selectors.veil import without
from huiqi.kernel.access import Actor
from huiqi.ui.wording import full_moment


def note_rows(
    notes: Iterable[Note], demand: Demand, people: Mapping[str, str], offices: Mapping[int, str], actor: Actor
) -> list[dict[str, Any]]:
    """The notes with who wrote them, the newest first; of one that was struck only why."""
    return [_row(one, demand, people, offices, actor) for one in reversed(list(notes))]


def _row(
    note: Note, demand: Demand, people: Mapping[str, str], offices: Mapping[int, str], actor: Actor
) -> dict[str, Any]:
    entry, struck = note.entry, note.struck
    called = [people.get(ref, "") for ref in note.mentioned]
    return {
        "number": note.number,
        "who": people.get(entry.actor_ref, ""),
        "office": offices.get(entry.organisation_id or 0, "") if entry.organisation_id != actor.organisation_id else "",
        "when": full_moment(entry.at),
        "text": "" if struck else without(entry.texts.get("note", ""), demand.hidden),
        "mentioned": [] if struck else called,
        "struck": _("已划去：%(reason)s") % {"reason": struck.texts.get("reason", "")} if struck else "",
        "is_mine": entry.actor_ref == actor.person_ref and not struck,
    }
