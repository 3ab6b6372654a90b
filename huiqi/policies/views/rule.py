"""The rule editor: line by line, without code; what was typed stays, what is wrong is said at its line."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.eligibility.contradictions import contradictions
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import NOTHING
from huiqi.eligibility.outline import Line, Path, read
from huiqi.eligibility.outlining import EMPTY, outlined
from huiqi.eligibility.reading import read_condition
from huiqi.kernel.access import ActorRequest, writes
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused, still_there
from huiqi.policies import services
from huiqi.policies.forms.outline import done, typed_in
from huiqi.policies.models import Draft
from huiqi.policies.selectors import library
from huiqi.policies.views.drafts import crumb, crumbs, seen
from huiqi.policies.views.examples import may_write
from huiqi.policies.views.worth import tier_of
from huiqi.policies.wording import condition_rows
from huiqi.policies.wording.drafts import refusal
from huiqi.policies.wording.rule import contradiction, problem, shown


@writes
def draft_rule(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Build the rule of a draft. Buttons that add, move or remove a line store nothing; saving does."""
    found = seen(request, ref)
    if not may_write(found):
        raise PermissionDenied
    do, focus, refused = request.POST.get("do", ""), where_of(None), ""
    outline = typed_in(request.POST) if request.method == "POST" else _stored(found)
    if do not in ("", "save", "show"):
        focus = where_of(done(outline, do))
    if do == "save":
        refused = _save(request, found, outline)
        if not refused:
            return redirect("policies:draft", ref=found.ref)
    context = _page(found, outline, localdate(), said=bool(refused)) | {"refused": refused, "focus": focus}
    return _shown(request, found, context)


@writes
def draft_tier_rule(request: ActorRequest, ref: UUID, number: int) -> HttpResponse:
    """Build the condition of one tier, which asks for it beside that of the policy; `clear` takes it away."""
    found = seen(request, ref)
    tier = tier_of(found, number)
    if not may_write(found):
        raise PermissionDenied
    do, focus, refused = request.POST.get("do", ""), where_of(None), ""
    stored = tier.get("condition")
    outline = typed_in(request.POST) if request.method == "POST" else (outlined(stored) if stored else EMPTY)
    if do not in ("", "save", "show", "clear"):
        focus = where_of(done(outline, do))
    if do in ("save", "clear"):
        refused = _save_tier(request, found, outline if do == "save" else None, number)
        if not refused:
            return redirect("policies:draft_benefits", ref=found.ref)
    context = _page(found, outline, localdate(), said=bool(refused)) | {"refused": refused, "focus": focus}
    return _shown(request, found, context | {"tier": number, "tier_text": tier["text"], "has": bool(stored)})


def _save_tier(request: ActorRequest, found: Draft, outline: Line | None, number: int) -> str:
    """Save the condition of a tier, none where there is no outline; why not, else."""
    raw = read(outline, found.code).raw if outline else None
    if outline and raw is None:
        return _("有几行还读不成规则，所以没有保存；写下的都还在，请看标出的地方。")
    written = [dict(tier) for tier in found.content["benefits"]]
    written[number - 1]["condition"] = raw
    return _written(request, found, {"benefits": written})


def _shown(request: ActorRequest, found: Draft, context: dict[str, Any]) -> HttpResponse:
    """The editor's page."""
    saved = request.POST.get("do") == "save"
    context |= {"revision": found.revision if saved else request.POST.get("revision") or found.revision}
    context |= {"draft": found, "editor": request.path, "crumbs": crumbs(crumb(found))}
    return render(request, "policies/rule.html", context)


def _stored(found: Draft) -> Line:
    """The rule as it was typed last, else as it is published."""
    condition = found.content.get("condition")
    line: Line = found.outline or (outlined(condition) if condition else EMPTY)
    return line


def _save(request: ActorRequest, found: Draft, outline: Line) -> str:
    """Save what was typed, and the rule where it can be read. Why it was not a rule yet, or why it was refused."""
    reading = read(outline, found.code)
    said = {} if reading.raw is None else {"condition": reading.raw}
    if reading.raw is None:
        unread = _("写下的都存好了，但有几行还读不成规则，请看标出的地方。")
    else:
        against = contradictions(read_condition(reading.raw, found.code), outline)
        unread = _("写下的都存好了，但有几行没有企业能满足，请看标出的地方。") if against else ""
    return _written(request, found, said, outline=outline, unread=unread)


def _written(
    request: ActorRequest, found: Draft, said: dict[str, Any], *, outline: Line | None = None, unread: str = ""
) -> str:
    """Write in the draft; why it was refused, or what is still `unread` in what was written."""
    typed = request.POST.get("revision", "")
    revision = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else None
    try:
        services.edit(found.ref, said, outline=outline, actor=request.actor, at=timezone.now(), revision=revision)
    except Refused as refused:
        return still_there(refusal(refused)) if refused.code == "stale" else refusal(refused)
    except NotNow as late:
        return refusal(Refused("not_now", state=late.state))
    found.refresh_from_db()
    if not unread:
        messages.success(request, _("条件已保存。"))
    return unread


def _page(found: Draft, outline: Line, on: date, *, said: bool) -> dict[str, Any]:
    """The lines with what is wrong in them, and the rule in words where it can be read."""
    reading = read(outline, found.code)
    wrong: dict[Path, str] = {path: problem(one) for path, one in reading.problems.items()}
    if not said:
        wrong = {path: words for path, words in wrong.items() if reading.problems[path].code in SAID_AT_ONCE}
    rows: list[dict[str, object]] = []
    if reading.raw is not None:
        node = read_condition(reading.raw, found.code)
        wrong |= {one.path: contradiction(one) for one in contradictions(node, outline)}
        rows = condition_rows(Examiner(NOTHING, on, library()).find(node))
    doubts = {path for path, one in reading.problems.items() if one.code == "doubt"}
    return {"root": shown(outline, (), wrong, doubts), "rows": rows, "wrong": len(wrong)}


SAID_AT_ONCE = ("doubt", "unknown_code", "several", "money", "count")
"""Said while one still writes: a slip; what is only not typed yet is said when one saves."""


def where_of(path: Path | None) -> str:
    """The line to go on with, as the page names it."""
    return "nowhere" if path is None else ".".join(map(str, path))
