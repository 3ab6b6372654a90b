"""What of supervision stands on the desk and on the page of a demand."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiqi.demands.permissions import is_firm
from huiqi.kernel.access import ActorRequest
from huiqi.supervision.permissions import can_explain, can_see_board
from huiqi.supervision.rules import FINISHES
from huiqi.supervision.selectors import beside, letters_to
from huiqi.supervision.wording.on_demand import ask_row, letter_row, supervised_row

NOTHING = SafeString("")


def way_from_desk(request: HttpRequest, *_things: object) -> SafeString:
    """The slot on the desk: the way to the board. No query."""
    if not can_see_board(cast(ActorRequest, request).actor):
        return NOTHING
    return format_html('<a href="{}">{}</a>', reverse("supervision:board"), _("督办"))


def on_case(request: HttpRequest, *things: object) -> SafeString:
    """Staff read who supervises what, the enterprise its letter. No query where no promise was missed."""
    case, actor = cast(Any, things[0]), cast(ActorRequest, request).actor
    if case.demand.hidden or not any(one.missed_at for one in case.promises):
        return NOTHING
    unfinished = any(one.missed_at and one.step in FINISHES for one in case.promises)
    by_code = actor.is_anonymous
    if by_code or is_firm(actor, case.demand):
        letters = [letter_row(one, by_code=by_code) for one in letters_to(case.demand)] if unfinished else []
        return SafeString(render_to_string("supervision/letters.html", {"letters": letters})) if letters else NOTHING
    found = beside(actor, case.demand)
    rows = [supervised_row(one) for one in found.cases]
    ask = ask_row(found.asked) if unfinished and found.asked and can_explain(actor, found.asked) else None
    if not (rows or ask):
        return NOTHING
    return SafeString(render_to_string("supervision/on_case.html", {"rows": rows, "asked": ask}))
