"""The loop between policies and demands in words: the condition asked about, what came of the answer, the board."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.demands.selectors.conditions import general_of
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.policies.selectors import AskedCondition as Condition
from huiqi.policies.selectors import condition_at, mentioned, newest_faqs, url_of_condition, version_shown
from huiqi.ui.fact_inputs import words_of
from huiqi.ui.wording import full_day

if TYPE_CHECKING:
    from huiqi.demands.models import AskedCondition, Demand, GeneralAnswer
    from huiqi.policies.models import Faq

MOST_TITLE = 120


def title_for(condition: Condition, today: date) -> str:
    """What a demand about a condition is called before somebody says more."""
    told = {"policy": _title(condition.version.code, today), "condition": condition.words}
    long = _("%(condition)s这一条怎么算？（%(policy)s）") % told
    return long if len(long) <= MOST_TITLE else (_("%(condition)s这一条怎么算？") % told)[:MOST_TITLE]


def reason_of(number: str, reason: str) -> str:
    """Why a policy is corrected, with the demand that it came of."""
    return _("由诉求 %(number)s 提出：%(reason)s") % {"number": number, "reason": reason}


def fact_label(name: str) -> str:
    """What a fact is called; nothing where there is no such fact."""
    return words_of(vocabulary()[name], "label") if name in vocabulary() else ""


def _title(code: str, today: date) -> str:
    policy = mentioned(code, today)
    return policy.title if policy else code


def asked_shown(found: Condition, fact: str, today: date) -> dict[str, Any]:
    """A condition beside the form in which it is asked about."""
    return {
        "policy": _title(found.version.code, today),
        "words": found.words,
        "required": found.required,
        "clause": found.clause,
        "fact": fact_label(fact),
        "url": found.url,
        "former": "" if found.is_in_force(today) else full_day(found.version.effective_from),
    }


def condition_card(demand: "Demand", asked: "AskedCondition | None", today: date) -> dict[str, Any] | None:
    """The condition that a demand asks about, as it read then, and whether another version holds now."""
    if asked is None:
        return None
    code = demand.policy_code
    now = version_shown(code, today)
    moved = now is not None and now.effective_from != asked.since
    still = condition_at(code, now.effective_from, asked.place, today) if moved and now else None
    return {
        "code": code,
        "policy": _title(code, today),
        "words": asked.words,
        "required": asked.required,
        "clause": asked.clause,
        "fact": fact_label(asked.fact),
        "url": url_of_condition(code, asked.since, asked.place),
        "since": full_day(asked.since),
        "moved": moved,
        "now": {"url": still.url, "required": still.required} if still else None,
    }


def came_of(demand: "Demand", *, own: bool) -> list[dict[str, Any]]:
    """What came of the answer; an enterprise is told what is published, who writes it how far it is.

    Two queries at most; none where the demand is about no policy.
    """
    rows = general_of(demand)
    faqs = newest_faqs([row.faq for row in rows if row.faq]) if rows else {}
    found = [_of_faq(faqs[row.faq], own) if row.faq else _of_draft(row, own) for row in rows]
    return [one for one in found if one]


def _of_faq(faq: "Faq", own: bool) -> dict[str, Any] | None:
    public = url_of_condition(faq.policy.code, faq.asked_of, faq.place)
    if own:
        return {"label": faq.question, "url": public, "state": _("公开的问答")} if faq.state == "published" else None
    url = reverse("policies:faq", args=[faq.ref])
    return {"label": faq.question, "url": url, "state": _("问答：%(state)s") % {"state": _(faq.state.label)}}


def _of_draft(row: "GeneralAnswer", own: bool) -> dict[str, Any] | None:
    draft = row.draft
    assert draft is not None, "a row is of one or the other"
    version = draft.published
    if own:
        page = reverse("policies:page", args=[draft.code])
        done = {"label": _("改正后的政策"), "url": page, "state": _("已改正")}
        return {**done, "url": f"{page}?on={version.effective_from.isoformat()}"} if version else None
    url, state = reverse("policies:draft", args=[draft.ref]), _(draft.state.label)
    return {"label": _("%(code)s 的修订草稿") % {"code": draft.code}, "url": url, "state": state}


def board_rows(rows: Iterable[Mapping[str, Any]], today: date) -> list[dict[str, Any]]:
    """Conditions by how often they are asked about; in today's words where the condition is still there."""
    return [_board_row(row, today) for row in rows]


def _board_row(row: Mapping[str, Any], today: date) -> dict[str, Any]:
    code, place = row["policy__code"], row["place"]
    version = version_shown(code, today)
    now = condition_at(code, version.effective_from, place, today) if version else None
    return {
        **row,
        "code": code,
        "policy": _title(code, today),
        "words": now.words if now else row["said"],
        "required": now.required if now else "",
        "url": now.url if now else url_of_condition(code, row["since"], place),
        "list": reverse("demands:asked_about", args=[code, place]),
        "tone": "good" if row["answered"] else "ask",
        "told": _("已有问答") if row["answered"] else _("还没有问答"),
    }


def unanswered(count: int) -> str:
    """How many conditions have no answer for everybody."""
    words = ngettext("%(count)d 条还没有问答", "%(count)d 条还没有问答", count)
    return words % {"count": count} if count else ""
