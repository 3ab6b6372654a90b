"""What the pages show: rows, tiles, tabs and the words around them, made of values the selectors answer."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.demands.flow import BEFORE_ANSWER
from huiqi.demands.models import AccountabilityRecord, Demand, Letter
from huiqi.demands.selectors import Case, Term, intake_of
from huiqi.demands.selectors import listed as as_listed
from huiqi.demands.selectors.conditions import condition_of
from huiqi.demands.wording import BEFORE, STATE_TONES, label, refusal
from huiqi.demands.wording.anonymous import next_of
from huiqi.demands.wording.asking import asked_shown
from huiqi.demands.wording.confirming import confirmed
from huiqi.demands.wording.consulting import consulted_card
from huiqi.demands.wording.contact import duties, following
from huiqi.demands.wording.due import at_moment, how_counted, limit, time_left, tone_of_due
from huiqi.demands.wording.general import condition_card
from huiqi.demands.wording.hands import hands_card
from huiqi.demands.wording.intake import came
from huiqi.demands.wording.keys import CAREFUL, KEYS
from huiqi.demands.wording.letters import by_letter, letter_cards
from huiqi.demands.wording.merged import linked
from huiqi.demands.wording.records import any_counts, records_of
from huiqi.demands.wording.rectifying import rectifying_card
from huiqi.demands.wording.regulation import BEFORE as PASSED_ON
from huiqi.demands.wording.regulation import rests_on_it
from huiqi.demands.wording.returning import lost_of
from huiqi.demands.wording.standing import marks, past_rounds, standing
from huiqi.demands.wording.story import banner, holding, promises_of, timeline_of
from huiqi.demands.words import INTERNAL_FILES, Anonymity, DemandState, Purpose, Step, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.standards.calendars import Calendar
from huiqi.standards.service_kinds import ServiceKind
from huiqi.ui.wording import full_moment

AT_ONCE = (Verb.REGISTER, Verb.TAKE, Verb.ARCHIVE, Verb.ACKNOWLEDGE)
"""Verbs with nothing to say: one press does them."""

PRIMARY = (
    Verb.ACKNOWLEDGE,
    Verb.GRANT_EXTENSION,
    Verb.RECTIFY,
    *(Verb.REGISTER, Verb.TAKE, Verb.SUPPLY_INFORMATION, Verb.UPHOLD_OBJECTION, Verb.RATE, Verb.VISIT, Verb.ARCHIVE),
    *(Verb.ANSWER, Verb.DISPATCH, Verb.GIVE_PLAN, Verb.SEND_LETTER, Verb.ENTER_ANSWER),
)
"""Which verb is the primary action of a page, where several are possible: the letter is sent once, then answered."""


RARE = (
    *(Verb.REFUSE, Verb.END, Verb.CLOSE_REPEATED, Verb.SET_URGENCY, Verb.OPEN_GREEN, Verb.CLOSE_GREEN),
    *(Verb.INSTRUCT, Verb.ESCALATE, Verb.WITHDRAW, Verb.REPLACE_SCAN, Verb.ASK_EXTENSION, Verb.CONSULT, Verb.HAND_ON),
    *(Verb.MERGE, Verb.ABSORB, Verb.UNMERGE, Verb.LET_GO, Verb.SPLIT),
    *(Verb.ADD_PART, Verb.CALL_OFF, Verb.SUM_UP, Verb.ASK_SUSPENSION, Verb.SUSPEND),
    *(Verb.OPEN_RECTIFICATION, Verb.APPEAL),
    *(Verb.SEAL, Verb.NAME_INSIDER, Verb.REMOVE_INSIDER, Verb.UNSEAL),
)
"""Verbs of the exceptional case: folded away, so that those of every day stay in sight."""


def row(demand: Demand, due: datetime | None, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """A demand in a list, with what is due next for its reader."""
    return {
        "demand": demand,
        "kind": label(demand.kind),
        "state": label(demand.told_state),
        "tone": STATE_TONES[demand.told_state],
        "marks": marks(demand, at),
        "due": due,
        "left": time_left(due, at, calendar) if due else "",
        "due_tone": tone_of_due(due, at),
    }


def own_tabs(*, closed: bool) -> list[dict[str, Any]]:
    """Open and closed."""
    return [
        {"label": _("办理中的"), "url": "?", "current": not closed},
        {"label": _("已结束的"), "url": "?tab=closed", "current": closed},
    ]


def terms_shown(terms: Mapping[ServiceKind, Sequence[Term]], at: datetime) -> dict[str, Any]:
    """The terms of each kind as a sentence under its card, and each with how it was counted."""
    return {
        "hints": {str(kind): _one_line(listed) for kind, listed in terms.items()},
        "terms": list(_grouped(terms)),
        "now": at_moment(at),
    }


def _grouped(terms: Mapping[ServiceKind, Sequence[Term]]) -> Iterator[dict[str, Any]]:
    """Kinds with the same terms stand together."""
    same: dict[tuple[Term, ...], list[str]] = {}
    for kind, listed in terms.items():
        same.setdefault(tuple(listed), []).append(label(kind))
    for listed, kinds in same.items():
        note = _(PASSED_ON) if any(rests_on_it(term.source) for term in listed) else ""
        yield {"kinds": _("、").join(kinds), "rows": [_term(term) for term in listed], "note": note}


def _one_line(terms: Sequence[Term]) -> str:
    said = {term.step: term.deadline for term in terms}
    first, last = said.get(Step.FIRST_CONTACT), said.get(Step.FINISH)
    parts = [_("%(limit)s内联系您") % {"limit": limit(first.amount, first.unit)}] if first else []
    parts += [_("%(limit)s内答复") % {"limit": limit(last.amount, last.unit)}] if last else []
    return _("，").join(parts) + _("。")


def _term(term: Term) -> dict[str, str]:
    counted = how_counted(term.step, term.deadline.explanation(term.source))
    told = {"limit": limit(term.deadline.amount, term.deadline.unit)}
    return {
        "step": label(term.step),
        "limit": _("%(limit)s内") % told,
        "due": at_moment(term.deadline.due_at),
        "counted": counted,
    }


def coming(case: Case) -> list[dict[str, Any]]:
    """What happens after the filing, each with its due moment."""
    nobody = case.demand.anonymity is Anonymity.ANONYMOUS
    rows = [{"title": _("您提交了诉求"), "when": full_moment(case.demand.filed_at), "state": "done"}]
    for promise in case.owed():
        told = {"when": at_moment(promise.due_at)}
        step = _("受理您的投诉") if nobody and promise.step is Step.FIRST_CONTACT else label(promise.step)
        rows.append({"title": step, "when": _("最迟 %(when)s") % told, "state": "todo"})
    last = _("您凭编号和查询码评价，全过程归档") if nobody else _("您评价，窗口回访，全过程归档")
    return [*rows, {"title": last, "state": "todo"}]


def case_shown(case: Case, verbs: Sequence[Verb], *, own: bool, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """Everything on the page of a case."""
    demand = case.demand
    return {
        "case": case,
        "demand": demand,
        "own": own,
        "by_code": False,
        "shows_text": True,
        "condition": condition_card(demand, condition_of(demand), localdate(at)),
        "kind": label(demand.kind),
        "state": label(demand.told_state),
        "tone": STATE_TONES[demand.told_state],
        "next": _next(case),
        "duties": [] if own else duties(case),
        "follows": "" if own else following(case, at, calendar),
        "hands": hands_card(case, at, calendar, own=own),
        "may_call_off": Verb.CALL_OFF in verbs,
        "keeps_parts": Verb.ADD_PART in verbs,
        "consulted": [] if own else consulted_card(case, at, calendar),
        "letters": [] if own else letter_cards(case, at),
        "holders": [] if demand.is_closed else holding(case),
        "banner": banner(case, own=own, at=at, calendar=calendar),
        "timeline": timeline_of(case, own=own),
        "promises": promises_of(case, at, calendar, own=own),
        "records": records_of(case),
        "records_count": any_counts(case),
        "lost": [] if own else lost_of(case),
        "files": [files_of(p, case) for p in Purpose if case.files(p) and not (own and p in INTERNAL_FILES)],
        "marks": marks(demand, at),
        "asked": asked_shown(case.request, case.files(Purpose.INFORMATION)),
        "standing": standing(case, own=own, at=at, calendar=calendar),
        "past": past_rounds(case),
        "linked": linked(case),
        "facts": _facts(case, own=own),
        "offers": offers(verbs, by_letter(case)),
        "has_rare": any(verb in RARE for verb in verbs),
        "idle": all(verb in RARE for verb in verbs),
        "before_answer": demand.state in BEFORE_ANSWER,
        "rating": label(case.rating.level) if case.rating else "",
        "rectifying": rectifying_card(case, own=own),
    }


def files_of(purpose: Purpose, case: Case) -> dict[str, Any]:
    """The files that came with one thing, under its name."""
    shown = [{"file": one.file, "replaced": one.replaced_by_id is not None} for one in case.files(purpose)]
    return {"purpose": label(purpose), "files": shown}


def _next(case: Case) -> str:
    """What comes next; whoever works outside the system does not sign here, but answers a letter."""
    if by_letter(case):
        return _("承办单位在系统外，收到转办函后函复；函复由窗口录入，或由对方用链接答复。")
    return next_of(case.demand)


def _facts(case: Case, *, own: bool) -> list[dict[str, str]]:
    """The card beside the case; how to reach the enterprise is for those who have to."""
    demand, firm = case.demand, case.demand.enterprise
    rows = [
        {"label": _("编号"), "value": demand.number},
        {"label": _("类别"), "value": label(demand.kind)},
        {"label": _("提交时间"), "value": full_moment(demand.filed_at)},
        {"label": _("受理窗口"), "value": demand.window.short_name},
    ]
    if case.matter:
        rows.insert(2, {"label": _("事项"), "value": case.matter})
    if how := came(demand, with_phone=not own):
        rows.append({"label": _("怎样来的"), "value": how})
    if intake := intake_of(demand):
        rows.append({"label": _("来人核对"), "value": confirmed(intake) or _("还没有核对")})
    if demand.against:
        rows.append({"label": _("投诉谁"), "value": demand.against})
    if own:
        return [*rows, {"label": _("查询码"), "value": demand.query_code}]
    if demand.hidden:
        return [*rows, {"label": _("企业"), "value": _("%(name)s（名称保密）") % {"name": firm.name}}]
    if demand.anonymity is Anonymity.ANONYMOUS:
        return [*rows, {"label": _("谁提出的"), "value": firm.name}]
    contact = {"label": _("联系人"), "value": f"{firm.contact_name} {firm.contact_mobile}"}
    return [*rows, {"label": _("企业"), "value": firm.name}, contact]


def offers(verbs: Sequence[Verb], letter: Letter | None = None) -> list[dict[str, Any]]:
    """What may be done, the primary action first, each by its key; `rare` ones are folded away."""
    done = {Verb.SEND_LETTER} if letter and letter.sent_on else set()
    primary = next((verb for verb in PRIMARY if verb in verbs and verb not in done), None)
    shown = sorted(verbs, key=lambda verb: verb is not primary)
    return [
        {
            "slug": verb.replace("_", "-"),
            "label": label(verb),
            "primary": verb is primary,
            "at_once": verb in AT_ONCE,
            "rare": verb in RARE,
            "key": KEYS.get(verb, ""),
        }
        for verb in shown
    ]


def act_shown(verb: Verb, demand: Demand, kept: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """The words of a verb's own page, and the files already taken."""
    told = {"verb_label": label(verb), "told": str(BEFORE.get(verb, ""))}
    told |= {"slug": verb.replace("_", "-"), "draft": draft_of(demand, verb)}
    return told | {"kept": kept, "careful": verb in CAREFUL}


