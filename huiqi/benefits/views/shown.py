"""What the pages show of programmes, entries and objections, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from huiqi.benefits.flow import PAYABLE
from huiqi.benefits.models import Entry, Objection, PaymentList, Programme
from huiqi.benefits.selectors import Tally
from huiqi.benefits.wording import PLACE, STEPS, badge, label, reckoned, reviewed
from huiqi.benefits.words import EntryState, ListState, ObjectionState, ProgrammeState
from huiqi.eligibility.amounts import written
from huiqi.eligibility.facts import parse
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.eligibility.wording import fact_label
from huiqi.enterprises.selectors import reader_language
from huiqi.enterprises.words import FactSource
from huiqi.standards import regions
from huiqi.ui.wording import full_day, moment, number, yuan


def region_name(code: str) -> str:
    """A region's name."""
    return regions.find(code).name


def programme_row(one: Programme) -> dict[str, Any]:
    """A line of the list of programmes."""
    until = one.answer_until if one.state is ProgrammeState.PAYING else one.notice_until
    return {
        "programme": one,
        "code": one.version.policy.code,
        "badge": badge(one.state),
        "where": region_name(one.region),
        "until": full_day(until) if until else "",
    }


def head(one: Programme) -> dict[str, Any]:
    """What stands at the top of a programme's page."""
    days = (
        (_("政策公布"), one.policy_published_on),
        (_("指南期限"), one.guide_due),
        (_("公示到"), one.notice_until),
        (_("确认到"), one.answer_until),
    )
    told = [
        {"label": _("地区"), "value": region_name(one.region)},
        {"label": _("年度"), "value": str(one.year)},
        {"label": _("付款单位"), "value": one.funded_by},
        {"label": _("咨询"), "value": one.contact},
        *([{"label": _("指南审核"), "value": reviewed(one)}] if one.guided_at else []),
        *({"label": name, "value": full_day(day)} for name, day in days if day),
    ]
    return {
        "programme": one,
        "code": one.version.policy.code,
        "policy_title": one.version.title,
        "badge": badge(one.state),
        "facts": told,
        "steps": [str(step) for step in STEPS],
        "step": PLACE.get(one.state, 0),
    }


def entry_rows(entries: Iterable[Entry], *, inside: bool) -> list[dict[str, Any]]:
    """Lines of the list; only who works on it or approves it sees more than name and amount."""
    return [_row(one, inside=inside) for one in entries]


def _row(one: Entry, *, inside: bool) -> dict[str, Any]:
    told = {"entry": one, "name": one.enterprise.name, "amount": yuan(one.amount), "uscc": one.enterprise.uscc or ""}
    if not inside:
        return told
    return told | {"badge": badge(one.state), "reckoned": reckoned(one), "found": one.state is EntryState.FOUND}


def tally_rows(one: Programme, counted: Sequence[Tally], state: EntryState | None) -> list[dict[str, Any]]:
    """How many stand where, each opening its firms, and all of them together."""
    address = reverse("benefits:programme", args=[one.ref])
    rows = [
        {
            "label": f"{label(each.state)} {number(each.count)}",
            "url": f"{address}?{urlencode({'state': each.state.value})}#list",
            "current": each.state is state,
            "total": yuan(each.total),
        }
        for each in counted
    ]
    count = sum(each.count for each in counted)
    whole = {"label": f"{_('全部')} {number(count)}", "url": f"{address}#list", "current": state is None}
    return [whole, *rows] if rows else []


def payment_sums(made: PaymentList, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """How much of a payment list was paid, taken back, waits, or left it: count and yuan of each that there is."""
    kinds = (EntryState.PAID, EntryState.RECOVERED, EntryState.LISTED)
    sums = [(label(state), [one.amount for one in entries if one.state is state]) for state in kinds]
    if made.state not in (*PAYABLE, ListState.WAITING):
        return []
    left = made.count - len(entries), made.total - sum((one.amount for one in entries), Decimal())
    told = [(name, len(amounts), sum(amounts, Decimal())) for name, amounts in sums]
    told.append((_("退汇或移出"), *left))
    words = _("%(count)s 户，%(total)s")
    return [{"label": n, "value": words % {"count": number(c), "total": yuan(t)}} for n, c, t in told if c]


def objection_rows(objections: Iterable[Objection]) -> list[dict[str, Any]]:
    """Objections with what became of them."""
    return [
        {
            "objection": one,
            "name": one.entry.enterprise.name,
            "badge": badge(one.state),
            "when": moment(one.raised_at),
            "open": one.state is ObjectionState.OPEN,
        }
        for one in objections
    ]


def used_facts(entry: Entry) -> list[dict[str, Any]]:
    """The facts an entry rests on, each with its value, day and source."""
    language = reader_language()

    def told(name: str, kept: dict[str, Any]) -> dict[str, Any]:
        fact = vocabulary()[name]
        value = parse({name: kept["value"]}, entry.programme.examined_on).get(name)
        source = _(FactSource(kept["source"]).label) if kept["source"] else _("登记信息")
        return {
            "label": fact_label(name, language),
            "value": written(fact, value, language) if value is not None else "",
            "as_of": full_day(date.fromisoformat(kept["as_of"])) if kept["as_of"] else "",
            "source": source,
        }

    return [told(name, kept) for name, kept in entry.facts.items() if name in vocabulary()]
