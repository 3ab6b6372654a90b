"""Transfer letters in words: the card on a case, the slip with the link, the page behind the link."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.demands.flow import OPEN_HANDLINGS
from huiqi.demands.wording import label
from huiqi.demands.wording.due import at_moment, how_counted
from huiqi.demands.words import HandlingState, Step, Verb
from huiqi.ui.wording import full_day, full_moment, qr

if TYPE_CHECKING:
    from huiqi.demands.models import Handling, Letter, Promise
    from huiqi.demands.selectors import Case


def by_letter(case: Case) -> Letter | None:
    """The letter of whoever has the demand now."""
    return case.handling.letter if case.handling and case.handling.by_letter else None


def letter_cards(case: Case, at: datetime) -> list[dict[str, Any]]:
    """A card for each letter that is out, for the window."""
    return [_letter_card(one, case, at) for one in case.hands if one.by_letter]


def _letter_card(handling: Handling, case: Case, at: datetime) -> dict[str, Any]:
    letter = handling.letter
    is_open = bool(letter.link_digest) and letter.link_until is not None and letter.link_until > at
    owed = outside_promise(case.promises, handling)
    rows = [
        {"label": _("收件单位"), "value": handling.organisation.name},
        {"label": _("发函"), "value": sent_words(letter)},
        {"label": _("函复期限"), "value": at_moment(owed.due_at) if owed else "—"},
        {"label": _("答复链接"), "value": _link_words(letter) if is_open else _("没有开通")},
    ]
    contact = [{"label": _("对方联系人"), "value": letter.contact}] if letter.contact else []
    return {
        "rows": [*rows, *contact],
        "sent": letter.sent_on is not None,
        "is_open": is_open,
        "part": handling.part or "",
    }


def outside_promise(promises: list[Promise], handling: Handling) -> Promise | None:
    """Until when the handler owes its answer."""
    return next((p for p in promises if p.handling_id == handling.id and p.step is Step.OUTSIDE_ANSWER), None)


def sent_words(letter: Letter) -> str:
    """How and when it went."""
    if letter.sent_on is None:
        return _("还没有登记")
    told = {"day": full_day(letter.sent_on), "how": label(letter.how)}
    sent = _("%(day)s，%(how)s") % told
    return (
        _("%(sent)s，单号 %(reference)s") % {"sent": sent, "reference": letter.reference} if letter.reference else sent
    )


def _link_words(letter: Letter) -> str:
    assert letter.link_until is not None
    until = _("%(day)s前有效") % {"day": full_day(letter.link_until)}
    if letter.looked_at is None:
        return _("%(until)s，对方还没有打开") % {"until": until}
    seen = ngettext("对方打开过 %(n)s 次", "对方打开过 %(n)s 次", letter.looks) % {"n": letter.looks}
    return _("%(until)s，%(seen)s，最近 %(when)s") % {
        "until": until,
        "seen": seen,
        "when": full_moment(letter.looked_at),
    }


def slip(letter: Letter, code: str, address: str, short: str) -> dict[str, Any]:
    """The slip that goes with the letter: the address as QR code, the code to type, until when it works."""
    assert letter.link_until is not None
    return {
        "code": "-".join(code[start : start + 4] for start in range(0, len(code), 4)),
        "address": short,
        "qr": qr(address),
        "until": full_day(letter.link_until),
        "handler": letter.handling.organisation.name,
    }


def behind_link(letter: Letter, promise: Promise | None) -> dict[str, Any]:
    """What the page behind a link shows: no more than the letter on paper says; nothing once it is done."""
    handling, demand = letter.handling, letter.handling.demand
    window, firm = demand.window, demand.enterprise
    shown = {
        "handler": handling.organisation.name,
        "window": window.short_name,
        "number": demand.number,
        "is_open": handling.state in OPEN_HANDLINGS,
        "ended": _ended(handling),
    }
    if handling.state not in OPEN_HANDLINGS:
        return shown
    whose = [
        {"label": _("企业"), "value": firm.name},
        {"label": _("联系人"), "value": f"{firm.contact_name} {firm.contact_mobile}"},
    ]
    rows = [
        *(whose if not demand.hidden else [{"label": _("企业"), "value": _("名称保密，请经窗口联系")}]),
        {"label": _("类别"), "value": label(demand.kind)},
        {"label": _("转办时间"), "value": full_moment(handling.sent_at)},
    ]
    return shown | {
        "title": demand.title,
        "text": demand.text,
        "note": handling.task or handling.note,
        "facts": rows,
        "due": at_moment(promise.due_at) if promise else "",
        "counted": how_counted(promise.step, promise.explanation) if promise else "",
        "taken": full_moment(handling.taken_at) if handling.taken_at else "",
        "offers": [(verb.replace("_", "-"), LINK_LABELS[verb]()) for verb in _offered(handling)],
    }


def _offered(handling: Handling) -> list[Verb]:
    """What can be done behind the link now."""
    return [Verb.TAKE, Verb.RETURN] if handling.state is HandlingState.SENT else [Verb.ANSWER, Verb.RETURN]


LINK_LABELS = {
    Verb.TAKE: lambda: _("签收"),
    Verb.ANSWER: lambda: _("函复"),
    Verb.RETURN: lambda: _("退回"),
}

LINK_BEFORE = {
    Verb.TAKE: lambda: _("签收表示函已收到、由您单位办理。签收以后可以在这里函复。"),
    Verb.ANSWER: lambda: _("函复交给窗口和企业。提交以后不能再改，要更正请联系窗口。"),
    Verb.RETURN: lambda: _("退回以后由窗口另行办理，这个链接随即失效。"),
}


def _ended(handling: Handling) -> str:
    if handling.ended_at is None:
        return ""
    when = {"when": full_moment(handling.ended_at)}
    if handling.state is HandlingState.RETURNED:
        return _("%(when)s 已退回窗口，您单位不用再办。") % when
    return _("%(when)s 已函复，窗口和企业都收到了。谢谢。") % when


def paper_answer(case: Case) -> Letter | None:
    """The letter that brought the answer of this round, on paper or through its link. No query."""
    at = case.demand.answered_at
    told = [one for one in case.handlings if one.by_letter and one.state is HandlingState.ANSWERED]
    return next((one.letter for one in told if at and one.ended_at == at), None)


def answered_by(letter: Letter) -> tuple[tuple[str, str], ...]:
    """Who outside wrote the answer, and the day and number on its paper, as our paper says it; Chinese on purpose."""
    number = (("来文文号", letter.answer_number),) if letter.answer_number else ()
    dated = (("落款日期", full_day(letter.answer_dated)),) if letter.answer_dated else ()
    return (("答复单位", letter.handling.organisation.name), *number, *dated)
