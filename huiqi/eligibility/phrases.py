"""The phrases from which sentences about conditions are made, Chinese and English side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping

from huiqi.eligibility.amounts import Language, Pair, pick
from huiqi.eligibility.facts import Mistake
from huiqi.eligibility.findings import Note
from huiqi.eligibility.statuses import Status, Verdict
from huiqi.kernel.words import Word
from huiqi.standards.credit_code import Problem

PHRASES: Mapping[str, Pair] = {
    "number <": ("低于 {value}（不含本数）", "below {value}"),
    "number <=": ("不超过 {value}", "at most {value}"),
    "number >": ("超过 {value}", "above {value}"),
    "number >=": ("不低于 {value}", "at least {value}"),
    "number =": ("等于 {value}", "exactly {value}"),
    "number !=": ("不等于 {value}", "other than {value}"),
    "date <": ("早于 {value}", "before {value}"),
    "date <=": ("不晚于 {value}", "on or before {value}"),
    "date >": ("晚于 {value}", "after {value}"),
    "date >=": ("不早于 {value}", "on or after {value}"),
    "date =": ("就是 {value}", "on {value}"),
    "date !=": ("不是 {value}", "not on {value}"),
    "in": ("属于：{value}", "one of: {value}"),
    "not_in": ("不属于：{value}", "none of: {value}"),
    "within": ("属于：{value}", "within: {value}"),
    "not_within": ("不属于：{value}", "not within: {value}"),
    "has one": ("具备：{value}", "held: {value}"),
    "has_any": ("具备其中一项：{value}", "one of these held: {value}"),
    "has_all": ("同时具备：{value}", "all of these held: {value}"),
    "has_none": ("不具备：{value}", "none of these held: {value}"),
    "lacks_any": ("不同时具备：{value}", "not all of these held: {value}"),
    "any_item": ("获得过：{value}", "won: {value}"),
    "no_item": ("没有获得过：{value}", "not won: {value}"),
    "item years": ("近 {years} 年内", "in the last {years} years"),
    "item rank": ("排名前 {rank}", "among the first {rank}"),
    "years_at_least": ("满 {years}", "{years} or more"),
    "years_below": ("不满 {years}", "less than {years}"),
    "all": ("下列各项都满足", "all of the following"),
    "any": ("满足下列任一项", "any of the following"),
    "at_least": ("下列各项至少满足 {count} 项", "at least {count} of the following"),
    "meets": ("符合“{title}”（{code}）的条件", "meets the conditions of {code}, {title}"),
    "meets not": ("不符合“{title}”（{code}）的条件", "does not meet the conditions of {code}, {title}"),
    "meets name": ("符合政策 {code} 的条件", "Meets the conditions of policy {code}"),
    "manual": ("由人工确认", "to be confirmed by a person"),
    "score": ("评分", "Score"),
    "denied": ("不属于：{name}", "Not: {name}"),
    "or": (" 或 ", " or "),
    "or last": ("{first}或{last}", "{first} or {last}"),
    "is": ("{name}为{value}", "{name}: {value}"),
    "must": ("{name}{value}", "{name}: {value}"),
    "must named": ("{name}：{value}", "{name}: {value}"),
    "and": ("、", ", "),
    "times": ("{fact}的 {share}", "{share} of: {fact}"),
    "resolved": ("{fact} {value}", "{value} ({fact})"),
    "the day": ("判定当日（{value}）", "the day examined ({value})"),
    "not stated": ("尚未填写", "not stated yet"),
    "to confirm": ("待人工确认", "to be confirmed"),
    "possible": ("{value}之一", "one of: {value}"),
    "points between": ("{least} 至 {most} 分，尚有未知项", "between {least} and {most} points, some items unknown"),
    "points at least": ("至少 {least} 分，尚有未知项", "at least {least} points, some items unknown"),
    "met of": ("{count} 项中满足 {met} 项", "{met} of {count} met"),
    "over": ("超出 {amount}", "{amount} over"),
    "short": ("还差 {amount}", "{amount} short"),
    "off": ("相差 {amount}", "off by {amount}"),
    "not below": ("恰好在界线上，须低于它", "exactly at the bound, which does not count"),
    "not above": ("恰好在界线上，须超过它", "exactly at the bound, which does not count"),
    "late": ("晚了 {amount}", "{amount} too late"),
    "early": ("早了 {amount}", "{amount} too early"),
    "met from": ("{value}起满足", "met from {value}"),
    "lacking": ("缺：{value}", "lacking: {value}"),
    "lacking one": ("缺其中一项：{value}", "lacking one of: {value}"),
    "all met": ("全部条件都已满足，共 {count} 项。", "All conditions are met ({count})."),
    "unmet": ("差 {count} 项：{names}", "Not met ({count}): {names}"),
    "others met": ("其余 {met} 项已满足", "Met: {met}"),
    "others": ("另 {met} 项已满足，{unknown} 项待核", "Met: {met}, unknown: {unknown}"),
    "others unknown": ("另 {unknown} 项待核", "Unknown: {unknown}"),
    "missing": ("还缺 {count} 项情况：{names}", "Missing facts ({count}): {names}"),
    "missing many": ("还缺 {count} 项情况：{names}等", "Missing facts ({count}): {names}; and others"),
    "confirm": ("有 {count} 项须人工确认", "To be confirmed by a person: {count}"),
    "undecidable": ("按现有资料还不能判定", "What is known does not decide it yet"),
    "named shortfall": ("{name}（{shortfall}）", "{name} ({shortfall})"),
    "distance": ("{name}：现为 {actual}，要求{required}，{short}", "{name}: {actual}, required: {required}, {short}"),
    "distance plain": ("{name}：现为 {actual}，要求{required}", "{name}: {actual}, required: {required}"),
    "distance flag": ("现在{actual}，要求{required}", "now: {actual}; required: {required}"),
    "distance day": ("{name}：要求{required}，{short}", "{name}: required: {required}, {short}"),
    "distance award": ("科技奖励：要求{required}", "science awards: required: {required}"),
    "distance points": (
        "{said}（最能加分：{item}，还能加 {points} 分）",
        "{said} (most to gain: {item}, {points} points)",
    ),
    "separator": ("；", ". "),
    "names": ("，", "; "),
    "stop": ("。", "."),
}

ENGLISH: Mapping[type[Word], Mapping[Word, str]] = {
    Status: {
        Status.MET: "met",
        Status.UNMET: "not met",
        Status.UNKNOWN: "unknown",
    },
    Verdict: {
        Verdict.ELIGIBLE: "eligible",
        Verdict.INELIGIBLE: "not eligible",
        Verdict.UNKNOWN: "unknown",
    },
    Note: {
        Note.TOO_COARSE: "{fact} is too coarse; choose a finer level",
        Note.DIFFERS: "what is stated differs from {computed}, computed from other facts; what is stated decides",
        Note.LAPSED: "{code} lapsed on {on}",
        Note.NOT_YET_VALID: "{code} is valid only from {on}",
        Note.ZERO_BASE: "{fact} is zero, so there is no ratio",
        Note.NO_PARAMETER: "“{parameter}” is not on record for this place and year",
        Note.NO_VERSION: "policy {policy}, to which this refers, has no version in force on the day",
        Note.NOT_CLASSIFIED: "no size standard applies to this industry",
        Note.CONFIRMED: "confirmed by a person",
        Note.DENIED: "found not met by a person",
    },
    Mistake: {
        Mistake.UNKNOWN_FACT: "There is no such fact.",
        Mistake.NOT_TEXT: "Enter a text of at most {limit} characters.",
        Mistake.NOT_A_NUMBER: "Enter a number.",
        Mistake.NOT_WHOLE: "Enter a whole number.",
        Mistake.NEGATIVE: "It cannot be negative.",
        Mistake.TOO_SMALL: "It cannot be less than {minimum}.",
        Mistake.TOO_LARGE: "It cannot be more than {maximum}.",
        Mistake.NOT_A_DATE: "Enter a real date, like 2024-03-01.",
        Mistake.FUTURE_DATE: "It cannot be later than {on}.",
        Mistake.NOT_YES_OR_NO: "Choose yes or no.",
        Mistake.UNKNOWN_CODE: "There is no such choice: {code}.",
        Mistake.UNKNOWN_REGION: "There is no such region code.",
        Mistake.UNKNOWN_INDUSTRY: "There is no such industry code.",
        Mistake.BAD_CREDIT_CODE: "The credit code is wrong: {problem}.",
        Mistake.NOT_A_LIST: "Enter a list.",
        Mistake.BAD_ITEM: "Item {position} is not written correctly.",
        Mistake.PERIOD_REVERSED: "Item {position} ends before it begins.",
        Mistake.BAD_CONFIRMATION: "Write confirmations like L03.market_position.",
        Mistake.CONTRADICTION: "{code} cannot be both confirmed and denied.",
    },
    Problem: {
        Problem.LENGTH: "it does not have 18 characters",
        Problem.CHARACTER: "it has a character the code does not use",
        Problem.REGISTRAR: "there is no such registration authority",
        Problem.CHECK_CHARACTER: "the check character does not fit",
    },
}


_GAP = re.compile(r"(?<=[一-鿿]) (?=[一-鿿])")
"""A blank between two Chinese characters: it belongs only beside digits and Latin letters."""


def phrase(name: str, language: Language, /, **params: object) -> str:
    """A phrase with its values filled in."""
    return _GAP.sub("", pick(PHRASES[name], language).format(**params))


def spoken(word: Word, language: Language, /, **params: object) -> str:
    """A word's label in the language, with its values filled in."""
    return (ENGLISH[type(word)][word] if language == "en" else word.label).format(**params)