def draft_of(demand: Demand, verb: Verb) -> str:
    """What a browser calls the draft of a verb's form."""
    return f"demand-{demand.number}-{verb}"


EXTENDABLE = (DemandState.REGISTERED, DemandState.DISPATCHED, DemandState.IN_PROGRESS)


def not_now(verb: Verb, demand: Demand, case: Case | None = None) -> str:
    """That a verb is no longer, or not yet, possible; of more time, whether it was had or comes too late."""
    if verb is Verb.ASK_EXTENSION and case and demand.state in EXTENDABLE and not case.standstill:
        return refusal(Refused("extended_already" if case.extension else "extension_late"))
    return refusal(Refused("not_now", state=label(demand.told_state), verb=label(verb)))


def record_row(record: AccountabilityRecord, people: Mapping[str, str], actor: Actor) -> dict[str, Any]:
    """A row of the list of missed promises."""
    as_listed(actor, record.demand)
    kept, window = record.promise.kept_at, record.demand.window
    owned = record.organisation_id == window.organisation_id
    return {
        "record": record,
        "organisation": window.short_name if owned else record.organisation.name,
        "step": label(record.promise.step),
        "person": people.get(record.person_ref, ""),
        "due": at_moment(record.due_at),
        "later": full_moment(kept) if kept else "",
        "released": record.promise.released_at is not None,
        "struck": record.struck_why if record.struck_at else "",
    }
