"""What a policy brings in yuan, in words: the amount, the lines of its calculation, honest sums."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from huiqi.eligibility import wording as engine
from huiqi.eligibility.amounts import day, number, percent, written, yuan
from huiqi.eligibility.estimates import Estimate, Line, Reckoning, Step, Total
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.eligibility.worth import Per, Worth
from huiqi.ui.fact_inputs import language, words_of

Row = dict[str, str]


def amount(found: Estimate | Total) -> str:
    """About how many yuan, once or every year; empty where an amount lacks its base."""
    if found.least is None or found.most is None:
        return ""
    upper = found.upper if isinstance(found, Total) else found.worth.upper
    per = found.per if isinstance(found, Total) else found.worth.per
    return _per(per) % {"amount": _between(found.least, found.most, upper=upper)}


def _per(per: Per) -> str:
    return _("每年%(amount)s") if per is Per.YEAR else _("一次性%(amount)s")


def _between(least: Decimal, most: Decimal, *, upper: bool) -> str:
    low, high = (yuan(end, language()) for end in (least, most))
    if least != most:
        return _("约 %(low)s 至 %(high)s") % {"low": low, "high": high}
    return (_("最多约 %(amount)s") if upper else _("约 %(amount)s")) % {"amount": high}


def calculation(found: Estimate) -> list[Row]:
    """The calculation line by line, with its article and what it takes for granted."""
    rows = [_row(line) for line in _joined(found.lines)]
    if found.least is not None:
        rows.append({"label": _("结果"), "value": amount(found)})
    return [*rows, *_grounds(found.worth)]


def _grounds(worth: Worth) -> list[Row]:
    rows = [{"label": _("依据"), "value": worth.clause or _("全文（条款未核）")}]
    if worth.note:
        rows.append({"label": _("口径"), "value": words_of(worth, "note")})
    return rows


def _joined(lines: Iterable[Line]) -> list[Line]:
    """Rates that are still open stand in one line."""
    found: list[Line] = []
    for line in lines:
        if line.step is Step.RATE and found and found[-1].step is Step.RATE:
            found[-1] = Line(Step.RATE, {"rates": (*_rates(found[-1]), *_rates(line))})
        elif line not in found:
            found.append(line)
    return found


def _rates(line: Line) -> tuple[Any, ...]:
    rates = line.params.get("rates")
    return rates if isinstance(rates, tuple) else (line.params["rate"],)


def _row(line: Line) -> Row:
    say = {
        Step.BASE: _base,
        Step.BASE_MOST: _base_most,
        Step.RATE: _rate,
        Step.EACH: _each,
        Step.SLICE: _slice,
        Step.FIXED: _fixed,
        Step.YEARS: _years,
        Step.DAYS: _days,
        Step.MOST: _most,
    }[line.step]
    return say(line.params)


def _base(told: Mapping[str, Any]) -> Row:
    fact = vocabulary()[told["fact"]]
    value = int(told["value"]) if told["value"] == told["value"].to_integral_value() else told["value"]
    return {"label": words_of(fact, "label"), "value": written(fact, value, language())}


def _base_most(told: Mapping[str, Any]) -> Row:
    return {"label": _("计算基数封顶"), "value": yuan(told["most"], language())}


def _rate(told: Mapping[str, Any]) -> Row:
    shares = [f"{percent(rate)}%" for rate in told.get("rates") or (told["rate"],)]
    label = _("比例") if len(shares) == 1 else _("比例（看企业情况）")
    return {"label": label, "value": _("× %(rate)s") % {"rate": _(" 或 ").join(shares)}}


def _each(told: Mapping[str, Any]) -> Row:
    return {"label": _("每人（项）"), "value": _("× %(rate)s") % {"rate": yuan(told["rate"], language())}}


def _slice(told: Mapping[str, Any]) -> Row:
    part = yuan(told["part"], language())
    return {"label": _("分段"), "value": _("%(part)s × %(rate)s%%") % {"part": part, "rate": percent(told["rate"])}}


def _fixed(told: Mapping[str, Any]) -> Row:
    return {"label": _("定额"), "value": yuan(told["amount"], language())}


def _years(told: Mapping[str, Any]) -> Row:
    words = {"years": number(round(told["years"], 2)), "most": number(told["most"])}
    return {"label": _("年数"), "value": _("× %(years)s 年（最多 %(most)s 年）") % words}


def _days(told: Mapping[str, Any]) -> Row:
    words = {"days": number(told["days"]), "since": day(told["since"], language())}
    return {"label": _("天数"), "value": _("× %(days)s 天（%(since)s起）") % words}


def _most(told: Mapping[str, Any]) -> Row:
    return {"label": _("封顶"), "value": yuan(told["most"], language())}


def benefit_in_yuan(found: Estimate | None, urls: Mapping[str, str]) -> dict[str, Any] | None:
    """The yuan of one policy for its card: an amount with its calculation, or the facts to state first."""
    if found is None:
        return None
    asked = [
        {"label": engine.fact_label(name, language()), "url": urls.get(name, "")}
        for name in found.missing
        if name in vocabulary()
    ]
    return {"amount": amount(found), "rows": calculation(found), "asked": asked}


def totals(found: Reckoning, names: Mapping[str, str]) -> dict[str, Any]:
    """The sums, and beside them what they do not count and why; `names` are the titles by code."""
    return {
        "amounts": [amount(total) for total in found.totals],
        "left_out": [_left_out(names[one.code], [names[code] for code in by]) for one, by in found.left_out],
        "unknown": [names[one.code] for one in found.unknown],
    }


def _left_out(one: str, others: list[str]) -> str:
    words = {"one": one, "other": _("”“").join(others)}
    return _("“%(one)s”没有计入：不与“%(other)s”同时享受，按多的一项算。") % words
